import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ballotsDigest,
  newVoteKey,
  openBallot,
  openVoteKey,
  sealBallot,
  shuffled,
} from '../../app/juries/votes/sealing.ts'
import { scale } from '../../app/juries/votes/vote.ts'

const secret = 'a secret of at least thirty-two characters'
const ids = ['s-b', 's-a', 's-c']
const address = { voteId: 'v1', memberId: 'm1' }
const choices = { 's-a': 'support', 's-b': 'abstain', 's-c': 'strongly_oppose' } as const
const { key, sealedKey } = newVoteKey(secret, 'v1', randomBytes)

describe('a sealed ballot', () => {
  test('opens as it was cast', () => {
    expect(
      openBallot(openVoteKey(secret, 'v1', sealedKey), address, sealBallot(key, address, choices, randomBytes), ids),
    ).toEqual(choices)
    fc.assert(
      fc.property(fc.tuple(...ids.map(() => fc.constantFrom(...scale))), (chosen) => {
        const ballot = Object.fromEntries(ids.map((id, i) => [id, chosen[i]!]))
        expect(openBallot(key, address, sealBallot(key, address, ballot, randomBytes), ids)).toEqual(ballot)
      }),
    )
  })

  test('does not open for another juror, another vote, another key or after one changed bit', () => {
    const sealed = sealBallot(key, address, choices, randomBytes)
    expect(() => openBallot(key, { ...address, memberId: 'm2' }, sealed, ids)).toThrow()
    expect(() => openBallot(key, { ...address, voteId: 'v2' }, sealed, ids)).toThrow()
    expect(() => openBallot(randomBytes(32), address, sealed, ids)).toThrow()
    expect(() => openBallot(key, address, sealed, ids.slice(1))).toThrow()
    const bytes = Buffer.from(sealed, 'base64url')
    for (let i = 0; i < bytes.length; i++) {
      const altered = Buffer.from(bytes)
      altered[i]! ^= 1
      expect(() => openBallot(key, address, altered.toString('base64url'), ids)).toThrow()
    }
    expect(() => openVoteKey(`${secret}x`, 'v1', sealedKey)).toThrow()
    expect(() => openVoteKey(secret, 'v2', sealedKey)).toThrow()
  })

  test('tells nothing by its length, and the same choices never look alike', () => {
    const long = { 's-a': 'strongly_oppose', 's-b': 'strongly_oppose', 's-c': 'strongly_oppose' } as const
    const sealed = [choices, choices, long].map((c) => sealBallot(key, address, c, randomBytes))
    expect(new Set(sealed.map((s) => s.length)).size).toBe(1)
    expect(new Set(sealed).size).toBe(3)
  })
})

test('a shuffle keeps everything and favours no order', () => {
  const places = [0, 0, 0, 0]
  for (let i = 0; i < 8000; i++) {
    const order = shuffled([0, 1, 2, 3], randomBytes)
    expect([...order].sort()).toEqual([0, 1, 2, 3])
    places[order.indexOf(0)]!++
  }
  // 2000 each; four standard deviations are 155.
  for (const count of places) expect(Math.abs(count - 2000)).toBeLessThan(200)
})

test('the digest stands for the set, whatever its order, and changes with any ballot', () => {
  const a = { id: 'a', choices: { x: 'support' } } as const
  const b = { id: 'b', choices: { x: 'oppose' } } as const
  expect(ballotsDigest([a, b])).toBe(ballotsDigest([b, a]))
  expect(ballotsDigest([a, { ...b, choices: { x: 'abstain' } }])).not.toBe(ballotsDigest([a, b]))
})
