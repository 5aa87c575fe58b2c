import type { KindName } from '../kinds/kinds.ts'

/** One thing an officer sets about a question of some kind, beside its words. `name` is the configuration's. */
export type Setting =
  | { type: 'list'; name: 'options' | 'rows' | 'columns' | 'statements'; most: number; cost?: true }
  | { type: 'number'; name: string; usual: number | null }
  | { type: 'flag'; name: string; usual: boolean }
  | { type: 'text'; name: string }
  | { type: 'day'; name: string }
  | { type: 'choice'; name: string; of: readonly [string, ...string[]] }

const list = (most: number, name: 'options' | 'rows' | 'columns' | 'statements' = 'options'): Setting => ({
  type: 'list',
  name,
  most,
})
const number = (name: string, usual: number | null): Setting => ({ type: 'number', name, usual })
const flag = (name: string, usual = false): Setting => ({ type: 'flag', name, usual })
const text = (name: string): Setting => ({ type: 'text', name })

/** What each kind lets an officer set, in the order of the page. The kinds' own shapes judge what was set. */
export const kindSettings: Record<KindName, readonly Setting[]> = {
  one: [list(60), flag('other'), flag('random')],
  many: [list(60), number('most', null), flag('none', true), flag('other'), flag('random')],
  order: [list(40), number('most', 3), flag('random', true)],
  rank: [list(12), flag('ties'), flag('random', true)],
  rate: [number('from', 0), number('to', 10), text('low'), text('high')],
  matrix: [list(15, 'rows'), list(7, 'columns'), flag('scale'), flag('random')],
  statements: [list(60, 'statements'), number('most', 10), flag('add')],
  paired: [list(40), number('pairs', 6)],
  'best-worst': [list(40), number('sets', 4), number('size', 4)],
  points: [list(15), number('total', 100)],
  spend: [{ type: 'list', name: 'options', most: 40, cost: true }, number('budget', null)],
  number: [number('least', 0), number('most', 100), number('decimals', 0), text('unit')],
  date: [
    { type: 'day', name: 'earliest' },
    { type: 'day', name: 'latest' },
  ],
  text: [flag('long', true), number('limit', 500)],
  map: [{ type: 'choice', name: 'level', of: ['district', 'forum'] }, flag('pin')],
}

/** The lists of things to choose from that a kind has. */
export const listsOf = (kind: KindName) =>
  kindSettings[kind].filter((setting): setting is Setting & { type: 'list' } => setting.type === 'list')

/** Kinds that have a place for "I am not sure"; statements can be passed instead. */
export const offersUnsure = (kind: KindName): boolean => kind !== 'statements'
