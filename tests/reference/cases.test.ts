import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCases, isRecord, type ReferenceCase } from '../../app/priorities/reference/case.ts'
import { isInforming } from '../../app/priorities/reference/informing.ts'
import { runCase } from '../../app/priorities/reference/run.ts'

const found = findCases(join(import.meta.dirname, 'cases')).cases
const cases = found.filter((one): one is ReferenceCase => !('fault' in one))

/** The same answer, slightly wrong: another number, word or verdict somewhere inside. */
function wrong(value: unknown): unknown {
  if (typeof value === 'number') return value + Math.max(2, Math.abs(value))
  if (typeof value === 'string') return `not ${value}`
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return value.length === 0 ? ['something'] : [wrong(value[0]), ...value.slice(1)]
  if (isRecord(value)) {
    const [key, inner] = Object.entries(value).at(-1) ?? ['something', 1]
    return { ...value, [key]: wrong(inner) }
  }
  return 'something'
}

describe('published answers', () => {
  it('holds at least 25 cases, every one readable', () => {
    expect(found.filter((one) => 'fault' in one)).toEqual([])
    expect(cases.length).toBeGreaterThanOrEqual(25)
  })

  it.each(cases)('reproduces $id', (one) => {
    expect(runCase(one).failures).toEqual([])
  })

  it.each(cases)('notices every wrong expectation in $id', (one) => {
    for (const [key, value] of Object.entries(one.expected)) {
      if (isInforming(key)) continue
      const { failures } = runCase({ ...one, expected: { [key]: wrong(value) } })
      expect(failures, `${key} was changed and passed`).toHaveLength(1)
    }
  })
})

describe('the runner', () => {
  const some = cases.find(({ id }) => id === 'ranked/tennessee')!

  it('fails a case whose method it does not know', () => {
    expect(runCase({ ...some, method: ['range-voting'] }).failures).toEqual(['unknown method "range-voting"'])
    expect(runCase({ ...some, method: [] }).failures).toEqual(['names no method'])
  })

  it('fails a case whose kind of input it does not know', () => {
    expect(runCase({ ...some, input: { ...some.input, kind: 'songs' } }).failures).toEqual([
      'no method for input of kind "songs"',
    ])
  })

  it('fails a case with an expected key that it does not compare, unless the key only informs', () => {
    const { failures } = runCase({ ...some, expected: { ...some.expected, 'dodgson.ranking': [], published: 'yes' } })
    expect(failures).toEqual(['dodgson.ranking: not compared (no such answer here)'])
  })

  it('fails a case that the method refuses, with the refusal', () => {
    const ballots = [{ count: 1, ranking: [['Memphis'], ['Memphis']] }]
    const { failures } = runCase({ ...some, input: { ...some.input, ballots } })
    expect(failures.join()).toMatch(/BallotError.*stands twice/)
  })
})
