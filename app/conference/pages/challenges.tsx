import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { Done } from '../../juries/pages/done.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { noParams, staffPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { ChallengeState } from '../challenge.ts'
import { challengesOf } from '../challenge-store.server.ts'

const order: ChallengeState[] = ['overdue', 'waiting', 'answered']

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'challenge.answer' }, async ({ db, now, actor, words, request }) => {
    const own = await challengesOf(db, londonDay(now), { ownerId: actor.organisationId ?? '' })
    return {
      title: words('conference-desk')('answer.list'),
      challenges: own
        .map(({ id, actionTitle, question, dueOn, state }) => ({ id, actionTitle, question, dueOn, state }))
        .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

/** An owner's challenges: overdue first. */
export default function Challenges() {
  const { title, challenges, done } = useLoaderData<typeof loader>()
  const t = useWords('conference-desk')
  const { locale } = useLanguage()
  return (
    <DeskPage title={title} notice={<Done words="conference-desk" done={done} />}>
      <DeskSection>
        {challenges.length ? (
          <Table
            firstCellIsHeader
            head={[t('actions.action'), t('challenge.question'), t('answer.by'), t('items.state')]}
            rows={challenges.map((challenge) => [
              <a key="action" href={`/desk/challenges/${challenge.id}`}>
                {challenge.actionTitle}
              </a>,
              challenge.question,
              <DateText key="due" iso={challenge.dueOn} locale={locale} />,
              <Tag key="state" classes={challenge.state === 'overdue' ? 'govuk-tag--red' : undefined}>
                {t(`challenge.${challenge.state}`)}
              </Tag>,
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('answer.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
    </DeskPage>
  )
}
