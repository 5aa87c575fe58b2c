import type { ReactNode } from 'react'
import { type Attributes, type Content, type ContentOptions, classNames, contentOptions } from './options.ts'

export type SummaryAction = Readonly<{
  href: string
  text?: ReactNode
  visuallyHiddenText?: ReactNode
  classes?: string
  attributes?: Attributes
}>
export type SummaryActions = Readonly<{ items?: ReadonlyArray<SummaryAction>; classes?: string }>
export type SummaryRow = Readonly<{ key: Content; value?: Content; actions?: SummaryActions; classes?: string }>
export type SummaryCard = Readonly<{
  title?: Content<ContentOptions & Readonly<{ headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 }>>
  actions?: SummaryActions
  classes?: string
  attributes?: Attributes
}>
export type SummaryListProps = Readonly<{
  rows: ReadonlyArray<SummaryRow | null | undefined | false>
  card?: SummaryCard
  classes?: string
  attributes?: Attributes
}>

function Action({ action, cardTitle }: { action: SummaryAction; cardTitle?: ReactNode }) {
  return (
    <a className={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {action.visuallyHiddenText || cardTitle ? (
        <span className="govuk-visually-hidden">
          {action.visuallyHiddenText ? <> {action.visuallyHiddenText}</> : null}
          {cardTitle ? <> ({cardTitle})</> : null}
        </span>
      ) : null}
    </a>
  )
}

function RowActions({ actions, cardTitle }: { actions: SummaryActions; cardTitle?: ReactNode }) {
  const items = actions.items ?? []
  return (
    <dd className={classNames('govuk-summary-list__actions', actions.classes)}>
      {items.length === 1 ? (
        items.map((action, index) => <Action key={index} action={action} cardTitle={cardTitle} />)
      ) : (
        <ul className="govuk-summary-list__actions-list">
          {items.map((action, index) => (
            <li key={index} className="govuk-summary-list__actions-list-item">
              <Action action={action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function Card({ card, children }: { card: SummaryCard; children: ReactNode }) {
  const title = contentOptions<ContentOptions & { headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 }>(card.title)
  const Heading = `h${title?.headingLevel ?? 2}` as const
  const actions = card.actions?.items ?? []
  return (
    <div className={classNames('govuk-summary-card', card.classes)} {...card.attributes}>
      <div className="govuk-summary-card__title-wrapper">
        {title ? (
          <Heading className={classNames('govuk-summary-card__title', title.classes)}>{title.text}</Heading>
        ) : null}
        {actions.length === 1 ? (
          <div className={classNames('govuk-summary-card__actions', card.actions?.classes)}>
            {actions.map((action, index) => (
              <Action key={index} action={action} cardTitle={title?.text} />
            ))}
          </div>
        ) : null}
        {actions.length > 1 ? (
          <ul className={classNames('govuk-summary-card__actions', card.actions?.classes)}>
            {actions.map((action, index) => (
              <li key={index} className="govuk-summary-card__action">
                <Action action={action} cardTitle={title?.text} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="govuk-summary-card__content">{children}</div>
    </div>
  )
}

/** Facts as key and value, with a "Change" link where they can be changed. */
export function SummaryList({ rows, card, classes, attributes }: SummaryListProps) {
  const shown = rows.filter((row): row is SummaryRow => Boolean(row))
  const anyActions = shown.some((row) => row.actions?.items?.length)
  const cardTitle = contentOptions(card?.title)?.text
  const list = (
    <dl className={classNames('govuk-summary-list', classes)} {...attributes}>
      {shown.map((row, index) => {
        const key = contentOptions(row.key)
        const value = contentOptions(row.value)
        const noActions = anyActions && !row.actions?.items
        return (
          <div
            key={index}
            className={classNames(
              'govuk-summary-list__row',
              noActions && 'govuk-summary-list__row--no-actions',
              row.classes,
            )}
          >
            <dt className={classNames('govuk-summary-list__key', key?.classes)}>{key?.text}</dt>
            <dd className={classNames('govuk-summary-list__value', value?.classes)}>{value?.text}</dd>
            {row.actions?.items?.length ? <RowActions actions={row.actions} cardTitle={cardTitle} /> : null}
          </div>
        )
      })}
    </dl>
  )
  return card ? <Card card={card}>{list}</Card> : list
}
