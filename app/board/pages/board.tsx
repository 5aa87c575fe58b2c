import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { remembered } from '../../../db/remembered.ts'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { OverdueList } from '../../feedback/pages/overdue-list.tsx'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { KeptPart } from '../../ui/kept-part.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { EmptyState, PageContents } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Answers } from './answers.tsx'
import { boardOn } from './board.server.ts'
import { Queue } from './queue.tsx'
import { Seats } from './seats.tsx'

/** Who the Board is, what it decided, what it owes, and who asked for what (needs 1, 8, 15, 16, 25, 29). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, request, words, lang }) => {
    const today = londonDay(now)
    const record = await remembered(db, `board ${today}`, () => boardOn(db, today))
    const title = words('board')('board.title')
    if (!record) return { title, none: true as const }
    return {
      ...record,
      title,
      said: await saidIn(db, lang),
      asked: new URL(request.url).searchParams.has('asked'),
      today,
    }
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function Board() {
  const data = useLoaderData<typeof loader>()
  const t = useWords('board')
  if (!('none' in data)) return <Record data={data} />
  return (
    <ResidentPage title={data.title}>
      <EmptyState>
        <p>{t('board.none')}</p>
      </EmptyState>
    </ResidentPage>
  )
}

function Record({ data }: { data: Exclude<Shown, { none: true }> }) {
  const t = useWords('board')
  const feedback = useWords('feedback')
  const shell = useWords('shell')
  const { code, locale, direction } = useLanguage()
  const next = data.meetings.filter((m) => !m.held && m.onDate >= data.today).at(-1)
  const answers = data.points.map(({ exerciseId, exerciseTitle, slug, wording, position, answer }) => ({
    exerciseId,
    exerciseTitle,
    slug,
    wording,
    stance: position?.stance ?? null,
    answer,
  }))
  return (
    <ResidentPage title={data.title} lede={t('board.lede')} wide>
      <p className="read">
        <ProperName>{data.remit}</ProperName>
      </p>
      {next ? (
        <p>
          {t('board.next')}{' '}
          <a href={`/${code}/board/meetings/${next.onDate}`}>
            <DateText iso={next.onDate} locale={locale} format="weekday" />
          </a>
          {direction === 'rtl' ? '، ' : ', '}
          <Sentence parts={{ place: <ProperName>{next.place}</ProperName> }}>
            {(slots) => t('board.next_where', { time: next.startsAt, ...slots })}
          </Sentence>
        </p>
      ) : null}
      <Button href={`/${code}/board/ask`}>{t('board.ask')}</Button>
      <PageContents
        title={shell('on_this_page')}
        parts={[
          ['overdue', feedback('overdue.title')],
          ['decisions', t('board.decisions.title')],
          ['queue', t('board.queue.title')],
          ['meetings', t('board.meetings.title')],
          ['seats', t('board.seats.title', { count: data.seating.balance.seats })],
        ]}
      />

      <h2 id="overdue">{feedback('overdue.title')}</h2>
      <OverdueList overdue={data.overdue} />

      <h2 id="decisions">{t('board.decisions.title')}</h2>
      {answers.length ? null : <EmptyState>{t('board.decisions.empty')}</EmptyState>}
      <KeptPart name="answers" from={[answers, data.said]}>
        <Answers answers={answers} />
      </KeptPart>

      <h2 id="queue">{t('board.queue.title')}</h2>
      <p className="read">{t('board.queue.text')}</p>
      <Queue requests={data.queue} today={data.today} />
      {data.shares.length ? (
        <Table
          caption={t('board.shares.title')}
          head={[
            t('board.shares.proposer'),
            { text: t('board.shares.items'), format: 'numeric' },
            { text: t('board.shares.minutes'), format: 'numeric' },
          ]}
          rows={data.shares.map((s) => [
            t(`proposer.${s.proposer}`),
            { text: t('board.shares.of', { n: s.items, of: s.of }), format: 'numeric' },
            { text: String(s.minutes), format: 'numeric' },
          ])}
        />
      ) : null}

      <h2 id="meetings">{t('board.meetings.title')}</h2>
      <Table
        head={[t('board.meetings.day'), t('board.meetings.place'), t('board.meetings.state')]}
        rows={data.meetings.map((m) => [
          <a key="day" href={`/${code}/board/meetings/${m.onDate}`}>
            <DateText iso={m.onDate} locale={locale} />
          </a>,
          <Sentence
            key="place"
            parts={{ place: <ProperName>{m.place}</ProperName>, owner: <ProperName>{m.venueOwner}</ProperName> }}
          >
            {(slots) => t('board.meetings.venue', slots)}
          </Sentence>,
          t(m.held ? 'board.meetings.held' : 'board.meetings.planned'),
        ])}
      />

      <KeptPart name="seats" from={[data.seating, data.said]}>
        <Seats seating={data.seating} />
      </KeptPart>
    </ResidentPage>
  )
}
