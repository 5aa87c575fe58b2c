import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type BackLinkProps = Readonly<{ children: ReactNode; href: string; classes?: string; attributes?: Attributes }>

/** The way back to the page before, above everything else on the page. */
export function BackLink({ children, href, classes, attributes }: BackLinkProps) {
  return (
    <a href={href} className={classNames('govuk-back-link', classes)} {...attributes}>
      {children}
    </a>
  )
}
