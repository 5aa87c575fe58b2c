import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type FileTrouble, type ReadFile, shorten, trouble } from './file-trouble.ts'

/** How ballots of a participatory budget were given. */
const voteTypes = ['approval', 'ordinal', 'cumulative', 'scoring'] as const
export type VoteType = (typeof voteTypes)[number]

/** A participatory budget: what each project costs, and which projects each voter chose, best first where ordered. */
export interface BudgetVote {
  meta: Record<string, string>
  budget: number
  voteType: VoteType
  projects: { id: string; cost: number; name: string }[]
  /** `about` is what the file says of the person, as it is written there. */
  voters: { id: string; projects: string[]; points?: number[]; about?: AboutVoter }[]
}

/** The columns about a voter that files of this form may have. */
export interface AboutVoter {
  age?: string
  sex?: string
  neighborhood?: string
}

/** The same as it stood in a file, with the row of the head of META, of every project and of every voter. */
export interface ReadBudgetVote extends BudgetVote {
  rows: { meta: number; projects: number[]; voters: number[] }
}

const sections = ['META', 'PROJECTS', 'VOTES'] as const
type Section = (typeof sections)[number]
type Rows = { row: number; cells: string[] }[]

/** Reads a pabulib `.pb` file (`;` between cells, sections META, PROJECTS, VOTES, each with a head). */
export function readBudgetVote(text: string): ReadFile<ReadBudgetVote> {
  const split = sectionsOf(text.replace(/^\ufeff/, ''))
  if (!split.ok) return split
  const troubles: FileTrouble[] = []
  const meta = Object.fromEntries(split.value.META.slice(1).map(({ cells }) => [cells[0] ?? '', cells[1] ?? '']))
  const metaRow = split.value.META[0]!.row
  const budget = amount(meta.budget ?? '')
  if (budget === null || budget <= 0) troubles.push(trouble(metaRow, 'budget', { given: shorten(meta.budget ?? '') }))
  const voteType = voteTypes.find((known) => known === meta.vote_type?.toLowerCase())
  if (!voteType) {
    troubles.push(trouble(metaRow, 'vote_type', { given: shorten(meta.vote_type ?? ''), known: voteTypes.join(', ') }))
  }
  const projects = readProjects(split.value.PROJECTS, troubles)
  const voters = readVoters(split.value.VOTES, new Set(projects.map(({ id }) => id)), troubles)
  for (const [key, found] of [
    ['num_projects', projects.length],
    ['num_votes', voters.length],
  ] as const) {
    const stated = meta[key]
    if (stated && Number(stated) !== found)
      troubles.push(trouble(metaRow, 'count_differs', { name: key, stated, found }))
  }
  if (troubles.length || !voteType || budget === null) return { ok: false, troubles }
  const at = (section: Section) => split.value[section].slice(1).map(({ row }) => row)
  const rows = { meta: metaRow, projects: at('PROJECTS'), voters: at('VOTES') }
  return { ok: true, value: { meta, budget, voteType, projects, voters, rows } }
}

/** Amounts are written with a point or a comma before the pence. */
function amount(given: string): number | null {
  const cleaned = given.trim().replace(/\s/g, '').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(cleaned) ? Number(cleaned) : null
}

function sectionsOf(text: string): ReadFile<Record<Section, Rows>> {
  const found: Record<Section, Rows> = { META: [], PROJECTS: [], VOTES: [] }
  let now: Section | undefined
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, { delimiter: ';', relax_column_count: true, relax_quotes: true, info: true }) as never
  } catch (error) {
    const line = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { ok: false, troubles: [trouble(line, 'not_csv')] }
  }
  for (const { record, info } of records) {
    const cells = record.map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) continue
    const section = cells.slice(1).every((cell) => cell === '')
      ? sections.find((name) => name === cells[0]?.toUpperCase())
      : undefined
    if (section) now = section
    else if (now) found[now].push({ row: info.lines, cells })
    else return { ok: false, troubles: [trouble(info.lines, 'before_sections')] }
  }
  const missing = sections.filter((name) => !found[name].length)
  return missing.length
    ? { ok: false, troubles: missing.map((name) => trouble(1, 'section_missing', { section: name })) }
    : { ok: true, value: found }
}

/** Cells by the head of their column. */
function byHead([head, ...rows]: Rows): { row: number; at: (name: string) => string }[] {
  const names = head!.cells.map((name) => name.toLowerCase())
  return rows.map(({ row, cells }) => ({ row, at: (name: string) => cells[names.indexOf(name)] ?? '' }))
}

function readProjects(rows: Rows, troubles: FileTrouble[]): BudgetVote['projects'] {
  const seen = new Set<string>()
  return byHead(rows).map(({ row, at }) => {
    const id = at('project_id')
    const cost = amount(at('cost'))
    if (!id) troubles.push(trouble(row, 'project_id', {}, 'project_id'))
    else if (seen.has(id)) troubles.push(trouble(row, 'project_twice', { given: shorten(id) }, 'project_id'))
    if (cost === null || cost <= 0) troubles.push(trouble(row, 'cost', { given: shorten(at('cost')) }, 'cost'))
    seen.add(id)
    return { id, cost: cost ?? 0, name: at('name') || id }
  })
}

function readVoters(rows: Rows, known: ReadonlySet<string>, troubles: FileTrouble[]): BudgetVote['voters'] {
  const seen = new Set<string>()
  const list = (cell: string) => (cell ? cell.split(',').map((part) => part.trim()) : [])
  return byHead(rows).map(({ row, at }) => {
    const id = at('voter_id')
    if (!id || seen.has(id)) troubles.push(trouble(row, id ? 'voter_twice' : 'voter_id', { given: id }, 'voter_id'))
    seen.add(id)
    const projects = list(at('vote'))
    for (const project of projects) {
      if (!known.has(project)) troubles.push(trouble(row, 'unknown_project', { given: shorten(project) }, 'vote'))
    }
    if (new Set(projects).size < projects.length) troubles.push(trouble(row, 'project_twice', { given: id }, 'vote'))
    const points = list(at('points')).map(Number)
    const own = aboutOf(at)
    if (!points.length) return { id, projects, ...own }
    if (points.length !== projects.length || points.some((p) => !(p >= 0))) {
      troubles.push(trouble(row, 'points', { given: shorten(at('points')) }, 'points'))
    }
    return { id, projects, points, ...own }
  })
}

function aboutOf(at: (name: string) => string): { about?: AboutVoter } {
  const said = (['age', 'sex', 'neighborhood'] as const).flatMap((name) => (at(name) ? [[name, at(name)]] : []))
  return said.length ? { about: Object.fromEntries(said) } : {}
}

/** The same as a `.pb` file. Voters keep the ids given, which must not be anybody's reference. */
export function writeBudgetVote({ meta, budget, voteType, projects, voters }: BudgetVote): string {
  const all = {
    description: '',
    country: 'UK',
    unit: '',
    instance: '',
    ...meta,
    num_projects: String(projects.length),
    num_votes: String(voters.length),
    budget: String(budget),
    vote_type: voteType,
    rule: meta.rule ?? 'equalshares',
  }
  const withPoints = voters.some(({ points }) => points !== undefined)
  const rows = (section: string, lines: unknown[][]) => [[section], ...lines]
  return stringify(
    [
      ...rows('META', [['key', 'value'], ...Object.entries(all)]),
      ...rows('PROJECTS', [['project_id', 'cost', 'name'], ...projects.map((p) => [p.id, p.cost, p.name])]),
      ...rows('VOTES', [
        ['voter_id', 'vote', ...(withPoints ? ['points'] : [])],
        ...voters.map((v) => [v.id, v.projects.join(','), ...(withPoints ? [(v.points ?? []).join(',')] : [])]),
      ]),
    ],
    { delimiter: ';', escape_formulas: false },
  )
}
