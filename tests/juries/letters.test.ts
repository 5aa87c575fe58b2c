import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newRecruitment } from '../../app/juries/commission/recruitment.ts'
import { readAddresses } from '../../app/juries/letters/address-file.ts'
import { drawAddresses } from '../../app/juries/letters/address-sample.ts'
import type { LetterWords } from '../../app/juries/letters/letter.ts'
import { fittingScale } from '../../app/juries/letters/letter-pages.ts'
import {
  lettersForSeats,
  lettersPerFile,
  overdrawn,
  repliesExpected,
  sharedOut,
} from '../../app/juries/letters/letter-plan.ts'
import { letterWords } from '../../app/juries/letters/letter-words.server.ts'
import { lettersInWorker } from '../../app/juries/letters/letters-task.server.ts'
import { noMailing } from '../../app/juries/letters/mailing.ts'
import { languages, words } from '../../app/languages/words.server.ts'
import { commission } from './jury.ts'

const areas = ['Blaby', 'Melton']
const read = (text: string | Uint8Array) => readAddresses(text, areas)
const troubles = (text: string) => {
  const result = read(text)
  return result.ok ? [] : result.errors.map(({ code, row, columns }) => [code, row, columns?.[0]])
}

describe('a list of addresses', () => {
  test('is read with its areas, postcodes and what is oversampled', () => {
    const text = [
      'District;Address;Postcode;IMD_decile;oversample',
      'blaby;"1 Elm Row\nEnderby";ZZ1 1AA;3;',
      ' MELTON ;2 Elm Row;ZZ2 2BB;4;',
      'Melton;3 Elm Row;;9;Yes',
    ].join('\r\n')
    expect(read(`\ufeff${text}`)).toEqual({
      ok: true,
      addresses: [
        { area: 'Blaby', address: '1 Elm Row, Enderby, ZZ1 1AA', oversampled: true },
        { area: 'Melton', address: '2 Elm Row, ZZ2 2BB', oversampled: false },
        { area: 'Melton', address: '3 Elm Row', oversampled: true },
      ],
    })
  })

  test('takes in nobody’s name: every column about people is refused by name', () => {
    for (const column of ['Name', 'surname', 'E-mail', 'phone', 'Date of birth', 'ethnicity', 'age']) {
      expect(troubles(`area,address,${column}\nBlaby,1 Elm Row,x`), column).toEqual([['column-of-people', 1, column]])
    }
    for (const column of ['Street name', 'House name', 'area name', 'village']) {
      expect(troubles(`area,address,${column}\nBlaby,1 Elm Row,x`), column).toEqual([])
    }
  })

  test('tells all that is wrong at once, with row and column', () => {
    const rows = [
      'area,address,imd_decile,oversample',
      'Narnia,1 Elm Row,11,perhaps',
      ',2 Elm Row,,',
      'Blaby,,,',
      `Blaby,${'x'.repeat(301)},,`,
      'Blaby,3 Elm Row,,',
      'blaby,3  elm row,,',
      'Melton,3 Elm Row,,',
    ]
    expect(troubles(rows.join('\n'))).toEqual([
      ['unknown-area', 2, 'area'],
      ['not-a-decile', 2, 'imd_decile'],
      ['not-yes-no', 2, 'oversample'],
      ['empty-cell', 3, 'area'],
      ['empty-cell', 4, 'address'],
      ['too-long', 5, 'address'],
      ['address-twice', 7, 'address'],
    ])
    expect(troubles('place,where\na,b').map(([code]) => code)).toEqual(['missing-column', 'missing-column'])
    expect(troubles('area,address\n').map(([code]) => code)).toEqual(['no-addresses'])
    expect(read(new Uint8Array([0x50, 0x4b, 3, 4])).ok).toBe(false)
  })
})

describe('the plan of letters (J-6)', () => {
  test('24 seats need 5,000 letters, from which 150 to 300 replies come', () => {
    expect(lettersForSeats(24)).toBe(5000)
    expect(repliesExpected(5000)).toEqual({ least: 150, most: 300 })
  })

  test('shares letters out by residents, or by the list where the census does not know an area', () => {
    const census = [
      { value: 'Blaby', people: 83_000 },
      { value: 'Melton', people: 42_000 },
    ]
    expect(sharedOut(1000, census, { Melton: 900, Blaby: 600 })).toEqual({ Blaby: 664, Melton: 336 })
    expect(sharedOut(10, census, { Melton: 3, Elsewhere: 7 })).toEqual({ Elsewhere: 7, Melton: 3 })
    expect(overdrawn({ Blaby: 664, Melton: 336, Gone: 1 }, { Melton: 900, Blaby: 600 })).toEqual(['Blaby', 'Gone'])
  })

  test('the same list, plan and seed draw the same letters whatever order the list comes in', () => {
    const list = Array.from({ length: 400 }, (_, i) => ({
      id: `a${i}`,
      area: areas[i % 2]!,
      address: `${i} Elm Row`,
      oversampled: i % 4 < 2,
    }))
    const plan = { Blaby: 60, Melton: 40 }
    const drawn = drawAddresses(list, plan, 20, 7)
    expect(drawAddresses([...list].reverse(), plan, 20, 7)).toEqual(drawn)
    expect(drawAddresses(list, plan, 20, 8)).not.toEqual(drawn)
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(100)
    expect(drawn.filter(({ area }) => area === 'Blaby')).toHaveLength(60)
    // 100 oversampled and 100 others in Blaby: 120 to 100 of its 60 letters.
    expect(drawn.filter(({ area, oversampled }) => area === 'Blaby' && oversampled)).toHaveLength(33)
    expect(() => drawAddresses(list, { Blaby: 201 }, 20, 7)).toThrow(RangeError)
  })

  test('never draws more of a kind than there are, and always as many as planned', () => {
    const counts = fc.record({
      plain: fc.integer({ min: 0, max: 20 }),
      oversampled: fc.integer({ min: 0, max: 20 }),
      share: fc.float({ min: 0, max: 1, noNaN: true }),
      extra: fc.integer({ min: 0, max: 300 }),
    })
    fc.assert(
      fc.property(counts, ({ plain, oversampled, share, extra }) => {
        const list = Array.from({ length: plain + oversampled }, (_, i) => ({
          id: String(i),
          area: 'Blaby',
          address: String(i),
          oversampled: i < oversampled,
        }))
        const letters = Math.floor(share * list.length)
        expect(new Set(drawAddresses(list, { Blaby: letters }, extra, 1)).size).toBe(letters)
      }),
    )
  })
})

test('a letter offers its reader the pages of registering in each of their languages, once', () => {
  const given = {
    jury: { commission },
    recruitment: newRecruitment('BUS24'),
    mailing: noMailing,
    partnership: 'The partnership',
    origin: 'https://moot.example',
    date: '2027-01-15',
  }
  const letter = letterWords(words('en', 'recruitment'), 'en-GB', given)
  const others = languages().filter(({ code }) => code !== 'en')
  expect(letter.languages.map(({ lang }) => lang)).toEqual([...others.map(({ code }) => code), 'ro'])
  expect(new Set(letter.languages.map(({ text }) => text)).size).toBe(letter.languages.length)
  expect(letter).toMatchObject({ address: 'moot.example/r/BUS24', link: 'https://moot.example/r/BUS24' })
  expect(JSON.stringify(letter.sections)).toContain('benefit')
})

describe('a letter’s page', () => {
  const words = (days: number): LetterWords => ({
    title: 'Letters',
    lang: 'en',
    from: 'The partnership',
    date: '1 March 2027',
    to: 'To everyone who lives at',
    heading: 'Would you like to be on a citizens’ jury?',
    opening: 'A group of 24 people is picked by chance and says what should be done. '.repeat(3),
    question: 'Which parks should be looked after first, and how?',
    sections: [
      { heading: 'When', paragraphs: ['On all days:'], list: Array<string>(days).fill('Tuesday, 9 March 2027') },
      { heading: 'How', paragraphs: ['Everyone who lives here can put their name down. '.repeat(12)], list: [] },
    ],
    codeLabel: 'Your code',
    address: 'example.org/r/x',
    link: 'https://example.org/r/x',
    linkAlt: 'The same address',
    signedBy: 'The jury team',
    strip: 'Help in your language',
    languages: [{ lang: 'pl', text: 'Pomożemy po polsku.' }],
    foot: 'This address was picked by chance.',
    number: 'Letter {{number}}',
  })
  const letter = { number: 1, code: '7E2G-Q327-QA', address: ['1 Elm Row', 'Newtown', 'ZZ1 1AA'] }

  test('is set smaller as more has to stand on it, so that nothing is printed over the strip of languages', () => {
    const sizes = [1, 14, 18, 22, 60].map((days) => fittingScale(words(days), [letter]))
    expect(sizes[0]).toBe(1)
    for (const [i, size] of sizes.slice(1).entries()) expect(size).toBeLessThanOrEqual(sizes[i]!)
    expect(sizes.slice(2).every((size) => size < 1)).toBe(true)
    expect(sizes.at(-1)).toBe(0.7)
  })
  test('stands once for every letter in the document of a whole batch, which the thread’s memory is enough for', async () => {
    const letters = Array.from({ length: lettersPerFile }, (_, i) => ({ ...letter, number: i + 1 }))
    const made = lettersInWorker({ letters, words: words(4), kind: 'pdf', perFile: lettersPerFile })
    const pdf = Buffer.from(await new Response(made).arrayBuffer()).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(lettersPerFile)
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true)
  }, 60_000)
})
