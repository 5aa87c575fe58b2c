import { generator } from '../../priorities/generator.ts'

/** One form in ten is keyed a second time; above two wrong fields in a hundred the whole batch is keyed anew. */
const checkShare = 10
const mostWrong = { wrong: 2, of: 100 }

/**
 * Which forms of a batch are keyed again: one in ten, at least one, drawn from a seed.
 * @returns numbers of forms in increasing order
 */
export function formsToCheck(numbers: readonly number[], seed: number): number[] {
  const random = generator(seed)
  const left = [...numbers].sort((a, b) => a - b)
  const wanted = Math.ceil(left.length / checkShare)
  const drawn: number[] = []
  while (drawn.length < wanted) drawn.push(...left.splice(random.below(left.length), 1))
  return drawn.sort((a, b) => a - b)
}

/** What of a batch somebody may do (journey 3.12). */
export interface PaperPart {
  /** Key its forms and end the keying. */
  key: boolean
  /** Key the drawn forms again, and say which keying the paper bears out. */
  check: boolean
  /** Key its equality sheets. */
  sheets: boolean
  /** Sign it, close it as not counted, note that the paper is gone. */
  end: boolean
}

/**
 * What somebody may do with a batch: an officer of the exercise everything, a keying officer what they are named for.
 * Whoever keys forms as a keying officer keys the equality sheets when all forms are done, never beside them.
 * @returns undefined where there is nothing for them to do
 */
export function paperPart(
  batch: { state: string; keyerId: string; checkerId: string | null },
  { personId, isOfficer }: { personId: string; isOfficer: boolean },
): PaperPart | undefined {
  if (isOfficer) return { key: true, check: true, sheets: true, end: true }
  const key = batch.state === 'keying' && batch.keyerId === personId
  const check = batch.state === 'checking' && batch.checkerId === personId
  const sheets = batch.state === 'checking' && batch.keyerId === personId
  return key || check || sheets ? { key, check, sheets, end: false } : undefined
}

export type AssignProblem = { field: 'keyer' | 'checker'; key: 'unknown' | 'same' }

/** Who is to key a batch and who to key one in ten again; the second may be left open, and is never the first. */
export function readAssignment(
  { keyer, checker }: { keyer: string; checker: string },
  known: readonly string[],
): { ok: true; value: { keyerId: string; checkerId: string | null } } | { ok: false; problems: AssignProblem[] } {
  const problems: AssignProblem[] = []
  if (!known.includes(keyer)) problems.push({ field: 'keyer', key: 'unknown' })
  if (checker && !known.includes(checker)) problems.push({ field: 'checker', key: 'unknown' })
  else if (checker && checker === keyer) problems.push({ field: 'checker', key: 'same' })
  return problems.length ? { ok: false, problems } : { ok: true, value: { keyerId: keyer, checkerId: checker || null } }
}

/** Why an officer may end a batch without counting it: codes of the ledger of exclusions. */
export const notCountedCodes = ['unkeyed', 'untrusted', 'repeated'] as const
export type NotCountedCode = (typeof notCountedCodes)[number]

export interface NotCounted {
  code: NotCountedCode
  reason: string
  /** All that lie in the box, keyed or not. */
  forms: number
}

export type NotCountedProblem = { field: 'code' | 'reason' | 'forms'; key: 'code' | 'reason' | 'reason_long' | 'forms' }

/** The least that says why, and the most that is kept. */
export const notCountedReason = { least: 10, most: 500 }
const formsMost = 100_000

/** What was given to end a batch without counting it, or everything wrong with it. A box holds no fewer forms than were keyed. */
export function readNotCounted(
  given: { code: string; reason: string; forms: string },
  keyed: number,
): { ok: true; value: NotCounted } | { ok: false; problems: NotCountedProblem[] } {
  const code = notCountedCodes.find((known) => known === given.code)
  const forms = /^\d{1,6}$/.test(given.forms) ? Number(given.forms) : Number.NaN
  const problems: NotCountedProblem[] = []
  if (!code) problems.push({ field: 'code', key: 'code' })
  if (given.reason.length < notCountedReason.least) problems.push({ field: 'reason', key: 'reason' })
  else if (given.reason.length > notCountedReason.most) problems.push({ field: 'reason', key: 'reason_long' })
  if (!(forms >= keyed && forms <= formsMost)) problems.push({ field: 'forms', key: 'forms' })
  if (!code || problems.length) return { ok: false, problems }
  return { ok: true, value: { code, reason: given.reason, forms } }
}

/** True when so many fields differ that nobody can rely on the rest of the batch. */
export const mustRekey = (wrong: number, checked: number): boolean =>
  checked > 0 && wrong * mostWrong.of > mostWrong.wrong * checked

/** Per cent with one decimal, for people. */
export const errorRate = (wrong: number, checked: number): number =>
  checked === 0 ? 0 : Math.round((1000 * wrong) / checked) / 10
