import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type WarningTextProps = Readonly<{
  children: ReactNode
  /** The spoken word for the mark ("Warning"). */
  iconFallbackText: ReactNode
  classes?: string
  attributes?: Attributes
}>

/** What cannot be undone, or what follows from not doing something. */
export function WarningText({ children, iconFallbackText, classes, attributes }: WarningTextProps) {
  return (
    <div className={classNames('govuk-warning-text', classes)} {...attributes}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconFallbackText}</span> {children}
      </strong>
    </div>
  )
}
