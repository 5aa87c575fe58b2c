/** Written with each answer, because the ethnicity standard is under review (rule E-7). */
export const codeList = 'census-2021-england-and-wales'

/** Bands instead of a date of birth (rule E-8). */
export const ageBands = ['under-16', '16-29', '30-44', '45-64', '65+'] as const
export const sexes = ['female', 'male'] as const
/** Whether gender is the same as the sex registered at birth: a question of its own beside that of sex (rule E-9). */
const genders = ['same', 'different'] as const

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
}

/** The pages, one question each; `ethnic-detail` and `impact` follow from the answer before. */
export const monitoringSteps = ['age', 'sex', 'gender', 'ethnic-group', 'ethnic-detail', 'condition', 'impact'] as const
export type MonitoringStep = (typeof monitoringSteps)[number]

export const preferNot = 'prefer-not'

/** The pages on which people may also describe themselves in their own words (rule E-5). */
const described = { gender: 'genderWords', 'ethnic-detail': 'ethnicWords' } as const
export const isDescribed = (step: MonitoringStep): step is keyof typeof described => step in described

/** Characters of such a description. */
export const descriptionLimit = 100

/** The description a page shows as written. */
export const descriptionOf = (step: MonitoringStep, known: Monitoring): string =>
  (isDescribed(step) && known[described[step]]) || ''

/** The codes offered on a page, without "prefer not to say". */
export function codesOf(step: MonitoringStep, known: Monitoring): readonly string[] {
  if (step === 'age') return ageBands
  if (step === 'sex') return sexes
  if (step === 'gender') return genders
  if (step === 'ethnic-group') return ethnicGroups
  if (step === 'ethnic-detail') return isEthnicGroup(known.ethnicGroup) ? ethnicDetails[known.ethnicGroup] : []
  return step === 'condition' ? conditions : impacts
}

/**
 * What one page changes. Nothing chosen, "prefer not to say" and unknown codes all leave the answer empty; who would
 * rather not say has described nothing either.
 */
export function answered(step: MonitoringStep, code: string, known: Monitoring, words = ''): Monitoring {
  const chosen = withCode(step, code, known)
  if (!isDescribed(step)) return chosen
  return { ...chosen, [described[step]]: (code !== preferNot && words) || null }
}

function withCode(step: MonitoringStep, code: string, known: Monitoring): Monitoring {
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

/** The page after one; null when the questions are over. */
export function nextMonitoringStep(step: MonitoringStep, known: Monitoring): MonitoringStep | null {
  const rest = monitoringSteps.slice(monitoringSteps.indexOf(step) + 1)
  return rest.find((s) => isAsked(s, known)) ?? null
}

/** The page before one; null from the first. */
export function previousMonitoringStep(step: MonitoringStep, known: Monitoring): MonitoringStep | null {
  const before = monitoringSteps.slice(0, monitoringSteps.indexOf(step))
  return before.findLast((s) => isAsked(s, known)) ?? null
}

function isAsked(step: MonitoringStep, known: Monitoring): boolean {
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
export function monitoringCells({ ageBand, sex, ethnicGroup }: Monitoring): [dimension: string, category: string][] {
  const cells: [string, string][] = []
  if (ageBand) cells.push(['age_band', ageBand])
  if (sex) cells.push(['sex', sex])
  if (ageBand && sex) cells.push(['age_sex', `${ageBand}/${sex}`])
  if (ethnicGroup) cells.push(['ethnic_group', ethnicGroup])
  return cells
}
