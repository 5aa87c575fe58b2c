import { parse } from 'csv-parse/sync'
import { type FileTrouble, type ReadFile, shorten, trouble } from './file-trouble.ts'

/** A statement of a conversation and how far it is shown: 1 accepted, 0 waiting, -1 rejected. */
export interface PolisStatement {
  id: string
  author: string
  body: string
  moderated: -1 | 0 | 1
  at: number | null
}

/** Agree +1, disagree -1, pass 0, as everywhere in the product: the export's sign, not its database's. */
export interface PolisVote {
  statement: string
  person: string
  vote: 1 | 0 | -1
  /** Milliseconds since 1970, where the file says. */
  at: number | null
}

export interface PolisConversation {
  statements: PolisStatement[]
  /** One vote per person and statement, the last one given. */
  votes: PolisVote[]
}

/** The same as it stood in the files, with the row of every statement in `comments.csv`. */
export interface ReadConversation extends PolisConversation {
  rows: number[]
}

/** Which number says agree in `votes.csv`: 1 in an export, −1 in what was copied from the database. */
export type AgreeSign = 1 | -1

const commentsFile = 'comments.csv'
const votesFile = 'votes.csv'

type Cells = { row: number; at: (name: string) => string }[]

function tableOf(text: string, needed: readonly string[]): ReadFile<Cells> {
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    rows = parse(text.replace(/^\ufeff/, ''), { relax_column_count: true, skip_empty_lines: true, info: true }) as never
  } catch (error) {
    const line = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { ok: false, troubles: [trouble(line, 'not_csv')] }
  }
  const [head, ...body] = rows
  const names = (head?.record ?? []).map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length) return { ok: false, troubles: missing.map((name) => trouble(1, 'column_missing', {}, name)) }
  return {
    ok: true,
    value: body.map(({ record, info }) => ({
      row: info.lines,
      at: (name) => (record[names.indexOf(name)] ?? '').trim(),
    })),
  }
}

/** Seconds or milliseconds, told apart by size. */
function timeOf(given: string): number | null {
  const number = Number(given)
  if (!given || !Number.isFinite(number) || number <= 0) return null
  return number < 1e11 ? number * 1000 : number
}

/**
 * Reads `comments.csv` and `votes.csv` of a Polis export. Re-votes occur: the last one counts.
 * @param agree the number that says agree in `votes.csv`; in what is read it is 1 whatever the file has
 */
export function readPolis(comments: string, votes: string, agree: AgreeSign = 1): ReadFile<ReadConversation> {
  const commentTable = tableOf(comments, ['comment-id', 'comment-body'])
  const voteTable = tableOf(votes, ['comment-id', 'voter-id', 'vote'])
  if (!commentTable.ok || !voteTable.ok) {
    const inFile = (file: string, table: typeof voteTable) =>
      table.ok ? [] : table.troubles.map((one) => ({ ...one, file }))
    return { ok: false, troubles: [...inFile(commentsFile, commentTable), ...inFile(votesFile, voteTable)] }
  }
  const troubles: FileTrouble[] = []
  const wrong = (file: string, row: number, key: string, column: string, values: FileTrouble['values'] = {}) =>
    troubles.push({ ...trouble(row, key, values, column), file })
  const statementRow = new Map<string, number>()
  const statements = commentTable.value.map(({ row, at }): PolisStatement => {
    const moderated = at('moderated') || '0'
    const before = statementRow.get(at('comment-id'))
    if (!at('comment-id')) wrong(commentsFile, row, 'statement_id', 'comment-id')
    else if (before) wrong(commentsFile, row, 'statement_twice', 'comment-id', { before })
    else statementRow.set(at('comment-id'), row)
    if (!['-1', '0', '1'].includes(moderated)) {
      wrong(commentsFile, row, 'moderated', 'moderated', { given: shorten(moderated) })
    }
    return {
      id: at('comment-id'),
      author: at('author-id'),
      body: at('comment-body'),
      moderated: Number(moderated) as PolisStatement['moderated'],
      at: timeOf(at('timestamp')),
    }
  })
  const read = voteTable.value.map(({ row, at }, order) => {
    const vote = Number(at('vote')) * agree || 0
    if (at('vote') === '' || ![1, 0, -1].includes(vote)) {
      wrong(votesFile, row, 'vote', 'vote', { given: shorten(at('vote')) })
    }
    if (!statementRow.has(at('comment-id'))) {
      wrong(votesFile, row, 'unknown_statement', 'comment-id', { given: shorten(at('comment-id')) })
    }
    if (!at('voter-id')) wrong(votesFile, row, 'voter_id', 'voter-id')
    return { order, statement: at('comment-id'), person: at('voter-id'), vote, at: timeOf(at('timestamp')) }
  })
  if (troubles.length) return { ok: false, troubles }
  const last = new Map<string, PolisVote>()
  // Without times the order of the file stands; a stable sort keeps it among equal times.
  for (const { order: _, ...vote } of read.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.order - b.order)) {
    last.set(`${vote.statement}\u0000${vote.person}`, vote as PolisVote)
  }
  const rows = commentTable.value.map(({ row }) => row)
  return { ok: true, value: { statements, votes: [...last.values()], rows } }
}

/**
 * Which number says agree, by what `comments.csv` counts of every statement; null where the counts are not there or fit
 * both alike.
 */
export function signOf(comments: string, votes: string): AgreeSign | null {
  const counted = tableOf(comments, ['comment-id', 'agrees', 'disagrees'])
  const read = readPolis(comments, votes)
  if (!counted.ok || !read.ok) return null
  const given = new Map<string, { plus: number; minus: number }>()
  for (const { statement, vote } of read.value.votes) {
    const own = given.get(statement) ?? { plus: 0, minus: 0 }
    if (vote === 1) own.plus++
    else if (vote === -1) own.minus++
    given.set(statement, own)
  }
  let [kept, turned] = [0, 0]
  for (const { at } of counted.value) {
    const { plus, minus } = given.get(at('comment-id')) ?? { plus: 0, minus: 0 }
    const [agrees, disagrees] = [Number(at('agrees')), Number(at('disagrees'))]
    if (!Number.isFinite(agrees + disagrees)) return null
    kept += Math.abs(agrees - plus) + Math.abs(disagrees - minus)
    turned += Math.abs(agrees - minus) + Math.abs(disagrees - plus)
  }
  return kept === turned ? null : kept < turned ? 1 : -1
}

/**
 * The five files of an export by name, as rows for CSV: agree is +1. Times are left at the day, so that the order in
 * which people voted tells nobody apart.
 * @param groups a group per person where opinion groups were stable; empty otherwise
 */
export function polisRows(
  { statements, votes }: PolisConversation,
  about: { topic: string; url: string; day: string; groups?: ReadonlyMap<string, number> },
): Record<string, (string | number)[][]> {
  const time = Date.parse(`${about.day}T00:00:00Z`)
  const people = [...new Set(votes.map(({ person }) => person))].sort(byNumber)
  const numberOf = new Map(people.map((person, i) => [person, i]))
  const given = new Map(votes.map((vote) => [`${vote.statement}\u0000${vote.person}`, vote.vote]))
  const ofStatement = grouped(votes, (vote) => vote.statement)
  const ofPerson = grouped(votes, (vote) => vote.person)
  const count = (among: readonly PolisVote[] | undefined, vote: number) =>
    (among ?? []).filter((v) => v.vote === vote).length
  return {
    'summary.csv': [
      ['topic', about.topic],
      ['url', about.url],
      ['voters', people.length],
      ['voters-in-conv', people.length],
      ['commenters', new Set(statements.map(({ author }) => author)).size],
      ['comments', statements.length],
      ['groups', new Set(about.groups?.values()).size],
    ],
    'comments.csv': [
      ['timestamp', 'datetime', 'comment-id', 'author-id', 'agrees', 'disagrees', 'moderated', 'comment-body'],
      ...statements.map(({ id, author, body, moderated }) => [
        time,
        new Date(time).toUTCString(),
        id,
        author,
        count(ofStatement.get(id), 1),
        count(ofStatement.get(id), -1),
        moderated,
        body,
      ]),
    ],
    'votes.csv': [
      ['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'],
      ...votes
        .toSorted((a, b) => byNumber(a.statement, b.statement) || numberOf.get(a.person)! - numberOf.get(b.person)!)
        .map(({ statement, person, vote }) => [
          time,
          new Date(time).toUTCString(),
          statement,
          numberOf.get(person)!,
          vote,
        ]),
    ],
    'participant-votes.csv': [
      ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', ...statements.map(({ id }) => id)],
      ...people.map((person) => [
        numberOf.get(person)!,
        about.groups?.get(person) ?? '',
        statements.filter(({ author }) => author === person).length,
        ofPerson.get(person)!.length,
        count(ofPerson.get(person), 1),
        count(ofPerson.get(person), -1),
        ...statements.map(({ id }) => given.get(`${id}\u0000${person}`) ?? ''),
      ]),
    ],
  }
}

const byNumber = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0)

function grouped(votes: readonly PolisVote[], by: (vote: PolisVote) => string): Map<string, PolisVote[]> {
  const groups = new Map<string, PolisVote[]>()
  for (const vote of votes) {
    const group = groups.get(by(vote))
    if (group) group.push(vote)
    else groups.set(by(vote), [vote])
  }
  return groups
}
