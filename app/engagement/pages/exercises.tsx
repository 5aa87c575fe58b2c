import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { isEverywhere } from '../../people/permission.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { exerciseState } from '../exercise.ts'
import { registerOf } from '../exercise-store.server.ts'
import { londonDay } from '../london-day.ts'
import { joinedBy } from '../partner-store.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'exercise.plan' }, async ({ db, now, actor, words }) => {
    const everywhere = isEverywhere(actor.grants)
    const today = londonDay(now)
    const rows = await registerOf(db)
    const joint = await joinedBy(db, actor.organisationId)
    return {
      title: words('engagement')('register.title'),
      exercises: rows.map((row) => ({
        id: row.id,
        title: row.title,
        organisation: row.organisation,
        opensOn: row.opens_on,
        closesOn: row.closes_on,
        state: exerciseState({ publishedAt: row.published_at, opensOn: row.opens_on, closesOn: row.closes_on }, today),
        mine: everywhere || row.run_by === actor.organisationId || joint.has(row.id),
      })),
    }
  })(args)

export default function Exercises() {
  const { title, exercises } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  const { locale } = useLanguage()
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : t('register.no_date'))
  return (
    <DeskPage title={title} back={{ href: '/desk', text: t('desk.title') }}>
      <Button href="/desk/exercises/new">{t('register.new')}</Button>
      <DeskSection>
        {exercises.length ? (
          <Table
            firstCellIsHeader
            head={[
              t('register.exercise'),
              t('register.by'),
              t('register.opens'),
              t('register.closes'),
              t('register.state'),
            ]}
            rows={exercises.map((e) => [
              e.mine ? (
                <a key="link" href={`/desk/exercises/${e.id}`}>
                  {e.title}
                </a>
              ) : (
                e.title
              ),
              e.organisation,
              day(e.opensOn),
              day(e.closesOn),
              t(`state.${e.state}`),
            ])}
          />
        ) : (
          <EmptyState>{t('register.empty')}</EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
