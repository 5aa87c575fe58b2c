import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type NotificationBannerProps = Readonly<{
  titleText: ReactNode
  /** One sentence, set large. For more than a sentence use `children`. */
  text?: ReactNode
  children?: ReactNode
  type?: 'success'
  role?: string
  titleId?: string
  titleHeadingLevel?: 1 | 2 | 3 | 4 | 5 | 6
  classes?: string
  attributes?: Attributes
}>

/** News about the page or about what was just done (`type="success"`, spoken at once). */
export function NotificationBanner(props: NotificationBannerProps) {
  const success = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  const Heading = `h${props.titleHeadingLevel ?? 2}` as const
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is always there, region or alert.
    <div
      className={classNames(
        'govuk-notification-banner',
        success && 'govuk-notification-banner--success',
        props.classes,
      )}
      role={props.role || (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      {...props.attributes}
    >
      <div className="govuk-notification-banner__header">
        <Heading className="govuk-notification-banner__title" id={titleId}>
          {props.titleText}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">
        {props.children ?? (props.text ? <p className="govuk-notification-banner__heading">{props.text}</p> : null)}
      </div>
    </div>
  )
}
