import type { ReactNode } from 'react'
import { ErrorSummary } from './error-summary.tsx'
import type { ErrorOptions } from './options.ts'

/**
 * `field` is the id of the control to go to (for a group, its `idPrefix` or the first box's id). What is mended on
 * another page has its address in `href`: it opens beside this one, which keeps what was typed.
 */
export type FieldError = Readonly<{ field: string; message: string; href?: string }>

/** The summary above the heading; nothing when there is nothing wrong. */
export function FormErrors({ title, errors }: { title: ReactNode; errors: ReadonlyArray<FieldError> | undefined }) {
  if (!errors?.length) return null
  return (
    <ErrorSummary
      titleText={title}
      errorList={errors.map(({ field, message, href }) =>
        href ? { text: message, href, attributes: { target: '_blank' } } : { text: message, href: `#${field}` },
      )}
    />
  )
}

/**
 * Gives each field its own error: `const errorOf = fieldErrors(errors, t('error'))`, then `error={errorOf('title')}`.
 * `prefix` is the spoken "Error". A field with several errors shows the first.
 */
export function fieldErrors(errors: ReadonlyArray<FieldError> | undefined, prefix: string) {
  return (field: string): ErrorOptions | undefined => {
    const found = errors?.find((error) => error.field === field)
    return found && { text: found.message, visuallyHiddenText: prefix }
  }
}
