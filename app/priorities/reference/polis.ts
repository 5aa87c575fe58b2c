import { inConversation, opinionSpace } from '../opinion-space.ts'
import { representativeStatements } from '../representative-statements.ts'
import { commonGround, groupInformedConsensus, statementPriority, type VoteCount, voteCounts } from '../statements.ts'
import { type Answer, answer, type Handler, once } from './answer.ts'
import { type Conversed, readConversation } from './conversation.ts'

/** Agree, disagree and pass on statements: as a list of votes or as a matrix of signs. */
export const polis: Handler = {
  accepts: ({ input }) => input.kind === 'agree-disagree-pass' || input.kind === 'agree-disagree-pass-matrix',
  open: (one) => {
    return answers(
      readConversation(one),
      one.input.statement_ids === undefined && one.input.statement_order === undefined,
    )
  },
}

function answers(read: Conversed, plainNames: boolean) {
  const { conversation, ids, groups, moderatedOut } = read
  const counts = once(() =>
    [...groups].map(([name, members]) => ({ name, members, counts: voteCounts(conversation, members) })),
  )
  const space = once(() => opinionSpace(conversation, moderatedOut))
  const consensus = once(() => groupInformedConsensus(counts().map((group) => group.counts)))
  const all = once(() => voteCounts(conversation))
  const grouped = once(() => voteCounts(conversation, [...groups.values()].flat()))
  const byStatement = <Value>(values: ArrayLike<Value>) => Object.fromEntries(ids.map((id, i) => [id, values[i]!]))
  const ordered = (values: ArrayLike<number>, keep: (i: number) => boolean = () => true) =>
    [...ids.keys()]
      .filter(keep)
      .sort((a, b) => values[b]! - values[a]!)
      .map((i) => ids[i]!)
  const tid = (statement: number) => (plainNames ? ids[statement]! : Number(ids[statement]))
  const shares = once(() => all().map(({ agree }) => agree / conversation.people.length))
  return (key: string): Answer | undefined => {
    switch (key) {
      case 'n_participants':
        return answer(conversation.people.length)
      case 'n_statements':
        return answer(conversation.statements)
      case 'n_votes':
        return answer(conversation.people.reduce((sum, votes) => sum + votes.length, 0))
      case 'n_groups':
        return answer(groups.size)
      case 'in_conv':
        return sortedNumbers(inConversation(conversation, read.before).map((person) => Number(read.people[person])))
      case 'groups':
        return answer(
          Object.fromEntries([...groups].map(([name, members]) => [name, members.map((i) => Number(read.people[i]))])),
        )
      case 'group_sizes':
        return answer(Object.fromEntries([...groups].map(([name, members]) => [name, members.length])))
      case 'ungrouped':
        return answer(conversation.people.length - [...groups.values()].flat().length)
      case 'group_votes':
        return answer(
          Object.fromEntries(
            counts().map(({ name, members, counts: own }) => [
              name,
              {
                'n-members': members.length,
                votes: byStatement(own.map(({ agree: A, disagree: D, seen: S }) => ({ A, D, S }))),
                id: Number(name),
              },
            ]),
          ),
        )
      case 'group_votes_A_D_S':
        return answer(
          Object.fromEntries(
            counts().map(({ name, members, counts: own }) => [
              name,
              {
                n: members.length,
                votes: byStatement(own.map(({ agree, disagree, seen }) => [agree, disagree, seen])),
              },
            ]),
          ),
        )
      case 'group_aware_consensus':
        return answer(byStatement(consensus()))
      case 'top10_group_aware_consensus_not_moderated':
        return answer(ordered(consensus(), (i) => !moderatedOut.has(i)).slice(0, 10))
      case 'order_by_group_aware_consensus':
        return answer(ordered(consensus()))
      case 'agree_share':
        return answer(byStatement(shares()))
      case 'order_by_agree_share':
        return answer(ordered(shares()))
      case 'consensus':
        return answer({
          agree: common(all(), 'agree', moderatedOut, tid),
          disagree: common(all(), 'disagree', moderatedOut, tid),
        })
      case 'repness':
        return answer(
          Object.fromEntries(counts().map(({ name }) => [name, representative(name, counts(), moderatedOut, tid)])),
        )
      case 'pca_center_agree_sign':
        return answer([...space().centre])
      case 'pca_center_polis_sign':
        return answer([...space().centre].map((value) => -value))
      case 'pca_components':
        return components(space().components)
      case 'participant_xy_agree_sign':
      case 'participant_xy_for_singleton_base_clusters':
        return positions(space().positions, read.people)
      case 'statement_extremity':
        return byKind([...space().extremity], ids)
      case 'statement_priority':
        return byKind(
          grouped().map((count, i) => statementPriority(count, space().extremity[i]!, read.meta.has(i))),
          ids,
        )
      default:
        return undefined
    }
  }
}

const sortedNumbers = (values: readonly number[]): Answer => ({
  got: values,
  match: (expected) =>
    Array.isArray(expected) && [...expected].sort((a, b) => a - b).join() === [...values].sort((a, b) => a - b).join(),
})

/** Given per statement, as a list in order or under the statements' ids. */
function byKind(values: readonly number[], ids: readonly string[]): Answer {
  return {
    got: values,
    match: (expected, { absolute, relative }) => {
      const list = Array.isArray(expected) ? expected : ids.map((id) => (expected as Record<string, number>)[id])
      return (
        list.length === values.length &&
        values.every((value, i) => Math.abs(value - list[i]) <= Math.max(absolute, relative * Math.abs(list[i])))
      )
    },
  }
}

/** Directions only: each component may point either way. */
function components(own: readonly Float64Array[]): Answer {
  const cosine = (a: ArrayLike<number>, b: readonly number[]) => {
    const dot = b.reduce((sum, value, i) => sum + value * a[i]!, 0)
    return dot / Math.hypot(...b) / Math.hypot(...Array.from(a))
  }
  return {
    got: own.map((component) => [...component]),
    match: (expected, { absolute }) =>
      Array.isArray(expected) &&
      expected.length === own.length &&
      expected.every(
        (component, i) =>
          component.length === own[i]!.length && 1 - Math.abs(cosine(own[i]!, component)) < Math.max(absolute, 1e-9),
      ),
  }
}

/** Positions under people's ids, each axis turned the way the case has it. */
function positions(own: readonly (readonly [number, number])[], people: readonly string[]): Answer {
  return {
    got: Object.fromEntries(people.map((name, i) => [name, own[i]!])),
    match: (expected, { absolute }) => {
      const given = Object.entries(expected as Record<string, [number, number]>)
      const place = new Map(people.map((name, i) => [name, i]))
      return ([0, 1] as const).every((axis) => {
        const pairs = given.map(([name, xy]) => [xy[axis], own[place.get(name) ?? -1]?.[axis] ?? Number.NaN] as const)
        const sign = Math.sign(pairs.reduce((sum, [a, b]) => sum + a * b, 0)) || 1
        return pairs.every(([a, b]) => Math.abs(a - sign * b) <= absolute)
      })
    },
  }
}

function common(
  counts: readonly VoteCount[],
  verdict: 'agree' | 'disagree',
  moderatedOut: ReadonlySet<number>,
  tid: (i: number) => unknown,
) {
  return commonGround(counts, verdict, moderatedOut).map(({ statement, count, seen, chance, test }) => ({
    tid: tid(statement),
    'n-success': count,
    'n-trials': seen,
    'p-success': chance,
    'p-test': test,
  }))
}

function representative(
  name: string,
  groups: readonly { readonly name: string; readonly counts: readonly VoteCount[] }[],
  moderatedOut: ReadonlySet<number>,
  tid: (i: number) => unknown,
) {
  const own = groups.find((group) => group.name === name)!.counts
  const others = own.map((_, i) =>
    groups
      .filter((group) => group.name !== name)
      .map((group) => group.counts[i]!)
      .reduce(
        (sum, count) => ({
          agree: sum.agree + count.agree,
          disagree: sum.disagree + count.disagree,
          seen: sum.seen + count.seen,
        }),
        { agree: 0, disagree: 0, seen: 0 },
      ),
  )
  return representativeStatements(own, others, moderatedOut).map((one) => ({
    tid: tid(one.statement),
    'n-success': one.count,
    'n-trials': one.seen,
    'p-success': one.chance,
    'p-test': one.test,
    repness: one.ratio,
    'repness-test': one.ratioTest,
    'repful-for': one.by,
    ...(one.bestAgree === undefined ? {} : { 'n-agree': one.bestAgree, 'best-agree': true }),
  }))
}
