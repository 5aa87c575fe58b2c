import { krippendorffAlpha, type Measurement } from '../agreement.ts'
import { majorityJudgment, majoritySequence } from '../majority-judgment.ts'
import { answer, type Handler, once } from './answer.ts'
import type { ReferenceCase } from './case.ts'

/** Grades per option: majority judgment. */
export const ratings: Handler = {
  accepts: ({ input }) => input.kind === 'grade-counts',
  open: ({ input }: ReferenceCase) => {
    const grades = input.grades_low_to_high as string[]
    const counts = Object.entries(input.counts as Record<string, number[]>)
    const names = counts.map(([name]) => name)
    const result = once(() => majorityJudgment(counts.map(([, own]) => own)))
    return (key) => {
      switch (key) {
        case 'median':
          return answer(Object.fromEntries(names.map((name, i) => [name, grades[result().majorityGrades[i]!]])))
        case 'ranking': {
          // The form has no ties: a shared place stays a list inside the list and then differs.
          const places = result().ranking.map((group) => group.map((option) => names[option]!))
          return answer(places.map((group) => (group.length === 1 ? group[0] : group)))
        }
        case 'majority_sequence':
          return answer(Object.fromEntries(counts.map(([name, own]) => [name, majoritySequence(own)])))
        default:
          return undefined
      }
    }
  },
}

const LEVELS: readonly Measurement[] = ['nominal', 'ordinal', 'interval', 'ratio']

/** Codes of several coders: Krippendorff's alpha. */
export const coding: Handler = {
  accepts: ({ input }) => input.kind === 'codes',
  open: ({ input }: ReferenceCase) => {
    const coders = (input.coders as string[][]).map((codes) =>
      codes.map((code) => (code === input.missing ? null : code)),
    )
    const alpha = (level: Measurement) => krippendorffAlpha(coders, level)
    return (key) => {
      const level = LEVELS.find((one) => one === key)
      if (level !== undefined) return answer(alpha(level))
      return key === 'full_precision' ? answer(Object.fromEntries(LEVELS.map((one) => [one, alpha(one)]))) : undefined
    }
  },
}
