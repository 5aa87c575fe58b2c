import type { FormQuestion } from '../form.ts'
import { kindNamed, type ValueOf } from '../kinds/kinds.ts'
import type { Patterns, ResultRule } from './result.ts'
import { measuresOf } from './result-counting.ts'

/** Row data only of surveys of at least so many (trust 4.4, level 3). */
const leastPeople = 500

/**
 * What may leave as whole answers: those that at least `minCell` people gave alike, of a question that many answered.
 * The rest is only counted. The counts of everybody stand beside it, so what the rest said could be told by taking away:
 * while any such figure is small, the rarest answers join the rest. Null where the kind has no form that others read, or
 * too few answered.
 */
export function patternsOf(question: FormQuestion, values: readonly unknown[], rule: ResultRule): Patterns | null {
  const told = tellers[question.kind as keyof typeof tellers]
  if (!told || values.length < leastPeople) return null
  const patterns = new Map<string, Pattern>()
  const cellsIn = cellsOf(question)
  const everybody = new Map<string, number>()
  for (const value of values) {
    const text = JSON.stringify(told(value, question))
    const pattern = patterns.get(text) ?? { text, people: 0, cells: new Map() }
    patterns.set(text, pattern)
    pattern.people++
    for (const cell of cellsIn(value)) {
      count(pattern.cells, cell, 1)
      count(everybody, cell, 1)
    }
  }
  const all = [...patterns.values()].sort((a, b) => b.people - a.people || (a.text < b.text ? -1 : 1))
  const kept = all.filter(({ people }) => people >= rule.minCell)
  const rest = { people: 0, cells: new Map<string, number>() }
  const leave = ({ people, cells }: Pattern) => {
    rest.people += people
    for (const [cell, number] of cells) count(rest.cells, cell, number)
  }
  all.slice(kept.length).forEach(leave)
  const isSmall = (number: number) => number > 0 && number < rule.minCell
  // A figure that is small among everybody is hidden there: nothing can be taken away from it.
  const tells = () =>
    isSmall(rest.people) || [...rest.cells].some(([cell, number]) => isSmall(number) && !isSmall(everybody.get(cell)!))
  while (kept.length > 0 && tells()) leave(kept.pop()!)
  return {
    kind: question.kind === 'spend' ? 'budget' : question.kind === 'statements' ? 'votes' : 'orders',
    rows: kept.map(({ text, people }) => ({
      answer: JSON.parse(text) as Patterns['rows'][number]['answer'],
      people,
    })),
    leftOut: rest.people,
  }
}

interface Pattern {
  text: string
  people: number
  /** How often it adds to each published count. */
  cells: Map<string, number>
}

const count = (cells: Map<string, number>, cell: string, number: number) =>
  cells.set(cell, (cells.get(cell) ?? 0) + number)

/** The published counts that an answer adds to: cells of the question's tables, and its head-to-heads. */
function cellsOf({ kind, config }: FormQuestion): (value: unknown) => string[] {
  const { tables } = measuresOf(kind, config, 0)
  const own = kindNamed(kind)
  const options = own.rankable(config).map((_, i) => i)
  return (value) => [
    ...tables.flatMap((table) => table.cells(value).map(([row, column]) => `${table.id} ${row} ${column}`)),
    ...(options.length ? own.ballots(value, config) : []).flatMap(({ groups }) => {
      const place = (option: number) => {
        const at = groups.findIndex((group) => group.includes(option))
        return at < 0 ? groups.length : at
      }
      return options.flatMap((a) => options.flatMap((b) => (place(a) < place(b) ? [`pair ${a} ${b}`] : [])))
    }),
  ]
}

/** Groups of options for an order, best first; the options bought; or statement and vote by turns. */
const tellers = {
  order: (value: unknown, { config }: FormQuestion) => orderOf('order', value, config),
  rank: (value: unknown, { config }: FormQuestion) => orderOf('rank', value, config),
  spend: (value: unknown) => [[...(value as ValueOf<'spend'>).bought].sort()],
  statements: (value: unknown) =>
    [...(value as ValueOf<'statements'>).votes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, vote]) => [id, String(vote)]),
}

function orderOf(name: 'order' | 'rank', value: unknown, config: unknown): string[][] {
  const kind = kindNamed(name)
  const options = kind.rankable(config)
  const [ballot] = kind.ballots(value, config)
  return (ballot?.groups ?? []).map((group) => group.map((i) => options[i]!.id))
}
