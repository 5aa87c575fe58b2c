/** The Board's answer to one point (rules B-1, B-4, B-5; need 112). It is the Board's alone and orders nobody. */
export const stances = ['accept', 'in_part', 'reject', 'not_ours'] as const
export type Stance = (typeof stances)[number]

export const reasonClasses = [
  'doing_now',
  'planned',
  'needs_money',
  'needs_law',
  'not_supported',
  'conflicts',
  'not_affordable',
  'not_possible',
  'other_body',
] as const
export type ReasonClass = (typeof reasonClasses)[number]

/** The classes that can carry each answer: nobody accepts "because it is not possible", or rejects what they do now. */
const classesOf: Record<Stance, readonly ReasonClass[]> = {
  accept: ['doing_now', 'planned', 'needs_money'],
  in_part: [
    'doing_now',
    'planned',
    'needs_money',
    'needs_law',
    'not_supported',
    'conflicts',
    'not_affordable',
    'not_possible',
  ],
  reject: ['needs_law', 'not_supported', 'conflicts', 'not_affordable', 'not_possible'],
  not_ours: ['needs_law', 'other_body'],
}
export const classesFor = (stance: Stance): readonly ReasonClass[] => classesOf[stance]

/** What a councillor tells residents of each class (need 136): it is met now, it comes later, or it cannot be, and why. */
export const answeredAs = ['now', 'later', 'not'] as const
export type AnsweredAs = (typeof answeredAs)[number]
const later: readonly string[] = ['planned', 'needs_money']
export const answeredBy = (reasonClass: string): AnsweredAs =>
  reasonClass === 'doing_now' ? 'now' : later.includes(reasonClass) ? 'later' : 'not'

/** Classes that say nothing without one more fact: when, how much and where asked, which priority. */
const withDetail: readonly ReasonClass[] = ['planned', 'needs_money', 'conflicts']
export const needsDetail = (reasonClass: ReasonClass): boolean => withDetail.includes(reasonClass)

/** Rule B-5. */
export const leastWordsToReject = 40

/** Words as a reader counts them: runs of letters or digits, with what is hyphenated or apostrophised as one. */
export const wordCount = (text: string): number => text.match(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu)?.length ?? 0

/** An account of the responses shorter than this says nothing about them (rule G-4). */
const leastWordsOfAccount = 10

export interface PositionDraft {
  stance: string
  reasonClass: string
  reasonDetail: string
  reason: string
  responsesAccount: string
  evidence: string
  passedTo: string
  method: string
  dissent: string
}

/** The equality impact assessment attached, as it stands in the meeting's papers. */
export interface EqualityPaper {
  kind: string
  body: string
}

export interface DraftError {
  field: string
  key: string
  values?: Record<string, number>
}

export const isStance = (text: string): text is Stance => (stances as readonly string[]).includes(text)
const isClass = (text: string): text is ReasonClass => (reasonClasses as readonly string[]).includes(text)

/** Everything that keeps a position from being saved, as fields and message keys; empty when it may be. */
export function positionErrors(draft: PositionDraft, equalityPaper: EqualityPaper | null | undefined): DraftError[] {
  const errors: DraftError[] = []
  const need = (ok: boolean, field: string, key = field, values?: Record<string, number>) => {
    if (!ok) errors.push({ field, key, values })
  }
  const { stance, reasonClass } = draft
  need(isStance(stance), 'stance')
  need(isClass(reasonClass), 'reason_class')
  if (isStance(stance) && isClass(reasonClass))
    need(classesFor(stance).includes(reasonClass), 'reason_class', 'reason_class_unfit')
  if (isClass(reasonClass) && needsDetail(reasonClass))
    need(wordCount(draft.reasonDetail) > 0, 'reason_detail', `detail_${reasonClass}`)
  const words = wordCount(draft.reason)
  need(words > 0, 'reason')
  if (stance === 'reject') {
    if (words > 0) need(words >= leastWordsToReject, 'reason', 'reason_short', { least: leastWordsToReject, words })
    need(/^(https?:\/\/|\/)\S+$/.test(draft.evidence.trim()), 'evidence')
  }
  if (stance === 'not_ours') need(wordCount(draft.passedTo) > 0, 'passed_to')
  need(wordCount(draft.responsesAccount) >= leastWordsOfAccount, 'responses_account', 'responses_account', {
    least: leastWordsOfAccount,
  })
  need(draft.method === 'consensus' || draft.method === 'vote', 'method')
  if (draft.method === 'vote') need(wordCount(draft.dissent) > 0, 'dissent')
  need(equalityPaper?.kind === 'equality_impact', 'equality_paper')
  if (equalityPaper?.kind === 'equality_impact')
    need(wordCount(equalityPaper.body) > 0, 'equality_paper', 'equality_paper_blank')
  return errors
}

/** Only what is accepted, wholly or in part, gets actions and partners to ratify it. */
export const leadsToAction = (stance: Stance): boolean => stance === 'accept' || stance === 'in_part'

/** A published position is corrected by a further version that says what changed; an unpublished one is simply replaced by it. */
export const correctionErrors = (published: boolean, changeNote: string): DraftError[] =>
  published && wordCount(changeNote) === 0 ? [{ field: 'change_note', key: 'change_note' }] : []
