import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
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
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { boardOf } from '../agenda-store.server.ts'
import { decidedAt } from '../decision-store.server.ts'
import { itemsOf, meetingOn } from '../meeting-store.server.ts'
import { papersOf } from '../paper-store.server.ts'
import { isQuorate, sectors } from '../seat.ts'
import { attendanceAt, seatsOf } from '../seat-store.server.ts'
import { AgendaPart } from './agenda-part.tsx'
import { askedBy, StanceTag } from './words-of.tsx'

const params = z.object({ l: z.string(), date: z.iso.date() })

/** One meeting: its papers, both parts with their minutes, who came, what was decided. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params, words, lang }) => {
    const board = await boardOf(db)
    const meeting = board && (await meetingOn(db, board.id, params.date))
    if (!board || !meeting) throw notFound()
    const today = londonDay(now)
    const papers = await papersOf(db, meeting.id)
    const seats = await seatsOf(db, board.id)
    const presence = await attendanceAt(db, meeting.id)
    return {
      said: await saidIn(db, lang),
      title: words('board')('meeting.title', { day: formatDate(meeting.on_date, lang === 'en' ? 'en-GB' : lang) }),
      meeting: {
        onDate: meeting.on_date,
        startsAt: meeting.starts_at,
        place: meeting.place,
        venueOwner: meeting.venue_owner,
        limits: { A: meeting.part_a_minutes, B: meeting.part_b_minutes },
        papersOn: meeting.papers_published_on,
        held: meeting.held === 1,
      },
      items: (await itemsOf(db, [meeting.id])).map((i) => ({
        id: i.id,
        part: i.part,
        minutes: i.minutes,
        title: i.title,
        lead: i.lead,
        proposer: i.proposer,
        proposerLabel: i.proposer_label,
        outcome: i.outcome,
      })),
      papers: papers
        .filter((p) => p.publicSince !== null && p.publicSince <= today)
        .map((p) => ({
          id: p.id,
          kind: p.kind,
          title: p.title,
          itemId: p.itemId,
          late: p.publicSince !== meeting.papers_published_on ? p.publicSince : null,
        })),
      attendance: seats
        .filter((s) => presence.has(s.id))
        .map((s) => ({
          number: s.number,
          label: s.label,
          sector: s.sector,
          isCouncil: s.isCouncil,
          presence: presence.get(s.id)!,
        })),
      decided: (await decidedAt(db, meeting.id, today)).map((p) => ({
        slug: p.slug,
        wording: p.wording,
        stance: p.position!.stance,
      })),
      today,
    }
  })(args)

export default function Meeting() {
  const { title, meeting, items, papers, attendance, decided, today } = useLoaderData<typeof loader>()
  const t = useWords('board')
  const { code, locale } = useLanguage()
  const present = attendance.filter((a) => a.presence !== 'absent')
  return (
    <PaperPage
      title={title}
      back={{ href: `/${code}/board`, text: t('board.title') }}
      version={
        meeting.papersOn ? (
          <>
            {t('meeting.papers_out')} <DateText iso={meeting.papersOn} locale={locale} />
          </>
        ) : (
          t('meeting.papers_not_out')
        )
      }
      lede={t(meeting.held ? 'meeting.was' : meeting.onDate < today ? 'meeting.unrecorded' : 'meeting.will_be', {
        time: meeting.startsAt,
        place: meeting.place,
        owner: meeting.venueOwner,
      })}
    >
      {decided.length ? (
        <>
          <h2 id="decided">{t('meeting.decided')}</h2>
          <ul className="plain-list">
            {decided.map((d) => (
              <li key={d.slug}>
                <StanceTag stance={d.stance} />{' '}
                <a href={`/${code}/board/decisions/${d.slug}`}>
                  <ProperName>{d.wording}</ProperName>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {(['A', 'B'] as const).map((part) => (
        <section key={part} aria-labelledby={`part-${part}`}>
          <h2 id={`part-${part}`}>{t(`meeting.part_${part}`)}</h2>
          <p>{t(`meeting.part_${part}_text`)}</p>
          <AgendaPart part={part} items={items.filter((i) => i.part === part)} limit={meeting.limits[part]} />
          <ol className="plain-list">
            {items
              .filter((i) => i.part === part)
              .map((i) => (
                <li key={i.id}>
                  <h3>
                    <ProperName>{i.title}</ProperName>
                  </h3>
                  <p className="meta">
                    <Sentence
                      parts={{
                        lead: <ProperName>{i.lead}</ProperName>,
                        label: i.proposerLabel ? <ProperName>{i.proposerLabel}</ProperName> : null,
                      }}
                    >
                      {(slots) =>
                        t('meeting.item', { ...slots, who: askedBy(t, i.proposer, i.proposerLabel && slots.label!) })
                      }
                    </Sentence>
                  </p>
                  {i.outcome ? (
                    <p>
                      <Sentence parts={{ outcome: <ProperName>{i.outcome}</ProperName> }}>
                        {(slots) => t('meeting.outcome', slots)}
                      </Sentence>
                    </p>
                  ) : null}
                  <ul>
                    {papers
                      .filter((p) => p.itemId === i.id)
                      .map((p) => (
                        <li key={p.id}>
                          <a href={`/${code}/board/papers/${p.id}`}>
                            <ProperName>{p.title}</ProperName>
                          </a>{' '}
                          <span className="meta">{t(`paper_kind.${p.kind}`)}</span>
                          {p.late ? (
                            <Tag classes="govuk-tag--red">
                              {t('meeting.late_paper')} <DateText iso={p.late} locale={locale} />
                            </Tag>
                          ) : null}
                        </li>
                      ))}
                  </ul>
                </li>
              ))}
          </ol>
        </section>
      ))}
      <h2 id="attendance">{t('meeting.attendance')}</h2>
      {attendance.length ? (
        <>
          <p>
            {t('meeting.present', { present: present.length, of: attendance.length })}{' '}
            {t(isQuorate(present.length, attendance.length) ? 'meeting.quorate' : 'meeting.inquorate')}
          </p>
          <Table
            caption={t('meeting.by_sector')}
            head={[t('board.seats.sector'), { text: t('meeting.came'), format: 'numeric' }]}
            rows={sectors.map((sector) => {
              const seats = attendance.filter((a) => a.sector === sector)
              return [
                t(`sector.${sector}`),
                {
                  text: t('board.seats.of', {
                    n: seats.filter((a) => a.presence !== 'absent').length,
                    of: seats.length,
                  }),
                  format: 'numeric',
                },
              ]
            })}
          />
          <Table
            caption={t('meeting.by_seat')}
            head={[t('board.seats.seat'), t('meeting.who_came')]}
            rows={attendance.map((a) => [
              <Sentence key="seat" parts={{ label: <ProperName>{a.label}</ProperName> }}>
                {(slots) => t('board.seats.named', { number: a.number, ...slots })}
              </Sentence>,
              t(`presence.${a.presence}`),
            ])}
          />
        </>
      ) : (
        <EmptyState>{t('meeting.attendance_empty')}</EmptyState>
      )}
    </PaperPage>
  )
}
