import { describe, expect, test } from 'vitest'
import { codebookProblems } from '../../app/consultations/texts/codebook.ts'
import { agreementOf, codedDifferently } from '../../app/consultations/texts/coding.ts'
import { doubleCoded } from '../../app/consultations/texts/drawn-texts.ts'
import { knownWords, redacted, spansOf, suggestions } from '../../app/consultations/texts/redaction.ts'
import { countedThemes } from '../../app/consultations/texts/themes.ts'

const known = knownWords(['Market Harborough', 'Oadby and Wigston'])
const foundIn = (text: string) => suggestions(text, known).map(({ words, why }) => `${why}: ${words}`)

describe('what is suggested to be left out of a text', () => {
  test.each([
    ['Ring me on 07700 900123 or +44 (0)116 496 0123.', ['phone: 07700 900123', 'phone: +44 (0)116 496 0123']],
    ['Write to some.one@example.org, please', ['email: some.one@example.org']],
    ['We live at LE2 9ZZ and le16 7ab', ['postcode: LE2 9ZZ', 'postcode: le16 7ab']],
    [
      'Write to Mrs Quibble at 3 High Street LE12 5AB',
      ['name: Mrs Quibble', 'address: 3 High Street', 'postcode: LE12 5AB'],
    ],
    ['It is flat 2, 14a Old Mill Lane.', ['address: flat 2, 14a Old Mill Lane']],
    ['Zedora Quibble LE12 5AB', ['name: Zedora Quibble', 'postcode: LE12 5AB']],
    ['Ask Dr. Quibble about it', ['name: Dr. Quibble']],
    ['my name is Zed', ['name: Zed']],
    ['Our neighbour Zedora Quibble knows', ['name: Zedora Quibble']],
    ['I told Zedora so', ['name: Zedora']],
    ['फ़ोन 0116 496 0999', ['phone: 0116 496 0999']],
  ])('%s', (text, wanted) => expect(foundIn(text)).toEqual(wanted))

  test('is not a place, the first word of a sentence, a year or a bus', () => {
    expect(
      foundIn('Buses to Market Harborough and Wigston. The X3 stopped in 2019. Roads too. Paint 20 on the road.'),
    ).toEqual([])
  })

  test('stands as a mark, wherever it is written and however pieces overlap', () => {
    const text = 'Zed said zed. Zedora did not.'
    expect(redacted(text, spansOf(text, 'Zed said'))).toBe('[…] zed. Zedora did not.')
    expect(
      redacted(text, [
        [0, 8],
        [4, 12],
        [9, 13],
      ]),
    ).toBe('[…] Zedora did not.')
    expect(spansOf(text, '  ')).toEqual([])
    expect(spansOf('a.b', '.')).toEqual([[1, 2]])
  })
})

describe('two coders', () => {
  const ids = Array.from({ length: 300 }, (_, i) => `t${i}`)

  test('share at least a tenth, drawn by the seed, and never fewer than ten', () => {
    const drawn = doubleCoded(ids, 'seed', 10)
    expect(drawn).toHaveLength(30)
    expect(doubleCoded([...ids].reverse(), 'seed', 10)).toEqual(drawn)
    expect(doubleCoded(ids, 'another', 10)).not.toEqual(drawn)
    expect(doubleCoded(ids, 'seed', 1)).toHaveLength(30)
    expect(doubleCoded(ids.slice(0, 40), 'seed', 10)).toHaveLength(10)
    expect(doubleCoded(ids.slice(0, 4), 'seed', 10)).toHaveLength(4)
  })

  test('agree by kappa over each text and code, worked out by hand', () => {
    const first = new Map([
      ['1', ['a']],
      ['2', ['a', 'b']],
      ['3', []],
      ['4', ['b']],
      ['5', ['a']],
    ])
    const second = new Map([
      ['1', ['a']],
      ['2', ['a']],
      ['3', []],
      ['4', ['b']],
    ])
    const { texts, kappa, isEnough, codes } = agreementOf(first, second, ['a', 'b'])
    // Seven of eight decisions alike; chance (4·3 + 4·5) / 64 = 1/2.
    expect([texts, kappa, isEnough]).toEqual([4, 0.75, true])
    expect(codes[0]).toEqual({ key: 'a', kappa: 1, first: 2, second: 2 })
    expect(codes[1]!.kappa).toBe(0.5)
  })

  test('do not agree enough under 0.70, nor where nothing can be measured', () => {
    const all = (codes: string[][]) => new Map(codes.map((own, i) => [String(i), own]))
    expect(agreementOf(all([['a'], [], ['a'], []]), all([['a'], ['a'], [], []]), ['a']).isEnough).toBe(false)
    expect(agreementOf(all([[], []]), all([[], []]), ['a'])).toMatchObject({ kappa: null, isEnough: false })
  })

  test('what both coded, and not alike, is there to talk about; the order of codes is no difference', () => {
    const first = new Map([
      ['3', ['a']],
      ['1', ['a', 'b']],
      ['2', ['b', 'a']],
      ['4', []],
    ])
    const second = new Map([
      ['1', []],
      ['2', ['a', 'b']],
      ['3', ['b']],
    ])
    expect(codedDifferently(first, second)).toEqual([
      { id: '1', first: ['a', 'b'], second: [] },
      { id: '3', first: ['a'], second: ['b'] },
    ])
  })
})

describe('published themes', () => {
  const code = (key: string) => ({ key, name: key, definition: key, example: key })
  const texts = (count: number, codes: string[], from = 0) =>
    Array.from({ length: count }, (_, i) => ({ responseId: `r${from + i}`, codes }))
  const peopleOf = (all: ReturnType<typeof texts>) =>
    Object.fromEntries(
      countedThemes(all, ['a', 'b', 'c'].map(code), { alpha: 0.9, minCell: 10 }).themes.map(({ key, people }) => [
        key,
        people,
      ]),
    )

  test('count different people, however much each wrote', () => {
    const all = [...texts(20, ['a']), ...texts(20, ['a', 'b']), ...texts(15, ['b'], 20)]
    expect(peopleOf(all)).toEqual({ a: 20, b: 35 })
    expect(countedThemes(all, [code('a')], { alpha: 0.9, minCell: 10 }).people).toBe(35)
  })

  test('hide small numbers, and large ones that tell of a small rest; what nobody raised is left out', () => {
    expect(peopleOf([...texts(40, ['a']), ...texts(9, ['b'], 40)])).toEqual({ a: null, b: null })
    expect(peopleOf([...texts(40, ['a']), ...texts(10, ['b'], 40)])).toEqual({ a: 40, b: 10 })
    expect(peopleOf(texts(40, ['a']))).toEqual({ a: 40 })
  })
})

test('a codebook says what each code is, with an example, and names none twice', () => {
  const code = { row: 1, key: 'k', name: 'Buses', definition: 'Buses', example: 'The bus is late' }
  expect(codebookProblems([code])).toEqual([])
  expect(codebookProblems([])).toEqual([{ field: 'name-1', key: 'no_codes' }])
  expect(codebookProblems([code, { ...code, row: 4, name: 'buses', example: '' }])).toEqual([
    { field: 'name-4', key: 'same_name' },
    { field: 'example-4', key: 'no_example' },
  ])
})
