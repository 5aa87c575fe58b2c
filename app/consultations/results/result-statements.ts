import { bridging } from '../../priorities/bridging.ts'
import { roundTo } from '../../priorities/disclosure.ts'
import { generator } from '../../priorities/generator.ts'
import { normalQuantile } from '../../priorities/normal.ts'
import { groupStability, opinionGroups } from '../../priorities/opinion-groups.ts'
import { representativeStatements } from '../../priorities/representative-statements.ts'
import {
  type Conversation,
  divisiveness,
  groupInformedConsensus,
  type PersonVotes,
  type VoteCount,
  voteCounts,
  wilsonInterval,
} from '../../priorities/statements.ts'
import type { ValueOf } from '../kinds/kinds.ts'
import {
  type CutDimension,
  cutDimensions,
  type Item,
  notStated,
  type OpinionGroup,
  type ResultRule,
  type ResultTable,
  type StatementFigures,
  type StatementsResult,
} from './result.ts'
import { resultCut } from './result-cuts.ts'

type Votes = ValueOf<'statements'>['votes']

export interface StatementsGiven {
  /** Statements in the order of the table. */
  ids: readonly string[]
  /** One person each: their votes, and their group by each cut. */
  people: readonly { votes: Votes; group: Readonly<Partial<Record<CutDimension, number>>> }[]
  grouped: Readonly<Partial<Record<CutDimension, readonly string[]>>>
  /** The counts as they are published. */
  table: ResultTable
  rule: ResultRule
  seed: number
}

/** Of those who judged a statement. */
const columns: Item[] = ['agree', 'not_agree'].map((id) => ({ id, label: { words: id } }))

/**
 * Common ground and what divides (method 3): per statement the share that agrees with a Wilson interval, how far
 * declared groups lie apart and what they share, and the bridging score; then opinion groups where the stability gate
 * lets them be shown. Counts are used as they are published, so that nothing here tells what the tables hide (P-10);
 * what comes from whole answers is told only of statements that enough people judged.
 */
export function statementsResult(given: StatementsGiven): StatementsResult {
  const { ids, rule, seed } = given
  const conversation = conversationOf(given)
  const figures = bridging(conversation, { seed, leastVotes: rule.minBasePct })
  const declared = cutDimensions.flatMap((dimension) => declaredGroups(given, dimension))
  // Bonferroni over every comparison that could have been made: the more groups there are, the more it takes.
  const comparisons = declared.reduce((sum, { compared }) => sum + compared, 0)
  const critical = normalQuantile(1 - 0.05 / (2 * Math.max(1, comparisons)))
  return {
    statements: ids.map(
      (id, at): StatementFigures => ({
        id,
        ...agreementIn(given.table, at, rule),
        bridgingHundredths: figures[at] ? Math.round(100 * figures[at].score) : null,
        leaningHundredths: figures[at] ? Math.round(100 * figures[at].divides) : null,
      }),
    ),
    declared: declared.map(({ dimension, groups, statements }) => ({
      dimension,
      groups,
      statements: statements.map(({ errors, ...own }) => ({ ...own, clear: errors > critical })),
    })),
    opinion: opinionOf(conversation, given),
  }
}

/** In an order of their own, so that who came first changes nothing. */
function conversationOf({ ids, people }: StatementsGiven): Conversation {
  const place = new Map(ids.map((id, at) => [id, at]))
  const all = people.map(
    ({ votes }): PersonVotes =>
      votes
        .flatMap(([id, vote]) => (place.has(id) ? [[place.get(id)!, vote] as const] : []))
        .sort((a, b) => a[0] - b[0]),
  )
  const keyed = all.map((votes) => ({ votes, key: votes.join(';') }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { statements: ids.length, people: keyed.map(({ votes }) => votes) }
}

/** Of those who judged a statement, from published counts; null where one of them is hidden or they are too few. */
function agreementIn({ counts }: ResultTable, at: number, { minBasePct }: ResultRule) {
  const [agree, disagree, pass] = counts[at]!
  const known = typeof agree === 'number' && typeof disagree === 'number' && typeof pass === 'number'
  const judged = known ? agree + disagree + pass : null
  if (judged === null || judged < minBasePct) return { judged, agreePerMille: null, between: null }
  const [low, high] = wilsonInterval(agree!, judged)!
  const between: [number, number] = [Math.floor(1000 * low), Math.ceil(1000 * high)]
  return { judged, agreePerMille: Math.round((1000 * agree!) / judged), between }
}

/** What the groups of one cut say of each statement, from rounded counts; nothing of groups too small for a share. */
function declaredGroups({ ids, people, grouped, rule }: StatementsGiven, dimension: CutDimension) {
  const named = grouped[dimension]
  if (!named) return []
  const cuts = ids.map((id) => {
    const judged = people.flatMap(({ votes, group }) => {
      const vote = votes.find(([own]) => own === id)?.[1]
      return vote === undefined ? [] : [{ group: group[dimension]!, said: [vote === 1 ? 0 : 1] }]
    })
    return judged.length === 0
      ? []
      : resultCut(dimension, named, { items: columns, partition: true }, judged, rule).groups
  })
  const countOf = (at: number, group: string) => {
    const [agree, other] = cuts[at]!.find(({ id }) => id === group)?.counts ?? []
    if (typeof agree !== 'number' || typeof other !== 'number' || agree + other < rule.minBasePct) return null
    return { agree, disagree: other, seen: agree + other }
  }
  const groups = named.filter((id) => id !== notStated && ids.some((_, at) => countOf(at, id)))
  if (groups.length < 2) return []
  const statements = ids.map((id, at) => {
    const counts = groups.map((group) => countOf(at, group))
    const shown = counts.filter((count) => count !== null)
    const enough = shown.length > 1
    const product = enough ? groupInformedConsensus(shown.map((count) => [count]))[0]! : 0
    return {
      id,
      agreePerMille: counts.map((count) => (count ? Math.round((1000 * count.agree) / count.seen) : null)),
      apartPerMille: enough ? Math.round(1000 * divisiveness(shown.map((count) => [count]))[0]!) : null,
      // The root, so that more groups do not mean less that they share.
      sharedPerMille: enough ? Math.round(1000 * product ** (1 / shown.length)) : null,
      errors: enough ? errorsApart(shown) : 0,
      pairs: (shown.length * (shown.length - 1)) / 2,
    }
  })
  const compared = statements.reduce((sum, { pairs }) => sum + pairs, 0)
  return [{ dimension, groups, compared, statements: statements.map(({ pairs: _, ...own }) => own) }]
}

/** Distance between the groups that agree most and least in standard errors (Agresti and Caffo 2000: two added each). */
function errorsApart(counts: readonly VoteCount[]): number {
  const all = counts.map(({ agree, seen }) => {
    const share = (agree + 1) / (seen + 2)
    return { share, variance: (share * (1 - share)) / (seen + 2) }
  })
  all.sort((a, b) => a.share - b.share)
  const [low, high] = [all[0]!, all.at(-1)!]
  return (high.share - low.share) / Math.sqrt(high.variance + low.variance)
}

/** Redraws behind the stability gate: fewer where so many people make each one long. */
const drawsFor = (people: number) => (people > 5000 ? 20 : 100)

/** On fewer statements groups of people are only those who voted the same, which the counts tell better. */
const leastStatements = 7

/** People who vote alike, told only where the same groups come out when people are drawn again, and none is small. */
function opinionOf(conversation: Conversation, { ids, rule, seed }: StatementsGiven): StatementsResult['opinion'] {
  if (ids.length < leastStatements) return null
  const none = new Set<number>()
  const found = opinionGroups(conversation, none)
  if (!found.best) return null
  const draws = drawsFor(conversation.people.length)
  const { mean, least, stable } = groupStability(conversation, none, found, generator(seed), draws)
  const gate = { draws, meanHundredths: Math.round(100 * mean), leastHundredths: Math.round(100 * least), stable }
  const { group } = found.best
  const members = [...new Set(group)].map((name) => found.counted.filter((_, i) => group[i] === name))
  members.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
  if (!stable || members.some((own) => own.length < rule.minBasePct)) return { ...gate, groups: null }
  const groups = members.map((own): OpinionGroup => {
    const inside = new Set(own)
    const counts = voteCounts(conversation, own)
    const others = voteCounts(
      conversation,
      found.counted.filter((person) => !inside.has(person)),
    )
    return {
      people: roundTo(own.length, rule.roundTo),
      representative: representativeStatements(counts, others, none)
        .filter(({ seen, count }) => seen >= rule.minBasePct && count >= rule.minCell)
        .map(({ statement, by, count, seen }) => ({
          id: ids[statement]!,
          by,
          percent: percentOf(count, seen, rule),
        })),
    }
  })
  return { ...gate, groups }
}

/** A whole percentage of rounded counts; null where those who did not say it are few enough to be told. */
function percentOf(count: number, seen: number, { minCell, roundTo: step }: ResultRule): number | null {
  if (seen - count > 0 && seen - count < minCell) return null
  const [own, all] = [roundTo(count, step), roundTo(seen, step)]
  return Math.min(100, Math.round((100 * own) / all))
}
