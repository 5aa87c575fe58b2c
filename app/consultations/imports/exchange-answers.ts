import type { FormQuestion } from '../form.ts'
import type { Choice } from '../kinds/kind.ts'
import { type ConfigOf, type KindName, kindNamed, type ValueOf } from '../kinds/kinds.ts'
import { type FileTrouble, plain, type ReadFile, shorten, textOf, trouble } from './file-trouble.ts'
import { type AboutVoter, readBudgetVote } from './pabulib-file.ts'
import { type AgreeSign, readPolis, signOf } from './polis-files.ts'
import { type Rankings, type ReadRankings, readRankings } from './preflib-file.ts'

/** Forms of file that other programs write for one question, and the kinds of question they fit. */
export type ExchangeFormat = 'preflib' | 'pabulib' | 'polis'
const formats: Partial<Record<KindName, ExchangeFormat>> = {
  order: 'preflib',
  rank: 'preflib',
  spend: 'pabulib',
  statements: 'polis',
}
export const exchangeFormatOf = (kind: KindName): ExchangeFormat | null => formats[kind] ?? null

/** Who says which number means agree: the file's own counts, or an officer where there are none. */
export const signWords = ['counts', 'one', 'minus'] as const
export type SignWord = (typeof signWords)[number]

export interface ExchangeFiles {
  /** The ranking, the `.pb` file or `comments.csv`. */
  main: Uint8Array
  votes: Uint8Array | null
  sign: SignWord
}

/** One person of a file: their number in it, and what they answered. */
export interface ExchangePerson {
  row: string
  value: unknown
  /** What the file says of the person, as it is written there. */
  about?: AboutVoter
}

export interface ExchangeAnswers {
  people: ExchangePerson[]
  /** What was found or left aside on the way, as keys of words. */
  notes: { key: string; values: Record<string, number> }[]
}

/** As many as any other file of answers may hold. */
const mostPeople = 50_000

/**
 * Reads a file of another program as answers to one question. Either all of it can be taken, or everything that cannot
 * is named by row and column; nothing is guessed at.
 * @param titles English words by text id
 */
export function readExchange(
  question: Pick<FormQuestion, 'kind' | 'config'>,
  titles: Readonly<Record<string, string>>,
  files: ExchangeFiles,
): ReadFile<ExchangeAnswers> {
  const format = exchangeFormatOf(question.kind)
  const main = textOf(files.main)
  if (!main.ok) return format === 'polis' ? inFile('comments.csv', main.troubles) : main
  const read =
    format === 'preflib'
      ? rankingsRead(main.value, question, titles)
      : format === 'pabulib'
        ? budgetRead(main.value, question.config as ConfigOf<'spend'>, titles)
        : polisRead(main.value, files, question.config as ConfigOf<'statements'>, titles)
  if (!read.ok) return read
  const { people } = read.value
  if (people.length > mostPeople) return refused([trouble(1, 'over_limit', { most: mostPeople })])
  const kind = kindNamed(question.kind)
  // The question's own rules have the last word: whatever they would not take from a page they do not take from a file.
  const misfit = people.find(({ value }) => !kind.value.safeParse(value).success || !kind.fits(value, question.config))
  return misfit ? refused([trouble(Number.parseInt(misfit.row, 10) || 1, 'misfit')]) : read
}

const refused = (troubles: FileTrouble[]) => ({ ok: false as const, troubles })
const inFile = (file: string, troubles: readonly FileTrouble[]) => refused(troubles.map((one) => ({ ...one, file })))

/** Which of the question's own choices a name or an id means. */
function finder(choices: readonly Choice[], titles: Readonly<Record<string, string>>) {
  const byName = new Map(choices.map(({ id, title }) => [plain(titles[title] ?? id), id]))
  const ids = new Set(choices.map(({ id }) => id))
  return (...names: string[]): string | undefined => {
    for (const name of names) {
      const found = byName.get(plain(name)) ?? (ids.has(name) ? name : undefined)
      if (found !== undefined) return found
    }
    return undefined
  }
}

function rankingsRead(
  text: string,
  question: Pick<FormQuestion, 'kind' | 'config'>,
  titles: Readonly<Record<string, string>>,
): ReadFile<ExchangeAnswers> {
  const read = readRankings(text)
  if (!read.ok) return read
  const { options } = question.config as ConfigOf<'order'> | ConfigOf<'rank'>
  const named = alternativesOf(read.value, options, titles)
  if (!named.ok) return named
  const one = question.kind === 'rank' ? placesIn : choicesIn
  const troubles: FileTrouble[] = []
  const people: ExchangePerson[] = []
  let completed = 0
  const all = read.value.orders.reduce((sum, order) => sum + order.people, 0)
  if (all > mostPeople) return refused([trouble(1, 'over_limit', { most: mostPeople })])
  read.value.orders.forEach(({ people: many, groups }, i) => {
    const row = read.value.rows.orders[i]!
    const given = one(
      groups.map((group) => group.map((at) => named.value[at]!)),
      question.config as never,
    )
    if ('key' in given) troubles.push(trouble(row, given.key, given.values))
    else {
      if (given.completed) completed += many
      for (let k = 1; k <= many; k++) people.push({ row: `${row}.${k}`, value: given.value })
    }
  })
  if (troubles.length) return refused(troubles)
  return { ok: true, value: { people, notes: completed ? [{ key: 'rest_level', values: { count: completed } }] : [] } }
}

/** The question's option of every alternative. A file without names numbers them in the order of the question. */
function alternativesOf(
  { alternatives, rows }: ReadRankings,
  options: readonly Choice[],
  titles: Readonly<Record<string, string>>,
): ReadFile<string[]> {
  const most = options.length
  const troubles: FileTrouble[] = []
  if (alternatives.length > most) {
    troubles.push(trouble(1, 'too_many_alternatives', { found: alternatives.length, most }))
  }
  const unnamed = alternatives.every((name, i) => name === String(i + 1))
  if (unnamed && alternatives.length === most) return { ok: true, value: options.map(({ id }) => id) }
  const find = finder(options, titles)
  const found = alternatives.map((name) => find(name))
  found.forEach((id, i) => {
    const column = `ALTERNATIVE NAME ${i + 1}`
    if (!id)
      troubles.push(trouble(rows.alternatives[i]!, 'not_an_option', { given: shorten(alternatives[i]!) }, column))
    else if (found.indexOf(id) < i) {
      troubles.push(trouble(rows.alternatives[i]!, 'option_named_twice', { given: shorten(alternatives[i]!) }, column))
    }
  })
  return troubles.length ? refused(troubles) : { ok: true, value: found as string[] }
}

type OneOrder<V> = { value: V; completed?: boolean } | { key: string; values: Record<string, number> }
type Groups = Rankings['orders'][number]['groups'] extends number[][] ? string[][] : never

/** Choices in their order, or all level. Complete orders tie at their end what nobody ranked; that end is no choice. */
function choicesIn(given: Groups, { options, most }: ConfigOf<'order'>): OneOrder<ValueOf<'order'>> {
  const last = given.at(-1)!
  const completed =
    given.length > 1 && last.length > 1 && given.flat().length === options.length && given.flat().length > most
  const groups = completed ? given.slice(0, -1) : given
  const chosen = groups.flat()
  if (chosen.length > most) return { key: 'too_many_chosen', values: { found: chosen.length, most } }
  const isLevel = groups.length === 1 && chosen.length > 1
  if (!isLevel && groups.some((group) => group.length > 1)) return { key: 'partly_level', values: {} }
  return { value: { options: chosen, same: isLevel, none: false }, completed }
}

/** A place for each option, from 1; those of a group share one. */
function placesIn(groups: Groups, { options, ties }: ConfigOf<'rank'>): OneOrder<ValueOf<'rank'>> {
  const found = groups.flat().length
  if (found < options.length) return { key: 'not_all_ranked', values: { found, most: options.length } }
  if (!ties && groups.some((group) => group.length > 1)) return { key: 'no_ties', values: {} }
  const placeOf = new Map(groups.flatMap((group, i) => group.map((id) => [id, i + 1] as const)))
  return { value: { places: options.map(({ id }): [string, number] => [id, placeOf.get(id)!]) } }
}

function budgetRead(
  text: string,
  { options, budget }: ConfigOf<'spend'>,
  titles: Readonly<Record<string, string>>,
): ReadFile<ExchangeAnswers> {
  const read = readBudgetVote(text)
  if (!read.ok) return read
  const { rows, projects, voters } = read.value
  const troubles: FileTrouble[] = []
  if (read.value.voteType !== 'approval') {
    troubles.push(trouble(rows.meta, 'not_approval', { given: read.value.voteType }, 'vote_type'))
  }
  if (read.value.budget !== budget) {
    troubles.push(trouble(rows.meta, 'other_budget', { given: read.value.budget, own: budget }, 'budget'))
  }
  const find = finder(options, titles)
  const optionOf = new Map<string, string>()
  const taken = new Set<string>()
  projects.forEach(({ id, name, cost }, i) => {
    const option = options.find((one) => one.id === find(name, id))
    const row = rows.projects[i]!
    if (!option) troubles.push(trouble(row, 'not_an_option', { given: shorten(name) }, 'name'))
    else if (taken.has(option.id)) troubles.push(trouble(row, 'option_named_twice', { given: shorten(name) }, 'name'))
    else {
      if (option.cost !== cost) troubles.push(trouble(row, 'other_cost', { given: cost, own: option.cost }, 'cost'))
      optionOf.set(id, option.id)
      taken.add(option.id)
    }
  })
  const costOf = new Map(options.map(({ id, cost }) => [id, cost]))
  const people = voters.map(({ id, projects: chosen, about }, i) => {
    const wanted = new Set(chosen.map((project) => optionOf.get(project)))
    const bought = options.filter((option) => wanted.has(option.id)).map((option) => option.id)
    const spent = bought.reduce((sum, option) => sum + costOf.get(option)!, 0)
    if (spent > budget) troubles.push(trouble(rows.voters[i]!, 'over_budget', { spent, budget }, 'vote'))
    if (id.length > 100) troubles.push(trouble(rows.voters[i]!, 'row_id_long', {}, 'voter_id'))
    return { row: id, value: { bought, none: bought.length === 0 } satisfies ValueOf<'spend'>, ...(about && { about }) }
  })
  if (troubles.length) return refused(troubles)
  const none = people.filter(({ value }) => value.none).length
  return { ok: true, value: { people, notes: none ? [{ key: 'bought_none', values: { count: none } }] : [] } }
}

function polisRead(
  comments: string,
  { votes, sign }: ExchangeFiles,
  { statements, added }: ConfigOf<'statements'>,
  titles: Readonly<Record<string, string>>,
): ReadFile<ExchangeAnswers> {
  const file = 'votes.csv'
  const voteText = votes ? textOf(votes) : refused([trouble(1, 'votes_missing')])
  if (!voteText.ok) return inFile(file, voteText.troubles)
  const told = signOf(comments, voteText.value)
  const said: AgreeSign | null = { counts: null, one: 1 as const, minus: -1 as const }[sign]
  const read = readPolis(comments, voteText.value, told ?? said ?? 1)
  if (!read.ok) return read
  const at = (key: string) => inFile(file, [trouble(1, key, {}, 'vote')])
  if (told === null && said === null) return at('sign_unclear')
  if (told !== null && said !== null && told !== said) return at('sign_differs')
  const all = [...statements, ...added]
  const find = finder(all, titles)
  const own = new Map<string, string>()
  const troubles: FileTrouble[] = []
  read.value.statements.forEach(({ id, body, moderated }, i) => {
    if (moderated === -1) return
    const found = find(body)
    const wrong = (key: string) =>
      troubles.push({
        ...trouble(read.value.rows[i]!, key, { given: shorten(body) }, 'comment-body'),
        file: 'comments.csv',
      })
    if (!found) wrong('not_a_statement')
    else if ([...own.values()].includes(found)) wrong('option_named_twice')
    else own.set(id, found)
  })
  if (troubles.length) return refused(troubles)
  const people = new Map<string, Map<string, -1 | 0 | 1>>()
  let aside = 0
  for (const { statement, person, vote } of read.value.votes) {
    const id = own.get(statement)
    if (id === undefined) aside++
    else people.set(person, (people.get(person) ?? new Map()).set(id, vote))
  }
  const notes: ExchangeAnswers['notes'] = [
    { key: told === null ? 'sign_said' : 'sign_told', values: { sign: told ?? said ?? 1 } },
    ...(aside ? [{ key: 'refused_statements', values: { count: aside } }] : []),
  ]
  return {
    ok: true,
    value: {
      people: [...people].map(([row, given]) => ({
        row,
        value: {
          votes: all.flatMap(({ id }): [string, -1 | 0 | 1][] => (given.has(id) ? [[id, given.get(id)!]] : [])),
          added: false,
        } satisfies ValueOf<'statements'>,
      })),
      notes,
    },
  }
}
