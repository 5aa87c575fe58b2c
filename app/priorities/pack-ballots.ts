import type { ChoiceList, ChoiceListInput, Dimension, Respondent } from './choice-list-contract.ts'
import { csvText, parseCsv } from './csv-text.ts'
import { furtherDimensions, usualDimensions } from './dimensions.ts'
import { PriorityInputError } from './input-error.ts'
import { type PackAbout, type PackFiles, type PackLevel, sealed, sumFiles } from './pack.ts'
import { weigh } from './weighting.ts'

/** Open row data (level 3) only from so many people on, and only where so many share every row. */
const OPEN_FROM = 500
const OPEN_ALIKE = 10

/** A characteristic is told only by the columns asked for. */
export type BallotColumn = Dimension | 'channel'

const ballotColumns: readonly BallotColumn[] = [...usualDimensions, ...furtherDimensions, 'channel']

/**
 * A pack with a row for each person, sorted by what it says, so that no order of arrival is in it: level 2, sealed, for
 * scrutiny; level 3, open. Clusters are numbered anew. The same answers in any order give the same bytes.
 * @param list the published list of the same input
 * @throws PriorityInputError `too-few-for-rows` (level 3 under 500 people) or `rows-too-rare` (level 3 with a row, the
 *   answer and the weight in it included, that fewer than 10 people share)
 */
export function ballotPackFiles(
  input: ChoiceListInput,
  list: ChoiceList,
  about: PackAbout,
  level: Exclude<PackLevel, 1>,
  columns: readonly BallotColumn[] = [],
): PackFiles {
  const { weights } = weigh(input.rows, input.population, list.method.parameters)
  const withRepeats = list.beside !== undefined
  const rows = ballotRows(input, weights, columns, withRepeats)
  if (level === 3) {
    const [fault] = openFaults(rows)
    if (fault) throw fault
  }
  const places = Array.from({ length: input.picksMax }, (_, place) => `place_${place + 1}`)
  const header = [
    ...places,
    'same',
    'none',
    'weight_millionths',
    ...columns,
    ...(withRepeats ? ['repeat'] : []),
    'cluster',
  ]
  return sealed({
    ...sumFiles(list, input.options, about, level),
    'ballots.csv': csvText([header, ...rows]),
  })
}

function ballotRows(
  { rows, options, picksMax }: ChoiceListInput,
  weights: readonly number[] | null,
  columns: readonly BallotColumn[],
  withRepeats: boolean,
): string[][] {
  const known = rows.map((row, person) => {
    const picks = Array.from({ length: picksMax }, (_, place) => options[row.picks[place] ?? -1]?.id ?? '')
    const marks = [row.same, row.none].map((mark) => (mark ? '1' : '0'))
    const told = columns.map((name) => row[name] ?? '')
    const repeat = withRepeats ? [row.flaggedDuplicate ? '1' : '0'] : []
    const own = [...picks, ...marks, weights ? String(weights[person]) : '', ...told, ...repeat]
    return { own, text: csvText([own]), cluster: row.cluster }
  })
  const clusters = new Map<string, string[]>()
  for (const { cluster, text } of known) {
    if (cluster !== null) clusters.set(cluster, [...(clusters.get(cluster) ?? []), text])
  }
  const content = [...clusters].map(([name, texts]) => ({ name, text: texts.sort().join('') }))
  content.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  const number = new Map(content.map(({ name }, at) => [name, String(at + 1)]))
  const whole = known.map(({ own, cluster }) => [...own, cluster === null ? '' : number.get(cluster)!])
  return whole
    .map((row) => ({ row, text: csvText([row]) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ row }) => row)
}

/** What forbids rows to be open: too few people, or rows that too few share. */
export function openFaults(rows: readonly (readonly string[])[]): PriorityInputError[] {
  const alike = new Map<string, number>()
  for (const row of rows) alike.set(csvText([row]), (alike.get(csvText([row])) ?? 0) + 1)
  const rare = [...alike.values()].filter((people) => people < OPEN_ALIKE).reduce((sum, people) => sum + people, 0)
  const few = `Rows are open only for ${OPEN_FROM} people or more; these are ${rows.length}.`
  const seldom = `Fewer than ${OPEN_ALIKE} people share each of ${rare} rows, so that they could be told by them.`
  return [
    ...(rows.length < OPEN_FROM ? [new PriorityInputError('too-few-for-rows', few, { people: rows.length })] : []),
    ...(rare > 0 ? [new PriorityInputError('rows-too-rare', seldom, { people: rare })] : []),
  ]
}

/** One row of a pack, read but not yet believed. */
export type PackedRow = Pick<Respondent, 'picks' | 'same' | 'none' | 'cluster'> & {
  weight: number | null
  columns: Partial<Record<BallotColumn, string>>
  /** Looks like a repeat of another; null where the pack does not say. */
  flaggedDuplicate: boolean | null
}

function unreadable(line: number, why: string): PriorityInputError {
  return new PriorityInputError('unreadable-pack', `ballots.csv line ${line}: ${why}`, { file: 'ballots.csv', line })
}

/** @throws PriorityInputError `unreadable-pack` with the line */
export function readBallots(
  text: string,
  ids: readonly string[],
  picksMax: number,
): { rows: PackedRow[]; cells: string[][] } {
  const [header = [], ...cells] = parseCsv(text)
  const at = (name: string) => header.indexOf(name)
  const fixed = [...Array.from({ length: picksMax }, (_, i) => `place_${i + 1}`), 'same', 'none', 'weight_millionths']
  for (const name of [...fixed, 'cluster']) if (at(name) < 0) throw unreadable(1, `there is no column ${name}`)
  const columns = ballotColumns.filter((name) => at(name) >= 0)
  const extra = at('repeat') < 0 ? 1 : 2
  if (header.length !== fixed.length + columns.length + extra) throw unreadable(1, 'there is a column too many')
  const place = new Map(ids.map((id, option) => [id, option]))
  const rows = cells.map((row, i): PackedRow => {
    const line = i + 2
    if (row.length !== header.length) throw unreadable(line, 'it has another number of cells than the header')
    const mark = (name: string) => {
      const cell = row[at(name)]
      if (cell !== '0' && cell !== '1') throw unreadable(line, `${name} is neither 0 nor 1`)
      return cell === '1'
    }
    const chosen = fixed.slice(0, picksMax).map((name) => row[at(name)]!)
    const held = chosen.filter((id) => id !== '')
    if (chosen.slice(0, held.length).includes('')) throw unreadable(line, 'a place before the last is empty')
    const picks = held.map((id) => {
      const option = place.get(id)
      if (option === undefined) throw unreadable(line, `there is no option ${id}`)
      return option
    })
    const weight = row[at('weight_millionths')]!
    if (weight !== '' && !/^\d{1,15}$/.test(weight)) throw unreadable(line, `"${weight}" is not a weight`)
    return {
      picks,
      same: mark('same'),
      none: mark('none'),
      cluster: row[at('cluster')] || null,
      weight: weight === '' ? null : Number(weight),
      flaggedDuplicate: extra === 1 ? null : mark('repeat'),
      columns: Object.fromEntries(columns.map((name) => [name, row[at(name)]!])),
    }
  })
  return { rows, cells }
}
