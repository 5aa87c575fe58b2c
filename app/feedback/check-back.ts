import { suppressLine } from '../priorities/disclosure.ts'

/** What somebody says of a drafted wording: it is what they meant, not quite, or no. */
export const verdicts = ['yes', 'partly', 'no'] as const
export type Verdict = (typeof verdicts)[number]

/** For how many days the page may stay open. */
export const openDays = { least: 7, usual: 14, most: 60 } as const

export type CheckBackState = 'skipped' | 'open' | 'answering' | 'concluded'

export function checkBackState(
  facts: { skippedBecause: string | null; closesOn: string | null; concludedOn: string | null },
  today: string,
): CheckBackState {
  if (facts.skippedBecause !== null) return 'skipped'
  if (facts.concludedOn !== null) return 'concluded'
  return today <= facts.closesOn! ? 'open' : 'answering'
}

/** The Board may have a list once its wording was checked back, or once it is said in public why not. */
export const isSettled = (state: CheckBackState | undefined): boolean => state === 'skipped' || state === 'concluded'

export interface GivenAnswer {
  way: 'link' | 'open'
  verdicts: readonly { optionId: string; verdict: Verdict }[]
}

/** Counts as they are published; null stands for what is hidden (rule P-10). */
export interface CheckBackResult {
  asked: number
  answered: number | null
  /** Of those, who said yes to every wording they judged. */
  meant: number | null
  link: number | null
  open: number | null
  /** Answers that looked like a machine's: in no figure above. */
  heldBack: number | null
  /** Of those that answered: held back at first and let in by an officer. Nothing where that could not be done yet. */
  letIn?: number | null
  options: CountedOption[]
}

export type CountedOption = { optionId: string } & Record<Verdict, number | null> & {
    /** The same counts with everything that was held back; null where too few make the difference. */
    withHeld?: Record<Verdict, number> | null
  }

const countsOf = (answers: readonly GivenAnswer[], optionId: string): number[] => {
  const own = answers.flatMap((answer) => answer.verdicts).filter((one) => one.optionId === optionId)
  return verdicts.map((verdict) => own.filter((one) => one.verdict === verdict).length)
}

/**
 * What was said of one wording with everything that was held back. Nobody may be worked out from the difference of the
 * two: it is not told where a count without is hidden, or where one to some few make the difference.
 */
function withEverything(counts: readonly (number | null)[], held: readonly number[], minCell: number) {
  const told = counts.flatMap((count, i) => {
    const more = held[i]!
    return count === null || (more > 0 && more < minCell) ? [] : [count + more]
  })
  const [yes, partly, no] = told
  return told.length === verdicts.length ? { yes: yes!, partly: partly!, no: no! } : null
}

/** What was said, with every small number hidden, and what would give one away with it. Zero hides nobody. */
export function checkBackResult(
  asked: number,
  answers: readonly GivenAnswer[],
  { held, letIn }: { held: readonly GivenAnswer[]; letIn: number },
  optionIds: readonly string[],
  minCell: number,
): CheckBackResult {
  const enough = (count: number) => (count === 0 || count >= minCell ? count : null)
  const line = (counts: readonly number[]) => {
    const hidden = suppressLine(counts, minCell, undefined, false)
    return counts.map((count, i) => (hidden[i] ? null : count))
  }
  const meant = answers.filter((answer) => answer.verdicts.every(({ verdict }) => verdict === 'yes')).length
  const link = answers.filter(({ way }) => way === 'link').length
  const [shownMeant = null] = line([meant, answers.length - meant])
  const [shownLink = null, shownOpen = null] = line([link, answers.length - link])
  return {
    asked,
    answered: enough(answers.length),
    meant: shownMeant,
    link: shownLink,
    open: shownOpen,
    heldBack: enough(held.length),
    letIn: enough(letIn),
    options: optionIds.map((optionId) => {
      const counts = line(countsOf(answers, optionId))
      const [yes = null, partly = null, no = null] = counts
      const withHeld = withEverything(counts, countsOf(held, optionId), minCell)
      return { optionId, yes, partly, no, withHeld }
    }),
  }
}

export type CheckBackOutcome = 'changed' | 'kept'

/** Priorities that somebody found not quite right, or wrong, and that nobody has answered yet. */
export const unanswered = (
  optionIds: readonly string[],
  answers: readonly GivenAnswer[],
  replied: readonly string[],
): string[] =>
  optionIds.filter(
    (id) =>
      !replied.includes(id) &&
      answers.some((answer) => answer.verdicts.some((one) => one.optionId === id && one.verdict !== 'yes')),
  )
