import { type FileTrouble, type ReadFile, shorten, trouble } from '../consultations/imports/file-trouble.ts'
import { codeRows } from '../engagement/areas/code-file.ts'
import { dayNumber } from '../engagement/london-day.ts'
import { yesOrNo } from '../people/organisation-file.ts'

export const seatColumns = [
  'number',
  'label',
  'organisation',
  'represents',
  'second_hat',
  'chairs',
  'commits',
  'member',
  'substitute',
  'until',
] as const

/** A seat as a file describes it: whose it is, what it can do, and who sits in it. */
export interface SeatRow {
  number: number
  label: string
  organisationId: string
  represents: string
  secondHat: string | null
  chairOf: 'A' | 'B' | null
  canCommit: boolean
  /** Where its member and a substitute sign in; null while there is none. */
  member: string | null
  substitute: string | null
  termTo: string | null
}

/** What the partnership knows already that a row may not contradict. */
export interface SeatsKnown {
  organisations: readonly { id: string; name: string }[]
  people: readonly { email: string; organisationId: string | null }[]
  /** `sat`: a meeting has written down who came to it. */
  seats: readonly { number: number; organisationId: string; sat: boolean }[]
}

/**
 * Reads the seats of the Board, one to a row. Everything wrong is named by row and column; then nothing of the file is
 * read. A seat that somebody has sat in stays its organisation's: what was decided there stays theirs.
 */
export function readSeats(bytes: Uint8Array, known: SeatsKnown, today: string): ReadFile<SeatRow[]> {
  const file = codeRows(bytes, seatColumns)
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const before = new Map<string, number>()
  const rows = file.value.map(({ line, cells }): SeatRow => {
    const wrong = (column: (typeof seatColumns)[number], key: string, values: FileTrouble['values'] = {}) =>
      troubles.push(trouble(line, key, values, column))
    const once = (column: 'number' | 'chairs' | 'member', given: string) => {
      const first = before.get(`${column} ${given}`)
      if (first === undefined) before.set(`${column} ${given}`, line)
      else wrong(column, 'twice', { given: shorten(given), before: first })
    }
    const short = (column: 'label' | 'represents' | 'second_hat', most: number, needed = true) => {
      if ((needed && !cells[column]) || cells[column].length > most) wrong(column, needed ? 'words' : 'long', { most })
      return cells[column]
    }
    const number = /^[1-9]\d?$/.test(cells.number) ? Number(cells.number) : 0
    if (number) once('number', String(number))
    else wrong('number', 'seat_number', { given: shorten(cells.number) })

    const organisation = known.organisations.find(({ name }) => name.toLowerCase() === cells.organisation.toLowerCase())
    const seat = known.seats.find((one) => one.number === number)
    if (!organisation) wrong('organisation', 'organisation', { given: shorten(cells.organisation) })
    else if (seat?.sat && seat.organisationId !== organisation.id) wrong('organisation', 'sat', { number })

    const chairs = cells.chairs.toUpperCase()
    if (chairs && chairs !== 'A' && chairs !== 'B') wrong('chairs', 'chairs', { given: shorten(cells.chairs) })
    else if (chairs) once('chairs', chairs)
    const canCommit = yesOrNo(cells.commits)
    if (canCommit === undefined) wrong('commits', 'yes_or_no', { given: shorten(cells.commits) })

    const until = cells.until && isDay(cells.until) ? cells.until : null
    if (cells.until && !until) wrong('until', 'day', { given: shorten(cells.until) })
    const person = (column: 'member' | 'substitute') => {
      const email = cells[column].toLowerCase()
      if (!email) return null
      const works = known.people.find((one) => one.email === email)?.organisationId
      if (!/^\S+@\S+$/.test(email)) wrong(column, 'email', { given: shorten(email) })
      else if (until && until < today) wrong(column, 'ended', { number })
      else if (organisation && works && works !== organisation.id) {
        const name = known.organisations.find(({ id }) => id === works)?.name ?? ''
        wrong(column, 'elsewhere', { given: shorten(email), name })
      } else if (column === 'member') once('member', email)
      return email
    }
    const [member, substitute] = [person('member'), person('substitute')]
    if (substitute && substitute === member) wrong('substitute', 'same')
    return {
      number,
      label: short('label', 100),
      organisationId: organisation?.id ?? '',
      represents: short('represents', 200),
      secondHat: short('second_hat', 200, false) || null,
      chairOf: chairs === 'A' || chairs === 'B' ? chairs : null,
      canCommit: canCommit ?? false,
      member,
      substitute,
      termTo: until,
    }
  })
  return troubles.length ? { ok: false, troubles } : { ok: true, value: rows }
}

function isDay(given: string): boolean {
  try {
    return dayNumber(given) > 0
  } catch {
    return false
  }
}
