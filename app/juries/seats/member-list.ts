import { parse } from 'csv-parse/sync'

export const memberStates = ['seated', 'alternate', 'withdrawn', 'left'] as const
export type MemberState = (typeof memberStates)[number]

/** One line of a list of jurors. `email` may be empty: then the juror votes on paper or a shared tablet. */
export interface ListedMember {
  badge: string
  area: string
  email: string
  state: MemberState
}

export interface ListTrouble {
  /** The line as a person counts in the list, the heading being line 1; 0 for the list as a whole. */
  row: number
  column: 'badge' | 'area' | 'email' | 'state' | 'list'
  trouble:
    | 'missing'
    | 'repeated'
    | 'unknown'
    | 'not_an_address'
    | 'empty'
    | 'unreadable'
    | 'too_long_list'
    | 'too_late'
    | 'too_many_seats'
    | 'drawn_here'
  value: string
}

const columns = ['badge', 'area', 'email', 'state'] as const
const mostRows = 500

/**
 * Reads a pasted or uploaded list of jurors: a heading line with `badge` and `area`, and if wanted `email` and `state`
 * (`seated` when left out), separated by commas, semicolons or tabs. Every fault is named by row and column; as long as
 * there is one nothing is taken.
 */
export function readMemberList(
  text: string,
  areas: readonly string[],
): { members: ListedMember[]; troubles: ListTrouble[] } {
  const whole = (
    trouble: ListTrouble['trouble'],
    value = '',
  ): { members: ListedMember[]; troubles: ListTrouble[] } => ({
    members: [],
    troubles: [{ row: 0, column: 'list', trouble, value }],
  })
  if (!text.trim()) return whole('empty')
  const rows = rowsOf(text)
  if (!rows) return whole('unreadable')
  const [heading = [], ...lines] = rows
  const place = Object.fromEntries(
    columns.map((name) => [name, heading.findIndex((h) => h.trim().toLowerCase() === name)]),
  )
  const absent = (['badge', 'area'] as const).filter((name) => place[name] === -1)
  if (absent.length) {
    return { members: [], troubles: absent.map((column) => ({ row: 1, column, trouble: 'missing', value: '' })) }
  }
  if (!lines.length) return whole('empty')
  if (lines.length > mostRows) return whole('too_long_list', String(lines.length))
  return judge(
    lines.map((cells) => Object.fromEntries(columns.map((name) => [name, (cells[place[name]!] ?? '').trim()]))),
    areas,
  )
}

function rowsOf(text: string): string[][] | undefined {
  const heading = text.trimStart().split('\n', 1)[0] ?? ''
  const delimiter = ['\t', ';', ','].find((d) => heading.includes(d)) ?? ','
  try {
    return parse(text, {
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as string[][]
  } catch {
    return undefined
  }
}

function judge(lines: Record<string, string>[], areas: readonly string[]) {
  const troubles: ListTrouble[] = []
  const seen = { badge: new Set<string>(), email: new Set<string>() }
  const members = lines.map((line, i) => {
    const { badge = '', area = '', email: typed = '', state = '' } = line
    const email = typed.toLowerCase()
    const found = areas.find((name) => name.toLowerCase() === area.toLowerCase())
    const say = (column: ListTrouble['column'], trouble: ListTrouble['trouble'], value: string) =>
      troubles.push({ row: i + 2, column, trouble, value })
    if (!badge) say('badge', 'missing', '')
    else if (seen.badge.has(badge)) say('badge', 'repeated', badge)
    if (!area) say('area', 'missing', '')
    else if (!found) say('area', 'unknown', area)
    if (email && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(email)) say('email', 'not_an_address', typed)
    else if (email && seen.email.has(email)) say('email', 'repeated', typed)
    const known = memberStates.find((s) => s === (state.toLowerCase() || 'seated'))
    if (!known) say('state', 'unknown', state)
    seen.badge.add(badge)
    seen.email.add(email)
    return { badge, area: found ?? area, email, state: known ?? 'seated' }
  })
  return { members: troubles.length ? [] : members, troubles }
}
