import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { actionsOf } from '../action-store.server.ts'
import { historyOf, ratingNow } from '../progress.ts'
import { challengesOn, reportsOf } from '../progress-store.server.ts'
import { OverdueSince, RatingTag } from './words-of.tsx'

/** What this organisation promised, and which report is due (journey 3.8). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'action.report' }, async ({ db, now, actor, request, words }) => {
    if (!actor.organisationId) throw notFound()
    const today = londonDay(now)
    const actions = await actionsOf(db, { ownerOrganisationId: actor.organisationId })
    const ids = actions.map((a) => a.id)
    const reports = await reportsOf(db, ids)
    const challenges = await challengesOn(db, ids)
    return {
      title: words('board-desk')('owner.title'),
      done: new URL(request.url).searchParams.has('done'),
      label: actor.label,
      actions: actions.map((a) => {
        const own = reports.filter((r) => r.actionId === a.id)
        const history = historyOf(own, today)
        return {
          id: a.id,
          slug: a.slug,
          title: a.title,
          dueOn: a.dueOn,
          rating: ratingNow(own, today),
          last: history.filter((r) => r.reportedOn).at(-1) ?? null,
          missedOn: history.at(-1)?.reportedOn === null ? history.at(-1)!.dueOn : null,
          nextOn: own.find((r) => r.reportedOn === null && r.dueOn >= today)?.dueOn ?? null,
          challenged: challenges.filter((c) => c.actionId === a.id && !c.answeredOn).length,
        }
      }),
    }
  })(args)

export default function DeskActions() {
  const { title, done, label, actions } = useLoaderData<typeof loader>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const missed = actions.filter((a) => a.missedOn).length
  const due = actions.filter((a) => a.nextOn).length
  return (
    <DeskPage
      title={title}
      where={label}
      back={{ href: '/desk', text: t('desk.home') }}
      notice={done ? <NotificationBanner type="success" titleText={t('done.title')} text={t('done.reported')} /> : null}
      figures={
        <>
          <DeskFigure kind={missed ? 'late' : 'now'} figure={missed} text={t('owner.missed', { count: missed })} />
          <DeskFigure kind="due" figure={due} text={t('owner.due', { count: due })} />
        </>
      }
    >
      {actions.length ? null : <EmptyState>{t('owner.empty')}</EmptyState>}
      {actions.map((a) => (
        <DeskSection key={a.id} id={`a-${a.id}`} title={a.title}>
          <p>
            <RatingTag rating={a.rating} /> {a.missedOn ? <OverdueSince day={a.missedOn} /> : null}
          </p>
          {a.last ? <p>{t('owner.said', { sentence: a.last.sentence })}</p> : null}
          <p>
            {a.nextOn ? (
              <>
                {t('owner.next')} <DateText iso={a.nextOn} locale={locale} />
              </>
            ) : (
              t('owner.none_due')
            )}
            <br />
            {a.challenged ? (
              <>
                {t('owner.challenged', { count: a.challenged })}
                <br />
              </>
            ) : null}
            <a href={`/en/board/actions/${a.slug}`}>{t('desk.public_page')}</a>
          </p>
          <Button href={`/desk/actions/${a.id}/report`}>{t('owner.report')}</Button>
        </DeskSection>
      ))}
    </DeskPage>
  )
}
