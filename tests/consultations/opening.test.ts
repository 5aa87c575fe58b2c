import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optionOrder, seedLimit } from '../../app/consultations/answering/option-order.ts'
import { receiptDates } from '../../app/consultations/answering/receipt.ts'
import { openingOf } from '../../app/consultations/opening.ts'

const days = { opensOn: '2026-10-01', closesOn: '2026-10-28' }
const at = (iso: string) => openingOf(days, new Date(iso))

describe('a consultation takes answers by London days', () => {
  test('from the first moment of its first day, in summer time', () => {
    expect(at('2026-09-30T22:59:59.999Z')).toBe('not_yet')
    expect(at('2026-09-30T23:00:00Z')).toBe('open')
  })

  test('until 23:59:59 of its last, in winter time', () => {
    expect(at('2026-10-28T23:59:59.999Z')).toBe('open')
    expect(at('2026-10-29T00:00:00Z')).toBe('closed')
  })

  test('never without dates', () => {
    expect(openingOf({ opensOn: null, closesOn: '2026-10-28' }, new Date('2026-10-02T10:00:00Z'))).toBe('not_yet')
    expect(openingOf({ opensOn: '2026-10-01', closesOn: null }, new Date('2026-10-02T10:00:00Z'))).toBe('not_yet')
  })

  test('once closed it stays closed, whenever one looks again', () => {
    const instant = fc.date({ min: new Date('2026-08-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    const rank = { not_yet: 0, open: 1, closed: 2 }
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a]
        expect(rank[openingOf(days, first)]).toBeLessThanOrEqual(rank[openingOf(days, second)])
      }),
    )
  })
})

describe('the order of the options', () => {
  const options = Array.from({ length: 12 }, (_, i) => `o${i}`)

  test('is the same for the same seed, and always the same options', () => {
    fc.assert(
      fc.property(fc.nat(seedLimit - 1), (seed) => {
        expect(optionOrder(options, seed)).toEqual(optionOrder(options, seed))
        expect(optionOrder(options, seed).toSorted()).toEqual(options.toSorted())
      }),
    )
  })

  test('puts each option first about as often as any other', () => {
    const firsts = new Map<string, number>()
    for (let seed = 0; seed < 12_000; seed++) {
      const first = optionOrder(options, seed)[0]!
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    // 1,000 expected of each, with a standard deviation of about 30.
    for (const option of options) expect(Math.abs((firsts.get(option) ?? 0) - 1000)).toBeLessThan(150)
  })
})

test('a receipt has its four dates in order, and says which are not set', () => {
  expect(
    receiptDates({ closesOn: '2026-10-28', resultsBy: '2026-11-20', decisionOn: null, changedBy: '2027-11-01' }),
  ).toEqual([
    { step: 'closes', on: '2026-10-28' },
    { step: 'results', on: '2026-11-20' },
    { step: 'decision', on: null },
    { step: 'changed', on: '2027-11-01' },
  ])
})
