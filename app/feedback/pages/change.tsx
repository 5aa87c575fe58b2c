import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { AnswerLine, OverdueSince } from '../../board/pages/words-of.tsx'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { formatDate } from '../../ui/dates.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { changedBy } from '../changed-store.server.ts'
import { standings } from '../message-facts-store.server.ts'
import { overdueOn } from '../overdue-store.server.ts'
import { MessageDates } from './message-dates.tsx'
import { OverdueList } from './overdue-list.tsx'
import { DidNot, WeDid } from './told.tsx'
import { YouSaid } from './you-said.tsx'

/** We asked, you said, we did, we did not because: one closed exercise, told from the records alone (rule F-2). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string() }) }, async ({ db, now, params, lang }) => {
    const today = londonDay(now)
    const [change] = await changedBy(db, lang, today, params.slug)
    if (!change) throw notFound()
    return {
      title: change.title,
      said: await saidIn(db, lang),
      change,
      today,
      messages: await standings(db, change, today),
      overdue: (await overdueOn(db, today)).filter((promise) => promise.exerciseSlug === change.slug),
    }
  })(args)

export default function Change() {
  const { title, change, today, messages, overdue } = useLoaderData<typeof loader>()
  const t = useWords('feedback')
  const { code, locale } = useLanguage()
  const did = change.points.filter((p) => p.told.did)
  const didNot = change.points.filter((p) => p.told.didNot)
  const waiting = change.points.filter((p) => p.told.waiting)
  const start =
    change.kind === 'jury'
      ? `/${code}/juries/${change.jury?.slug ?? change.slug}`
      : `/${code}/consultations/${change.slug}`
  return (
    <PaperPage
      title={<ProperName>{title}</ProperName>}
      back={{ href: `/${code}/what-changed`, text: t('changes.title') }}
      version={t('change.version', { day: formatDate(today, locale) })}
    >
      <h2 id="asked">{t('change.asked')}</h2>
      {change.jury ? (
        <p>
          <Sentence parts={{ question: <ProperName>{change.jury.question}</ProperName> }}>
            {(slots) => t('change.question', slots)}
          </Sentence>
        </p>
      ) : null}
      <p>
        <Sentence parts={{ decision: <ProperName>{change.decision}</ProperName> }}>
          {(slots) => t('change.decision', slots)}
        </Sentence>
      </p>
      <p>
        <Sentence parts={{ by: <ProperName>{change.decidedBy}</ProperName> }}>
          {(slots) => t('change.by', slots)}
        </Sentence>{' '}
        {change.opensOn
          ? t('change.dates', { from: formatDate(change.opensOn, locale), to: formatDate(change.closesOn, locale) })
          : null}{' '}
        <a href={start}>{t(change.kind === 'jury' ? 'change.to_jury' : 'change.to_question')}</a>
      </p>

      <h2 id="said">{t('change.said')}</h2>
      {change.list || change.jury || change.form ? (
        <YouSaid slug={change.slug} list={change.list} jury={change.jury} form={change.form} />
      ) : (
        <p>
          {t('change.nothing_yet')}{' '}
          {change.resultsOverdueSince ? (
            <OverdueSince day={change.resultsOverdueSince} />
          ) : change.resultsBy ? (
            <>
              {t('change.results_by')} <DateText iso={change.resultsBy} locale={locale} />
            </>
          ) : null}
        </p>
      )}

      <h2 id="did">{t('change.did')}</h2>
      {did.length ? (
        <WeDid points={did} />
      ) : (
        <EmptyState>{t(change.points.length ? 'change.did_nothing' : 'change.not_asked')}</EmptyState>
      )}

      <h2 id="did-not">{t('change.did_not')}</h2>
      {didNot.length ? <DidNot points={didNot} /> : <p>{t('change.nothing_refused')}</p>}
      {waiting.length ? (
        <>
          <h2 id="waiting">{t('change.waiting')}</h2>
          <ul>
            {waiting.map((p) => (
              <li key={p.id}>
                <a href={`/${code}/board/decisions/${p.slug}`}>
                  <ProperName>{p.wording}</ProperName>
                </a>{' '}
                <AnswerLine answer={p.answer} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {overdue.length ? (
        <>
          <h2 id="overdue">{t('overdue.title')}</h2>
          <OverdueList overdue={overdue} />
        </>
      ) : null}
      <h2 id="told">{t('dates.title')}</h2>
      <MessageDates messages={messages} />
    </PaperPage>
  )
}
