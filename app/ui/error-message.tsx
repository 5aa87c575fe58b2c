import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type ErrorMessageProps = Readonly<{
  children: ReactNode
  id?: string
  classes?: string
  attributes?: Attributes
  visuallyHiddenText?: ReactNode
}>

/** What to do about one field. `visuallyHiddenText` is spoken before it ("Error"). */
export function ErrorMessage({ children, id, classes, attributes, visuallyHiddenText }: ErrorMessageProps) {
  return (
    <p id={id} className={classNames('govuk-error-message', classes)} {...attributes}>
      {visuallyHiddenText ? (
        <>
          <span className="govuk-visually-hidden">{visuallyHiddenText}:</span>{' '}
        </>
      ) : null}
      {children}
    </p>
  )
}
