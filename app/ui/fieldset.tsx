import type { ReactNode } from 'react'
import { type Attributes, type Content, type ContentOptions, classNames, contentOptions } from './options.ts'

export type LegendOptions = ContentOptions & Readonly<{ isPageHeading?: boolean }>
export type FieldsetOptions = Readonly<{
  legend?: Content<LegendOptions>
  describedBy?: string
  classes?: string
  role?: string
  attributes?: Attributes
}>
export type FieldsetProps = FieldsetOptions & Readonly<{ children?: ReactNode }>

/** Groups fields under one legend; a legend with `isPageHeading` holds the page's h1. */
export function Fieldset({ children, legend, describedBy, classes, role, attributes }: FieldsetProps) {
  const words = contentOptions<LegendOptions>(legend)
  return (
    <fieldset
      className={classNames('govuk-fieldset', classes)}
      role={role}
      aria-describedby={describedBy || undefined}
      {...attributes}
    >
      {words?.text ? (
        <legend className={classNames('govuk-fieldset__legend', words.classes)}>
          {words.isPageHeading ? <h1 className="govuk-fieldset__heading">{words.text}</h1> : words.text}
        </legend>
      ) : null}
      {children}
    </fieldset>
  )
}
