import { type Conversation, lastVotes, type StatementVote } from '../statements.ts'
import type { ReferenceCase } from './case.ts'

export interface Conversed {
  readonly conversation: Conversation
  /** Names of the statements, in order. */
  readonly ids: readonly string[]
  /** Names of the people, in order. */
  readonly people: readonly string[]
  readonly groups: ReadonlyMap<string, readonly number[]>
  readonly moderatedOut: ReadonlySet<number>
  readonly meta: ReadonlySet<number>
  readonly before: readonly number[]
}

/** A list of votes, or a matrix of signs with one row per person. */
export function readConversation(one: ReferenceCase): Conversed {
  return one.input.kind === 'agree-disagree-pass' ? readList(one) : readMatrix(one)
}

function readList({ input }: ReferenceCase): Conversed {
  const votes = input.votes_pid_tid_vote as readonly (readonly [number, number, number])[]
  const ids = (input.statement_order as readonly number[]).map(String)
  const position = new Map(ids.map((id, i) => [id, i]))
  const coding = input.vote_coding as { agree: number; disagree: number; pass: number }
  const meaning = new Map<number, StatementVote>([
    [coding.agree, 1],
    [coding.disagree, -1],
    [coding.pass, 0],
  ])
  const byPerson = new Map<number, [number, number][]>()
  for (const [pid, tid, vote] of votes) {
    const statement = position.get(String(tid))
    if (statement === undefined) continue
    const own = byPerson.get(pid) ?? []
    own.push([statement, meaning.get(vote) ?? Number.NaN])
    byPerson.set(pid, own)
  }
  const pids = [...byPerson.keys()].sort((a, b) => a - b)
  const place = new Map(pids.map((pid, i) => [pid, i]))
  const given = (input.group_assignment_given ?? {}) as Record<string, number[]>
  const at = (list: unknown) => new Set(((list ?? []) as number[]).map((tid) => position.get(String(tid)) ?? -1))
  return {
    conversation: { statements: ids.length, people: pids.map((pid) => lastVotes(byPerson.get(pid)!, ids.length)) },
    ids,
    people: pids.map(String),
    groups: new Map(Object.entries(given).map(([name, members]) => [name, members.map((pid) => place.get(pid)!)])),
    moderatedOut: at(input.moderated_out),
    meta: at(input.meta_statements),
    before: ((input.in_conv_given ?? []) as number[]).flatMap((pid) => place.get(pid) ?? []),
  }
}

const SIGNS = new Map<string, StatementVote>([
  ['+', 1],
  ['-', -1],
  ['0', 0],
])

function readMatrix({ input }: ReferenceCase): Conversed {
  const ids = ((input.statement_ids ?? input.statements) as readonly unknown[]).map(String)
  const rows = input.rows as readonly { readonly g: number | null; readonly v: string }[]
  const groups = new Map<string, number[]>()
  rows.forEach(({ g }, person) => {
    if (g === null || g === undefined) return
    const members = groups.get(String(g))
    if (members === undefined) groups.set(String(g), [person])
    else members.push(person)
  })
  const position = new Map(ids.map((id, i) => [id, i]))
  return {
    conversation: {
      statements: ids.length,
      people: rows.map(({ v }) =>
        [...v].flatMap((sign, i) => (SIGNS.has(sign) ? [[i, SIGNS.get(sign)!] as const] : [])),
      ),
    },
    ids,
    people: rows.map((_, i) => String(i)),
    groups: new Map([...groups].sort((a, b) => Number(a[0]) - Number(b[0]))),
    moderatedOut: new Set(((input.moderated_out ?? []) as number[]).map((tid) => position.get(String(tid)) ?? -1)),
    meta: new Set(((input.meta_statements ?? []) as number[]).map((tid) => position.get(String(tid)) ?? -1)),
    before: [],
  }
}
