import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type PanelProps = Readonly<{
  titleText: ReactNode
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6
  children?: ReactNode
  classes?: string
  attributes?: Attributes
}>

/** "It is done": the confirmation page's heading, with the reference below it. */
export function Panel({ titleText, headingLevel, children, classes, attributes }: PanelProps) {
  const Heading = `h${headingLevel ?? 1}` as const
  const interruption = classes?.includes('govuk-panel--interruption')
  return (
    <div className={classNames('govuk-panel', !interruption && 'govuk-panel--confirmation', classes)} {...attributes}>
      <Heading className="govuk-panel__title">{titleText}</Heading>
      {children ? <div className="govuk-panel__body">{children}</div> : null}
    </div>
  )
}
