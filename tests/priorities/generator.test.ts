import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '../../app/priorities/generator.ts'
import { ln, normalQuantile } from '../../app/priorities/normal.ts'
import { propertyRuns } from '../support/runs.ts'

describe('the named generator', () => {
  it('repeats itself from its seed and differs between seeds', () => {
    const words = (seed: number) => {
      const random = generator(seed)
      return Array.from({ length: 5 }, () => random.word())
    }
    expect(words(42)).toEqual(words(42))
    expect(words(42)).not.toEqual(words(43))
    expect(words(42).every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true)
  })

  it('gives the words that an independent implementation gives', () => {
    // Seed 42 and 20260931, from tests/reference/recount.py.
    const first = (seed: number) => {
      const random = generator(seed)
      return [random.word(), random.word(), random.word()]
    }
    expect(first(42)).toEqual([1776835114, 4165204688, 17111135])
    expect(first(20260931)).toEqual([1931401289, 2390167324, 1009269347])
  })

  it('draws integers without bias', () => {
    const random = generator(1)
    const times = [0, 0, 0, 0, 0, 0, 0]
    for (let draw = 0; draw < 70_000; draw++) times[random.below(7)]! += 1
    const chi = times.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0)
    expect(chi).toBeLessThan(22.5)
    // Two thirds of all words are below this limit: taking the remainder would fold the rest back onto them.
    const wide = 2 ** 31 + 2 ** 30
    const high = Array.from({ length: 30_000 }, () => random.below(wide)).filter((value) => value >= wide / 2).length
    expect(Math.abs(high - 15_000)).toBeLessThan(400)
  })

  it('shuffles every order about equally often', () => {
    const random = generator(2)
    const seen = new Map<string, number>()
    for (let draw = 0; draw < 24_000; draw++) {
      const order = random.shuffle(['a', 'b', 'c', 'd']).join('')
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect(seen.size).toBe(24)
    const chi = [...seen.values()].reduce((sum, times) => sum + (times - 1000) ** 2 / 1000, 0)
    expect(chi).toBeLessThan(49.7)
  })

  it('has normal draws of mean 0, deviation 1 and the right tails', () => {
    const random = generator(3)
    const draws = Array.from({ length: 100_000 }, () => random.normal())
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
    const variance = draws.reduce((sum, value) => sum + value * value, 0) / draws.length
    expect(Math.abs(mean)).toBeLessThan(0.013)
    expect(Math.abs(variance - 1)).toBeLessThan(0.018)
    const tail = draws.filter((value) => Math.abs(value) > 3).length / draws.length
    expect(tail).toBeGreaterThan(0.0021)
    expect(tail).toBeLessThan(0.0034)
  })

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => generator(seed)).toThrow(RangeError)
  })

  it.each([0, -3, 2.5, 2 ** 33])('refuses the limit %s', (limit) => {
    expect(() => generator(1).below(limit)).toThrow(RangeError)
  })
})

describe('logarithm and normal quantile from basic arithmetic', () => {
  it('agrees with the library logarithm to 1e-14', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))))
      }),
      { numRuns: propertyRuns(2000) },
    )
  })

  it.each([
    // Tables of the normal distribution.
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.0013498980316300933, -3],
    [1e-9, -5.9978070150076865],
    [1e-15, -7.941345326170995],
  ])('quantile of %s is %s', (p, value) => {
    expect(normalQuantile(p)).toBeCloseTo(value, 13)
  })
})
