import type { PlanTrouble } from '../exercise.ts'

/** How near to people an exercise is (need 58), from the largest to the smallest. */
export const levels = ['county', 'district', 'forum', 'parish'] as const
export type Level = (typeof levels)[number]

/** Every kind of area that can be loaded: those, and what councillors are elected for, each from the largest to the smallest. */
export const areaKinds = [...levels, 'division', 'ward'] as const
export type AreaKind = (typeof areaKinds)[number]

/** The kinds that one or more councillors are elected for, each within one district. */
export const seatKinds = ['ward', 'division'] as const satisfies readonly AreaKind[]
export type SeatKind = (typeof seatKinds)[number]
export const isSeatKind = (kind: string): kind is SeatKind => (seatKinds as readonly string[]).includes(kind)

/** Groups of people an exercise or a piece of evidence is about. */
export const groupCodes = [
  'everyone',
  'young',
  'older',
  'families',
  'women',
  'carers',
  'disabled',
  'learning_disability',
  'minority_ethnic',
  'faith',
  'no_car',
  'low_income',
  'tenants',
  'business',
  'voluntary',
] as const

/** Ways of asking (needs 55 and 70). */
export const methodCodes = [
  'online',
  'paper',
  'telephone',
  'panel',
  'focus_group',
  'interviews',
  'event',
  'workshop',
  'jury',
  'forum_meeting',
  'organisations',
] as const

/** What the register keeps of an exercise beside its plan. Money in pounds, time in hours of staff, reach in people. */
export interface RegisterEntry {
  level: Level
  statute: string
  address: string
  /** What is meant to be asked, one question a line. */
  questions: string
  panelSampleId: string | null
  costPounds: number | null
  staffHours: number | null
  reachExpected: number | null
  reached: number | null
  profileNote: string
  whatChanged: string
  whatChangedOn: string | null
  /** The day its results were published elsewhere. */
  resultsOn: string | null
  lateReason: string
  themeIds: string[]
  groups: string[]
  methods: string[]
  askedElsewhere: boolean
}

/** What stands there before anybody has filled it in. The level follows from the largest area that was chosen. */
export const emptyEntry = (areaKinds: readonly string[]): RegisterEntry => ({
  level: levels.find((level) => areaKinds.includes(level)) ?? 'county',
  statute: '',
  address: '',
  questions: '',
  panelSampleId: null,
  costPounds: null,
  staffHours: null,
  reachExpected: null,
  reached: null,
  profileNote: '',
  whatChanged: '',
  whatChangedOn: null,
  resultsOn: null,
  lateReason: '',
  themeIds: [],
  groups: [],
  methods: [],
  askedElsewhere: false,
})

const trouble = (field: string, key: string): PlanTrouble => ({ field, key, values: {}, area: 'planning-desk' })

/**
 * What of the entry forbids publishing: without theme, group and method no overlap with another partner's exercise can
 * be seen (needs 55 and 57), and a legal duty names its law (rule D-1).
 */
export function entryTroubles(entry: RegisterEntry, legalBasis: string): PlanTrouble[] {
  return [
    ...(entry.themeIds.length ? [] : [trouble('themeIds', 'missing.themeIds')]),
    ...(entry.groups.length ? [] : [trouble('groups', 'missing.groups')]),
    ...(entry.methods.length ? [] : [trouble('methods', 'missing.methods')]),
    ...(legalBasis === 'statutory' && !entry.statute ? [trouble('statute', 'missing.statute')] : []),
    ...(entry.askedElsewhere && !entry.address ? [trouble('address', 'missing.address')] : []),
  ]
}

/** The questions of an entry, one a line. */
export const questionLines = (questions: string): string[] =>
  questions
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What is worked out with the plan; what it took and what came of it is filled in apart, and at another time. */
export const planPart = [
  'level',
  'themeIds',
  'groups',
  'methods',
  'statute',
  'askedElsewhere',
  'address',
  'questions',
  'panelSampleId',
  'reachExpected',
] as const satisfies (keyof RegisterEntry)[]
export const outcomePart = [
  'costPounds',
  'staffHours',
  'reached',
  'profileNote',
  'resultsOn',
  'whatChanged',
  'lateReason',
] as const satisfies (keyof RegisterEntry)[]
export type EntryPart = typeof planPart | typeof outcomePart

/** What one of the two forms shows of an entry; a choice of several is the same in any order. */
export const shownOf = (entry: RegisterEntry, part: EntryPart) =>
  part.map((field) => {
    const value = entry[field]
    return Array.isArray(value) ? [...value].sort() : value
  })

const inWords: readonly (keyof RegisterEntry)[] = [
  'statute',
  'address',
  'questions',
  'reachExpected',
  'costPounds',
  'staffHours',
  'reached',
  'profileNote',
  'whatChanged',
  'lateReason',
]

/** Where an entry as it stands says something else than this one: each field, in words where words can say it. */
export function differingFields(
  mine: RegisterEntry,
  now: RegisterEntry,
  part: EntryPart,
  dayInWords: (day: string) => string,
): { field: string; now?: string }[] {
  const [own, other] = [shownOf(mine, part), shownOf(now, part)]
  return part.flatMap((field, i): { field: string; now?: string }[] => {
    if (JSON.stringify(own[i]) === JSON.stringify(other[i])) return []
    if (field === 'resultsOn') return [{ field: 'resultsOn-day', now: now.resultsOn ? dayInWords(now.resultsOn) : '' }]
    return [inWords.includes(field) ? { field, now: String(other[i] ?? '') } : { field }]
  })
}
