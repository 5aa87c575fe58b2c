import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type SkipLinkProps = Readonly<{ children: ReactNode; href?: string; classes?: string; attributes?: Attributes }>

/** Past the header to the page itself; seen only when it has the keyboard's focus. */
export function SkipLink({ children, href, classes, attributes }: SkipLinkProps) {
  return (
    <a href={href || '#content'} className={classNames('govuk-skip-link', classes)} {...attributes}>
      {children}
    </a>
  )
}
