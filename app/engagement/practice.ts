import { oneToSeven, type SmallRule } from '../priorities/disclosure.ts'

/**
 * Figures that a partnership may set for itself (rules 2.14). What is not set stands at its default; a change needs a
 * reason and a name. Whole numbers, except where `decimals` says otherwise.
 */
export const practiceDefaults = {
  'consult.analysis_weeks': { value: 4, least: 1, most: 26, rule: 'G-1' },
  'consult.open_weeks': { value: 8, least: 1, most: 26, rule: 'G-3' },
  'consult.open_weeks_warn': { value: 6, least: 1, most: 26, rule: 'G-3' },
  'consult.open_weeks_reason': { value: 4, least: 1, most: 26, rule: 'G-3' },
  'consult.report_weeks': { value: 12, least: 4, most: 16, rule: 'G-8' },
  'consult.max_options': { value: 12, least: 3, most: 15, rule: 'L-1' },
  'consult.picks': { value: 3, least: 1, most: 5, rule: 'L-1' },
  'compact.notice_weeks': { value: 12, least: 1, most: 26, rule: 'need 81' },
  'overlap.window_weeks': { value: 6, least: 2, most: 12, rule: '3.2' },
  'overlap.area_share': { value: 25, least: 5, most: 100, rule: '3.2' },
  'overlap.talk_from': { value: 5, least: 1, most: 12, rule: '3.2' },
  'overlap.answer_from': { value: 8, least: 1, most: 12, rule: '3.2' },
  'overlap.answer_days': { value: 5, least: 1, most: 20, rule: '3.2' },
  'overlap.proceed_days': { value: 10, least: 1, most: 40, rule: '3.2' },
  'reuse.lookback_months': { value: 24, least: 6, most: 60, rule: '3.2' },
  'guard.least_seconds': { value: 3, least: 0, most: 60, rule: 'L-10' },
  'guard.network_hourly': { value: 60, least: 5, most: 9999, rule: 'L-10' },
  'polls.quiet_weeks': { value: 6, least: 1, most: 12, rule: 'G-9' },
  'publish.min_cell': { value: 10, least: 5, most: 100, rule: 'P-10' },
  'publish.min_base_pct': { value: 30, least: 20, most: 500, rule: 'P-10' },
  'publish.round': { value: 5, least: 1, most: 100, rule: 'P-10' },
  'publish.one_to_seven': { value: 0, least: 0, most: 1, rule: 'P-10' },
  'publish.reissue_batch': { value: 10, least: 10, most: 500, rule: 'P-9' },
  'retain.responses_months': { value: 24, least: 1, most: 24, rule: 'P-6' },
  'weight.cap_low': { value: 0.3, least: 0.1, most: 0.9, rule: 'L-3', decimals: 1 },
  'weight.cap_high': { value: 4, least: 1.5, most: 10, rule: 'L-3', decimals: 1 },
  'jury.drop_out_pct': { value: 10, least: 0, most: 50, rule: 'J-10' },
  'jury.draw_notice_hours': { value: 24, least: 24, most: 720, rule: 'J-9' },
} as const satisfies Record<string, PracticeDefault>

interface PracticeDefault {
  value: number
  least: number
  most: number
  rule: string
  decimals?: number
}

export type PracticeKey = keyof typeof practiceDefaults
export type Practice = Record<PracticeKey, number>
export const practiceKeys = Object.keys(practiceDefaults) as PracticeKey[]

/** The figures that hold: the stored ones over the defaults. A stored key that is no longer known is ignored. */
export function practiceFrom(stored: readonly { key: string; value: string }[]): Practice {
  const given = new Map(stored.map(({ key, value }) => [key, Number(value)]))
  return Object.fromEntries(practiceKeys.map((key) => [key, given.get(key) ?? practiceDefaults[key].value])) as Practice
}

/** How small numbers are hidden in all that is published: by the partnership's own figures, or by the other common rule. */
export function publishRule(practice: Practice): SmallRule & { minBasePct: number } {
  const minBasePct = practice['publish.min_base_pct']
  if (practice['publish.one_to_seven'] === 1) return { ...oneToSeven, minBasePct }
  return { minCell: practice['publish.min_cell'], minBasePct, roundTo: practice['publish.round'] }
}

/** What is wrong with a figure somebody typed, as a key of the words; undefined when it may stand. */
export function practiceTrouble(key: PracticeKey, typed: string): 'not_a_number' | 'out_of_range' | undefined {
  const figure: PracticeDefault = practiceDefaults[key]
  const pattern = figure.decimals ? /^\d{1,4}(\.\d)?$/ : /^\d{1,4}$/
  if (!pattern.test(typed.trim())) return 'not_a_number'
  const value = Number(typed)
  return value < figure.least || value > figure.most ? 'out_of_range' : undefined
}
