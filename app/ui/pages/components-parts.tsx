import { BackLink } from '../back-link.tsx'
import { Breadcrumbs } from '../breadcrumbs.tsx'
import { HashText, ReferenceCode } from '../codes.tsx'
import { DateText } from '../date-text.tsx'
import { Details } from '../details.tsx'
import { InsetText } from '../inset-text.tsx'
import { NotificationBanner } from '../notification-banner.tsx'
import { formatNumber } from '../numbers.ts'
import { Pagination } from '../pagination.tsx'
import { Panel } from '../panel.tsx'
import { EmptyState, Provenance, Unchecked } from '../paper-parts.tsx'
import { PhaseBanner } from '../phase-banner.tsx'
import { Rag } from '../rag.tsx'
import { SummaryList } from '../summary-list.tsx'
import { Table, type TableProps } from '../table.tsx'
import { Tabs } from '../tabs.tsx'
import { Tag } from '../tag.tsx'
import { WarningText } from '../warning-text.tsx'
import type { Side, Specimen } from './components-samples.ts'

const exampleHash = '9f2c41d07be85a3360c1e8f4b7d25a9903ce17f6a8b4d25e0f91c3ab78d4e621'

const districtTable = ({ t, locale }: Side): TableProps => ({
  caption: t.tableCaption,
  firstCellIsHeader: true,
  head: [t.district, { text: t.answers, format: 'numeric' }, { text: t.share, format: 'numeric' }, t.status],
  rows: [
    [
      t.areaOne,
      { text: formatNumber(1412, locale), format: 'numeric' },
      { text: '28%', format: 'numeric' },
      <Tag key="tag">{t.tagOpen}</Tag>,
    ],
    [
      t.areaTwo,
      { text: formatNumber(8, locale), format: 'numeric' },
      { text: t.tooFew, format: 'numeric' },
      <Tag key="tag" classes="govuk-tag--grey">
        {t.tagClosed}
      </Tag>,
    ],
  ],
})

const change = (t: Side['t'], what: string) => ({
  items: [{ href: '#change', text: t.change, visuallyHiddenText: what }],
})

export const partSpecimens: readonly Specimen[] = [
  {
    name: 'BackLink, Breadcrumbs, PhaseBanner',
    draw: ({ t }) => (
      <>
        <BackLink href="#back">{t.back}</BackLink>
        <Breadcrumbs
          labelText={t.breadcrumb}
          items={[{ text: t.home, href: '#home' }, { text: t.consultation, href: '#one' }, { text: t.page }]}
        />
        <PhaseBanner tag={t.phase}>{t.phaseText}</PhaseBanner>
      </>
    ),
  },
  {
    name: 'Tag and Rag',
    draw: ({ t }) => (
      <>
        <p>
          <Tag>{t.tagOpen}</Tag> <Tag classes="govuk-tag--blue">{t.tagSoon}</Tag>{' '}
          <Tag classes="govuk-tag--grey">{t.tagClosed}</Tag> <Tag classes="govuk-tag--yellow">{t.tagDraft}</Tag>{' '}
          <Tag classes="govuk-tag--red">{t.tagLate}</Tag>
        </p>
        <p>
          <Rag status="green">{t.green}</Rag> <Rag status="amber">{t.amber}</Rag> <Rag status="red">{t.red}</Rag>{' '}
          <Rag status="done">{t.done}</Rag> <Rag status="not-reported">{t.notReported}</Rag>
        </p>
      </>
    ),
  },
  {
    name: 'Panel, ReferenceCode, DateText',
    draw: ({ t, locale }) => (
      <>
        <Panel titleText={t.sent} headingLevel={3}>
          {t.reference}
          <br />
          <ReferenceCode code="7K3M-Q9TX-4H" />
        </Panel>
        <p>
          <DateText iso="2026-11-27T23:59:59Z" locale={locale} format="weekday" />
        </p>
      </>
    ),
  },
  {
    name: 'NotificationBanner',
    draw: ({ t, id }) => (
      <>
        <NotificationBanner titleText={t.important} titleId={id('news')} titleHeadingLevel={3} text={t.news} />
        <NotificationBanner
          type="success"
          role="region"
          titleText={t.success}
          titleId={id('saved')}
          titleHeadingLevel={3}
        >
          <p className="govuk-notification-banner__heading">{t.saved}</p>
          <p>
            <a className="govuk-notification-banner__link" href="#saved">
              {t.savedMore}
            </a>
          </p>
        </NotificationBanner>
      </>
    ),
  },
  {
    name: 'InsetText, WarningText, Details, EmptyState, Unchecked',
    draw: ({ t }) => (
      <>
        <InsetText>{t.inset}</InsetText>
        <InsetText classes="inset-caution">
          <strong>{t.caution}</strong> {t.cautionText}
        </InsetText>
        <WarningText iconFallbackText={t.warning}>{t.warningText}</WarningText>
        <Details summaryText={t.details}>{t.detailsText}</Details>
        <Details summaryText={t.details} open>
          {t.detailsText}
        </Details>
        <EmptyState>
          <p>{t.empty}</p>
        </EmptyState>
        <Unchecked>{t.unchecked}</Unchecked>
      </>
    ),
  },
  {
    name: 'SummaryList',
    draw: ({ t }) => (
      <>
        <SummaryList
          rows={[
            { key: t.question, value: t.buses, actions: change(t, t.question) },
            { key: t.area, value: t.areaTwo, actions: change(t, t.area) },
            { key: t.why, value: t.none },
          ]}
        />
        <SummaryList
          card={{ title: { text: t.rows, headingLevel: 3 }, actions: change(t, t.rows) }}
          rows={[{ key: t.area, value: t.areaOne }]}
        />
      </>
    ),
  },
  {
    name: 'Table, stacked and scrolling',
    draw: (side) => (
      <>
        <Table {...districtTable(side)} />
        <Table {...districtTable(side)} narrow="scroll" scrollLabel={side.t.tableCaption} />
      </>
    ),
  },
  {
    name: 'Tabs and Pagination',
    draw: ({ t }) => (
      <>
        <Tabs
          title={t.tabs}
          items={[
            { label: t.weighted, href: '#weighted', selected: true },
            { label: t.unweighted, href: '#unweighted' },
          ]}
        >
          <p>{t.tabText}</p>
        </Tabs>
        <Pagination
          landmarkLabel={t.pagination}
          previous={{ href: '#1', text: t.previous }}
          next={{ href: '#3', text: t.next }}
          items={[
            { number: '1', href: '#1', visuallyHiddenText: t.pageOne },
            { number: '2', href: '#2', visuallyHiddenText: t.pageTwo, current: true },
            { ellipsis: true },
            { number: '3', href: '#3', visuallyHiddenText: t.pageThree },
          ]}
        />
        <Pagination
          landmarkLabel={t.rows}
          previous={{ href: '#1', text: t.previous, labelText: t.consultation }}
          next={{ href: '#3', text: t.next, labelText: t.page }}
        />
      </>
    ),
  },
  {
    name: 'Provenance, HashText',
    draw: ({ t, id }) => (
      <Provenance title={t.provenance} id={id('provenance')}>
        <p>{t.provenanceText}</p>
        <SummaryList
          rows={[
            { key: t.snapshot, value: <HashText hash={exampleHash} /> },
            { key: t.reference, value: <HashText hash={exampleHash} short /> },
          ]}
        />
      </Provenance>
    ),
  },
]
