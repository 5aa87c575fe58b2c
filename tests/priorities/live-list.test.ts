import { describe, expect, it } from 'vitest'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { LIVE_DRAWS, liveList } from '../../app/priorities/live-list.ts'
import { addChoice, emptyTally, removeChoice, tallyOf } from '../../app/priorities/tally.ts'
import { modelInput } from '../support/model-respondents.ts'

const input = modelInput()
const settings = { confidencePerMille: 950, seed: input.seed }

describe('the live list', () => {
  it('is the frozen list with fewer redraws', () => {
    const live = liveList(tallyOf(input.rows, 12, 3), input.options, settings)
    const frozen = choiceList({ ...input, settings: { draws: LIVE_DRAWS } })
    expect(live.ranking).toEqual(frozen.unweighted)
    expect(live.standings).toEqual(frozen.options.map((option) => option.unweighted))
    const full = choiceList(input)
    expect(live.ranking.order).toEqual(full.unweighted.order)
    const apart = Math.abs(live.ranking.criticalMillionths! - full.unweighted.criticalMillionths!)
    expect(apart).toBeLessThan(100_000)
  })

  it('takes one more ballot, with its weight, and a withdrawal', () => {
    const before = tallyOf(input.rows.slice(0, 200), 12, 3)
    const first = liveList(before, input.options, { ...settings, weighted: true })
    const more = { picks: [9, 8, 7], same: false, none: false, cluster: null }
    for (let i = 0; i < 200; i++) addChoice(before, more, 2_000_000)
    const now = liveList(before, input.options, { ...settings, weighted: true })
    expect(now.ranking.order[0]).not.toEqual(first.ranking.order[0])
    expect(now.standings[9]!.sharePerMille).toBeGreaterThan(600)
    for (let i = 0; i < 200; i++) removeChoice(before, more, 2_000_000)
    expect(liveList(before, input.options, { ...settings, weighted: true })).toEqual(first)
  })

  it('has a result for one ballot', () => {
    const tally = emptyTally(12, 3)
    addChoice(tally, input.rows[0]!)
    expect(liveList(tally, input.options, settings).ranking.bands.length).toBe(1)
  })
})
