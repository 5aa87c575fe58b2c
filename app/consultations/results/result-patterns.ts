import type { FormQuestion } from '../form.ts'
import { kindNamed, type ValueOf } from '../kinds/kinds.ts'
import type { Patterns, ResultRule } from './result.ts'

/** Row data only of surveys of at least so many (trust 4.4, level 3). */
const leastPeople = 500

/**
 * What may leave as whole answers: those that at least `minCell` people gave alike, of a question that many answered.
 * The rest is only counted, and where it is few the rarest answers join it, so that it cannot be told. Null where the
 * kind has no form that others read, or too few answered.
 */
export function patternsOf(question: FormQuestion, values: readonly unknown[], rule: ResultRule): Patterns | null {
  const told = tellers[question.kind as keyof typeof tellers]
  if (!told || values.length < leastPeople) return null
  const people = new Map<string, number>()
  for (const value of values) {
    const text = JSON.stringify(told(value, question))
    people.set(text, (people.get(text) ?? 0) + 1)
  }
  const all = [...people].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  let kept = all.filter(([, count]) => count >= rule.minCell)
  const leftOut = () => values.length - kept.reduce((sum, [, count]) => sum + count, 0)
  while (kept.length > 0 && leftOut() > 0 && leftOut() < rule.minCell) kept = kept.slice(0, -1)
  return {
    kind: question.kind === 'spend' ? 'budget' : question.kind === 'statements' ? 'votes' : 'orders',
    rows: kept.map(([text, count]) => ({
      answer: JSON.parse(text) as Patterns['rows'][number]['answer'],
      people: count,
    })),
    leftOut: leftOut(),
  }
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
