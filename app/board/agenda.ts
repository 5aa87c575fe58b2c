import { addWorkingDays, workingDaysBetween } from './working-days.ts'

/** Where an item came from: shown beside it, so that anybody sees whose agenda it is (needs 8 to 10). `rule` is Folkmoot itself, after two missed reports. */
export const proposers = ['officer', 'partner', 'public', 'conference', 'rule'] as const
export type Proposer = (typeof proposers)[number]
export type Part = 'A' | 'B'

export interface ItemFacts {
  part: Part
  minutes: number
  proposer: Proposer
}

/** Part A decides, Part B talks about one topic (need 6): 60 minutes each unless the meeting says otherwise. */
export const partMinutes = { A: 60, B: 60 } as const

export interface PartUse {
  used: number
  limit: number
  spare: number
  /** Minutes beyond the limit; 0 when everything fits. */
  over: number
}

/** What a part's items add up to against its time. */
export function partUse(items: readonly ItemFacts[], part: Part, limit: number): PartUse {
  const used = items.filter((i) => i.part === part).reduce((sum, i) => sum + i.minutes, 0)
  return { used, limit, spare: Math.max(0, limit - used), over: Math.max(0, used - limit) }
}

/** Share of the agenda by who proposed it: items and minutes. Sums are those of all items. */
export function shareByProposer(items: readonly ItemFacts[]) {
  const all = items.length
  return proposers
    .map((proposer) => {
      const own = items.filter((i) => i.proposer === proposer)
      return { proposer, items: own.length, minutes: own.reduce((sum, i) => sum + i.minutes, 0), of: all }
    })
    .filter((share) => share.items > 0)
}

export type RequestState = 'waiting' | 'accepted' | 'merged' | 'deferred' | 'declined'
export type Verdict = Exclude<RequestState, 'waiting'>

/** agenda.max_deferrals: after one deferral an item is heard or declined with reasons (need 10). */
const maxDeferrals = 1

/** Still to be decided: new, or put off once and due to come back. */
export const isOpen = (request: { state: RequestState }): boolean =>
  request.state === 'waiting' || request.state === 'deferred'

/** What may be decided about a request now. What is accepted, merged or declined stays so. */
export function verdictsFor(request: { state: RequestState; deferrals: number }): Verdict[] {
  if (!isOpen(request)) return []
  return request.deferrals < maxDeferrals
    ? ['accepted', 'merged', 'deferred', 'declined']
    : ['accepted', 'merged', 'declined']
}

export interface VerdictDraft {
  verdict: string
  reason: string
  meetingId: string
  mergedInto: string
  minutes: number
}

/** What is missing from a decision on a request: field and message key. Every decision says why, in public. */
export function verdictErrors(request: { id: string; state: RequestState; deferrals: number }, draft: VerdictDraft) {
  const errors: { field: string; key: string }[] = []
  if (!(verdictsFor(request) as string[]).includes(draft.verdict)) {
    errors.push({ field: 'verdict', key: draft.verdict === 'deferred' ? 'deferred_already' : 'verdict' })
  }
  if (!draft.reason.trim()) errors.push({ field: 'reason', key: 'reason' })
  if ((draft.verdict === 'accepted' || draft.verdict === 'deferred') && !draft.meetingId)
    errors.push({ field: 'meeting', key: 'meeting' })
  if (draft.verdict === 'accepted' && !(Number.isInteger(draft.minutes) && draft.minutes >= 1 && draft.minutes <= 60)) {
    errors.push({ field: 'minutes', key: 'minutes' })
  }
  if (draft.verdict === 'merged' && (!draft.mergedInto || draft.mergedInto === request.id)) {
    errors.push({ field: 'merged_into', key: 'merged_into' })
  }
  return errors
}

const answerDays = 15

/** Rule F-5: the last day on which whoever asked hears in time. */
export const hearsBy = (receivedOn: string): string => addWorkingDays(receivedOn, answerDays)

/** Rule F-5: anybody who asks hears within 15 working days; amber from the eleventh. */
export function waitOf(receivedOn: string, today: string): { days: number; state: 'fresh' | 'amber' | 'late' } {
  const days = workingDaysBetween(receivedOn, today)
  return { days, state: days > answerDays ? 'late' : days > 10 ? 'amber' : 'fresh' }
}
