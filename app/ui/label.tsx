import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type LabelProps = Readonly<{
  children: ReactNode
  for?: string
  classes?: string
  attributes?: Attributes
  isPageHeading?: boolean
}>

/** A field's label; `isPageHeading` wraps it in the page's h1. */
export function Label({ children, for: htmlFor, classes, attributes, isPageHeading }: LabelProps) {
  const label = (
    <label className={classNames('govuk-label', classes)} {...attributes} htmlFor={htmlFor}>
      {children}
    </label>
  )
  return isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label
}
