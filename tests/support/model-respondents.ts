import type { ChoiceListInput, Respondent } from '../../app/priorities/choice-list.ts'
import { districtCensus } from '../../db/demo/census-2021.ts'
import { demoPopulation, demoRespondents, demoSeed, respondents } from '../../db/demo/model.ts'
import { ageBands, demoOptions, ethnicGroups, sexes } from '../../db/demo/model-parameters.ts'

/** The demonstration's people as rows of a choice list: everybody answers everything, nobody belongs to a campaign. */
export function modelRows(seed = demoSeed, n = demoRespondents): Respondent[] {
  return respondents(seed, n).map((person, at) => ({
    ...person,
    same: false,
    none: false,
    forum: null,
    channel: at % 6 === 0 ? 'paper' : at % 43 === 0 ? 'event' : 'online',
    cluster: null,
    flaggedDuplicate: false,
  }))
}

export function modelInput(rows: Respondent[] = modelRows()): ChoiceListInput {
  return {
    options: demoOptions.map(({ id, title }) => ({ id, title })),
    picksMax: 3,
    rows,
    population: demoPopulation(),
    districts: districtCensus.map((place) => ({ id: place.code, name: place.name })),
    groupOrder: { ageBand: [...ageBands], sex: [...sexes], ethnicGroup: [...ethnicGroups] },
    seed: 20260931,
  }
}
