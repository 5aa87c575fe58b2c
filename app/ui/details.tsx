import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type DetailsProps = Readonly<{
  summaryText: ReactNode
  children: ReactNode
  id?: string
  open?: boolean
  classes?: string
  attributes?: Attributes
}>

/** More for those who want it, closed until asked for. Needs no script. */
export function Details({ summaryText, children, id, open, classes, attributes }: DetailsProps) {
  return (
    <details id={id} className={classNames('govuk-details', classes)} {...attributes} open={open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summaryText}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  )
}
