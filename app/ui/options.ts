import { isValidElement, type ReactNode } from 'react'

/** Extra HTML attributes, in HTML's own spelling (`data-x`, `aria-label`). */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** What the GOV.UK macros call `{ text | html, classes, attributes }`; here `text` is any React node. */
export type ContentOptions = Readonly<{ text?: ReactNode; classes?: string; attributes?: Attributes }>

/** Either just the words, or the words with their options. */
export type Content<Options extends ContentOptions = ContentOptions> = ReactNode | Options

export type HintOptions = ContentOptions
export type LabelOptions = ContentOptions & Readonly<{ isPageHeading?: boolean }>
/** `visuallyHiddenText` is the spoken "Error" before the message, in the page's language. */
export type ErrorOptions = ContentOptions & Readonly<{ visuallyHiddenText?: ReactNode }>
export type FormGroupOptions = Readonly<{
  classes?: string
  attributes?: Attributes
  beforeInput?: ReactNode
  afterInput?: ReactNode
}>

/** Joins class names, leaving out what is false or empty. */
export function classNames(...names: ReadonlyArray<string | false | null | undefined>): string {
  return names.filter(Boolean).join(' ')
}

function isOptions(given: unknown): given is ContentOptions {
  return typeof given === 'object' && given !== null && !isValidElement(given) && !(Symbol.iterator in given)
}

/** The options behind a `Content`, or undefined when there are no words to show. */
export function contentOptions<Options extends ContentOptions>(given: Content<Options>): Options | undefined {
  if (given === undefined || given === null || given === false || given === '') return undefined
  return isOptions(given) ? (given as Options) : ({ text: given } as Options)
}

/** Joins element ids for `aria-describedby`; undefined when there are none. */
export function joinIds(...ids: ReadonlyArray<string | false | null | undefined>): string | undefined {
  return classNames(...ids) || undefined
}
