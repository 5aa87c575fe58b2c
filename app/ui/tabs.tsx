import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type TabItem = Readonly<{
  label: ReactNode
  /** Where the tab leads: another address, or `#id` of a panel below. */
  href: string
  selected?: boolean
  /** A panel on this same page, shown below the list under `panel.id`. */
  panel?: Readonly<{ id: string; text?: ReactNode; attributes?: Attributes }>
  attributes?: Attributes
}>
export type TabsProps = Readonly<{
  title: ReactNode
  items?: ReadonlyArray<TabItem | null | undefined | false>
  /** What the selected tab shows, when the tabs are addresses. */
  children?: ReactNode
  id?: string
  classes?: string
  attributes?: Attributes
}>

/** Views of one thing as plain links, each with its own address, so that no script is needed. */
export function Tabs({ title, items, children, id, classes, attributes }: TabsProps) {
  const tabs = (items ?? []).filter((item): item is TabItem => Boolean(item))
  return (
    <div id={id} className={classNames('govuk-tabs', classes)} {...attributes}>
      <h2 className="govuk-tabs__title">{title}</h2>
      {tabs.length > 0 ? (
        <ul className="govuk-tabs__list">
          {tabs.map((item, index) => (
            <li
              key={index}
              className={classNames('govuk-tabs__list-item', item.selected && 'govuk-tabs__list-item--selected')}
            >
              <a
                className="govuk-tabs__tab"
                href={item.href}
                aria-current={item.selected && !item.panel ? 'page' : undefined}
                {...item.attributes}
              >
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {tabs.map((item) =>
        item.panel ? (
          <div
            key={item.panel.id}
            className={classNames('govuk-tabs__panel', !item.selected && 'govuk-tabs__panel--hidden')}
            id={item.panel.id}
            {...item.panel.attributes}
          >
            {item.panel.text}
          </div>
        ) : null,
      )}
      {children ? <div className="govuk-tabs__panel">{children}</div> : null}
    </div>
  )
}
