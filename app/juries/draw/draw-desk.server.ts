import { redirect } from '@remix-run/node'
import type { z } from 'zod'
import { type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { keeperFrom } from '../../ledger/checkpoint-store.server.ts'
import { may } from '../../people/permission.ts'
import { type FieldError, issuesInWords, refused, type Typed } from '../../server/form.ts'
import { notFound } from '../../server/page.ts'
import { registeringOn } from '../commission/recruitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { deskPath, type JuryAsk, juryFor } from '../jury-access.server.ts'
import { juryPast } from '../jury-state.ts'
import { statesOf } from '../jury-store.server.ts'
import type { Message } from '../lottery/quota.ts'
import type { SelectionRule } from '../lottery/selection-input.ts'
import { alternatesFor } from '../seats/alternate-choice.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { targetsUsed } from '../targets/target-store.server.ts'
import { fetchRound } from './drand-round.server.ts'
import { type DrawTrouble, lotteryTroubles, PANELS } from './draw.ts'
import { concludeDraw } from './draw-conclusion-store.server.ts'
import { fieldOfMessage, outcomeFrom, outcomeShape, planFrom, planShape } from './draw-form.ts'
import { announceDraw, giveUpDraw, startDraw, takeBackStart } from './draw-start-store.server.ts'
import { currentDraw, type Draw, discardDraw } from './draw-store.server.ts'
import { hasListedMembers } from './drawn-store.server.ts'
import { askLottery, clearLottery, lotteryMaterial, stopLottery } from './lottery-store.server.ts'
import { outcomeErrors, type Source } from './public-draw.ts'
import { tellGivenUp, tellResult } from './result-telling.server.ts'

/** Hours between a draw's announcement and its chance: none in a demonstration, so that a visitor sees both. */
export const noticeHoursOf = async (ask: Pick<JuryAsk, 'db' | 'settings'>, db = ask.db as Tx | JuryAsk['db']) =>
  ask.settings.DEMO ? 0 : (await practiceOf(db))['jury.draw_notice_hours']

type Jury = Awaited<ReturnType<typeof juryFor>>

/** What an act gives back: nothing is wrong, or what is, by field. */
type Answer = { done: string } | { errors: FieldError[] }

/** What keeps the manager from making a lottery now, and of how many people it would be. */
export async function lotteryNow(db: JuryAsk['db'] | Tx, jury: Jury, now: Date) {
  const recruitment = await recruitmentOf(db, jury.id)
  const { pool, incomplete } = await lotteryMaterial(db, { id: jury.id, seats: jury.commission.seats })
  const state = (await statesOf(db, [jury], londonDay(now))).get(jury.id)!
  const troubles = lotteryTroubles({
    past: juryPast(state, await firstSessionOf(db, jury.id), now),
    juryAnnounced: jury.announcedAt !== null,
    criteria: pool.categories.length,
    registering: recruitment ? registeringOn(recruitment, londonDay(now)) : 'not_yet',
    incomplete: incomplete.length,
    standing: (await currentDraw(db, jury.id))?.state ?? null,
    drawn: (await targetsUsed(db, jury.id)) === 'drawn',
    listed: await hasListedMembers(db, jury.id),
  })
  return { troubles, people: pool.volunteers.length }
}

/** Does what a form of the draw's page asks for, as whoever asks may, and says where to go. */
export async function actOnDraw(ask: JuryAsk, typed: Typed) {
  const answer = await answerTo(ask, typed)
  if ('errors' in answer) return refused(answer.errors, typed)
  throw redirect(deskPath(ask.params.slug, `/draw?done=${answer.done}`), 303)
}

async function answerTo(ask: JuryAsk, typed: Typed): Promise<Answer> {
  const intent = typed.intent?.[0] ?? ''
  const jury = await juryFor(ask, 'jury.draw')
  const manages = may(ask.actor.grants, 'jury.manage', jury.id)
  if (intent === 'announce' || intent === 'back') return write(ask.db, (tx) => startedBy(ask, tx, jury, intent))
  if (!manages) throw notFound()
  if (intent === 'conclude' || intent === 'fetch') return conclude(ask, jury, typed, intent)
  return write(ask.db, (tx) => managed(ask, tx, jury, intent, typed))
}

const words = (ask: JuryAsk) => ask.words('drawing-desk')
const troubled = (ask: JuryAsk, troubles: readonly DrawTrouble[], field: string, hours = 0): Answer => ({
  errors: troubles.map((trouble) => ({ field, message: words(ask)(`trouble.${trouble}`, { hours }) })),
})
const wrong = (ask: JuryAsk, field: string, key: string): Answer => ({
  errors: [{ field, message: words(ask)(`errors.${key}`) }],
})
const starterOf = ({ actor }: JuryAsk) => ({ personId: actor.personId, session: actor.sessionHash })

const rules: readonly string[] = ['leximin', 'maximin', 'greedy'] satisfies SelectionRule[]

async function managed(ask: JuryAsk, tx: Tx, jury: Jury, intent: string, typed: Typed): Promise<Answer> {
  const { now, actor } = ask
  const { personId } = actor
  switch (intent) {
    case 'make': {
      const rule = typed.rule?.[0] ?? ''
      if (!rules.includes(rule)) return wrong(ask, 'rule', 'rule')
      const { troubles } = await lotteryNow(tx, jury, now)
      if (troubles.length) return troubled(ask, troubles, 'rule')
      const wanted = { juryId: jury.id, kind: 'draw' as const, rule: rule as SelectionRule, panels: PANELS, personId }
      await askLottery(tx, wanted, now)
      return { done: 'asked' }
    }
    case 'stop':
      return {
        done: (await stopLottery(tx, { juryId: jury.id, kind: 'draw', personId }, now)) ? 'stopped' : 'stopped_late',
      }
    case 'discard':
      await discardDraw(tx, jury.id)
      await clearLottery(tx, jury.id, 'draw')
      return { done: 'discarded' }
    case 'start':
      return start(ask, tx, jury, typed)
    case 'give_up': {
      const reason = (typed.reason?.[0] ?? '').trim()
      if (!reason || reason.length > 1000) return wrong(ask, 'give-up-reason', 'give_up_reason')
      const draw = await currentDraw(tx, jury.id)
      const result = draw ? await giveUpDraw(tx, { jury, draw, starter: starterOf(ask), reason }, now) : 'not_ready'
      if (draw && result === 'given_up') {
        await tellGivenUp(tx, ask, { jury, drawId: draw.id })
        return { done: 'given_up' }
      }
      return result === 'confirmed'
        ? wrong(ask, 'give-up-reason', 'confirmed')
        : troubled(ask, ['not_ready'], 'give-up-reason')
    }
    default:
      throw notFound()
  }
}

/** Reads typed fields against a shape; a field with an error is named by its key. */
function read<S extends z.ZodType>(ask: JuryAsk, shape: S, typed: Typed) {
  const single = Object.fromEntries(Object.entries(typed).map(([name, all]) => [name, all[0]]))
  const parsed = shape.safeParse(single)
  if (parsed.success) return { value: parsed.data }
  return {
    errors: issuesInWords(parsed.error.issues, typed, words(ask)),
  }
}

const messageErrors = (ask: JuryAsk, messages: readonly Message[], kind: Source['kind']): FieldError[] =>
  messages.map((message) => ({
    field: fieldOfMessage(message, kind),
    message: ask.words('draw')(`messages.${message.code}`, message.params),
  }))

async function start(ask: JuryAsk, tx: Tx, jury: Jury, typed: Typed): Promise<Answer> {
  const form = read(ask, planShape, typed)
  if (form.errors) return { errors: form.errors }
  const plan = planFrom(form.value)
  const errors = [
    ...plan.wrong.map(({ field, key }) => ({ field, message: words(ask)(`errors.${key}`) })),
    ...messageErrors(ask, plan.messages, plan.source.kind),
  ]
  if (errors.length || !plan.decidesAt) return { errors }
  const draw = await currentDraw(tx, jury.id)
  if (!draw) return troubled(ask, ['not_ready'], 'form')
  const { source, decidesAt, reason } = plan
  const noticeHours = await noticeHoursOf(ask, tx)
  const given = { jury, draw, starter: starterOf(ask), secret: ask.settings.SECRET, noticeHours }
  const troubles = await startDraw(tx, { ...given, plan: { source, decidesAt, reason } }, ask.now)
  const field = (trouble: DrawTrouble) =>
    trouble === 'too_soon' ? 'decidesOn-day' : trouble === 'reason' ? 'reason' : 'form'
  if (!troubles.length) return { done: 'started' }
  return {
    errors: troubles.map((trouble) => ({
      field: field(trouble),
      message: words(ask)(`trouble.${trouble}`, { hours: noticeHours }),
    })),
  }
}

async function startedBy(ask: JuryAsk, tx: Tx, jury: Jury, intent: 'announce' | 'back'): Promise<Answer> {
  const draw = await currentDraw(tx, jury.id)
  if (!draw) return troubled(ask, ['not_ready'], 'second')
  const starter = starterOf(ask)
  if (intent === 'back') {
    const taken = await takeBackStart(tx, { draw, starter }, ask.now)
    return taken ? { done: 'taken_back' } : troubled(ask, ['not_ready'], 'second')
  }
  const noticeHours = await noticeHoursOf(ask, tx)
  const keeper = keeperFrom(ask.settings)
  const given = { jury, draw, starter, secret: ask.settings.SECRET, noticeHours, keeper }
  const troubles = await announceDraw(tx, given, ask.now)
  return troubles.length ? troubled(ask, troubles, 'second', noticeHours) : { done: 'announced' }
}

/** The chance as typed or fetched; the alternates are chosen beside the server before anything is written. */
async function conclude(ask: JuryAsk, jury: Jury, typed: Typed, intent: 'conclude' | 'fetch'): Promise<Answer> {
  const draw = await currentDraw(ask.db, jury.id)
  if (!draw?.source) return troubled(ask, ['not_ready'], 'form')
  const form = read(ask, outcomeShape, typed)
  if (form.errors) return { errors: form.errors }
  const outcome = intent === 'fetch' ? await fetchedOutcome(ask, draw) : outcomeFrom(draw.source.kind, form.value)
  if (!outcome) return wrong(ask, 'form', 'nothing_to_fetch')
  if ('trouble' in outcome) return wrong(ask, 'signature', `round_${outcome.trouble}`)
  const untrue = outcomeErrors(draw.source, outcome)
  if (untrue.length) return { errors: messageErrors(ask, untrue, draw.source.kind) }
  const alternates = await alternatesFor(ask.db, draw, outcome)
  const personId = ask.actor.personId
  const messages = await write(ask.db, async (tx) => {
    const again = await currentDraw(tx, jury.id)
    if (again?.id !== draw.id) return [{ code: 'draw-not-announced', params: {} }]
    const wrong = await concludeDraw(tx, { jury, draw: again, outcome, alternates, personId }, ask.now)
    if (!wrong.length) await tellResult(tx, ask, { jury, draw: again })
    return wrong
  })
  return messages.length ? { errors: messageErrors(ask, messages, draw.source.kind) } : { done: 'concluded' }
}

/** The round as fetched, or why there is none; undefined where nothing may be fetched or the chance is no round. */
async function fetchedOutcome(ask: JuryAsk, { source }: Draw) {
  const { DRAND_URL } = ask.settings
  if (!DRAND_URL || source?.kind !== 'drand') return undefined
  const fetched = await fetchRound(DRAND_URL, source.round)
  return 'trouble' in fetched ? fetched : { kind: 'drand' as const, signature: fetched.signature }
}
