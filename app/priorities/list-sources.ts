import { MILLIONTHS, type Unranked } from './ballot.ts'
import type { ChoiceSource, Combined, Preferences } from './choice-beside-contract.ts'
import type { Ranking as Bands } from './choice-list-contract.ts'
import { combinedList } from './combined-list.ts'
import { generator } from './generator.ts'
import { PriorityInputError } from './input-error.ts'
import { type ListedOption, named } from './list-ranking.ts'
import { outsideBands } from './outside-bands.ts'
import { countedPreferences, matrixOf } from './preferences.ts'
import { checkChoice } from './tally.ts'

export type CombinedSettings = {
  readonly seed: number
  readonly sweepDraws: number
  readonly sweepTop: number
}

/** A source as it is published: who took part, its declared weight, its head-to-heads. */
export type PublishedSource = { id: string; weight: number; people: number | null; preferences: Preferences | null }

/**
 * The sources with their head-to-heads, each person counted once and unweighted. A source of fewer than `minCell`
 * people is named and otherwise left out (rule P-10).
 * @throws PriorityInputError naming the source whose weight or answer is wrong
 */
export function publishedSources(
  sources: readonly ChoiceSource[],
  size: number,
  picksMax: number,
  unranked: Unranked,
  minCell: number,
): PublishedSource[] {
  return sources.map(({ id, weight, choices }) => {
    if (!Number.isSafeInteger(weight) || weight < 0) {
      throw new PriorityInputError('source-weight', `The weight of ${id} is ${weight}`, { source: id })
    }
    choices.forEach((choice, row) => {
      try {
        checkChoice({ ...choice, none: choice.picks.length === 0 }, size, picksMax)
      } catch (error) {
        if (!(error instanceof PriorityInputError)) throw error
        throw new PriorityInputError(error.code, `${id}, answer ${row + 1}: ${error.message}`, {
          ...error.details,
          source: id,
          row,
        })
      }
    })
    const enough = choices.length >= minCell
    return {
      id,
      weight,
      people: enough ? choices.length : null,
      preferences: enough ? countedPreferences(choices, size, unranked) : null,
    }
  })
}

/**
 * One list per source and the combined list (method 1.4), from published figures alone: matrices brought to the same
 * size, averaged with the declared weights, then ranked pairs; and how often other weights keep an option on top.
 * @returns null where fewer than two sources can be reported, or their weights are all zero
 */
export function combinedOf(
  sources: readonly PublishedSource[],
  list: Bands,
  listed: readonly ListedOption[],
  { seed, sweepDraws, sweepTop }: CombinedSettings,
): Combined | null {
  const shown = sources.flatMap(({ id, weight, preferences }) =>
    preferences ? [{ id, weight, matrix: matrixOf(preferences, MILLIONTHS) }] : [],
  )
  if (shown.length < 2 || !shown.some(({ weight }) => weight > 0)) return null
  const found = combinedList(shown, generator(seed), sweepDraws, sweepTop)
  const orderOf = new Map(found.bySource.map(({ id, ranking }) => [id, named(ranking, listed)]))
  const { sweep } = found
  return {
    sources: sources.map(({ id, weight, people, preferences }) => ({
      id,
      weight,
      people,
      wins: preferences?.wins ?? null,
      compared: preferences?.compared ?? null,
      order: orderOf.get(id) ?? null,
    })),
    order: named(found.ranking, listed),
    outside: outsideBands(
      found.ranking,
      list.bands,
      listed.map(({ id }) => id),
    ),
    sweep: {
      draws: sweep.draws,
      top: sweep.top,
      options: listed.map(({ id }, option) => ({
        id,
        inTopPerMille: Math.floor((2000 * sweep.inTop[option]! + sweep.draws) / (2 * sweep.draws)),
        bestPlace: sweep.bestPlace[option]!,
        worstPlace: sweep.worstPlace[option]!,
      })),
    },
  }
}
