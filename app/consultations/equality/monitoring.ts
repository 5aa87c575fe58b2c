import {
  type Characteristic,
  type Further,
  type FurtherGroup,
  furtherLists,
  genders,
  isFurther,
} from './characteristics.ts'
import { asks, type EqualityChoice, usualChoice } from './equality-choice.ts'

/** Written with each answer, because the ethnicity standard is under review (rule E-7). */
export const codeList = 'census-2021-england-and-wales'

/** Bands instead of a date of birth (rule E-8). */
export const ageBands = ['under-16', '16-29', '30-44', '45-64', '65+'] as const
/** Those of the people who may join a jury or the citizens' panel. */
export const adultAgeBands = ageBands.filter((band) => band !== 'under-16')
export const sexes = ['female', 'male'] as const

/** Census 2021, England and Wales, in the harmonised order: broad group first, then detail (rules E-5, E-6). */
export const ethnicDetails = {
  asian: ['indian', 'pakistani', 'bangladeshi', 'chinese', 'asian-other'],
  black: ['african', 'caribbean', 'black-other'],
  mixed: ['white-and-black-caribbean', 'white-and-black-african', 'white-and-asian', 'mixed-other'],
  white: ['british', 'irish', 'gypsy-or-irish-traveller', 'roma', 'white-other'],
  other: ['arab', 'any-other'],
} as const
export type EthnicGroup = keyof typeof ethnicDetails
export const ethnicGroups = Object.keys(ethnicDetails) as EthnicGroup[]

/** A condition of 12 months or more, and how much it limits; never inferred (rule E-10). */
const conditions = ['yes', 'no'] as const
const impacts = ['a-lot', 'a-little', 'not-at-all'] as const

/** What the store keeps. Null is both "not asked yet" and "prefer not to say": neither is ever counted or guessed. */
export interface Monitoring {
  ageBand: string | null
  sex: string | null
  gender: string | null
  /** In somebody's own words; never published, and nowhere but in this store. */
  genderWords: string | null
  ethnicGroup: string | null
  ethnicDetail: string | null
  ethnicWords: string | null
  disability: string | null
  /** What was said of characteristics that are one question each. */
  further: Readonly<Partial<Record<Further, Said>>>
  /** The mark of the words in which a contested question was put, by question (rule E-9). */
  worded: Readonly<Record<string, string>>
}

/** A code with the list it is of (rule E-7), or null beside own words alone. */
export interface Said {
  code: string | null
  list: string
  words?: string
}

export const noMonitoring: Monitoring = {
  ageBand: null,
  sex: null,
  gender: null,
  genderWords: null,
  ethnicGroup: null,
  ethnicDetail: null,
  ethnicWords: null,
  disability: null,
  further: {},
  worded: {},
}

/** The pages, one question each; `ethnic-detail` and `impact` follow from the answer before. */
export const monitoringSteps = [
  'age',
  'sex',
  'gender',
  'ethnic-group',
  'ethnic-detail',
  'condition',
  'impact',
  'religion',
  'orientation',
  'pregnancy',
  'partnership',
] as const
export type MonitoringStep = (typeof monitoringSteps)[number]

export const preferNot = 'prefer-not'

/** The pages on which people may also describe themselves in their own words (rule E-5). */
const described = { gender: 'genderWords', 'ethnic-detail': 'ethnicWords' } as const
const hasColumn = (step: MonitoringStep): step is keyof typeof described => step in described
export const isDescribed = (step: MonitoringStep): boolean =>
  isFurther(step) ? furtherLists[step].described : hasColumn(step)

/** Characters of such a description. */
export const descriptionLimit = 100

/** The description a page shows as written. */
export const descriptionOf = (step: MonitoringStep, known: Monitoring): string =>
  (isFurther(step) ? known.further[step]?.words : hasColumn(step) && known[described[step]]) || ''

/** The codes offered on a page, without "prefer not to say". */
export function codesOf(step: MonitoringStep, known: Monitoring): readonly string[] {
  if (step === 'age') return ageBands
  if (step === 'sex') return sexes
  if (step === 'gender') return genders
  if (step === 'ethnic-group') return ethnicGroups
  if (step === 'ethnic-detail') return isEthnicGroup(known.ethnicGroup) ? ethnicDetails[known.ethnicGroup] : []
  if (isFurther(step)) return furtherLists[step].codes
  return step === 'condition' ? conditions : impacts
}

/** Whether a page offers what was sent of it: one of its codes, "prefer not to say", or nothing at all. */
export const isOffered = (step: MonitoringStep, code: string, known: Monitoring): boolean =>
  code === '' || code === preferNot || codesOf(step, known).includes(code)

/**
 * What one page changes. Nothing chosen, "prefer not to say" and unknown codes all leave the answer empty; who would
 * rather not say has described nothing either.
 */
export function answered(step: MonitoringStep, code: string, known: Monitoring, words = ''): Monitoring {
  if (isFurther(step)) return withFurther(step, code, known, words)
  const chosen = withCode(step, code, known)
  if (!hasColumn(step)) return chosen
  return { ...chosen, [described[step]]: (code !== preferNot && words) || null }
}

/** What was said of a further characteristic; where nothing was, nothing of it is kept. */
function withFurther(step: Further, code: string, known: Monitoring, words: string): Monitoring {
  const { [step]: _, ...others } = known.further
  const { list, codes, described: own } = furtherLists[step]
  const chosen = (codes as readonly string[]).includes(code) ? code : null
  const kept = own && code !== preferNot ? words : ''
  if (!chosen && !kept) return { ...known, further: others }
  return { ...known, further: { ...others, [step]: { code: chosen, list, ...(kept && { words: kept }) } } }
}

/** Keeps the mark of the words that a contested question was put in, beside an answer to it and only then. */
export function withWording(step: 'sex' | 'gender', mark: string, known: Monitoring): Monitoring {
  const { [step]: _, ...others } = known.worded
  const said = step === 'sex' ? known.sex : (known.gender ?? known.genderWords)
  return { ...known, worded: said ? { ...others, [step]: mark } : others }
}

function withCode(step: Exclude<MonitoringStep, Further>, code: string, known: Monitoring): Monitoring {
  const chosen = codesOf(step, known).includes(code) ? code : null
  if (step === 'age') return { ...known, ageBand: chosen }
  if (step === 'sex') return { ...known, sex: chosen }
  if (step === 'gender') return { ...known, gender: chosen }
  if (step === 'ethnic-group') {
    const same = chosen === known.ethnicGroup
    return {
      ...known,
      ethnicGroup: chosen,
      ethnicDetail: same ? known.ethnicDetail : null,
      ethnicWords: same ? known.ethnicWords : null,
    }
  }
  if (step === 'ethnic-detail') return { ...known, ethnicDetail: chosen }
  if (step === 'condition') {
    return { ...known, disability: chosen === 'yes' && known.disability?.startsWith('yes') ? known.disability : chosen }
  }
  return { ...known, disability: chosen ? `yes-${chosen}` : 'yes' }
}

/** The code a page shows as chosen, null when nothing is known. */
export function chosenCode(step: MonitoringStep, known: Monitoring): string | null {
  if (isFurther(step)) return known.further[step]?.code ?? null
  const { disability } = known
  const [condition = null, impact = null] = disability?.split(/-(.*)/s) ?? []
  return {
    age: known.ageBand,
    sex: known.sex,
    gender: known.gender,
    'ethnic-group': known.ethnicGroup,
    'ethnic-detail': known.ethnicDetail,
    condition,
    impact,
  }[step]
}

const belongsTo = {
  'ethnic-group': 'ethnicity',
  'ethnic-detail': 'ethnicity',
  condition: 'disability',
  impact: 'disability',
} as const

/** The characteristic that a page asks about. */
export const characteristicOf = (step: MonitoringStep): Characteristic =>
  step in belongsTo
    ? belongsTo[step as keyof typeof belongsTo]
    : (step as Exclude<MonitoringStep, keyof typeof belongsTo>)

/** The first page of what an exercise asks; null where it asks nothing. */
export const firstMonitoringStep = (choice: EqualityChoice): MonitoringStep | null =>
  monitoringSteps.find((step) => asks(choice, characteristicOf(step))) ?? null

/** The page after one; null when the questions are over. */
export function nextMonitoringStep(
  step: MonitoringStep,
  known: Monitoring,
  choice = usualChoice,
): MonitoringStep | null {
  const rest = monitoringSteps.slice(monitoringSteps.indexOf(step) + 1)
  return rest.find((s) => isAsked(s, known, choice)) ?? null
}

/** The page before one; null from the first. */
export function previousMonitoringStep(
  step: MonitoringStep,
  known: Monitoring,
  choice = usualChoice,
): MonitoringStep | null {
  const before = monitoringSteps.slice(0, monitoringSteps.indexOf(step))
  return before.findLast((s) => isAsked(s, known, choice)) ?? null
}

/** Whether an exercise asks it, and an earlier answer leads to it where it follows from one. */
export function isAsked(step: MonitoringStep, known: Monitoring, choice: EqualityChoice): boolean {
  if (!asks(choice, characteristicOf(step))) return false
  if (step === 'ethnic-detail') return isEthnicGroup(known.ethnicGroup)
  if (step === 'impact') return known.disability?.startsWith('yes') ?? false
  return true
}

const isEthnicGroup = (code: string | null): code is EthnicGroup => code !== null && code in ethnicDetails

/**
 * The category of an age band in the census margins of residents of 16 and over, or null: somebody younger answers
 * like everybody, but has no place in that margin, which would refuse the weights as an unknown category.
 */
export const censusAgeBand = (ageBand: string | null): string | null => (ageBand === 'under-16' ? null : ageBand)

/** The counters these answers belong to: by name of the dimension and its category. */
export function monitoringCells(said: Monitoring): [dimension: string, category: string][] {
  const { ageBand, sex, ethnicGroup } = said
  const cells: [string, string][] = []
  if (ageBand) cells.push(['age_band', ageBand])
  if (sex) cells.push(['sex', sex])
  if (ageBand && sex) cells.push(['age_sex', `${ageBand}/${sex}`])
  if (ethnicGroup) cells.push(['ethnic_group', ethnicGroup])
  for (const [dimension, category] of Object.entries(furtherGroupsOf(said)))
    if (category) cells.push([dimension, category])
  return cells
}

/** The groups somebody is in beyond those of age, sex and ethnic group; null where they did not say. */
export const furtherGroupsOf = ({ gender, disability, further }: Monitoring): Record<FurtherGroup, string | null> => ({
  gender,
  disability,
  religion: further.religion?.code ?? null,
  orientation: further.orientation?.code ?? null,
  pregnancy: further.pregnancy?.code ?? null,
  partnership: further.partnership?.code ?? null,
})
