import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { checkBackShown } from '../../feedback/check-back-store.server.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, readForm, refused } from '../../server/form.ts'
import { noParams, notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { formatDate } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { boardOf } from '../agenda-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { listById } from '../list-facts-store.server.ts'
import { itemsOf, nextMeeting } from '../meeting-store.server.ts'
import { markRead, papersOf, readBy } from '../paper-store.server.ts'
import { waitingForMember } from '../waiting-store.server.ts'
import { AgendaPart } from './agenda-part.tsx'
import { ListCard } from './list-card.tsx'
import { AnswerLine, askedBy, Paragraphs } from './words-of.tsx'

/** A member's pack for the next meeting, ready in half an hour (journey 3.7): what needs a decision, and what to read. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.read' }, async ({ db, now, actor, words }) => {
    const board = await boardOf(db)
    const today = londonDay(now)
    const meeting = board && (await nextMeeting(db, board.id, today))
    const papers = meeting ? await papersOf(db, meeting.id) : []
    const read = await readBy(
      db,
      actor.personId,
      papers.map((p) => p.id),
    )
    const points = (await pointsOf(db, today)).filter((p) => !p.position)
    const listIds = [...new Set(papers.flatMap((p) => (p.listId ? [p.listId] : [])))]
    const lists = await Promise.all(
      listIds.map(async (id) => {
        const list = await listById(db, id, 'en')
        return list && { ...list, checkBack: await checkBackShown(db, id, 'en', today) }
      }),
    )
    const t = words('board-desk')
    return {
      title: t('pack.title'),
      label: actor.label,
      meeting: meeting
        ? {
            onDate: meeting.on_date,
            startsAt: meeting.starts_at,
            place: meeting.place,
            limits: { A: meeting.part_a_minutes, B: meeting.part_b_minutes },
          }
        : null,
      items: meeting
        ? (await itemsOf(db, [meeting.id])).map((i) => ({
            id: i.id,
            part: i.part,
            minutes: i.minutes,
            title: i.title,
            lead: i.lead,
            proposer: i.proposer,
          }))
        : [],
      papers: papers.map((p) => ({ ...p, read: read.has(p.id) })),
      points: points.map((p) => ({ slug: p.slug, wording: p.wording, answer: p.answer })),
      waiting: await waitingForMember(db, actor, today),
      lists: lists.filter((l) => l !== undefined),
    }
  })(args)

/** "I have read it": for oneself only (rule E-2). */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'board.read' }, async ({ db, now, request, actor, words }) => {
    const form = await readForm(request, z.object({ paper: line() }), words('board-desk'))
    if (!form.ok) return refused(form.errors, form.typed)
    const { paper } = form.value
    await write(db, async (tx) => {
      const board = await boardOf(tx)
      const meeting = board && (await nextMeeting(tx, board.id, londonDay(now)))
      if (!meeting || !(await papersOf(tx, meeting.id)).some((p) => p.id === paper)) throw notFound()
      await markRead(tx, { paperId: paper, personId: actor.personId, now })
    })
    throw redirect(`/desk/board/pack#paper-${paper}`, 303)
  })(args)

export default function Pack() {
  const { title, label, meeting, items, papers, points, waiting, lists } = useLoaderData<typeof loader>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const decisions = items.filter((i) => i.part === 'A').length
  return (
    <PaperPage
      title={title}
      back={{ href: '/desk', text: t('desk.home') }}
      version={
        meeting
          ? t('pack.version', {
              label,
              day: formatDate(meeting.onDate, locale),
              time: meeting.startsAt,
              place: meeting.place,
            })
          : label
      }
      lede={
        meeting
          ? [
              t('pack.decisions', { count: decisions }),
              waiting.all ? t('pack.need_you', { count: waiting.all }) : '',
            ].join(' ')
          : undefined
      }
    >
      {meeting ? null : <EmptyState>{t('pack.empty')}</EmptyState>}
      {waiting.ratify ? (
        <p>
          <a href="/desk/ratifications">{t('pack.ratify', { count: waiting.ratify })}</a>
        </p>
      ) : null}
      {waiting.unread ? (
        <p id="unread">
          <a href={`#paper-${papers.find((p) => p.kind === 'equality_impact' && !p.read)?.id}`}>
            {t('pack.unread', { count: waiting.unread })}
          </a>
        </p>
      ) : null}
      {points.length ? (
        <>
          <h2 id="points">{t('pack.points', { count: points.length })}</h2>
          <Table
            head={[t('board.decisions.asked'), t('board.decisions.when')]}
            rows={points.map((p) => [
              <a key="link" href={`/en/board/decisions/${p.slug}`}>
                {p.wording}
              </a>,
              <AnswerLine key="answer" answer={p.answer} />,
            ])}
          />
        </>
      ) : null}
      {lists.map((list) => (
        <section key={list.id}>
          <h2>{t('pack.list', { title: list.exerciseTitle })}</h2>
          <ListCard list={list} checkBack={list.checkBack} />
        </section>
      ))}
      {meeting
        ? (['A', 'B'] as const).map((part) => (
            <section key={part} aria-labelledby={`part-${part}`}>
              <h2 id={`part-${part}`}>{t(`meeting.part_${part}`)}</h2>
              <AgendaPart part={part} items={items.filter((i) => i.part === part)} limit={meeting.limits[part]} />
              {items
                .filter((i) => i.part === part)
                .map((i) => (
                  <section key={i.id}>
                    <h3>{i.title}</h3>
                    <p className="meta">{t('meeting.item', { lead: i.lead, who: askedBy(t, i.proposer, null) })}</p>
                    {papers.filter((p) => p.itemId === i.id).length ? null : <p>{t('pack.no_papers')}</p>}
                    {papers
                      .filter((p) => p.itemId === i.id)
                      .map((p) => (
                        <PackPaper key={p.id} paper={p} />
                      ))}
                  </section>
                ))}
            </section>
          ))
        : null}
      {meeting ? (
        <p>
          <a href={`/en/board/meetings/${meeting.onDate}`}>{t('pack.public')}</a>{' '}
          <DateText iso={meeting.onDate} locale={locale} />
        </p>
      ) : null}
    </PaperPage>
  )
}

function PackPaper({
  paper,
}: {
  paper: { id: string; kind: string; title: string; summary: string; body: string; read: boolean }
}) {
  const t = useWords('board-desk')
  return (
    <div id={`paper-${paper.id}`}>
      <h4>{paper.title}</h4>
      <p className="meta">{t(`paper_kind.${paper.kind}`)}</p>
      <p>{paper.summary}</p>
      {paper.body.trim() ? (
        <Details summaryText={t('pack.whole', { title: paper.title })}>
          <Paragraphs text={paper.body} />
        </Details>
      ) : null}
      {paper.kind !== 'equality_impact' ? null : paper.read ? (
        <p>
          <Tag classes="govuk-tag--green">{t('pack.have_read')}</Tag>
        </p>
      ) : (
        <Form method="post">
          <input type="hidden" name="paper" value={paper.id} />
          <Button classes="govuk-button--secondary">{t('pack.i_have_read')}</Button>
        </Form>
      )}
    </div>
  )
}
