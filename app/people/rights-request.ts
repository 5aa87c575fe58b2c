import { addDays, addMonths, daysBetween } from '../engagement/london-day.ts'

export const rightsKinds = ['access', 'erasure', 'objection', 'rectification'] as const
export type RightsKind = (typeof rightsKinds)[number]

/** A request's own days, `YYYY-MM-DD`. */
export interface RightsDays {
  receivedOn: string
  /** While somebody is asked who they are the clock stands still. */
  identityAskedOn: string | null
  identityProvedOn: string | null
  /** The day the person was told that it takes two months longer. */
  extendedOn: string | null
  closedOn: string | null
}

/** How a request stands. `dueOn` is null while nobody knows yet who asks. */
export type RightsState =
  | { state: 'answered'; on: string; late: boolean; dueOn: string }
  | { state: 'paused'; since: string; dueOn: null }
  | { state: 'waiting'; dueOn: string; days: number }
  | { state: 'overdue'; dueOn: string; days: number }

const usualMonths = 1
const complexMonths = 2

/** The last day on which an answer is in time (rule P-7), less any pause that still lasts. */
function dueOf(days: RightsDays, months: number): string {
  const { identityAskedOn: asked, identityProvedOn: proved } = days
  return addDays(addMonths(days.receivedOn, months), asked && proved ? daysBetween(asked, proved) : 0)
}

/** Rule P-7: one month, two more where it is complex, and the days of the identity check on top. */
export function rightsState(days: RightsDays, today: string): RightsState {
  const dueOn = dueOf(days, usualMonths + (days.extendedOn ? complexMonths : 0))
  if (days.closedOn) return { state: 'answered', on: days.closedOn, late: days.closedOn > dueOn, dueOn }
  if (days.identityAskedOn && !days.identityProvedOn)
    return { state: 'paused', since: days.identityAskedOn, dueOn: null }
  return today > dueOn
    ? { state: 'overdue', dueOn, days: daysBetween(dueOn, today) }
    : { state: 'waiting', dueOn, days: daysBetween(today, dueOn) }
}

/** What is wrong with a day on which something of a request happened, as a key of the words; undefined when nothing is. */
export function dayTrouble(day: string | null | undefined, from: string, today: string) {
  if (day === undefined) return 'date'
  if (day === null) return 'day_missing'
  if (day > today) return 'day_future'
  return day < from ? 'day_early' : undefined
}

/** Why it cannot take two months longer: the person is told within the first month, and why (rule P-7). */
export function extensionTrouble(days: RightsDays, toldOn: string): 'told_late' | undefined {
  return toldOn > dueOf(days, usualMonths) ? 'told_late' : undefined
}

/** How far the consultation of an answer is; decides what erasing the answer means (rule P-8). */
export type AnswerStage = 'open' | 'closed' | 'frozen' | 'published'

export function answerStage(
  facts: { closesOn: string | null; frozen: boolean; published: boolean },
  today: string,
): AnswerStage {
  if (facts.published) return 'published'
  if (facts.frozen) return 'frozen'
  return facts.closesOn !== null && today > facts.closesOn ? 'closed' : 'open'
}

/** Where something of a person may lie. */
export type RightsStore =
  | 'answer'
  | 'equality'
  | 'contact'
  | 'reader'
  | 'panel'
  | 'message'
  | 'jury'
  | 'complaint'
  | 'check_back'
  | 'notice'
  | 'sign_in'

/** What stands in the way of deleting an application to a jury; null when nothing does. */
export function juryStands(facts: {
  status: string
  memberState: string | null
  owed: boolean
  drawUnderWay: boolean
  /** Others of the same jury are found by the same address: one may not speak for the rest. */
  shared: boolean
}): 'jury_shared' | 'jury_draw' | 'jury_seat' | 'jury_owed' | null {
  if (facts.shared) return 'jury_shared'
  if (facts.drawUnderWay) return 'jury_draw'
  if (facts.owed) return 'jury_owed'
  const sits = facts.memberState === 'seated' || facts.memberState === 'left'
  return sits || (facts.memberState === null && ['SELECTED', 'CONFIRMED'].includes(facts.status)) ? 'jury_seat' : null
}

/** What becomes of something found. */
export type Treatment = 'delete' | 'correct' | 'show' | 'stands'

/** One thing found in one store: where, what becomes of it, and why as a key of the words. */
export interface Found {
  store: RightsStore
  /** The row it is; several for messages. */
  ids: string[]
  /** The exercise or jury it belongs to, in words; empty where it belongs to none. */
  where: string
  exerciseId: string | null
  does: Treatment
  why: string
}

/** What becomes of a store's rows under a kind of request, and why; `stands` says what keeps them where something does. */
export function treatmentOf(
  kind: RightsKind,
  store: RightsStore,
  facts: { stage?: AnswerStage; stands?: string | null } = {},
): { does: Treatment; why: string } {
  if (kind === 'access') return { does: 'show', why: 'shown' }
  if (store === 'sign_in') return { does: 'stands', why: 'sign_in' }
  if (kind === 'rectification') {
    const addresses = ['contact', 'reader', 'panel', 'jury', 'complaint'].includes(store)
    if (addresses)
      return facts.stands === 'jury_shared'
        ? { does: 'stands', why: 'jury_shared' }
        : { does: 'correct', why: 'corrected' }
    const why =
      { message: 'message_as_sent', check_back: 'check_back_as_said', notice: 'notice_by_desk' }[store as string] ??
      'answer_again'
    return { does: 'stands', why }
  }
  if (store === 'answer') {
    return kind === 'objection'
      ? { does: 'stands', why: 'answer_public_task' }
      : { does: 'delete', why: `answer_${facts.stage ?? 'open'}` }
  }
  if (facts.stands) return { does: 'stands', why: facts.stands }
  return { does: 'delete', why: store }
}

/** Answers of one exercise erased since its newest result was frozen; public words say so in batches only (rule P-9). */
export const reissueDue = (erased: number, batch: number): boolean => erased >= batch

/** Who signs, in which signed-in session. */
export interface Signer {
  personId: string
  session: string
}

/** What keeps somebody from signing second: two people in two sessions look at the same findings, or nothing happens. */
export function secondTrouble(
  first: Signer & { digest: string },
  second: Signer & { digest: string },
): 'same_person' | 'same_session' | 'changed' | undefined {
  if (first.personId === second.personId) return 'same_person'
  if (first.session === second.session) return 'same_session'
  return first.digest === second.digest ? undefined : 'changed'
}

/** Why something of this person cannot be found, as keys of the words. */
export type Unfound =
  | 'no_code'
  | 'code_unknown'
  | 'no_address'
  | 'equality_cut'
  | 'ballots'
  | 'paper'
  | 'drafts'
  | 'totals'

/** What a letter says of it in words of its own; the rest is told to everybody, or is of no use to them. */
const toldInLetter = ['no_code', 'code_unknown', 'no_address', 'equality_cut'] as const
export const unfoundInLetter = (unfound: readonly Unfound[] = []) => toldInLetter.filter((why) => unfound.includes(why))

/** What was done, in figures: the certificate itself keeps nobody. */
export interface RightsCertificate {
  request: number
  kind: RightsKind
  received_on: string
  done_on: string
  rule: 'P-7 P-8'
  deleted: Partial<Record<RightsStore, number>>
  corrected: Partial<Record<RightsStore, number>>
  /** What stands, by why. */
  stands: Record<string, number>
  /** Why something of this person could not be found; not in older certificates. */
  unfound?: Unfound[]
}

export function certificateOf(
  request: { number: number; kind: RightsKind; receivedOn: string },
  found: readonly Found[],
  today: string,
  unfound: readonly Unfound[] = [],
): RightsCertificate {
  const count = (does: Treatment) => {
    const by: Partial<Record<RightsStore, number>> = {}
    for (const one of found.filter((f) => f.does === does)) by[one.store] = (by[one.store] ?? 0) + one.ids.length
    return by
  }
  const stands: Record<string, number> = {}
  for (const one of found.filter((f) => f.does === 'stands')) stands[one.why] = (stands[one.why] ?? 0) + one.ids.length
  return {
    request: request.number,
    kind: request.kind,
    received_on: request.receivedOn,
    done_on: today,
    rule: 'P-7 P-8',
    deleted: count('delete'),
    corrected: count('correct'),
    stands,
    ...(unfound.length && { unfound: [...unfound] }),
  }
}
