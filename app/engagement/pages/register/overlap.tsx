import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { formDataOf, line, lines, type Refused, readForm, refused, ticked } from '../../../server/form.ts'
import { type StaffAsk, staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { peopleMap } from '../../areas/area-share.ts'
import { placesOn } from '../../areas/place-store.server.ts'
import { alreadyKnown, monthsAgo } from '../../evidence/evidence.ts'
import { findEvidence, reusedBy, reuseEvidence } from '../../evidence/evidence-library-store.server.ts'
import { exerciseFor, seesOf } from '../../exercise-access.server.ts'
import { londonDay } from '../../london-day.ts'
import { withoutModules } from '../../module-words.server.ts'
import { mailPartner } from '../../partner-mail.server.ts'
import { practiceOf } from '../../practice-store.server.ts'
import { leastReason, overlapAnswers } from '../../register/overlap-answer.ts'
import {
  answerOverlap,
  neighbours,
  overlapsOf,
  replyToPartner,
  writeToPartner,
} from '../../register/overlap-store.server.ts'
import { registerNames } from '../../register/register-view.server.ts'
import { KnownAlready } from './known-already.tsx'
import { OverlapCard } from './overlap-card.tsx'

const params = z.object({ id: z.string().max(100) })
const permission = 'exercise.plan'
const done = z.enum(['answered', 'written', 'replied', 'reused'])

/** Who else asks the same people at the same time, why that is thought, and what is to be done about it (journey 3.2). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, now, words, request } = ask
    const today = londonDay(now)
    const exercise = await exerciseFor(ask)
    const names = await registerNames(db, today)
    const t = words('planning-desk')
    const readable = await withoutModules(db, exercise.id, seesOf(ask), t('overlap.of_module'))
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    return {
      title: t('overlap.title'),
      today,
      exercise: { id: exercise.id, title: exercise.title, isPublic: exercise.publishedAt !== null },
      found: (await overlapsOf(db, exercise.id, today)).map(({ other, ...overlap }) => ({
        ...overlap,
        reasons: overlap.reasons.map((reason) =>
          reason.kind === 'question' ? { ...reason, shared: readable(reason.shared) } : reason,
        ),
        // Of another partner's plan no more than title, dates and what is shared.
        other: {
          id: other.id,
          title: other.title,
          organisation: other.organisation,
          own: other.runBy === exercise.runBy,
          opensOn: other.opensOn,
          closesOn: other.closesOn,
        },
      })),
      known: (await knownFor(ask, exercise.id, today)).map((item) => ({
        ...item,
        sameQuestions: readable(item.sameQuestions),
      })),
      themes: Object.fromEntries(names.themes.map(({ id, title }) => [id, title])),
      practice: await practiceOf(db),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

type OneExercise = StaffAsk<{ id: string }>

const mostKnown = 6

async function knownFor({ db }: OneExercise, exerciseId: string, today: string) {
  const mine = (await neighbours(db)).find((one) => one.id === exerciseId)
  if (!mine) return []
  const everything = { words: '', theme: '', area: '', group: '', kind: '' }
  const map = peopleMap(await placesOn(db, today))
  const used = await reusedBy(db, exerciseId)
  const found = alreadyKnown(mine, await findEvidence(db, everything, today), map, today, await practiceOf(db))
  return found.slice(0, mostKnown).map(({ item, sameQuestions }) => ({
    id: item.id,
    title: item.title,
    by: item.by,
    months: monthsAgo(item.onDate, today),
    answers: item.answers,
    summary: item.summary,
    sameQuestions,
    note: used.find((use) => use.item_id === item.id)?.note ?? null,
  }))
}

const answerShape = z.object({
  other: line(100),
  answer: z.enum(overlapAnswers, 'overlap.choose'),
  reason: lines(2000).pipe(z.string().min(leastReason, 'overlap.reason')),
  message: lines(3000),
  send: ticked,
})
const replyShape = z.object({
  other: line(100),
  reply: z.enum(['agreed', 'declined'], 'overlap.choose_reply'),
  replyText: lines(2000).pipe(z.string().min(leastReason, 'overlap.reason')),
})

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    await exerciseFor(ask)
    const intent = (await formDataOf(ask.request.clone())).get('intent')
    return intent === 'reply' ? reply(ask) : intent === 'reuse' ? reuse(ask) : answer(ask)
  })(args)

/** An error of one card's form points into that card. */
const inCard = (errors: Refused['errors'], other: string | undefined) =>
  errors.map(({ field, message }) => ({ field: `${field}-${other ?? ''}`, message }))

async function answer(ask: OneExercise) {
  const { db, now, actor, words, settings } = ask
  const t = words('planning-desk')
  const form = await readForm(ask.request, answerShape, t)
  if (!form.ok) return refused(inCard(form.errors, form.typed.other?.[0]), form.typed)
  const { value } = form
  const writes = value.answer === 'joint' || value.send
  if (writes && value.message.length < leastReason)
    return refused([{ field: `message-${value.other}`, message: t('errors.overlap.message') }], form.typed)
  const today = londonDay(now)
  const isFound = await write(db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    const overlap = (await overlapsOf(tx, exercise.id, today)).find(({ otherId }) => otherId === value.other)
    if (!overlap) return false
    const by = { exerciseId: exercise.id, personId: actor.personId }
    await answerOverlap(tx, { ...by, overlap, answer: value.answer, reason: value.reason }, now)
    if (writes && !overlap.sent) {
      const practice = await practiceOf(tx)
      const days = await writeToPartner(tx, { ...by, otherId: value.other, body: value.message, practice }, now)
      const said = {
        title: exercise.title,
        other: overlap.other.title,
        message: value.message,
        by: actor.label,
        answerBy: formatDate(days.answerBy, 'en-GB'),
        address: `${settings.PUBLIC_ORIGIN}/desk/exercises/${overlap.other.id}/overlap`,
      }
      await mailPartner(
        tx,
        overlap.other.runBy,
        { subject: t('mail.overlap.subject', said), body: t('mail.overlap.body', said) },
        now,
      )
    }
    return true
  })
  if (!isFound) return refused([{ field: 'overlap', message: t('errors.overlap.gone') }], form.typed)
  throw to(ask, writes ? 'written' : 'answered')
}

async function reply(ask: OneExercise) {
  const { db, now, actor, words, settings } = ask
  const t = words('planning-desk')
  const form = await readForm(ask.request, replyShape, t)
  if (!form.ok) return refused(inCard(form.errors, form.typed.other?.[0]), form.typed)
  const { value } = form
  const isFound = await write(db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    const overlap = (await overlapsOf(tx, exercise.id, londonDay(now))).find(({ otherId }) => otherId === value.other)
    if (!overlap?.received || overlap.received.reply) return false
    const given = { messageId: overlap.received.id, reply: value.reply, text: value.replyText }
    await replyToPartner(tx, { ...given, personId: actor.personId }, now)
    const said = {
      title: exercise.title,
      other: overlap.other.title,
      message: value.replyText,
      address: `${settings.PUBLIC_ORIGIN}/desk/exercises/${overlap.other.id}/overlap`,
    }
    const subject = t(`mail.reply.${value.reply}`, said)
    await mailPartner(tx, overlap.other.runBy, { subject, body: t('mail.reply.body', said) }, now)
    return true
  })
  if (!isFound) return refused([{ field: 'overlap', message: t('errors.overlap.replied') }], form.typed)
  throw to(ask, 'replied')
}

const reuseShape = z.object({
  other: line(100),
  note: lines(1000).pipe(z.string().min(leastReason, 'overlap.reason')),
})

async function reuse(ask: OneExercise) {
  const t = ask.words('planning-desk')
  const form = await readForm(ask.request, reuseShape, t)
  if (!form.ok) return refused(inCard(form.errors, form.typed.other?.[0]), form.typed)
  const { other: itemId, note } = form.value
  const isThere = await write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    const given = { itemId, exerciseId: exercise.id, note, personId: ask.actor.personId }
    return reuseEvidence(tx, given, ask.now)
  })
  if (!isThere) return refused([{ field: 'known', message: t('errors.overlap.gone') }], form.typed)
  throw to(ask, 'reused')
}

const to = (ask: OneExercise, what: z.output<typeof done>) =>
  redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/overlap?done=${what}`, 303)

export default function OverlapPage() {
  const { title, today, exercise, found, known, themes, practice, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('planning-desk')
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('plan.done')} text={t(`overlap.done.${done}`)} />
        ) : null
      }
    >
      <p className="lede" id="overlap">
        {found.length ? t('overlap.found', { count: found.length }) : t('overlap.none')}
      </p>
      <p className="read">
        {t('overlap.how', { talk: practice['overlap.talk_from'], answer: practice['overlap.answer_from'] })}
      </p>
      {found.length ? (
        found.map((overlap) => (
          <OverlapCard
            key={overlap.otherId}
            overlap={overlap}
            exercise={exercise}
            themes={themes}
            today={today}
            back={back?.typed.other?.[0] === overlap.otherId ? back : undefined}
          />
        ))
      ) : (
        <EmptyState>{t('overlap.empty')}</EmptyState>
      )}
      <KnownAlready items={known} back={back?.typed.intent?.[0] === 'reuse' ? back : undefined} />
    </DeskPage>
  )
}
