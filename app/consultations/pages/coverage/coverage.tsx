import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, type SerializeFrom } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { backFrom, exerciseFor, seesOf } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { answersOfSamples } from '../../../engagement/panel/citizens-panel-sample-store.server.ts'
import { publishRule } from '../../../engagement/practice.ts'
import { practiceOf } from '../../../engagement/practice-store.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { typedIn } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { coverageOf, dimensionsAsked } from '../../coverage/coverage.ts'
import { areaNames, shownCountersOf, targetsOf, wantedOf } from '../../coverage/coverage-store.server.ts'
import { furtherGroupName } from '../../equality/characteristic-words.ts'
import { isFurtherGroup } from '../../equality/characteristics.ts'
import { choiceFor } from '../../equality/equality-choice-store.server.ts'
import { consultationOf } from '../../freezing/freeze-material-store.server.ts'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { groupsOf } from '../../groups/group-store.server.ts'
import { campaignsOf, markCampaigns } from '../../guarding/campaign-store.server.ts'
import { unseenQuestions } from '../../unseen-questions-store.server.ts'
import { Campaigns } from '../guarding/campaigns.tsx'

/** What is counted without anybody being asked, and has no census here. */
const others = ['forum', 'language'] as const

/** Who has answered so far against who lives here. No result by option is read here, by anybody, before closing. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: z.object({ id: z.string().max(100) }), permission: 'coverage.see' }, async (ask) => {
    const { db } = ask
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(db, exercise.id)
    if (!consultation || !exercise.publishedAt) throw notFound()
    const targets = await targetsOf(db, exercise.id)
    const wanted = await wantedOf(db, exercise.id)
    const practice = await practiceOf(db)
    const rule = publishRule(practice)
    const counters = await shownCountersOf(db, consultation.id, rule.minCell)
    const areas = counters.filter(({ dimension }) => dimension === 'district' || dimension === 'forum')
    const targetAreas = targets.filter(({ dimension }) => dimension === 'district')
    const asked = dimensionsAsked(await choiceFor(db, exercise.id))
    const inCensus = new Set(targets.map(({ dimension }) => dimension))
    const over = isOver(consultation, ask.now)
    return {
      title: ask.words('engagement')(over ? 'coverage.title_closed' : 'coverage.title'),
      over,
      exercise: { id: exercise.id, title: exercise.title },
      backTo: backFrom(ask, exercise),
      total: counters.find(({ dimension }) => dimension === 'all')?.people ?? 0,
      channels: coverageOf(counters, [], 'channel', rule),
      parts: [...asked, ...others].map((dimension) => ({
        dimension,
        withoutCensus: asked.some((one) => one === dimension) && !inCensus.has(dimension),
        rows: coverageOf(counters, targets, dimension, rule, wanted),
      })),
      names: await areaNames(
        db,
        [...areas, ...targetAreas].map(({ category }) => category),
      ),
      samples: await answersOfSamples(db, { minCell: rule.minCell, roundTo: 1 }, exercise.id),
      groups: (await groupsOf(db, consultation.id)).map(({ id, name, partner, count }) => ({
        id,
        name,
        partner,
        count,
      })),
      minCell: rule.minCell,
      sets: may(ask.actor.grants, 'answers.import'),
      campaigns: over ? await campaignsFor(ask, exercise.id, consultation.id) : null,
      frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined,
      looked: over && new URL(ask.request.url).searchParams.get('done') === 'campaigns',
    }
  })(args)

/** Their words are the analyst's alone until somebody has left out what names people (rule P-4). */
async function campaignsFor(ask: StaffAsk<unknown>, exerciseId: string, consultationId: string) {
  const { db, actor } = ask
  const { ids } = await unseenQuestions(db, exerciseId, seesOf(ask))
  const all = await campaignsOf(db, consultationId, ids)
  return may(actor.grants, 'text.read') ? all : all.map((one) => ({ ...one, words: null }))
}

/** What people wrote and chose is nobody's to see before closing. */
const isOver = ({ closes_on }: { closes_on: string | null }, now: Date) =>
  closes_on !== null && londonDay(now) > closes_on

/** Looks for campaigns: after closing, and until the answers are frozen. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: z.object({ id: z.string().max(100) }), permission: 'list.prepare' }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(ask.db, exercise.id)
    const intent = (await typedIn(ask.request)).intent?.[0]
    if (intent !== 'campaigns' || !consultation || !isOver(consultation, ask.now)) throw notFound()
    const by = { consultationId: consultation.id, exerciseId: exercise.id, personId: ask.actor.personId }
    await write(ask.db, async (tx) => {
      if (!(await snapshotOf(tx, exercise.id, 'analysis'))) await markCampaigns(tx, by, ask.now)
    })
    throw redirect(`/desk/exercises/${encodeURIComponent(exercise.id)}/coverage?done=campaigns#campaigns`, 303)
  })(args)

export default function Coverage() {
  const {
    title,
    over,
    exercise,
    backTo,
    total,
    channels,
    parts,
    names,
    minCell,
    sets,
    campaigns,
    frozen,
    looked,
    samples,
    groups,
  } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const own = useWords('characteristics')
  const name = (dimension: string, category: string) =>
    isFurtherGroup(dimension)
      ? furtherGroupName(own, dimension, category)
      : (names[category] ?? t([`coverage.groups.${dimension}.${category}`, `coverage.groups.${category}`, category]))
  const share = (perMille: number | null) => (perMille === null ? '–' : formatPerMille(perMille, locale))
  const behind = parts.flatMap(({ dimension, rows }) =>
    rows.filter((row) => row.behind).map((row) => ({ dimension, ...row })),
  )
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={backTo}
      figures={
        <>
          <DeskFigure figure={formatNumber(total, locale)} text={t('coverage.total', { count: total })} kind="now" />
          {channels.map(({ category, people }) => (
            <DeskFigure
              key={category}
              figure={formatNumber(people ?? 0, locale)}
              text={t(`coverage.groups.channel.${category}`)}
            />
          ))}
        </>
      }
    >
      {behind.map((row) => (
        <InsetText key={row.dimension + row.category} classes="inset-caution">
          {t(`coverage.alert${row.people === null ? '_under' : ''}${over ? '_closed' : ''}`, {
            group: name(row.dimension, row.category),
            least: minCell,
            share: share(row.sharePerMille),
            target: share(row.targetPerMille),
          })}
        </InsetText>
      ))}
      <p className="meta read">
        {t('coverage.no_results')} {t('coverage.by_census')}
      </p>
      {sets ? (
        <p>
          <a href={`/desk/exercises/${exercise.id}/coverage/targets`}>{t('coverage.set_targets')}</a>
        </p>
      ) : null}
      <Samples samples={samples} least={minCell} />
      {parts.map(({ dimension, rows, withoutCensus }) => (
        <DeskSection key={dimension} title={t(`coverage.by.${dimension}`)} id={dimension}>
          {withoutCensus ? (
            <p className="meta read">
              {t(dimension === 'sector' ? 'coverage.of_organisations' : 'coverage.no_census')}
            </p>
          ) : null}
          {rows.length ? (
            <Table
              firstCellIsHeader
              head={[
                t('coverage.group'),
                { text: t(dimension === 'sector' ? 'coverage.answers' : 'coverage.people'), format: 'numeric' },
                { text: t('coverage.share'), format: 'numeric' },
                { text: t('coverage.target'), format: 'numeric' },
                { text: t('coverage.short'), format: 'numeric' },
              ]}
              rows={rows.map((row) => [
                name(dimension, row.category),
                {
                  text: row.people === null ? t('coverage.few', { least: minCell }) : formatNumber(row.people, locale),
                  format: 'numeric',
                },
                { text: share(row.sharePerMille), format: 'numeric' },
                { text: share(row.targetPerMille), format: 'numeric' },
                { text: row.short ? formatNumber(row.short, locale) : '–', format: 'numeric' },
              ])}
            />
          ) : (
            <EmptyState>{t('coverage.nobody')}</EmptyState>
          )}
        </DeskSection>
      ))}
      <Groups groups={groups} least={minCell} />
      {campaigns ? <Campaigns campaigns={campaigns} frozen={frozen} looked={looked} /> : null}
    </DeskPage>
  )
}

/** How many of each sample of the citizens' panel have answered so far; of everybody else nobody knows how many were asked. */
function Samples({ samples, least }: { samples: Awaited<ReturnType<typeof answersOfSamples>>; least: number }) {
  const t = useWords('engagement')
  const { locale } = useLanguage()
  if (!samples.length) return null
  const figure = (value: number | null, shown = (of: number) => formatNumber(of, locale)) => ({
    text: value === null ? t('coverage.panel.few') : shown(value),
    format: 'numeric' as const,
  })
  return (
    <DeskSection title={t('coverage.panel.title')} id="panel">
      <p className="meta read">{t('coverage.panel.text', { least })}</p>
      <Table
        firstCellIsHeader
        head={[
          t('coverage.panel.sample'),
          ...(['asked', 'reached', 'answered', 'rate'] as const).map((key) => ({
            text: t(`coverage.panel.${key}`),
            format: 'numeric' as const,
          })),
        ]}
        rows={samples.map(({ number, asked, reached, answered, rate }) => [
          String(number),
          figure(asked),
          figure(reached),
          figure(answered),
          figure(rate, (of) => t('coverage.panel.percent', { rate: of })),
        ])}
      />
    </DeskSection>
  )
}

/** How many have answered under each community group’s code: a number from ten on. */
function Groups({ groups, least }: { groups: SerializeFrom<typeof loader>['groups']; least: number }) {
  const t = useWords('engagement')
  const { locale } = useLanguage()
  if (!groups.length) return null
  return (
    <DeskSection title={t('coverage.community.title')} id="community">
      <Table
        firstCellIsHeader
        head={[t('coverage.group'), t('coverage.community.partner'), { text: t('coverage.people'), format: 'numeric' }]}
        rows={groups.map(({ name, partner, count }) => [
          <bdi key="name">{name}</bdi>,
          <bdi key="partner">{partner}</bdi>,
          { text: count === null ? t('coverage.few', { least }) : formatNumber(count, locale), format: 'numeric' },
        ])}
      />
    </DeskSection>
  )
}
