import { describe, expect, it } from 'vitest'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { bandsMoved, trialName, trialOf, trialSpecs } from '../../app/priorities/list-trials.ts'
import { packFiles } from '../../app/priorities/pack.ts'
import { recount } from '../../app/priorities/recount.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const rows = modelRows(7, 900).map((row, i) => ({
  ...row,
  cluster: i % 30 === 0 ? 'campaign' : null,
  flaggedDuplicate: i % 45 === 1,
}))
const input = { ...modelInput(rows), settings: { draws: 2000 } }
const list = choiceList(input)

describe('the sets of parameters that a list is tried with', () => {
  it('are every weighting with every cap and every count of answers, the usual one first, each once', () => {
    const specs = trialSpecs(input)
    expect(specs).toHaveLength((3 * 3 + 1) * 4)
    expect(new Set(specs.map(trialName)).size).toBe(specs.length)
    expect(specs[0]).toEqual({
      weightBy: ['ageSex', 'district', 'ethnicGroup'],
      capLowPerMille: 300,
      capHighPerMille: 4000,
      without: 'nobody',
    })
  })

  it('leave out nobody where so few would go that the difference tells of them, and no weights without a census', () => {
    const few = rows.map((row, i) => ({ ...row, cluster: null, flaggedDuplicate: i < 9 }))
    expect(new Set(trialSpecs({ ...input, rows: few }).map(({ without }) => without))).toEqual(new Set(['nobody']))
    const ten = rows.map((row, i) => ({ ...row, cluster: null, flaggedDuplicate: i < 10 }))
    expect(new Set(trialSpecs({ ...input, rows: ten }).map(({ without }) => without))).toEqual(
      new Set(['nobody', 'duplicates']),
    )
    const population = { ageSex: [], district: [], ethnicGroup: [] }
    expect(trialSpecs({ ...input, population })).toHaveLength(4)
  })

  it('keep the whole list only where everybody counts, and it is the list that those parameters give', () => {
    const specs = trialSpecs(input)
    const age = specs.find(({ weightBy, without }) => weightBy.join() === 'ageSex' && without === 'nobody')!
    const trial = trialOf(input, age)
    const alone = choiceList({ ...input, weightBy: ['ageSex'] })
    expect(trial.result).toBe(JSON.stringify(alone))
    expect(alone.weights.margins).toEqual(['ageSex'])
    expect(alone.method.parameters.weightBy).toEqual(['ageSex'])
    const options = input.options
    expect(recount(packFiles(alone, options, {}))).toMatchObject({ ok: true, differences: [] })
    const without = trialOf(input, specs.find((spec) => spec.without === 'campaigns')!)
    expect(without.result).toBeNull()
  })

  it('say what the unweighted view says when nothing is weighed by', () => {
    const none = trialOf(input, trialSpecs(input).find(({ weightBy }) => weightBy.length === 0)!)
    expect(none.bands).toEqual(list.unweighted.bands)
    expect(none.weights).toEqual({ applied: false, refused: null, effectiveSample: null })
    const moved = bandsMoved(list.weighted!, none)
    const letter = (bands: typeof none.bands, id: string) => bands.find(({ ids }) => ids.includes(id))!.letter
    expect(moved.map(({ id }) => id).sort()).toEqual(
      input.options
        .map(({ id }) => id)
        .filter((id) => letter(list.weighted!.bands, id) !== letter(list.unweighted.bands, id))
        .sort(),
    )
    expect(bandsMoved(list.weighted!, list.weighted!)).toEqual([])
  })

  it('leaves the bytes of a list weighted by all three margins as they were', () => {
    expect(list.method.parameters).not.toHaveProperty('weightBy')
  })
})
