import { choiceList, choiceListDefaults } from './choice-list.ts'
import type {
  ChoiceList,
  ChoiceListInput,
  ChoiceListSettings,
  ListParameters,
  MarginName,
  Ranking,
  Refusal,
  Respondent,
} from './choice-list-contract.ts'
import { marginNames } from './weighting.ts'

/** Whose answers a trial leaves aside. The rules count everybody (L-8, L-10): such a list is looked at, never published. */
const leavings = ['nobody', 'campaigns', 'duplicates', 'both'] as const
export type Leaving = (typeof leavings)[number]

/** One set of parameters that a list can be tried with. */
export type TrialSpec = {
  /** Margins that the weights are raked to; none for an unweighted list. */
  weightBy: MarginName[]
  capLowPerMille: number
  capHighPerMille: number
  without: Leaving
}

/** What a list by other parameters says, coarse enough to be kept beside the draft: shares, places and bands. */
export type Trial = {
  spec: TrialSpec
  /** By the same parameters as the draft was drawn up with at the freeze. */
  usual: boolean
  weights: { applied: boolean; refused: Refusal['reason'] | null; effectiveSample: number | null }
  bands: Ranking['bands']
  order: string[][]
  /** In option order. */
  sharePerMille: number[]
  /** The order by every other method, from the same answers and weights. */
  methods: { method: string; order: string[][] | null }[]
  /** The whole list as it would be published; null for what only may be looked at. */
  result: string | null
}

const widths = [
  { capLowPerMille: 500, capHighPerMille: 2000 },
  { capLowPerMille: 200, capHighPerMille: 6000 },
]

const leaves: Record<Leaving, (row: Respondent) => boolean> = {
  nobody: () => false,
  campaigns: (row) => row.cluster !== null,
  duplicates: (row) => row.flaggedDuplicate,
  both: (row) => row.cluster !== null || row.flaggedDuplicate,
}

/** Those whose leaving changes something, and takes so many people away that the difference describes nobody (P-10). */
function answersToTry(rows: readonly Respondent[], minCell: number): Leaving[] {
  const kept: { name: Leaving; people: number }[] = [{ name: 'nobody', people: rows.length }]
  for (const name of leavings.slice(1)) {
    const people = rows.filter((row) => !leaves[name](row)).length
    if (people >= minCell && kept.every((other) => Math.abs(other.people - people) >= minCell))
      kept.push({ name, people })
  }
  return kept.map(({ name }) => name)
}

function weightsToTry(usual: readonly MarginName[], weighted: boolean): MarginName[][] {
  if (!weighted) return [[...usual]]
  const sets: MarginName[][] = [[...marginNames], ['ageSex', 'district'], ['ageSex'], []]
  return [[...usual], ...sets.filter((set) => set.join() !== usual.join())]
}

/**
 * The sets of parameters that a list is tried with, the usual one first: which margins weigh, how far a weight may
 * reach, and whose answers are left aside, each with each. Without census figures there is nothing to weigh by.
 */
export function trialSpecs(input: ChoiceListInput): TrialSpec[] {
  const settings: ChoiceListSettings = { ...choiceListDefaults, ...input.settings }
  const usual = { capLowPerMille: settings.capLowPerMille, capHighPerMille: settings.capHighPerMille }
  const other = widths.filter((width) => width.capHighPerMille !== usual.capHighPerMille)
  const { ageSex, district, ethnicGroup } = input.population
  const weighted = [ageSex, district, ethnicGroup].some((margin) => margin.length > 0)
  return weightsToTry(input.weightBy ?? marginNames, weighted).flatMap((weightBy) =>
    (weightBy.length && weighted ? [usual, ...other] : [usual]).flatMap((caps) =>
      answersToTry(input.rows, settings.minCell).map((without) => ({ weightBy, ...caps, without })),
    ),
  )
}

/** A set of parameters in one word, for an address. */
export const trialName = ({ weightBy, capLowPerMille, capHighPerMille, without }: TrialSpec): string =>
  [weightBy.join('.') || 'none', capLowPerMille, capHighPerMille, without].join('-')

/** The name of the set that a list is drawn up by. */
export const drawnUpBy = ({ weightBy, capLowPerMille, capHighPerMille }: ListParameters): string =>
  trialName({ weightBy: weightBy ?? [...marginNames], capLowPerMille, capHighPerMille, without: 'nobody' })

/**
 * The list by one set of parameters. `usual` is the list as it was drawn up, where that is what is tried.
 * @throws PriorityInputError as `choiceList` does
 */
export function trialOf(input: ChoiceListInput, spec: TrialSpec, usual?: ChoiceList): Trial {
  const { weightBy, capLowPerMille, capHighPerMille, without } = spec
  const rows = input.rows.filter((row) => !leaves[without](row))
  const settings = { ...input.settings, capLowPerMille, capHighPerMille }
  const by = weightBy.join() === (input.weightBy ?? marginNames).join() ? {} : { weightBy }
  const list = usual ?? choiceList({ ...input, rows, settings, ...by })
  const view = list.weighted ? 'weighted' : 'unweighted'
  const { bands, order } = list[view]!
  const { applied, refused, effectiveSample } = list.weights
  return {
    spec,
    usual: usual !== undefined,
    weights: { applied, refused: refused?.reason ?? null, effectiveSample },
    bands,
    order,
    sharePerMille: list.options.map((option) => option[view]!.sharePerMille),
    methods: (list.beside?.[view]?.methods ?? []).map(({ method, order: by }) => ({ method, order: by })),
    result: without === 'nobody' ? JSON.stringify(list) : null,
  }
}

/** An option under the draft's parameters and under others. Bands by letter, places counted from 1. */
export type Moved = { id: string; from: string; to: string; placeFrom: number; placeTo: number }

type Banded = { bands: Ranking['bands']; order: readonly (readonly string[])[] }

/** Every option in both lists, in the order of the first. */
export function besideEachOther(from: Banded, to: Banded): Moved[] {
  const letterIn = ({ bands }: Banded, id: string) => bands.find(({ ids }) => ids.includes(id))?.letter ?? ''
  const placeIn = ({ order }: Banded, id: string) =>
    1 +
    order
      .slice(
        0,
        order.findIndex((ids) => ids.includes(id)),
      )
      .reduce((above, ids) => above + ids.length, 0)
  return from.order.flat().map((id) => ({
    id,
    from: letterIn(from, id),
    to: letterIn(to, id),
    placeFrom: placeIn(from, id),
    placeTo: placeIn(to, id),
  }))
}

/** Those whose band differs: all that is worth a sentence (method 1.6). */
export const bandsMoved = (from: Banded, to: Banded): Moved[] =>
  besideEachOther(from, to).filter((option) => option.from !== option.to)
