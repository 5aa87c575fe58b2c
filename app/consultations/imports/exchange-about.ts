import { type Area, noAnswers } from '../answering/answers.ts'
import { usualChoice } from '../equality/equality-choice.ts'
import { columnsAsked, saidIn } from './about-columns.ts'
import { type AboutLabels, codeFor } from './about-labels.ts'
import type { ImportCodes, ImportRow } from './import.ts'
import type { AboutVoter } from './pabulib-file.ts'
import { areaOf } from './survey-form-rows.ts'

/** What the values of a file of another program are read by. */
export interface AboutReading {
  codes: Pick<ImportCodes, 'areas' | 'choice'>
  labels: AboutLabels
}

const columns = { age: 'age_band', sex: 'sex' } as const

/**
 * What a file says of a voter, as far as the exercise asks it and its words are known here. The rest counts as not said,
 * and `unread` names it: an area of somebody else's map is nobody's place in ours.
 */
export function aboutVoter(
  about: AboutVoter | undefined,
  { codes, labels }: AboutReading,
): Pick<ImportRow, 'answers' | 'monitoring'> & { unread: { name: keyof AboutVoter; given: string }[] } {
  const asked = columnsAsked(codes.choice ?? usualChoice)
  const unread: { name: keyof AboutVoter; given: string }[] = []
  const given: Record<string, string | null> = {}
  for (const [name, column] of Object.entries(columns) as [
    keyof typeof columns,
    (typeof columns)[keyof typeof columns],
  ][]) {
    const cell = about?.[name]
    if (!cell || !asked.includes(column)) continue
    const code = codeFor(labels, column, cell)
    if (code === null) unread.push({ name, given: cell })
    given[column] = code || null
  }
  const place = about?.neighborhood ?? ''
  const area: Area | undefined = areaOf(place, codes.areas)
  if (!area) unread.push({ name: 'neighborhood', given: place })
  return { answers: { ...noAnswers, area: area ?? { kind: 'unsaid' } }, monitoring: saidIn(given), unread }
}

/** Values of a file that are not known here, each with how many people have it, the most frequent first. */
export function unreadValues(
  people: readonly { about?: AboutVoter }[],
  reading: AboutReading,
): { name: keyof AboutVoter; given: string; people: number }[] {
  const found = new Map<string, { name: keyof AboutVoter; given: string; people: number }>()
  for (const { about } of people) {
    for (const { name, given } of aboutVoter(about, reading).unread) {
      const key = `${name}\n${given}`
      found.set(key, { name, given, people: (found.get(key)?.people ?? 0) + 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.people - a.people)
}
