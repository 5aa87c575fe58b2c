import { createHash } from 'node:crypto'

/** What of one answer tells whether it shares its making with others. `day` is when it came, `YYYY-MM-DD`. */
export interface Told {
  id: string
  words: string
  /** Option ids, best first; empty where none was chosen. */
  picks: readonly string[]
  day: string
  online: boolean
}

/** Answers that share their words, or choices that came in a burst. Nobody is left out for it (rule L-8). */
export interface Campaign {
  kind: 'words' | 'burst'
  members: string[]
}

/** So many people with nearly the same words are a campaign; fewer are neighbours who agree. */
const leastAlike = 5
/** Shorter texts agree by chance. */
const leastWords = 8
/** Share of three-word runs that two texts have in common. */
const alike = 0.7
const leastBurst = 20
/** How far above what other days lead to expect, in standard deviations. */
const beyond = 6

/** Campaigns among answers, the largest first. Every answer is in at most one: words say more than choices. */
export function campaignsIn(told: readonly Told[]): Campaign[] {
  const words = sharedWords(told)
  const known = new Set(words.flatMap(({ members }) => members))
  const bursts = burstsOfChoices(told).map(({ kind, members }) => ({
    kind,
    members: members.filter((id) => !known.has(id)),
  }))
  return [...words, ...bursts.filter(({ members }) => members.length >= leastAlike)].sort(
    (a, b) => b.members.length - a.members.length,
  )
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Every run of three words in a text, once. */
function runsOf(words: readonly string[]): Set<string> {
  return new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')))
}

function sharedWords(told: readonly Told[]): Campaign[] {
  const texts = new Map<string, { runs: Set<string>; ids: string[] }>()
  for (const { id, words } of told) {
    const own = wordsOf(words)
    if (own.length < leastWords) continue
    const text = own.join(' ')
    const same = texts.get(text)
    if (same) same.ids.push(id)
    else texts.set(text, { runs: runsOf(own), ids: [id] })
  }
  const different = [...texts.values()]
  const root = different.map((_, i) => i)
  const find = (i: number): number => {
    while (root[i] !== i) {
      root[i] = root[root[i]!]!
      i = root[i]!
    }
    return i
  }
  for (const bucket of candidates(different.map(({ runs }) => runs))) {
    const [first, ...others] = bucket as [number, ...number[]]
    for (const other of others) {
      if (find(first) !== find(other) && overlap(different[first]!.runs, different[other]!.runs) >= alike) {
        root[find(other)] = find(first)
      }
    }
  }
  const groups = new Map<number, string[]>()
  for (const [i, { ids }] of different.entries()) groups.set(find(i), [...(groups.get(find(i)) ?? []), ...ids])
  return [...groups.values()]
    .filter((members) => members.length >= leastAlike)
    .map((members) => ({ kind: 'words', members: members.sort() }))
}

const bands = 16
const rows = 3

/**
 * Groups of texts that may be alike: by min-hash in bands (Broder 1997), so that each is compared with few others and
 * not with all. Two texts with seven tenths in common meet in one of the bands with 99.8 % probability.
 */
function candidates(texts: readonly Set<string>[]): number[][] {
  const buckets = new Map<string, number[]>()
  for (const [i, runs] of texts.entries()) {
    const least = new Uint32Array(bands * rows).fill(0xffffffff)
    for (const run of runs) {
      const digest = createHash('md5').update(run).digest()
      const a = digest.readUInt32LE(0)
      const b = digest.readUInt32LE(4) | 1
      for (let k = 0; k < least.length; k++) {
        const hash = mixed((a + Math.imul(k, b)) >>> 0)
        if (hash < least[k]!) least[k] = hash
      }
    }
    for (let band = 0; band < bands; band++) {
      const name = `${band}:${least.slice(band * rows, (band + 1) * rows).join(',')}`
      const bucket = buckets.get(name)
      if (bucket) bucket.push(i)
      else buckets.set(name, [i])
    }
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1)
}

/** The finaliser of MurmurHash3: every bit of the input reaches every bit of the output. */
function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Jaccard's share of what two sets have in common. */
function overlap(a: Set<string>, b: Set<string>): number {
  let both = 0
  for (const run of a) if (b.has(run)) both++
  return both / (a.size + b.size - both)
}

/** The same choices in the same order far more often on one day than other days lead to expect. */
function burstsOfChoices(told: readonly Told[]): Campaign[] {
  const online = told.filter(({ online: own, picks }) => own && picks.length > 1)
  const perDay = countBy(online, ({ day }) => day)
  const perChoice = countBy(online, ({ picks }) => picks.join(' '))
  const together = new Map<string, Told[]>()
  for (const one of online) {
    const name = `${one.day} ${one.picks.join(' ')}`
    together.set(name, [...(together.get(name) ?? []), one])
  }
  return [...together.values()].flatMap((same): Campaign[] => {
    const [{ day, picks }] = same as [Told]
    const thatDay = perDay.get(day)!
    const elsewhere = online.length - thatDay
    if (same.length < leastBurst || elsewhere === 0) return []
    const expected = ((perChoice.get(picks.join(' '))! - same.length) / elsewhere) * thatDay
    const most = expected + beyond * Math.sqrt(expected + 1)
    return same.length > most ? [{ kind: 'burst', members: same.map(({ id }) => id).sort() }] : []
  })
}

function countBy<T>(all: readonly T[], name: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(name(one), (counts.get(name(one)) ?? 0) + 1)
  return counts
}
