import { generator } from '../priorities/generator.ts'

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
