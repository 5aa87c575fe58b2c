/** One organisation as it is published apart from residents (rule L-9): what it says of itself, and what it answered. */
export interface HeardOrganisation {
  name: string
  does: string
  represents: string
  /** Options of the template by id, in order; `same` where they matter the same. */
  picks: string[]
  same: boolean
  /** A form's own questions: values as the JSON they are kept as. */
  form: { consultation: string; version: number; answers: { question: string; key: string; value: string }[] } | null
  /** Its own words, where it let them be published and somebody has read them: to which question, by its key. */
  words: { key: string; language: string; body: string }[]
}

/** What stands beside a result and is in none of its figures; `held` are answers that are not published, each with why. */
export interface OrganisationsApart {
  published: HeardOrganisation[]
  held: { reason: string }[]
  /** How answers were confirmed: no code is asked of organisations. Missing in what was frozen before it was said. */
  confirmedBy?: 'none'
}

export const nobodyApart: OrganisationsApart = { published: [], held: [] }

export const isAnybodyApart = ({ published, held }: OrganisationsApart): boolean => published.length + held.length > 0

/** The same without what was answered to some questions. */
export const apartWithout = (
  { published, held }: OrganisationsApart,
  { keys }: { keys: ReadonlySet<string> },
): OrganisationsApart => ({
  published: published.map((one) => ({
    ...one,
    form: one.form && { ...one.form, answers: one.form.answers.filter(({ key }) => !keys.has(key)) },
    words: one.words.filter(({ key }) => !keys.has(key)),
  })),
  held,
})

const organisationColumns = ['organisation', 'what it does', 'whom it represents', 'question', 'answer'] as const

/** What each column of the table holds, for a code book. */
const organisationCodebook: readonly (readonly [column: string, words: string])[] = [
  ['organisation', 'The name of the organisation; empty where its answer is not published'],
  ['what it does', 'In its own words'],
  ['whom it represents', 'In its own words'],
  [
    'question',
    'The key of a question, choice 1, 2, … of the template, or "own words:" and a key; "not published" for an answer that is held back',
  ],
  ['answer', 'The code or value that was answered, the words, or why the answer is not published'],
  ['confirmed by', 'none: no code and no proof was asked of organisations'],
]

/** Its lines for the columns that a table has. */
export const organisationCodebookOf = ([columns = []]: readonly (readonly string[])[]) =>
  organisationCodebook.filter(([column]) => columns.includes(column))

/** As rows of open data: each organisation with each thing that it chose or answered, then those held back with why. */
export function organisationRows({ published, held }: OrganisationsApart): string[][] {
  const all = published.flatMap(({ name, does, represents, picks, form, words }) => {
    const said = [
      ...picks.map((option, i) => [`choice ${i + 1}`, option]),
      ...(form?.answers ?? []).map(({ key, value }) => [key, value]),
      ...words.map(({ key, body }) => [`own words: ${key}`, body]),
    ]
    return (said.length ? said : [['', '']]).map((one) => [name, does, represents, ...one])
  })
  return [...all, ...held.map(({ reason }) => ['', '', '', 'not published', reason])]
}

/** The table with its columns; empty where nobody is heard apart. */
export function organisationTable(apart: OrganisationsApart): (readonly string[])[] {
  if (!isAnybodyApart(apart)) return []
  const { confirmedBy } = apart
  const rows = [organisationColumns, ...organisationRows(apart)]
  return confirmedBy ? rows.map((row, i) => [...row, i ? confirmedBy : 'confirmed by']) : rows
}

/** Fewest characters of a reason that the public reads. */
const leastReason = 20

/** What is wrong with a decision about an answer, as a key of the words. */
export const reviewTrouble = (given: { held: boolean; reason: string }): 'reason' | undefined =>
  given.held && given.reason.length < leastReason ? 'reason' : undefined
