import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type ErrorSummaryItem = Readonly<{ text: ReactNode; href?: string; attributes?: Attributes }>
export type ErrorSummaryProps = Readonly<{
  titleText: ReactNode
  descriptionText?: ReactNode
  errorList?: ReadonlyArray<ErrorSummaryItem>
  classes?: string
  attributes?: Attributes
}>

/** Everything wrong with the page, above its heading. `errors.tsx` makes one from `{ field, message }[]`. */
export function ErrorSummary({ titleText, descriptionText, errorList, classes, attributes }: ErrorSummaryProps) {
  return (
    <div className={classNames('govuk-error-summary', classes)} {...attributes}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{titleText}</h2>
        <div className="govuk-error-summary__body">
          {descriptionText ? <p>{descriptionText}</p> : null}
          {errorList?.length ? (
            <ul className="govuk-list govuk-error-summary__list">
              {errorList.map((item, index) => (
                <li key={index}>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  )
}
