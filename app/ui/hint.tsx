import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type HintProps = Readonly<{ children?: ReactNode; id?: string; classes?: string; attributes?: Attributes }>

/** Help before a field. A field's own `hint` prop links it by `aria-describedby`. */
export function Hint({ children, id, classes, attributes }: HintProps) {
  return (
    <div id={id} className={classNames('govuk-hint', classes)} {...attributes}>
      {children}
    </div>
  )
}
