import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type InsetTextProps = Readonly<{ children: ReactNode; id?: string; classes?: string; attributes?: Attributes }>

/** Set apart by a rule at its start. `inset-caution` is the amber one: who is hardly heard, what to beware of. */
export function InsetText({ children, id, classes, attributes }: InsetTextProps) {
  return (
    <div id={id} className={classNames('govuk-inset-text', classes)} {...attributes}>
      {children}
    </div>
  )
}
