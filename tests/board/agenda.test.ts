import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ItemFacts,
  partUse,
  proposers,
  shareByProposer,
  verdictErrors,
  verdictsFor,
  waitOf,
} from '../../app/board/agenda.ts'

const items = fc.array(
  fc.record({
    part: fc.constantFrom('A' as const, 'B' as const),
    minutes: fc.integer({ min: 1, max: 60 }),
    proposer: fc.constantFrom(...proposers),
  }),
)

test('five items of eight minutes leave twenty of sixty', () => {
  const five = Array.from({ length: 5 }, (): ItemFacts => ({ part: 'A', minutes: 8, proposer: 'officer' }))
  expect(partUse(five, 'A', 60)).toEqual({ used: 40, limit: 60, spare: 20, over: 0 })
  expect(partUse([...five, { part: 'A', minutes: 25, proposer: 'public' }], 'A', 60)).toMatchObject({
    spare: 0,
    over: 5,
  })
})

test('minutes add up: what is used and spare, less what is over, is the time there is', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 120 }), (list, limit) => {
      const a = partUse(list, 'A', limit)
      const b = partUse(list, 'B', limit)
      expect(a.used + a.spare - a.over).toBe(limit)
      expect(a.used + b.used).toBe(list.reduce((sum, i) => sum + i.minutes, 0))
      const shares = shareByProposer(list)
      expect(shares.reduce((sum, s) => sum + s.items, 0)).toBe(list.length)
      expect(shares.reduce((sum, s) => sum + s.minutes, 0)).toBe(a.used + b.used)
    }),
  )
})

test('an item is deferred once, then heard or declined', () => {
  expect(verdictsFor({ state: 'waiting', deferrals: 0 })).toContain('deferred')
  expect(verdictsFor({ state: 'deferred', deferrals: 1 })).toEqual(['accepted', 'merged', 'declined'])
  for (const state of ['accepted', 'merged', 'declined'] as const)
    expect(verdictsFor({ state, deferrals: 0 })).toEqual([])
})

const draft = { verdict: 'accepted', reason: 'Members asked for it', meetingId: 'm', mergedInto: '', minutes: 8 }
const waiting = { id: 'r1', state: 'waiting' as const, deferrals: 0 }
const keys = (request: Parameters<typeof verdictErrors>[0], change: Partial<typeof draft>) =>
  verdictErrors(request, { ...draft, ...change }).map((e) => e.key)

test('no decision without its reason, its meeting or the request it joins', () => {
  expect(keys(waiting, {})).toEqual([])
  expect(keys(waiting, { reason: '  ' })).toEqual(['reason'])
  expect(keys(waiting, { meetingId: '' })).toEqual(['meeting'])
  expect(keys(waiting, { minutes: 0 })).toEqual(['minutes'])
  expect(keys(waiting, { verdict: 'merged' })).toEqual(['merged_into'])
  expect(keys(waiting, { verdict: 'merged', mergedInto: 'r1' })).toEqual(['merged_into'])
  expect(keys(waiting, { verdict: 'declined', meetingId: '' })).toEqual([])
  expect(keys(waiting, { verdict: 'shelved' })).toEqual(['verdict'])
  expect(keys({ id: 'r1', state: 'deferred', deferrals: 1 }, { verdict: 'deferred' })).toEqual(['deferred_already'])
})

test('a request turns amber after ten working days and late after fifteen', () => {
  // 1 June 2026 is a Monday without holidays behind it.
  expect(waitOf('2026-06-01', '2026-06-15')).toEqual({ days: 10, state: 'fresh' })
  expect(waitOf('2026-06-01', '2026-06-16').state).toBe('amber')
  expect(waitOf('2026-06-01', '2026-06-22').state).toBe('amber')
  expect(waitOf('2026-06-01', '2026-06-23').state).toBe('late')
})
