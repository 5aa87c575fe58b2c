import { describe, expect, it } from 'vitest'
import { headToHeadList } from '../../app/priorities/head-to-head-list.ts'
import { fromPair } from '../../app/priorities/instruments.ts'
import { addPerson, emptyMatrix, pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { ballots } from './ballots.ts'

describe('the list over rankings or several instruments', () => {
  it('is by ranked pairs where every pair has thirty comparers', () => {
    const list = headToHeadList(
      pairwiseMatrix(ballots(...Array(18).fill('A>B>C'), ...Array(12).fill('C>A>B')), 3, 'tied-last'),
    )
    expect(list).toMatchObject({ method: 'ranked-pairs.margins', ranking: [[0], [1], [2]], leastCompared: 30 })
    expect(list.shares[0]).toBeCloseTo(0.8, 12)
    expect(list.groups).toHaveLength(1)
  })

  it('is by the model with a weak prior where a pair has fewer, and borrows strength across pairs', () => {
    const matrix = emptyMatrix(4)
    const ask = (a: number, b: number, first: number, second: number) => {
      for (let i = 0; i < first + second; i++) {
        addPerson(matrix, { weight: 1_000_000, instruments: [[fromPair(a, b, i < first ? a : b)]] }, 'no-preference')
      }
    }
    ask(0, 1, 14, 6)
    ask(1, 2, 14, 6)
    ask(2, 3, 14, 6)
    const list = headToHeadList(matrix)
    // A and C were never compared; the chain between them orders them all the same.
    expect(list).toMatchObject({ method: 'bradley-terry.pseudo-0.5', ranking: [[0], [1], [2], [3]], leastCompared: 0 })
    expect(list.groups).toEqual([[0, 1, 2, 3]])
  })

  it('names the parts between which only the prior speaks, and keeps exact ties', () => {
    const matrix = emptyMatrix(4)
    for (const [a, b] of [
      [0, 1],
      [1, 0],
      [2, 3],
      [3, 2],
    ]) {
      addPerson(matrix, { weight: 1_000_000, instruments: [[fromPair(a!, b!, a!)]] }, 'no-preference')
    }
    const list = headToHeadList(matrix)
    expect(list.groups).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(list.ranking).toEqual([[0, 1, 2, 3]])
  })

  it('has one option to show when there is only one', () => {
    expect(headToHeadList(emptyMatrix(1)).ranking).toEqual([[0]])
  })
})
