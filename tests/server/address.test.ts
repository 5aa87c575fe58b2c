import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressTrouble, readAddress, ways } from '../../app/server/address.ts'

describe('an address somebody typed', () => {
  test.each([
    ['email', ' Someone@Example.ORG ', 'someone@example.org'],
    ['text', '07700 900123', '+447700900123'],
    ['text', '+44 (0)7700-900123', '+447700900123'],
    ['text', '0044 7700 900 123', '+447700900123'],
    ['text', '۰۷۷۰۰ ۹۰۰۱۲۳', '+447700900123'],
    ['text', '٠٧٧٠٠٩٠٠١٢٣', '+447700900123'],
    ['text', '+48 601 234 567', '+48601234567'],
    ['letter', ' 1  High Street \r\n\r\nLoughborough\r\nle11 1aa', '1 High Street\nLoughborough\nLE11 1AA'],
    ['letter', 'Flat 2\nLE1 1AA', 'Flat 2\nLE1 1AA'],
  ] as const)('%s “%s” is kept as %j', (way, typed, address) => {
    expect(readAddress(way, typed)).toEqual({ ok: true, address })
    expect(addressTrouble(way, address)).toBeUndefined()
  })

  test.each([
    ['email', '', 'email_missing'],
    ['email', 'someone@', 'email'],
    ['email', 'a@example.org, b@example.org', 'email'],
    ['email', 'a@example.org\r\nBcc: b@example.org', 'email'],
    ['text', '', 'phone_missing'],
    ['text', 'my number', 'phone_characters'],
    ['text', '07700 90012', 'phone_length'],
    ['text', '07700 900123 4', 'phone_length'],
    ['text', '0116 496 0123', 'phone_landline'],
    ['letter', '  \n ', 'letter_missing'],
    ['letter', 'LE11 1AA', 'letter_short'],
    ['letter', '1 High Street\nLoughborough', 'letter_postcode'],
    ['letter', '1\n2\n3\n4\n5\n6\nLE11 1AA', 'letter_long'],
    ['letter', `${'x'.repeat(61)}\nLE11 1AA`, 'letter_line'],
  ] as const)('%s “%s” is refused as %s', (way, typed, problem) => {
    expect(readAddress(way, typed)).toEqual({ ok: false, problem })
  })

  test('whatever is typed, what is kept can be handed to a carrier and is read again as itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.string({ unit: 'binary', maxLength: 60 }), (way, typed) => {
        const read = readAddress(way, typed)
        if (!read.ok) return
        expect(addressTrouble(way, read.address)).toBeUndefined()
        expect(readAddress(way, read.address)).toEqual(read)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        for (const mark of ['\r', '\n']) {
          const typed = readAddress('email', `${before}@example.org${mark}${after}`)
          if (typed.ok) expect(typed.address).not.toMatch(/[\r\n,;]/)
        }
      }),
    )
  })
})
