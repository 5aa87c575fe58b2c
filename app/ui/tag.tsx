import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type TagProps = Readonly<{ children: ReactNode; classes?: string; attributes?: Attributes }>

/** A state in a word. For red, amber and green use `Rag`, which adds the shape. */
export function Tag({ children, classes, attributes }: TagProps) {
  return (
    <strong className={classNames('govuk-tag', classes)} {...attributes}>
      {children}
    </strong>
  )
}
