import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../engagement/london-day.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Details } from '../../ui/details.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { answerWorkingDays } from '../challenge.ts'
import { challengesOf } from '../challenge-store.server.ts'
import { itemsPerBoard } from '../item.ts'
import { conferenceItems } from '../item-store.server.ts'
import { conferenceMeetings, membersNow } from '../member-store.server.ts'
import { cohorts, conferenceSize, termMonths } from '../term.ts'
import { ChallengeCard, ContestedNote } from './challenge-card.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words }) => {
    const today = londonDay(now)
    const members = await membersNow(db, now)
    const juries = [
      ...new Map(members.map((m) => [m.juryId, { id: m.juryId, slug: m.jurySlug, name: m.jury }])).values(),
    ]
    const meetings = await conferenceMeetings(db)
    return {
      title: words('conference')('title'),
      today,
      size: members.length,
      coChairs: members.filter((member) => member.coChair).length,
      terms: Array.from({ length: cohorts }, (_, i) => i + 1).map((cohort) => ({
        cohort,
        people: members.filter((member) => member.cohort === cohort).length,
        ends: members.find((member) => member.cohort === cohort)?.termTo ?? null,
      })),
      juries: juries.map((jury) => ({
        ...jury,
        byCohort: Array.from(
          { length: cohorts },
          (_, i) => members.filter((member) => member.juryId === jury.id && member.cohort === i + 1).length,
        ),
      })),
      met: meetings.filter((meeting) => meeting.on_date < today),
      next: meetings.filter((meeting) => meeting.on_date >= today).at(-1) ?? null,
      challenges: await challengesOf(db, today),
      items: await conferenceItems(db),
    }
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

/** The standing conference in public: what it is for, who sits in it by jury and third, what it challenges and what it asks. */
export default function Conference() {
  const shown = useLoaderData<typeof loader>()
  const t = useWords('conference')
  const { locale } = useLanguage()
  const { challenges } = shown
  const urgency = (c: (typeof challenges)[number]) => (c.state === 'overdue' ? 0 : c.contested ? 1 : 2)
  const open = challenges.filter((c) => c.state !== 'answered').toSorted((a, b) => urgency(a) - urgency(b))
  return (
    <PaperPage
      title={shown.title}
      version={
        <Sentence parts={{ day: <DateText iso={shown.today} locale={locale} /> }}>
          {(slots) => t('version', slots)}
        </Sentence>
      }
      lede={t('lede')}
    >
      <p className="read">{t('what', { size: conferenceSize, months: termMonths })}</p>
      <p className="read">{t('powers', { items: itemsPerBoard, days: answerWorkingDays })}</p>
      <section aria-labelledby="open">
        <h2 id="open">{t('open.title', { count: open.length })}</h2>
        <p className="read">{t('open.text', { days: answerWorkingDays })}</p>
        <ContestedNote count={open.filter((challenge) => challenge.contested).length} />
        {open.length ? (
          open.map((challenge) => (
            <div key={challenge.id}>
              <h3>
                <ProperName>{challenge.actionTitle}</ProperName>
              </h3>
              <ChallengeCard challenge={challenge} />
            </div>
          ))
        ) : (
          <EmptyState>
            <p>{t('open.none')}</p>
          </EmptyState>
        )}
      </section>
      <Items shown={shown} />
      <Meetings shown={shown} />
      <Members shown={shown} />
      <section aria-labelledby="answered">
        <h2 id="answered">{t('answered.title')}</h2>
        {challenges.length > open.length ? (
          challenges
            .filter((challenge) => challenge.state === 'answered')
            .map((challenge) => (
              <Details key={challenge.id} summaryText={<ProperName>{challenge.actionTitle}</ProperName>}>
                <ChallengeCard challenge={challenge} />
              </Details>
            ))
        ) : (
          <EmptyState>
            <p>{t('answered.none')}</p>
          </EmptyState>
        )}
      </section>
    </PaperPage>
  )
}

function Items({ shown }: { shown: Shown }) {
  const t = useWords('conference')
  const { code, locale } = useLanguage()
  return (
    <section aria-labelledby="items">
      <h2 id="items">{t('items.title')}</h2>
      <p className="read">{t('items.text', { count: itemsPerBoard })}</p>
      {shown.items.length ? (
        <Table
          firstCellIsHeader
          head={[t('items.item'), t('items.why'), t('items.state'), t('items.meeting')]}
          rows={shown.items.map((item) => [
            <ProperName key="title">{item.title}</ProperName>,
            <ProperName key="why">{item.why}</ProperName>,
            <Tag key="state">{t(`items.states.${item.state}`)}</Tag>,
            item.meetingOn ? (
              <a key="meeting" href={`/${code}/board/meetings/${item.meetingOn}`}>
                <DateText iso={item.meetingOn} locale={locale} />
              </a>
            ) : (
              t('items.no_meeting')
            ),
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('items.none')}</p>
        </EmptyState>
      )}
    </section>
  )
}

function Meetings({ shown }: { shown: Shown }) {
  const t = useWords('conference')
  const { locale } = useLanguage()
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings">{t('meetings.title')}</h2>
      {shown.next ? (
        <p className="read">
          <Sentence
            parts={{
              day: <DateText iso={shown.next.on_date} locale={locale} format="weekday" />,
              place: <ProperName>{shown.next.place}</ProperName>,
            }}
          >
            {(slots) => t('meetings.next', slots)}
          </Sentence>
        </p>
      ) : (
        <EmptyState>
          <p>{t('meetings.none')}</p>
        </EmptyState>
      )}
      {shown.met.map((meeting) => (
        <div key={meeting.id} className="read">
          <h3>
            <DateText iso={meeting.on_date} locale={locale} format="weekday" />
          </h3>
          <p>
            <span className="meta">
              <ProperName>{meeting.place}</ProperName>
            </span>
          </p>
          {meeting.statement ? (
            <blockquote className="govuk-inset-text">
              <ProperName>{meeting.statement}</ProperName>
            </blockquote>
          ) : null}
        </div>
      ))}
    </section>
  )
}

function Members({ shown }: { shown: Shown }) {
  const t = useWords('conference')
  const { code, locale } = useLanguage()
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('members.title')}</h2>
      <p className="read">{t('members.text', { count: shown.size, size: conferenceSize })}</p>
      <p className="read">{t('members.co_chairs', { count: shown.coChairs })}</p>
      {shown.juries.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('members.jury'),
            ...shown.terms.map((term) => ({
              text: term.ends ? (
                <Sentence parts={{ day: <DateText iso={term.ends} locale={locale} format="month" /> }}>
                  {(slots) => t('members.until', slots)}
                </Sentence>
              ) : (
                t('members.third', { number: term.cohort })
              ),
              label: t('members.third', { number: term.cohort }),
              format: 'numeric' as const,
            })),
          ]}
          rows={shown.juries.map((jury) => [
            <a key="jury" href={`/${code}/juries/${jury.slug}`}>
              <ProperName>{jury.name}</ProperName>
            </a>,
            ...jury.byCohort.map((people) => ({ text: people, format: 'numeric' as const })),
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('members.none')}</p>
        </EmptyState>
      )}
    </section>
  )
}
