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
  options: ({ optionId: string } & Record<Verdict, number | null>)[]
}

/** What was said, with every small number hidden, and what would give one away with it. Zero hides nobody. */
export function checkBackResult(
  asked: number,
  answers: readonly GivenAnswer[],
  heldBack: number,
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
  const said = answers.flatMap((answer) => answer.verdicts)
  return {
    asked,
    answered: enough(answers.length),
    meant: shownMeant,
    link: shownLink,
    open: shownOpen,
    heldBack: enough(heldBack),
    options: optionIds.map((optionId) => {
      const own = said.filter((one) => one.optionId === optionId)
      const [yes = null, partly = null, no = null] = line(
        verdicts.map((verdict) => own.filter((one) => one.verdict === verdict).length),
      )
      return { optionId, yes, partly, no }
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
