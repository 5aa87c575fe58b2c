import { describe, expect, it } from 'vitest'
import { blocksOf, bootstrapInFirst, resampleBlocks } from '../../app/priorities/bootstrap.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

/** Standard deviation of each summed value over the replicates. */
function spread(people: number, clusterOf: (person: number) => string | null, value: (person: number) => number) {
  const blocks = blocksOf({
    people,
    clusterOf,
    size: 1,
    contribute: (person, into, at) => {
      into[at]! += value(person)
    },
    seed: 1,
  })
  const sums: number[] = []
  resampleBlocks(blocks, 2000, 2, (total) => sums.push(total[0]!))
  const mean = sums.reduce((all, sum) => all + sum, 0) / sums.length
  return { blocks, mean, sd: Math.sqrt(sums.reduce((all, sum) => all + (sum - mean) ** 2, 0) / sums.length) }
}

describe('the blocked bootstrap', () => {
  it('has the standard deviation of theory within 5 % with 1,000 blocks', () => {
    const { mean, sd, blocks } = spread(
      20_000,
      () => null,
      (person) => (person % 5 < 2 ? 1 : 0),
    )
    expect(blocks.count).toBe(1000)
    expect(Math.abs(mean - 8000)).toBeLessThan(10)
    expect(Math.abs(sd / Math.sqrt(20_000 * 0.4 * 0.6) - 1)).toBeLessThan(0.05)
  })

  it('keeps clusters whole: forty tables of fifty vary as forty', () => {
    const table = (person: number) => Math.floor(person / 50)
    const yes = (person: number) => (table(person) % 2 ? 1 : 0)
    const { sd, blocks } = spread(2000, (person) => `table ${table(person)}`, yes)
    expect(blocks.count).toBe(40)
    expect(Math.abs(sd / (50 * Math.sqrt(40 * 0.25)) - 1)).toBeLessThan(0.05)
    const alone = spread(2000, () => null, yes)
    expect(sd).toBeGreaterThan(6 * alone.sd)
  })

  it('repeats itself from its seed', () => {
    const run = (seed: number) =>
      bootstrapInFirst(
        blocksOf({
          people: 60,
          clusterOf: () => null,
          size: 3,
          contribute: (p, into, at) => {
            into[at + (p % 3)]! += 1
          },
          seed: 1,
        }),
        1,
        500,
        seed,
      )
    expect(run(4)).toEqual(run(4))
    expect(run(4)).not.toEqual(run(5))
  })

  it('agrees with the list’s own redraws on the chance of being among the first, with and without a campaign', () => {
    for (const campaign of [false, true]) {
      const rows = modelRows().map((row, at) =>
        campaign && row.picks.includes(5) && at % 11 === 0 ? { ...row, cluster: 'buses' } : row,
      )
      const list = choiceList(modelInput(rows))
      const blocks = blocksOf({
        people: rows.length,
        clusterOf: (person) => rows[person]!.cluster,
        size: list.options.length,
        contribute: (person, into, at) => {
          for (const pick of rows[person]!.picks) into[at + pick]! += 1
        },
        seed: 8,
      })
      const chances = bootstrapInFirst(blocks, 3, 4000, 9)
      list.options.forEach((option, at) => {
        const own = option.unweighted.inFirst.find(({ k }) => k === 3)!.perMille
        // A whole campaign is in or out of a replicate, which no normal error can be.
        expect(Math.abs(own - chances[at]!)).toBeLessThan(campaign ? 80 : 40)
      })
    }
  })
})
