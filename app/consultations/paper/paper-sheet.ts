import { asks, type EqualityChoice } from '../equality/equality-choice.ts'
import {
  answered,
  characteristicOf,
  codesOf,
  ethnicDetails,
  ethnicGroups,
  isAsked,
  isDescribed,
  type Monitoring,
  type MonitoringStep,
  monitoringSteps,
  noMonitoring,
  preferNot,
  withWording,
} from '../equality/monitoring.ts'

/** One question of the equality sheet. Its codes are numbered from 1 in this order, as printed and keyed; 0 is "prefer not to say". */
export interface SheetQuestion {
  step: MonitoringStep
  /** Codes under a heading of their own (ethnic groups), or all under none. */
  parts: { under: string | null; codes: readonly string[] }[]
  described: boolean
}

/** Tells that somebody would rather not say. */
const unsaidKey = '0'

/**
 * The questions of the detachable sheet: those that the exercise asks online, in the same order. On paper ethnicity is one
 * list of all details under their groups, since nothing on paper can follow from what was ticked.
 */
export const sheetQuestions = (choice: EqualityChoice): SheetQuestion[] =>
  monitoringSteps
    .filter((step) => step !== 'ethnic-group' && asks(choice, characteristicOf(step)))
    .map((step) => ({
      step,
      parts:
        step === 'ethnic-detail'
          ? ethnicGroups.map((group) => ({ under: group, codes: ethnicDetails[group] }))
          : [{ under: null, codes: codesOf(step, noMonitoring) }],
      described: isDescribed(step),
    }))

export const wordsField = (step: MonitoringStep): string => `${step}-words`

/** What is wrong with a keyed sheet: the field, and the highest number it may have where that is it. */
export interface SheetProblem {
  field: string
  key: 'sheet' | 'sheet_impact'
  most: number
}

/**
 * What a sheet says, by the same rule as the pages online, so that it is kept as the same row.
 * @param keyed the number for each question by its step, and own words by `wordsField`
 * @param worded the marks of the words in which sex and gender are printed
 */
export function readSheet(
  keyed: Readonly<Record<string, string>>,
  choice: EqualityChoice,
  worded: Readonly<Record<'sex' | 'gender', string>>,
): { ok: true; said: Monitoring } | { ok: false; problems: SheetProblem[] } {
  let said: Monitoring = noMonitoring
  const problems: SheetProblem[] = []
  for (const question of sheetQuestions(choice)) {
    const { step } = question
    const number = keyed[step] ?? ''
    const codes = question.parts.flatMap((part) => part.codes.map((code) => ({ code, under: part.under })))
    const ticked = codes[Number(number) - 1]
    if (number && number !== unsaidKey && (!/^\d{1,2}$/.test(number) || !ticked)) {
      problems.push({ field: step, key: 'sheet', most: codes.length })
      continue
    }
    // How much a condition limits is nobody's guess: without the condition it says nothing (rule E-10).
    if (ticked && !isAsked(step, said, choice) && step === 'impact') {
      problems.push({ field: step, key: 'sheet_impact', most: codes.length })
      continue
    }
    if (ticked?.under) said = answered('ethnic-group', ticked.under, said)
    if (step === 'impact' && !ticked) continue
    const code = number === unsaidKey ? preferNot : (ticked?.code ?? '')
    said = answered(step, code, said, keyed[wordsField(step)] ?? '')
    if (step === 'sex' || step === 'gender') said = withWording(step, worded[step], said)
  }
  return problems.length ? { ok: false, problems } : { ok: true, said }
}
