import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { londonDay } from '../../london-day.ts'
import { mostInvitations, panelAim, weeksApart } from '../../panel/citizens-panel.ts'
import { publicPanel } from '../../panel/citizens-panel-view.server.ts'
import { PanelMakeUp, usePanelGroups } from './citizens-panel-make-up.tsx'

/** What anybody can read of the citizens' panel: how it works, how many it has, whom it lacks, what it was asked. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, lang }) => ({
    title: words('citizens-panel')('title'),
    today: londonDay(now),
    said: await saidIn(db, lang),
    ...(await publicPanel(db)),
  }))(args)

const rules = ['asked', 'answers', 'counted', 'refresh', 'leave'] as const

export default function CitizensPanel() {
  const { title, today, least, makeUps, refreshes, samples, names } = useLoaderData<typeof loader>()
  const t = useWords('citizens-panel')
  const { code, locale } = useLanguage()
  const groupName = usePanelGroups(names)
  const day = (iso: string) => formatDate(iso, locale)
  const number = (people: number) => formatNumber(people, locale)
  const few = (people: number | null) => (people === null ? t('made.hidden', { least }) : number(people))
  const [now] = makeUps
  return (
    <PaperPage title={title} version={day(now?.on ?? today)} lede={t('lede')}>
      <p>
        <Button href={`/${code}/citizens-panel/join`}>{t('join.title')}</Button>
      </p>
      <p>
        <a href={`/${code}/citizens-panel/mine`}>{t('mine_link')}</a>
      </p>
      <h2 id="how">{t('how.title')}</h2>
      <ul className="read">
        {rules.map((rule) => (
          <li key={rule}>{t(`how.${rule}`, { most: mostInvitations, weeks: weeksApart })}</li>
        ))}
      </ul>
      <h2 id="size">{t('size.title')}</h2>
      {now ? (
        <p className="read">
          {t('size.on', { day: day(now.on), people: number(now.people) })}{' '}
          {t(now.people < panelAim ? 'size.below' : 'size.enough', { aim: number(panelAim) })}
        </p>
      ) : (
        <EmptyState>{t('size.none')}</EmptyState>
      )}
      {now ? (
        <section aria-labelledby="made">
          <h2 id="made">{t('made.title')}</h2>
          <p className="read">{t('made.text', { day: day(now.on), least })}</p>
          <PanelMakeUp groups={now.groups} names={names} least={least} />
        </section>
      ) : null}
      {makeUps.length > 1 ? (
        <section aria-labelledby="drift">
          <h2 id="drift">{t('drift.title')}</h2>
          <Table
            firstCellIsHeader
            head={[t('drift.day'), { text: t('made.members'), format: 'numeric' }, t('made.few'), t('made.many')]}
            rows={makeUps.map(({ on, people, groups }) => [
              day(on),
              { text: number(people), format: 'numeric' },
              ...(['few', 'many'] as const).map(
                (off) =>
                  groups
                    .filter((group) => group.off === off)
                    .map(groupName)
                    .join('; ') || t('drift.none'),
              ),
            ])}
          />
        </section>
      ) : null}
      <h2 id="refresh">{t('refresh.title')}</h2>
      {refreshes.length ? (
        <Table
          firstCellIsHeader
          head={[t('refresh.day'), { text: t('refresh.people'), format: 'numeric' }]}
          rows={refreshes.map(({ on, people }) => [day(on), { text: few(people), format: 'numeric' }])}
        />
      ) : (
        <EmptyState>{t('refresh.none')}</EmptyState>
      )}
      <h2 id="asked">{t('asked.title')}</h2>
      {samples.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('asked.exercise'),
            t('asked.day'),
            { text: t('asked.people'), format: 'numeric' },
            { text: t('asked.answered'), format: 'numeric' },
          ]}
          rows={samples.map((sample) => [
            <a key="exercise" href={`/${code}/register/exercise/${sample.slug}`}>
              <ProperName>{sample.title}</ProperName>
            </a>,
            day(sample.on),
            { text: few(sample.people), format: 'numeric' },
            { text: sample.answered === null ? t('asked.untold') : number(sample.answered), format: 'numeric' },
          ])}
        />
      ) : (
        <EmptyState>{t('asked.none')}</EmptyState>
      )}
      {samples.length ? <p className="meta read">{t('asked.note', { least })}</p> : null}
    </PaperPage>
  )
}
