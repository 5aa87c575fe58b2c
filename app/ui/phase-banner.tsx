import type { ReactNode } from 'react'
import { type Attributes, type Content, classNames, contentOptions } from './options.ts'
import { Tag } from './tag.tsx'

export type PhaseBannerProps = Readonly<{
  tag: Content
  children: ReactNode
  classes?: string
  attributes?: Attributes
}>

/** A word in a tag, and what it means for the whole site. */
export function PhaseBanner({ tag, children, classes, attributes }: PhaseBannerProps) {
  const words = contentOptions(tag)
  return (
    <div className={classNames('govuk-phase-banner govuk-width-container', classes)} {...attributes}>
      <p className="govuk-phase-banner__content">
        <Tag classes={classNames('govuk-phase-banner__content__tag', words?.classes)}>{words?.text}</Tag>{' '}
        <span className="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  )
}
