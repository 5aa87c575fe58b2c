/** What an exercise may ask people about themselves: the nine protected characteristics (rule E-1). */
export const characteristics = [
  'age',
  'sex',
  'gender',
  'ethnicity',
  'disability',
  'religion',
  'orientation',
  'pregnancy',
  'partnership',
] as const
export type Characteristic = (typeof characteristics)[number]

/** One question with one list of codes. `list` is written beside each answer (rule E-7). */
interface CodeList {
  list: string
  codes: readonly string[]
  /** People may also describe themselves in their own words. */
  described: boolean
}

/**
 * Characteristics that are one question each: all that there is to them is their list. Religion, sexual orientation and
 * marital or partnership status are those of Census 2021 for England and Wales, in its order; pregnancy and maternity is
 * the protected period of the Equality Act 2010 outside work, to 26 weeks after the birth.
 */
export const furtherLists = {
  religion: {
    list: 'census-2021-religion',
    codes: ['no-religion', 'christian', 'buddhist', 'hindu', 'jewish', 'muslim', 'sikh', 'other-religion'],
    described: true,
  },
  orientation: {
    list: 'census-2021-sexual-orientation',
    codes: ['straight', 'gay-or-lesbian', 'bisexual', 'other-orientation'],
    described: true,
  },
  pregnancy: { list: 'equality-act-2010-pregnancy-and-maternity', codes: ['yes', 'no'], described: false },
  partnership: {
    list: 'census-2021-legal-partnership-status',
    codes: [
      'never',
      'married',
      'civil-partnership',
      'separated',
      'separated-civil-partnership',
      'divorced',
      'dissolved-civil-partnership',
      'widowed',
      'surviving-civil-partner',
    ],
    described: false,
  },
} as const satisfies Partial<Record<Characteristic, CodeList>>
export type Further = keyof typeof furtherLists
export const isFurther = (name: string): name is Further => Object.hasOwn(furtherLists, name)

/** Whether gender is the same as the sex registered at birth: a question of its own beside that of sex (rule E-9). */
export const genders = ['same', 'different'] as const

/** A condition of 12 months or more with how much it limits, as the store keeps both answers together (rule E-10). */
export const disabilities = ['yes', 'yes-a-lot', 'yes-a-little', 'yes-not-at-all', 'no'] as const

/** Characteristics beyond age, sex and ethnic group that answers are counted and cut by, with their groups in order. */
export const furtherGroups: Readonly<Record<'gender' | 'disability' | Further, readonly string[]>> = {
  gender: genders,
  disability: disabilities,
  religion: furtherLists.religion.codes,
  orientation: furtherLists.orientation.codes,
  pregnancy: furtherLists.pregnancy.codes,
  partnership: furtherLists.partnership.codes,
}
export type FurtherGroup = keyof typeof furtherGroups
export const isFurtherGroup = (name: string): name is FurtherGroup => Object.hasOwn(furtherGroups, name)
export const furtherGroupNames = Object.keys(furtherGroups) as FurtherGroup[]
