import { createElement, type ReactNode } from 'react'
import { BackLink } from '../../app/ui/back-link.tsx'
import { Breadcrumbs } from '../../app/ui/breadcrumbs.tsx'
import { Button } from '../../app/ui/button.tsx'
import { Details } from '../../app/ui/details.tsx'
import { ErrorSummary } from '../../app/ui/error-summary.tsx'
import { InsetText } from '../../app/ui/inset-text.tsx'
import { NotificationBanner } from '../../app/ui/notification-banner.tsx'
import { Pagination } from '../../app/ui/pagination.tsx'
import { Panel } from '../../app/ui/panel.tsx'
import { PhaseBanner } from '../../app/ui/phase-banner.tsx'
import { SkipLink } from '../../app/ui/skip-link.tsx'
import { SummaryList } from '../../app/ui/summary-list.tsx'
import { Table } from '../../app/ui/table.tsx'
import { Tabs } from '../../app/ui/tabs.tsx'
import { Tag } from '../../app/ui/tag.tsx'
import { WarningText } from '../../app/ui/warning-text.tsx'
import { formAdapters } from './adapt-forms.tsx'
import { type Adapter, content, type Options, wordsOf } from './fixture.ts'
import { reactNodes } from './html.ts'

const items = (given: Options[] | undefined) => (given ?? []).map((item) => item && { ...item, text: wordsOf(item) })

const actions = (given: Options | undefined) => given && { ...given, items: given.items && items(given.items) }

/** Our link's words are whole; the macro's own are these. */
const pageLink = (link: Options | undefined, word: string): Options | undefined =>
  link && {
    ...link,
    text: wordsOf(link) ?? reactNodes(`${word}<span class="govuk-visually-hidden"> page</span>`),
  }

const tabItems = (options: Options) =>
  (options.items as Options[] | undefined)?.map((item, index) => {
    if (!item) return item
    const id = item.id || `${options.idPrefix}-${index + 1}`
    const { html, text: words } = item.panel ?? {}
    const text: ReactNode = html ? reactNodes(html) : words && createElement('p', { className: 'govuk-body' }, words)
    return { ...item, href: `#${id}`, selected: index === 0, panel: { ...item.panel, id, text } }
  })

const notify = (options: Options) => (
  <NotificationBanner
    {...options}
    titleText={wordsOf(options, 'title') ?? (options.type === 'success' ? 'Success' : 'Important')}
    text={options.text}
  >
    {options.html ? reactNodes(options.html) : undefined}
  </NotificationBanner>
)

export const adapters: Record<string, Adapter> = {
  ...formAdapters,
  'back-link': {
    unsupported: [],
    render: (options) => (
      <BackLink {...options} href={options.href || '#'}>
        {wordsOf(options) || 'Back'}
      </BackLink>
    ),
  },
  breadcrumbs: {
    unsupported: [],
    render: (options) => (
      <Breadcrumbs {...options} labelText={options.labelText ?? 'Breadcrumb'} items={items(options.items)} />
    ),
  },
  button: { unsupported: [], render: (options) => <Button {...options}>{wordsOf(options)}</Button> },
  'error-summary': {
    unsupported: [],
    render: (options) => (
      <ErrorSummary
        {...options}
        titleText={wordsOf(options, 'title')}
        descriptionText={wordsOf(options, 'description')}
        errorList={items(options.errorList) as never}
      />
    ),
  },
  details: {
    unsupported: [],
    render: (options) => (
      <Details {...options} summaryText={wordsOf(options, 'summary')}>
        {wordsOf(options)}
      </Details>
    ),
  },
  'inset-text': { unsupported: [], render: (options) => <InsetText {...options}>{wordsOf(options)}</InsetText> },
  'notification-banner': { unsupported: [], render: notify },
  // Actions belong to the "interruption" kind of panel, which no journey of ours has.
  panel: {
    unsupported: ['actions'],
    render: (options) => (
      <Panel {...options} titleText={wordsOf(options, 'title')}>
        {wordsOf(options)}
      </Panel>
    ),
  },
  'phase-banner': {
    unsupported: [],
    render: (options) => (
      <PhaseBanner {...options} tag={content(options.tag)}>
        {wordsOf(options)}
      </PhaseBanner>
    ),
  },
  pagination: {
    unsupported: [],
    render: (options) => (
      <Pagination
        {...options}
        landmarkLabel={options.landmarkLabel || 'Pagination'}
        previous={pageLink(options.previous, 'Previous') as never}
        next={pageLink(options.next, 'Next') as never}
        items={options.items?.map(
          (item: Options | null) =>
            item && Object.keys(item).length > 0 && { visuallyHiddenText: `Page ${item.number}`, ...item },
        )}
      />
    ),
  },
  'skip-link': { unsupported: [], render: (options) => <SkipLink {...options}>{wordsOf(options)}</SkipLink> },
  'summary-list': {
    unsupported: [],
    render: (options) => (
      <SummaryList
        {...options}
        card={
          options.card && {
            ...options.card,
            title: content(options.card.title),
            actions: actions(options.card.actions),
          }
        }
        rows={((options.rows ?? []) as Options[]).map(
          (row) => row && { ...row, key: content(row.key), value: content(row.value), actions: actions(row.actions) },
        )}
      />
    ),
  },
  table: {
    unsupported: [],
    render: (options) => (
      <Table
        {...options}
        narrow="plain"
        head={options.head?.map(content)}
        rows={((options.rows ?? []) as (Options[] | false)[]).map((row) =>
          row ? row.map((cell) => content(cell) ?? '') : false,
        )}
      />
    ),
  },
  tag: { unsupported: [], render: (options) => <Tag {...options}>{wordsOf(options)}</Tag> },
  'warning-text': {
    unsupported: [],
    render: (options) => (
      <WarningText {...options} iconFallbackText={options.iconFallbackText || 'Warning'}>
        {wordsOf(options)}
      </WarningText>
    ),
  },
  tabs: {
    unsupported: [],
    render: (options) => <Tabs {...options} title={options.title ?? 'Contents'} items={tabItems(options) as never} />,
  },
}
