import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { RagHistory } from '../../ui/charts/rag-history.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { formatDate } from '../../ui/dates.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState, Provenance } from '../../ui/paper-parts.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { actionsOf } from '../action-store.server.ts'
import { historyOf, ratingNow } from '../progress.ts'
import { challengesOn, reportsOf } from '../progress-store.server.ts'
import { OverdueSince, RatingTag, ragStatus, ratingWords } from './words-of.tsx'

/** One action: what was promised, what its owner says over time, and what the conference says beside it (rule B-7). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string() }) }, async ({ db, now, params }) => {
    const today = londonDay(now)
    const [action] = await actionsOf(db, { slug: params.slug })
    if (!action?.publishedOn) throw notFound()
    const reports = await reportsOf(db, [action.id])
    const due = reports.filter((r) => r.reportedOn === null && r.dueOn >= today).at(0)
    return {
      title: action.title,
      action,
      history: historyOf(reports, today),
      rating: ratingNow(reports, today),
      nextOn: due?.dueOn ?? null,
      challenges: (await challengesOn(db, [action.id])).map((c) => ({
        ...c,
        overdueSince: !c.answeredOn && c.dueOn < today ? c.dueOn : null,
      })),
      today,
    }
  })(args)

export default function Action() {
  const { title, action, history, rating, nextOn, challenges, today } = useLoaderData<typeof loader>()
  const t = useWords('board')
  const { code, locale, direction } = useLanguage()
  const day = (iso: string) => formatDate(iso, locale)
  const last = history.filter((r) => r.reportedOn).at(-1)
  const open = challenges.find((c) => !c.answeredOn)
  return (
    <PaperPage
      title={<ProperName>{title}</ProperName>}
      back={{ href: `/${code}/board/decisions/${action.pointSlug}`, text: t('action.to_decision') }}
      version={
        last?.reportedOn ? (
          <>
            {t('action.version')} <DateText iso={last.reportedOn} locale={locale} />
          </>
        ) : (
          t('action.no_report')
        )
      }
      lede={last?.peopleNotice ? <ProperName>{last.peopleNotice}</ProperName> : null}
    >
      <p>
        {t('action.owner_says_of', { owner: action.owner })} <RatingTag rating={rating} />
        {open ? (
          <>
            <br />
            {t('action.conference_says')} <RatingTag rating={open.rating} />
          </>
        ) : null}
      </p>
      {last ? (
        <p>
          <ProperName>{last.sentence}</ProperName>
        </p>
      ) : null}
      {last?.measureValue ? (
        <p className="meta">
          <Sentence
            parts={{
              measure: <ProperName>{action.measure}</ProperName>,
              value: <ProperName>{last.measureValue}</ProperName>,
              target: <ProperName>{action.target}</ProperName>,
            }}
          >
            {(slots) => t('action.measured', slots)}
          </Sentence>
        </p>
      ) : null}

      <h2 id="history">{t('action.history')}</h2>
      {history.length ? (
        <RagHistory
          id="rag-history"
          title={t('action.history_chart')}
          description={t('action.history_text', { count: history.length, now: t(`rag.${rating ?? 'none'}`) })}
          direction={direction}
          reports={history.map((r) => ({
            at: r.reportedOn ?? r.dueOn,
            status: ragStatus(r.reportedOn ? r.rag : 'not_reported'),
            dateText: day(r.reportedOn ?? r.dueOn),
            note: r.reportedOn ? (
              <>
                <ProperName>{r.sentence!}</ProperName>
                {r.changeReason ? (
                  <span className="meta">
                    {' '}
                    <Sentence parts={{ reason: <ProperName>{r.changeReason}</ProperName> }}>
                      {(slots) => t('action.changed_because', slots)}
                    </Sentence>
                  </span>
                ) : null}
              </>
            ) : (
              t('action.missed')
            ),
          }))}
          until={today}
          untilText={day(today)}
          statusWords={ratingWords(t)}
          head={{ date: t('action.date'), status: t('action.rating'), note: t('action.words') }}
        />
      ) : (
        <EmptyState>{t('action.history_empty')}</EmptyState>
      )}
      {nextOn ? (
        <p>
          {t('action.next')} <DateText iso={nextOn} locale={locale} />
        </p>
      ) : null}

      <h2 id="challenges">{t('action.challenges')}</h2>
      {challenges.length ? null : <p>{t('action.no_challenges')}</p>}
      {challenges.map((c) => (
        <section key={c.id}>
          <h3>
            {t('action.challenge_of')} <DateText iso={c.raisedOn} locale={locale} />
          </h3>
          <p>
            {t('action.conference_says')} <RatingTag rating={c.rating} />
          </p>
          <p>
            <ProperName>{c.weSee}</ProperName>
          </p>
          {c.question ? (
            <p>
              <Sentence parts={{ question: <ProperName>{c.question}</ProperName> }}>
                {(slots) => t('action.asked', slots)}
              </Sentence>
            </p>
          ) : null}
          {c.answer ? (
            <p>
              {t('action.answered')} <DateText iso={c.answeredOn ?? c.raisedOn} locale={locale} />
              {': '}
              <ProperName>{c.answer}</ProperName>
            </p>
          ) : (
            <p>
              {t('action.unanswered')}{' '}
              {c.overdueSince ? (
                <OverdueSince day={c.overdueSince} />
              ) : (
                <>
                  {t('action.answer_due')} <DateText iso={c.dueOn} locale={locale} />
                </>
              )}
            </p>
          )}
        </section>
      ))}

      <Provenance title={t('action.promised')} id="promised">
        <SummaryList
          rows={[
            { key: t('action.owner'), value: <ProperName>{action.owner}</ProperName> },
            { key: t('action.champion'), value: <ProperName>{action.champion}</ProperName> },
            { key: t('action.due'), value: <DateText iso={action.dueOn} locale={locale} /> },
            { key: t('action.measure'), value: <ProperName>{action.measure}</ProperName> },
            { key: t('action.baseline'), value: <ProperName>{action.baseline}</ProperName> },
            { key: t('action.target'), value: <ProperName>{action.target}</ProperName> },
            {
              key: t('action.because'),
              value: (
                <a href={`/${code}/board/decisions/${action.pointSlug}`}>
                  <ProperName>{action.pointWording}</ProperName>
                </a>
              ),
            },
          ]}
        />
        <p>{t('action.roles')}</p>
      </Provenance>
    </PaperPage>
  )
}
