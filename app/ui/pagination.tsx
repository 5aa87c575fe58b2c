import type { ReactNode } from 'react'
import { type Attributes, classNames } from './options.ts'

export type PaginationLink = Readonly<{ href: string; text: ReactNode; labelText?: ReactNode; attributes?: Attributes }>
export type PaginationItem =
  | Readonly<{ ellipsis: true }>
  | Readonly<{
      ellipsis?: false
      number: ReactNode
      href: string
      /** The link's spoken name ("Page 3"). */
      visuallyHiddenText: string
      current?: boolean
      attributes?: Attributes
    }>
export type PaginationProps = Readonly<{
  landmarkLabel: string
  previous?: PaginationLink
  next?: PaginationLink
  items?: ReadonlyArray<PaginationItem | null | undefined | false>
  classes?: string
  attributes?: Attributes
}>

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

function ArrowLink({ link, kind, block }: { link: PaginationLink; kind: 'prev' | 'next'; block: boolean }) {
  const arrow = (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[kind]} />
    </svg>
  )
  const arrowFirst = block || kind === 'prev'
  return (
    <div className={`govuk-pagination__${kind}`}>
      <a className="govuk-link govuk-pagination__link" href={link.href} rel={kind} {...link.attributes}>
        {arrowFirst ? arrow : null}
        <span
          className={classNames(
            'govuk-pagination__link-title',
            block && !link.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {link.text}
        </span>
        {link.labelText && block ? (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{link.labelText}</span>
          </>
        ) : null}
        {arrowFirst ? null : arrow}
      </a>
    </div>
  )
}

function PageItem({ item }: { item: PaginationItem }) {
  if (item.ellipsis) return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  return (
    <li className={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        className="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.visuallyHiddenText}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

/** Through the pages of one list (`items`), or to the page before and after (without). */
export function Pagination({ landmarkLabel, previous, next, items, classes, attributes }: PaginationProps) {
  const block = !items && Boolean(previous || next)
  return (
    <nav
      className={classNames('govuk-pagination', block && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel}
      {...attributes}
    >
      {previous?.href ? <ArrowLink link={previous} kind="prev" block={block} /> : null}
      {items ? (
        <ul className="govuk-pagination__list">
          {items.map((item, index) => (item ? <PageItem key={index} item={item} /> : null))}
        </ul>
      ) : null}
      {next?.href ? <ArrowLink link={next} kind="next" block={block} /> : null}
    </nav>
  )
}
