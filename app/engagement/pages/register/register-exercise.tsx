import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { saidIn } from '../../../consultations/answering/said-store.server.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { londonDay } from '../../london-day.ts'
import { publicAnswers } from '../../register/overlap-store.server.ts'
import { daysOf, resultsState } from '../../register/register-row.ts'
import { publicRegister } from '../../register/register-store.server.ts'
import { named, registerNames } from '../../register/register-view.server.ts'
import { Extensions } from '../publishing/extensions.tsx'

/** All that the register keeps of one published exercise: who asks, for whom, who pays, what it cost and whom it reached. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async ({ db, now, params, lang }) => {
    const today = londonDay(now)
    const [row] = await publicRegister(db, today, { slug: params.slug })
    if (!row) throw notFound()
    const exercise = named(row, await registerNames(db, today))
    return {
      title: exercise.title,
      said: await saidIn(db, lang),
      exercise,
      results: resultsState(row, today),
      overlaps: await publicAnswers(db, row.id),
    }
  })(args)

export default function RegisteredExercise() {
  const { title, exercise, results, overlaps } = useLoaderData<typeof loader>()
  const t = useWords('planning')
  const { locale, code } = useLanguage()
  const number = (value: number | null) => (value === null ? t('entry.not_recorded') : formatNumber(value, locale))
  const row = (key: string, text: React.ReactNode) => ({ key: { text: t(`entry.${key}`) }, value: { text } })
  const own = (text: string) => <ProperName>{text}</ProperName>
  const place = exercise.kind === 'jury' ? 'juries' : 'consultations'
  return (
    <PaperPage
      title={<ProperName>{title}</ProperName>}
      version={t('entry.version', { state: t(`states.${exercise.state}`), level: t(`levels.${exercise.level}`) })}
      lede={<ProperName>{exercise.decision}</ProperName>}
      back={{ href: `/${code}/register`, text: t('register.title') }}
    >
      <p>
        {exercise.askedElsewhere ? (
          <a href={exercise.address}>{t(`entry.elsewhere_${exercise.state}`)}</a>
        ) : (
          <a href={`/${code}/${place}/${exercise.slug}`}>{t(`entry.here_${exercise.kind}`)}</a>
        )}
      </p>
      <h2>{t('entry.who')}</h2>
      <SummaryList
        rows={[
          row('run_by', own(exercise.runByName)),
          row('for', own(exercise.forName)),
          row('paid_by', own(exercise.paidByName)),
          row('decided_by', own(exercise.decidedBy)),
          row('areas', own(exercise.areas.map((area) => area.name).join('; '))),
          row('groups', exercise.groups.map((group) => t(`groups.${group}`)).join('; ') || t('entry.not_recorded')),
          row(
            'methods',
            exercise.methods.map((method) => t(`methods.${method}`)).join('; ') || t('entry.not_recorded'),
          ),
          row('themes', exercise.themes.length ? own(exercise.themes.join('; ')) : t('entry.not_recorded')),
          row(
            'basis',
            exercise.statute ? (
              <Sentence parts={{ statute: own(exercise.statute) }}>
                {(slots) => t('entry.statute', { ...slots, basis: t(`basis.${exercise.legalBasis}`) })}
              </Sentence>
            ) : (
              t(`basis.${exercise.legalBasis}`)
            ),
          ),
        ]}
      />
      <h2>{t('entry.when')}</h2>
      <SummaryList
        rows={daysOf(exercise).map(({ kind, day }) => row(`day.${kind}`, <DateText iso={day} locale={locale} />))}
      />
      <Extensions extensions={exercise.extensions} />
      {results === 'overdue' ? (
        <p>
          <strong>{t('entry.overdue')}</strong> {exercise.lateReason ? own(exercise.lateReason) : t('entry.no_reason')}
        </p>
      ) : null}
      <h2>{t('entry.effort')}</h2>
      <SummaryList
        rows={[
          row(
            'cost',
            exercise.costPounds === null
              ? t('entry.not_recorded')
              : t('entry.pounds', { amount: formatNumber(exercise.costPounds, locale) }),
          ),
          row('hours', number(exercise.staffHours)),
          row('expected', number(exercise.reachExpected)),
          row('reached', number(exercise.reached)),
          exercise.profileNote ? row('profile', own(exercise.profileNote)) : null,
        ]}
      />
      {overlaps.length ? (
        <>
          <h2>{t('entry.overlaps')}</h2>
          <ul className="read">
            {overlaps.map(({ id, other, score, answer, reason }) => (
              <li key={id}>
                {other ? (
                  <Sentence parts={{ other: own(other) }}>
                    {(slots) => t('entry.overlap', { ...slots, score })}
                  </Sentence>
                ) : (
                  t('entry.overlap_plan', { score })
                )}{' '}
                {t(`entry.overlap_answers.${answer}`)} {own(reason)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{t('entry.changed')}</h2>
      <p className="read">
        {exercise.whatChanged ? own(exercise.whatChanged) : t(`entry.nothing_changed_${exercise.state}`)}
      </p>
    </PaperPage>
  )
}
