import { type FileTrouble, type ReadFile, shorten, trouble } from './file-trouble.ts'

/** Orders of alternatives with how many people gave each: groups of equally wanted ones, most wanted first, from 0. */
export interface Rankings {
  title: string
  alternatives: string[]
  orders: { people: number; groups: number[][] }[]
}

/** The same as it stood in a file, with the row of every alternative and of every order. */
export interface ReadRankings extends Rankings {
  rows: { alternatives: number[]; orders: number[] }
}

export type RankingKind = 'soc' | 'soi' | 'toc' | 'toi'

/** Which of the four endings fits: strict or with ties, complete or incomplete. */
export function kindOf({ alternatives, orders }: Rankings): RankingKind {
  const ties = orders.some(({ groups }) => groups.some((group) => group.length > 1))
  const incomplete = orders.some(({ groups }) => groups.flat().length < alternatives.length)
  return `${ties ? 't' : 's'}o${incomplete ? 'i' : 'c'}`
}

/**
 * Reads a PrefLib file of orders (`.soc .soi .toc .toi`), with the present header (`# KEY: value`) or the one before
 * 2022 (numbers and names in the first lines). Every trouble is named by row; nothing is guessed.
 */
export function readRankings(text: string): ReadFile<ReadRankings> {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const read = lines[0]?.trimStart().startsWith('#') ? readPresentHead(lines) : readFormerHead(lines)
  if (!read.ok) return read
  const { title, alternatives, named, from, separator } = read.value
  const troubles: FileTrouble[] = []
  const orders: Rankings['orders'] = []
  const rows: number[] = []
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!.trim()
    if (!line || line.startsWith('#')) continue
    const order = readOrder(line, separator, alternatives.length, i + 1)
    if (!order.ok) troubles.push(...order.troubles)
    else {
      orders.push(order.value)
      rows.push(i + 1)
    }
  }
  if (!orders.length && !troubles.length) troubles.push(trouble(lines.length, 'no_orders'))
  if (troubles.length) return { ok: false, troubles }
  return { ok: true, value: { title, alternatives, orders, rows: { alternatives: named, orders: rows } } }
}

interface Head {
  title: string
  alternatives: string[]
  /** The row that names each. */
  named: number[]
  from: number
  separator: ':' | ','
}

function readPresentHead(lines: readonly string[]): ReadFile<Head> {
  const names = new Map<number, { name: string; row: number }>()
  let title = ''
  let count = 0
  let from = 0
  for (; from < lines.length && /^\s*(#|$)/.test(lines[from]!); from++) {
    const [, key = '', value = ''] = /^\s*#\s*([^:]+):\s*(.*)$/.exec(lines[from]!) ?? []
    const named = /^ALTERNATIVE NAME (\d+)$/i.exec(key.trim())
    if (named) names.set(Number(named[1]), { name: value.trim(), row: from + 1 })
    else if (/^TITLE$/i.test(key.trim())) title = value.trim()
    else if (/^NUMBER ALTERNATIVES$/i.test(key.trim())) count = Number(value)
  }
  const all = count || names.size
  if (!Number.isInteger(all) || all < 1 || all > 1000) return { ok: false, troubles: [trouble(1, 'alternatives')] }
  const alternatives = Array.from({ length: all }, (_, i) => names.get(i + 1)?.name || `${i + 1}`)
  const named = alternatives.map((_, i) => names.get(i + 1)?.row ?? 1)
  return { ok: true, value: { title, alternatives, named, from, separator: ':' } }
}

function readFormerHead(lines: readonly string[]): ReadFile<Head> {
  const count = Number(lines[0])
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    return { ok: false, troubles: [trouble(1, 'alternatives')] }
  const alternatives: string[] = []
  for (let i = 1; i <= count; i++) {
    const [, number, name = ''] = /^\s*(\d+)\s*,\s*(.*)$/.exec(lines[i] ?? '') ?? []
    if (Number(number) !== i) return { ok: false, troubles: [trouble(i + 1, 'alternative_name', { number: i })] }
    alternatives.push(name.trim() || `${i}`)
  }
  const named = alternatives.map((_, i) => i + 2)
  return { ok: true, value: { title: '', alternatives, named, from: count + 2, separator: ',' } }
}

function readOrder(line: string, separator: ':' | ',', all: number, row: number): ReadFile<Rankings['orders'][number]> {
  const at = line.indexOf(separator)
  const people = Number(line.slice(0, at))
  if (at < 1 || !Number.isInteger(people) || people < 1) return { ok: false, troubles: [trouble(row, 'order_count')] }
  const rest = line.slice(at + 1).trim()
  const groups: number[][] = []
  const seen = new Set<number>()
  const troubles: FileTrouble[] = []
  for (const part of rest.match(/\{[^{}]*\}|[^,{}]+/g) ?? []) {
    const inner = part.startsWith('{') ? part.slice(1, -1) : part
    const group: number[] = []
    for (const name of inner.split(',').map((n) => n.trim())) {
      if (!name) continue
      const number = Number(name)
      if (!Number.isInteger(number) || number < 1 || number > all) {
        troubles.push(trouble(row, 'unknown_alternative', { given: shorten(name), most: all }))
      } else if (seen.has(number)) troubles.push(trouble(row, 'alternative_twice', { given: number }))
      else {
        seen.add(number)
        group.push(number - 1)
      }
    }
    if (group.length) groups.push(group)
  }
  if (!groups.length && !troubles.length) troubles.push(trouble(row, 'order_empty'))
  return troubles.length ? { ok: false, troubles } : { ok: true, value: { people, groups } }
}

/** The same as a file in PrefLib's present form, which says its own name; equal orders are written once, the commonest first. */
export function writeRankings({ title, alternatives, orders }: Rankings, day: string, name = 'rankings'): string {
  const people = new Map<string, number>()
  for (const { people: count, groups } of orders) {
    const order = groups
      .map((group) => (group.length > 1 ? `{${group.map((a) => a + 1).join(',')}}` : `${group[0]! + 1}`))
      .join(',')
    people.set(order, (people.get(order) ?? 0) + count)
  }
  const unique = [...people].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const one = (value: string) => value.replace(/\s+/g, ' ').trim()
  return [
    `# FILE NAME: ${name}.${kindOf({ title, alternatives, orders })}`,
    `# TITLE: ${one(title)}`,
    '# DESCRIPTION:',
    `# DATA TYPE: ${kindOf({ title, alternatives, orders })}`,
    '# MODIFICATION TYPE: original',
    '# RELATES TO:',
    '# RELATED FILES:',
    `# PUBLICATION DATE: ${day}`,
    `# MODIFICATION DATE: ${day}`,
    `# NUMBER ALTERNATIVES: ${alternatives.length}`,
    `# NUMBER VOTERS: ${orders.reduce((sum, order) => sum + order.people, 0)}`,
    `# NUMBER UNIQUE ORDERS: ${unique.length}`,
    ...alternatives.map((name, i) => `# ALTERNATIVE NAME ${i + 1}: ${one(name)}`),
    ...unique.map(([order, count]) => `${count}: ${order}`),
    '',
  ].join('\n')
}
