import type { PopulationMargins } from '../../app/priorities/choice-list.ts'
import { generator } from '../../app/priorities/generator.ts'
import { ln } from '../../app/priorities/normal.ts'
import { districtCensus } from './census-2021.ts'
import {
  type AgeBand,
  ageBands,
  demoOptions,
  type EthnicGroup,
  effectsOfAge,
  effectsOfDistrict,
  effectsOfEthnicGroup,
  effectsOfSex,
  ethnicGroups,
  type Sex,
  sexes,
  turnout,
} from './model-parameters.ts'

/** Chosen so that the teaching cases show: P02 rises and P08 falls with weights, and a weight meets the cap. */
export const demoSeed = 20265298
export const demoRespondents = 3012

export type DemoRespondent = {
  /** ONS code of the district. */
  district: string
  ageBand: AgeBand
  sex: Sex
  ethnicGroup: EthnicGroup
  /** Three positions in `demoOptions`, best first. */
  picks: [number, number, number]
}

type Cell = Omit<DemoRespondent, 'picks'> & { name: string; people: number }

/** Residents aged 16 and over by district × age × ethnic group × sex, the last two taken as independent of age. */
function populationCells(): Cell[] {
  return districtCensus.flatMap((place) => {
    const part = (percent: number) => (percent / 100) * place.population
    const [, from15, from25, from35, from45, from55, from65, from75] = place.agePct.map(part)
    // The census bands 15–24 and 25–34 are split by assumption: nine tenths of the first are 16 or over, half of the
    // second under 30.
    const ages: Record<AgeBand, number> = {
      '16-29': from15! * 0.9 + from25! * 0.5,
      '30-44': from25! * 0.5 + from35!,
      '45-64': from45! + from55!,
      '65+': from65! + from75!,
    }
    const stated = part(place.asianPct) + part(place.blackPct) + part(place.mixedPct) + part(place.whitePct)
    const groups: Record<EthnicGroup, number> = {
      White: part(place.whitePct),
      Asian: part(place.asianPct),
      Mixed: part(place.mixedPct),
      Black: part(place.blackPct),
      Other: Math.max(place.population - stated, 1),
    }
    const female = place.femalePct / 100
    return ageBands.flatMap((ageBand) =>
      ethnicGroups.flatMap((ethnicGroup) =>
        sexes.map((sex) => ({
          district: place.code,
          name: place.name,
          ageBand,
          ethnicGroup,
          sex,
          people: ages[ageBand] * (groups[ethnicGroup] / place.population) * (sex === 'F' ? female : 1 - female),
        })),
      ),
    )
  })
}

/** Whole people that add up to `total`, by largest remainder. */
function wholePeople(amounts: readonly number[], total: number): number[] {
  const sum = amounts.reduce((all, amount) => all + amount, 0)
  const exact = amounts.map((amount) => (amount / sum) * total)
  const whole = exact.map(Math.floor)
  const order = exact.map((_, at) => at).sort((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b)
  const short = total - whole.reduce((all, people) => all + people, 0)
  for (const at of order.slice(0, short)) whole[at]! += 1
  return whole
}

/** Residents aged 16 and over per margin, in whole people; every margin has the same total. */
export function demoPopulation(): PopulationMargins {
  const cells = populationCells()
  const total = Math.round(cells.reduce((sum, cell) => sum + cell.people, 0))
  const sumOf = (holds: (cell: Cell) => boolean) =>
    cells.reduce((sum, cell) => (holds(cell) ? sum + cell.people : sum), 0)
  const ageSex = ageBands.flatMap((ageBand) => sexes.map((sex) => ({ ageBand, sex })))
  const ageSexPeople = wholePeople(
    ageSex.map((key) => sumOf((cell) => cell.ageBand === key.ageBand && cell.sex === key.sex)),
    total,
  )
  const districtPeople = wholePeople(
    districtCensus.map((place) => sumOf((cell) => cell.district === place.code)),
    total,
  )
  const ethnicPeople = wholePeople(
    ethnicGroups.map((group) => sumOf((cell) => cell.ethnicGroup === group)),
    total,
  )
  return {
    ageSex: ageSex.map((key, at) => ({ ...key, people: ageSexPeople[at]! })),
    district: districtCensus.map((place, at) => ({ id: place.code, people: districtPeople[at]! })),
    ethnicGroup: ethnicGroups.map((id, at) => ({ id, people: ethnicPeople[at]! })),
  }
}

function utilitiesOf(cell: Cell): number[] {
  return demoOptions.map(
    ({ id, utility }) =>
      utility +
      (effectsOfDistrict[cell.name]?.[id] ?? 0) +
      (effectsOfAge[cell.ageBand][id] ?? 0) +
      (effectsOfEthnicGroup[cell.ethnicGroup][id] ?? 0) +
      (effectsOfSex[cell.sex][id] ?? 0),
  )
}

/** People who answer the demonstration's consultation, the same for the same seed. Nobody real. */
export function respondents(seed: number, n: number): DemoRespondent[] {
  const random = generator(seed)
  const cells = populationCells()
  const utilities = cells.map(utilitiesOf)
  const cumulated: number[] = []
  cells.reduce((sum, cell) => {
    const skew = turnout.age[cell.ageBand] * turnout.ethnicGroup[cell.ethnicGroup] * turnout.sex[cell.sex]
    cumulated.push(sum + cell.people * skew * turnout.district[cell.name]!)
    return cumulated.at(-1)!
  }, 0)
  const gumbel = () => -ln(-ln(random.uniform() || Number.MIN_VALUE))
  return Array.from({ length: n }, () => {
    const drawn = random.uniform() * cumulated.at(-1)!
    const at = cumulated.findIndex((sum) => drawn < sum)
    const noisy = utilities[at]!.map((utility) => utility + gumbel())
    const order = noisy.map((_, option) => option).sort((a, b) => noisy[b]! - noisy[a]!)
    const { district, ageBand, sex, ethnicGroup } = cells[at]!
    return { district, ageBand, sex, ethnicGroup, picks: [order[0]!, order[1]!, order[2]!] }
  })
}
