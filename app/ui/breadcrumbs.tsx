import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type Breadcrumb = Readonly<{ text: ReactNode; href?: string; attributes?: Attributes }>
export type BreadcrumbsProps = Readonly<{
  items: ReadonlyArray<Breadcrumb>
  labelText: string
  collapseOnMobile?: boolean
  classes?: string
  attributes?: Attributes
}>

/** Where this page stands; an item without `href` is the page itself. */
export function Breadcrumbs({ items, labelText, collapseOnMobile, classes, attributes }: BreadcrumbsProps) {
  return (
    <nav
      className={classNames('govuk-breadcrumbs', classes, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      {...attributes}
      aria-label={labelText}
    >
      <ol className="govuk-breadcrumbs__list">
        {items.map((item, index) =>
          item.href ? (
            <li key={index} className="govuk-breadcrumbs__list-item">
              <a className="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li key={index} className="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
