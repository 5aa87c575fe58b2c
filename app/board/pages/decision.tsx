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
import { formatNumber } from '../../ui/numbers.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { Provenance } from '../../ui/paper-parts.tsx'
import { actionsOf } from '../action-store.server.ts'
import { pointsOf, versionsOf } from '../decision-store.server.ts'
import { listById } from '../list-facts-store.server.ts'
import { itemOf } from '../meeting-store.server.ts'
import { paperOf } from '../paper-store.server.ts'
import { juryVoteOn } from '../point-store.server.ts'
import { ratingNow } from '../progress.ts'
import { challengesOn, reportsOf } from '../progress-store.server.ts'
import { ratificationOverdueSince } from '../ratification.ts'
import { ratificationsOn } from '../ratification-store.server.ts'
import { attendanceAt } from '../seat-store.server.ts'
import { FollowUp } from './follow-up.tsx'
import { PositionPart } from './position-part.tsx'
import { AnswerLine, StanceTag } from './words-of.tsx'

/** One point with the Board's answer, back to where it came from and forward to what was done (needs 11, 12, 112). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string() }) }, async ({ db, now, params, lang }) => {
    const today = londonDay(now)
    const [point] = await pointsOf(db, today, { slug: params.slug })
    if (!point) throw notFound()
    const versions = (await versionsOf(db, [point.id])).get(point.id)?.published ?? []
    const { position } = point
    const item = position && (await itemOf(db, position.itemId))
    const presence = item && [...(await attendanceAt(db, item.meeting_id)).values()]
    const paper = position && (await paperOf(db, position.equalityPaperId))
    const list = point.listId ? await listById(db, point.listId, lang) : undefined
    const option = list?.options.find((o) => o.priorityId === point.priorityId)
    const actions = position ? await actionsOf(db, { pointIds: [point.id] }) : []
    const ids = actions.map((a) => a.id)
    const reports = await reportsOf(db, ids)
    const challenges = await challengesOn(db, ids)
    const { draft: _, ...shown } = point
    return {
      title: point.wording,
      said: await saidIn(db, lang),
      point: shown,
      earlier: versions.slice(1),
      present: presence && {
        seats: presence.length,
        present: presence.filter((p) => p !== 'absent').length,
        substitutes: presence.filter((p) => p === 'substitute').length,
      },
      vote: point.statementId ? await juryVoteOn(db, point.statementId) : null,
      equality: paper && { id: paper.id, title: paper.title, summary: paper.summary },
      place: list &&
        option && {
          band: option.band,
          from: option.rankFrom,
          to: option.rankTo,
          of: list.options.length,
          among: option.among,
          base: list.base,
          slug: list.exerciseSlug,
        },
      ratifications: position
        ? (await ratificationsOn(db, [point.id])).map((r) => ({
            ...r,
            overdueSince: ratificationOverdueSince(r, today),
          }))
        : [],
      actions: actions.map((a) => {
        const own = reports.filter((r) => r.actionId === a.id)
        return {
          slug: a.slug,
          title: a.title,
          owner: a.owner,
          champion: a.champion,
          dueOn: a.dueOn,
          rating: ratingNow(own, today),
          challenged: challenges
            .filter((c) => c.actionId === a.id)
            .map((c) => ({ rating: c.rating, answered: c.answeredOn !== null })),
        }
      }),
    }
  })(args)

export default function Decision() {
  const data = useLoaderData<typeof loader>()
  const { point, place } = data
  const t = useWords('board')
  const { code, locale } = useLanguage()
  const { position } = point
  const source =
    point.source === 'jury'
      ? `/${code}/juries/${point.jurySlug}/report`
      : `/${code}/consultations/${point.exerciseSlug}/list`
  return (
    <PaperPage
      title={<ProperName>{data.title}</ProperName>}
      back={{ href: `/${code}/board`, text: t('board.title') }}
      version={
        position ? (
          <>
            {t('decision.version', { version: position.version })}{' '}
            <DateText iso={position.publishedOn} locale={locale} />
          </>
        ) : (
          t('decision.no_version')
        )
      }
      lede={
        position ? (
          <>
            <StanceTag stance={position.stance} /> {t(`stance_sentence.${position.stance}`)}
          </>
        ) : (
          <AnswerLine answer={point.answer} />
        )
      }
    >
      <h2 id="from">{t('decision.from')}</h2>
      <p>
        {t(point.source === 'jury' ? 'decision.from_jury' : 'decision.from_list', {
          number: point.statementNumber ?? 0,
        })}{' '}
        <a href={source}>
          <ProperName>{point.exerciseTitle}</ProperName>
        </a>
      </p>
      {data.vote ? (
        <p>{t('decision.vote', { n: data.vote.consent, of: data.vote.voting, count: data.vote.abstained })}</p>
      ) : null}
      {place ? (
        <p>
          {t('decision.place', {
            band: place.band,
            from: place.from,
            to: place.to,
            of: place.of,
            among: formatNumber(place.among, locale),
            base: formatNumber(place.base, locale),
          })}
        </p>
      ) : null}
      <ul>
        <li>
          {t('decision.given')} <DateText iso={point.publishedOn} locale={locale} />
        </li>
        <li>
          {point.acknowledgedOn ? (
            <>
              {t('decision.acknowledged')} <DateText iso={point.acknowledgedOn} locale={locale} />
            </>
          ) : (
            <>
              {t('decision.acknowledge_by')} <DateText iso={point.acknowledgeBy} locale={locale} />
            </>
          )}
        </li>
        <li>
          {t('decision.answer_by')} <DateText iso={point.answerBy} locale={locale} />
        </li>
      </ul>
      {position ? (
        <PositionPart position={position} present={data.present ?? null} equality={data.equality ?? null} />
      ) : (
        <p>{t('decision.waiting')}</p>
      )}
      {position ? (
        <FollowUp stance={position.stance} ratifications={data.ratifications} actions={data.actions} />
      ) : null}
      {data.earlier.length ? (
        <>
          <h2 id="earlier">{t('decision.earlier')}</h2>
          {position?.changeNote ? (
            <p>
              <Sentence parts={{ note: <ProperName>{position.changeNote}</ProperName> }}>
                {(slots) => t('decision.change_note', slots)}
              </Sentence>
            </p>
          ) : null}
          {data.earlier.map((v) => (
            <section key={v.id}>
              <h3>
                {t('decision.version', { version: v.version })} <DateText iso={v.publishedOn} locale={locale} />
              </h3>
              <p>
                <StanceTag stance={v.stance} /> <ProperName>{v.reason}</ProperName>
              </p>
            </section>
          ))}
        </>
      ) : null}
      <Provenance title={t('decision.trail')} id="trail">
        {position ? <p>{t('decision.orders_nobody')}</p> : null}
        <ul>
          <li>
            <a href={source}>{t(point.source === 'jury' ? 'decision.to_report' : 'decision.to_list')}</a>
          </li>
          <li>
            <a
              href={
                point.source === 'jury'
                  ? `/${code}/juries/${point.jurySlug}`
                  : `/${code}/consultations/${point.exerciseSlug}`
              }
            >
              {t('decision.to_question')}
            </a>
          </li>
          {position ? (
            <li>
              <a href={`/${code}/board/meetings/${position.decidedOn}`}>{t('decision.to_meeting')}</a>
            </li>
          ) : null}
          <li>
            <a href={`/${code}/what-changed/${point.exerciseSlug}`}>{t('decision.to_changed')}</a>
          </li>
          <li>
            <a href={`/${code}/check`}>{t('decision.to_check')}</a>
          </li>
        </ul>
      </Provenance>
    </PaperPage>
  )
}
