import type { ChoiceListInput, Ranking, Respondent, Variant, VariantRanking } from './choice-list-contract.ts'
import { type ListedOption, type RankingSettings, rankingOf } from './list-ranking.ts'
import { publishMoments } from './moments.ts'
import { tallyOf } from './tally.ts'

type Main = { unweighted: Ranking; weighted: Ranking | null }
type Counted = Pick<Respondent, 'picks' | 'same' | 'none' | 'cluster' | 'flaggedDuplicate'>

const exclusions: { name: Variant['name']; leaves: (row: Counted) => boolean }[] = [
  { name: 'without-campaigns', leaves: (row) => row.cluster !== null },
  { name: 'without-duplicates', leaves: (row) => row.flaggedDuplicate },
  { name: 'without-both', leaves: (row) => row.cluster !== null || row.flaggedDuplicate },
]

function letters(ranking: Ranking): Map<string, string> {
  return new Map(ranking.bands.flatMap((band) => band.ids.map((id) => [id, band.letter])))
}

/**
 * The same list without campaign clusters and without flagged duplicates (rules L-8 and L-10), the remaining people
 * keeping their weights. Only shares in 1,000 are given, and nothing where so few people were left out that the
 * difference would describe them.
 */
export function variants(
  input: Pick<ChoiceListInput, 'picksMax'> & { rows: readonly Counted[] },
  options: readonly ListedOption[],
  weights: readonly number[] | null,
  main: Main,
  settings: RankingSettings & { minCell: number },
): Variant[] {
  const bases: number[] = []
  return exclusions.flatMap(({ name, leaves }): Variant[] => {
    const keep = input.rows.flatMap((row, at) => (leaves(row) ? [] : [at]))
    const removed = input.rows.length - keep.length
    const containing = name === 'without-both' ? [input.rows.length, ...bases] : [input.rows.length]
    const gaps = containing.map((base) => base - keep.length)
    bases.push(keep.length)
    if (gaps.includes(0)) return []
    if (gaps.some((gap) => gap < settings.minCell) || keep.length < settings.minCell) {
      return [{ name, base: input.rows.length, removed: 0, unweighted: null, weighted: null }]
    }
    const rows = keep.map((at) => input.rows[at]!)
    const kept = weights && keep.map((at) => weights[at]!)
    return [{ name, removed, ...recounted({ ...input, rows }, options, kept, main, settings) }]
  })
}

/**
 * The same list with the answers that were held back for how they were sent, each with the mean weight. Nothing where so
 * few were that the difference would describe them.
 */
export function withHeld(
  input: Pick<ChoiceListInput, 'picksMax'> & { rows: readonly Counted[]; held?: readonly Counted[] },
  options: readonly ListedOption[],
  weights: readonly number[] | null,
  main: Main,
  settings: RankingSettings & { minCell: number },
): Variant[] {
  const { rows, held = [] } = input
  if (!held.length) return []
  const name = 'with-held'
  if (held.length < settings.minCell) {
    return [{ name, base: rows.length, removed: 0, added: 0, unweighted: null, weighted: null }]
  }
  const mean = weights && Math.round(weights.reduce((sum, weight) => sum + weight, 0) / weights.length)
  const all = weights && mean !== null ? [...weights, ...held.map(() => mean)] : null
  const counted = recounted({ ...input, rows: [...rows, ...held] }, options, all, main, settings)
  return [{ name, removed: 0, added: held.length, ...counted }]
}

/** Shares, places and bands of other rows than the list's own, and which options change their band. */
function recounted(
  { rows, picksMax }: Pick<ChoiceListInput, 'picksMax'> & { rows: readonly Counted[] },
  options: readonly ListedOption[],
  weights: readonly number[] | null,
  main: Main,
  settings: RankingSettings,
): Pick<Variant, 'base' | 'unweighted' | 'weighted'> {
  const tally = tallyOf(rows, options.length, picksMax, weights ?? undefined)
  const rank = (which: 'unweighted' | 'weighted', published: Ranking): VariantRanking => {
    const { ranking, standings } = rankingOf(publishMoments(tally[which]), tally.base, options, settings)
    const before = letters(published)
    const after = letters(ranking)
    return {
      sharePerMille: standings.map((standing) => standing.sharePerMille),
      ranks: standings.map((standing) => standing.rank),
      bands: ranking.bands,
      changed: options.map(({ id }) => id).filter((id) => before.get(id) !== after.get(id)),
    }
  }
  const weighted = weights && main.weighted ? rank('weighted', main.weighted) : null
  return { base: tally.base, unweighted: rank('unweighted', main.unweighted), weighted }
}
