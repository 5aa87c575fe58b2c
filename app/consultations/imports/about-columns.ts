import type { Characteristic } from '../equality/characteristics.ts'
import { disabilities, furtherLists, genders } from '../equality/characteristics.ts'
import { asks, type EqualityChoice } from '../equality/equality-choice.ts'
import {
  ageBands,
  answered,
  ethnicDetails,
  ethnicGroups,
  type Monitoring,
  noMonitoring,
  sexes,
  withWording,
} from '../equality/monitoring.ts'

/** The columns of a file that tell of the people in it, each with the characteristic it belongs to and its codes. */
export const aboutColumns = {
  age_band: { of: 'age', codes: ageBands },
  sex: { of: 'sex', codes: sexes },
  ethnic_group: { of: 'ethnicity', codes: ethnicGroups },
  ethnic_detail: { of: 'ethnicity', codes: Object.values(ethnicDetails).flat() as string[] },
  gender: { of: 'gender', codes: genders },
  disability: { of: 'disability', codes: disabilities },
  religion: { of: 'religion', codes: furtherLists.religion.codes },
  orientation: { of: 'orientation', codes: furtherLists.orientation.codes },
  pregnancy: { of: 'pregnancy', codes: furtherLists.pregnancy.codes },
  partnership: { of: 'partnership', codes: furtherLists.partnership.codes },
} as const satisfies Record<string, { of: Characteristic; codes: readonly string[] }>
export type AboutColumn = keyof typeof aboutColumns
const aboutNames = Object.keys(aboutColumns) as AboutColumn[]

/** The columns that a file for an exercise may have: nothing is taken in that the exercise does not ask. */
export const columnsAsked = (choice: EqualityChoice): AboutColumn[] =>
  aboutNames.filter((name) => asks(choice, aboutColumns[name].of))

/** The group that a detail of ethnicity belongs to. */
export const groupOfDetail = (detail: string) =>
  ethnicGroups.find((group) => (ethnicDetails[group] as readonly string[]).includes(detail)) ?? null

/**
 * What the codes of a row say of a person, as the pages keep it; null where they say nothing.
 * @param worded the marks of the words that sex and gender were asked in, where they are known
 */
export function saidIn(
  given: Readonly<Partial<Record<AboutColumn, string | null>>>,
  worded: Readonly<Record<string, string>> = {},
  own: Readonly<{ gender?: string; ethnicity?: string }> & Readonly<Record<string, string | undefined>> = {},
): Monitoring | null {
  const { age_band, sex, ethnic_group, ethnic_detail, gender, disability, ...further } = given
  const group = ethnic_group ?? (ethnic_detail ? groupOfDetail(ethnic_detail) : null)
  let said: Monitoring = {
    ...noMonitoring,
    ageBand: age_band ?? null,
    sex: sex ?? null,
    gender: gender ?? null,
    genderWords: own.gender || null,
    ethnicGroup: group,
    ethnicDetail: ethnic_detail ?? null,
    ethnicWords: own.ethnicity || null,
    disability: disability ?? null,
  }
  for (const step of ['religion', 'orientation', 'pregnancy', 'partnership'] as const) {
    said = answered(step, further[step] ?? '', said, own[step])
  }
  for (const step of ['sex', 'gender'] as const) if (worded[step]) said = withWording(step, worded[step], said)
  const isEmpty = Object.entries(said).every(([, value]) =>
    typeof value === 'object' && value ? !Object.keys(value).length : value === null,
  )
  return isEmpty ? null : said
}
