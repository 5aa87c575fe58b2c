import { adjustedRand } from './adjusted-rand.ts'
import type { Generator } from './generator.ts'
import { inConversation, opinionSpace } from './opinion-space.ts'
import { type Conversation, groupInformedConsensus, voteCounts } from './statements.ts'
import { type Point, silhouette, weightedKMeans } from './weighted-k-means.ts'

/** Mean bootstrap ARI from which opinion groups may be shown at all. */
const STABLE = 0.8

/** Positions are first drawn together into at most this many base clusters. */
const BASE_CLUSTERS = 100

export interface Grouping {
  readonly k: number
  /** Mean silhouette of the base clusters. */
  readonly silhouette: number
  /** Group of each counted person, in the order of `counted`. */
  readonly group: readonly number[]
}

export interface OpinionGroups {
  /** People counted, ascending; nobody else has a group. */
  readonly counted: readonly number[]
  /** One grouping per k from 2 to min(5, 2 + base clusters / 12). */
  readonly groupings: readonly Grouping[]
  /** The grouping with the best mean silhouette; null when nobody can be told apart. */
  readonly best: Grouping | null
}

export interface Stability {
  readonly mean: number
  readonly least: number
  readonly draws: number
  readonly stable: boolean
}

/** Groups of people who vote alike, by weighted k-means on base clusters of their positions. */
export function opinionGroups(conversation: Conversation, moderatedOut: ReadonlySet<number>): OpinionGroups {
  const { positions } = opinionSpace(conversation, moderatedOut)
  const counted = inConversation(conversation)
  const points = counted.map((person): Point => ({ x: positions[person]![0], y: positions[person]![1], weight: 1 }))
  const base = baseClusters(points)
  const groupings: Grouping[] = []
  for (let k = 2; k <= Math.min(5, 2 + Math.floor(base.points.length / 12)); k++) {
    const cluster = weightedKMeans(base.points, k)
    if (new Set(cluster).size < 2) continue
    groupings.push({
      k,
      silhouette: silhouette(base.points, cluster),
      group: base.cluster.map((own) => cluster[own]!),
    })
  }
  const best = groupings.reduce<Grouping | null>(
    (top, one) => (top && top.silhouette >= one.silhouette ? top : one),
    null,
  )
  return { counted, groupings, best }
}

function baseClusters(points: readonly Point[]): { points: Point[]; cluster: number[] } {
  const raw = weightedKMeans(points, BASE_CLUSTERS)
  const names = [...new Set(raw)].sort((a, b) => a - b)
  const cluster = raw.map((own) => names.indexOf(own))
  const merged = names.map(() => ({ x: 0, y: 0, weight: 0 }))
  points.forEach(({ x, y, weight }, i) => {
    const into = merged[cluster[i]!]!
    into.x += x * weight
    into.y += y * weight
    into.weight += weight
  })
  return { cluster, points: merged.map(({ x, y, weight }) => ({ x: x / weight, y: y / weight, weight })) }
}

/**
 * The stability gate: people are drawn again with replacement, grouped again into as many groups, and compared with
 * the published grouping by the adjusted Rand index. Groups are shown only from a mean of 0.8.
 */
export function groupStability(
  conversation: Conversation,
  moderatedOut: ReadonlySet<number>,
  { counted, best }: OpinionGroups,
  random: Generator,
  draws = 100,
): Stability {
  if (best === null) return { mean: 0, least: 0, draws: 0, stable: false }
  const groupOf = new Map(counted.map((person, i) => [person, best.group[i]!]))
  const agreements: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const drawn = conversation.people.map(() => random.below(conversation.people.length))
    const again = { ...conversation, people: drawn.map((person) => conversation.people[person]!) }
    const groups = opinionGroups(again, moderatedOut)
    const grouping = groups.groupings.find(({ k }) => k === best.k)
    if (grouping === undefined) {
      agreements.push(0)
      continue
    }
    // Somebody drawn twice counts once: copies agree with each other by construction.
    const both = new Map<number, [number, number]>()
    groups.counted.forEach((place, i) => {
      const before = groupOf.get(drawn[place]!)
      if (before !== undefined) both.set(drawn[place]!, [before, grouping.group[i]!])
    })
    const pairs = [...both.values()]
    agreements.push(
      adjustedRand(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      ),
    )
  }
  const mean = agreements.reduce((sum, ari) => sum + ari, 0) / draws
  return { mean, least: Math.min(...agreements), draws, stable: mean >= STABLE }
}

/**
 * Group-informed consensus over opinion groups, averaged over k = 2 … 5 (each as the k-th root, so that more groups do
 * not mean less consensus), because the number of groups is itself uncertain.
 */
export function averagedConsensus(conversation: Conversation, { counted, groupings }: OpinionGroups): number[] {
  const perK = groupings.map(({ group }) => {
    const names = [...new Set(group)]
    const counts = names.map((name) =>
      voteCounts(
        conversation,
        counted.filter((_, i) => group[i] === name),
      ),
    )
    return groupInformedConsensus(counts).map((product) => product ** (1 / names.length))
  })
  return Array.from({ length: conversation.statements }, (_, i) =>
    perK.length === 0 ? 0 : perK.reduce((sum, values) => sum + values[i]!, 0) / perK.length,
  )
}
