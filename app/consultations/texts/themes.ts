import { themeCounts } from '../../priorities/themes.ts'
import type { ConfirmLevel } from '../confirming/confirming.ts'
import { shownLine } from '../results/result-disclosure.ts'
import type { Code } from './codebook.ts'
import type { Agreement } from './coding.ts'

/** One theme as it is published. `people` is null where fewer than the least may be told of, or not of the rest. */
export interface PublishedTheme extends Code {
  people: number | null
  /** What a smaller number said within it (rule L-12). */
  smaller: string
  quotes: { text: string; language: string }[]
}

/** Frozen themes, as JSON. */
export interface ThemeReport {
  format: 'folkmoot-themes/1'
  /** Different people who wrote something. */
  people: number
  texts: number
  /** Most people first; where numbers are equal or hidden, by name. */
  themes: PublishedTheme[]
  codebook: Code[]
  codebookVersion: number
  coding: { rounds: number; seed: string; both: number; kappa: number; alpha: number | null; codes: Agreement['codes'] }
  leastPeople: number
  /** How the exercise had its answers confirmed; missing in what was drafted before it was said. */
  confirmedBy?: ConfirmLevel
}

/** One text with its writer and the first coder's codes. */
export interface CodedText {
  responseId: string
  codes: readonly string[]
}

/**
 * How many different people raised each theme, with small numbers hidden and what would reveal them (rule P-10): a
 * theme is hidden, too, where nearly everybody raised it. A theme that nobody raised is left out.
 */
export function countedThemes(
  texts: readonly CodedText[],
  codes: readonly Code[],
  { alpha, minCell }: { alpha: number | null; minCell: number },
): { people: number; themes: (Code & { people: number | null })[] } {
  const people = new Set(texts.map(({ responseId }) => responseId)).size
  const passages = texts.flatMap(({ responseId, codes: given }) =>
    given.map((theme) => ({ person: responseId, theme })),
  )
  const counted = themeCounts(passages, alpha).themes.flat()
  const themes = codes.flatMap((code) => {
    const raised = counted.find(({ theme }) => theme === code.key)?.people ?? 0
    if (!raised) return []
    const [shown = null] = shownLine([raised, people - raised], minCell)
    return [{ ...code, people: shown }]
  })
  return { people, themes: themes.sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || (a.name < b.name ? -1 : 1)) }
}
