import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readReference, referenceFor, referenceHash } from '../../app/ledger/reference-code.ts'

const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const secret = 's'.repeat(40)
const anyReference = fc.uuid().map((key) => referenceFor(secret, key))

describe('a reference code', () => {
  test('has the form 7K3M-Q9TX-4H and is the same for the same submission', () => {
    fc.assert(
      fc.property(fc.uuid(), (key) => {
        expect(referenceFor(secret, key)).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$/)
        expect(referenceFor(secret, key)).toBe(referenceFor(secret, key))
        expect(referenceFor(`${secret}x`, key)).not.toBe(referenceFor(secret, key))
      }),
    )
  })

  test('is read however it was typed', () => {
    fc.assert(
      fc.property(anyReference, (code) => {
        expect(readReference(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
        expect(readReference(code.replaceAll('-', ''))).toBe(code)
      }),
    )
  })

  test('with one wrong character, or two neighbours swapped, is refused', () => {
    fc.assert(
      fc.property(anyReference, fc.nat(9), fc.nat(30), (code, place, letter) => {
        const plain = [...code.replaceAll('-', '')]
        const wrong = alphabet[letter]!
        fc.pre(plain[place] !== wrong)
        expect(readReference(plain.with(place, wrong).join(''))).toBeUndefined()
        const next = Math.min(place + 1, 8)
        const swapped = plain.with(Math.min(place, 8), plain[next]!).with(next, plain[Math.min(place, 8)]!)
        if (swapped.join('') !== plain.join('')) expect(readReference(swapped.join(''))).toBeUndefined()
      }),
    )
  })

  test('leaves nothing in its hash that the secret is not needed for', () => {
    expect(referenceHash(secret, '7K3M-Q9TX-4H')).not.toBe(referenceHash(`${secret}x`, '7K3M-Q9TX-4H'))
  })
})
