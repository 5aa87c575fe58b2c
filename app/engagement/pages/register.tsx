import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { exerciseState } from '../exercise.ts'
import { registerOf } from '../exercise-store.server.ts'
import { londonDay } from '../london-day.ts'

/** The forward plan: every exercise with its dates; of a plan that is not yet public no more than that. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words }) => {
    const today = londonDay(now)
    return {
      title: words('engagement')('forward.title'),
      today,
      exercises: (await registerOf(db)).map((row) => ({
        slug: row.published_at ? row.slug : null,
        kind: row.kind,
        title: row.title,
        by: row.organisation ?? '',
        opensOn: row.opens_on,
        closesOn: row.closes_on,
        decision: row.published_at ? { by: row.decided_by, on: row.decision_on } : null,
        state: exerciseState({ publishedAt: row.published_at, opensOn: row.opens_on, closesOn: row.closes_on }, today),
      })),
    }
  })(args)

export default function ForwardPlan() {
  const { title, today, exercises } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  const { locale, code } = useLanguage()
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : t('register.no_date'))
  return (
    <PaperPage
      title={title}
      version={t('forward.version', { day: formatDate(today, locale) })}
      lede={t('forward.lede')}
    >
      {exercises.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('register.exercise'),
            t('register.by'),
            t('forward.dates'),
            t('forward.decision'),
            t('register.state'),
          ]}
          rows={exercises.map((e) => [
            e.slug ? (
              <a key="link" href={`/${code}/${e.kind === 'jury' ? 'juries' : 'consultations'}/${e.slug}`}>
                {e.title}
              </a>
            ) : (
              e.title
            ),
            e.by,
            t('forward.from_to', { from: day(e.opensOn), to: day(e.closesOn) }),
            e.decision ? t('forward.decided', { by: e.decision.by, on: day(e.decision.on) }) : t('forward.not_public'),
            t(`state.${e.state}`),
          ])}
        />
      ) : (
        <EmptyState>{t('register.empty')}</EmptyState>
      )}
    </PaperPage>
  )
}
