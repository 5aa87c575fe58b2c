import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCategories, writeCategories } from '../../../app/juries/lottery/categories-file.ts'
import { writeTable } from '../../../app/juries/lottery/csv-table.ts'
import type { Category } from '../../../app/juries/lottery/quota.ts'
import { readRespondents, writeRespondents } from '../../../app/juries/lottery/respondents-file.ts'

const TARGETS = 'feature,value,min,max\ngender,male,4,6\ngender,female,4,6\nage,young,3,7\nage,old,3,7\n'

function accepted(text: string | Uint8Array, seats: number | null = 10): Category[] {
  const read = readCategories(text, seats)
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.categories
}

const errorsOf = (read: { ok: true } | { ok: false; errors: { code: string; row?: number; columns?: string[] }[] }) =>
  read.ok ? [] : read.errors.map(({ code, row, columns }) => [code, row, columns?.join('+')])

test.each([
  ['feature,value', 'feature,value,min,max'],
  ['category,name', 'category,name,min,max'],
  ['category,feature', 'category,feature,min,max'],
  ['any case, any order of extra columns', 'Feature, Value ,MIN,max'],
])('targets are read with the header %s', (_, header) => {
  const [male] = accepted(TARGETS.replace('feature,value,min,max', header))[0]!.values
  expect(male).toEqual({ name: 'male', min: 4, max: 6, minFlex: 0, maxFlex: 14 })
})

test('flex columns come in pairs, and -1 leaves the maximum open', () => {
  const flex = 'feature,value,min,max,min_flex,max_flex,Notes\ngender,male,4,6,3,-1,x\ngender,female,4,6,4,7,\n'
  expect(accepted(flex)[0]!.values.map(({ minFlex, maxFlex }) => [minFlex, maxFlex])).toEqual([
    [3, 12],
    [4, 7],
  ])
  expect(errorsOf(readCategories(flex.replace(',max_flex', ',other')))).toEqual([
    ['flex-columns-both', 1, 'min_flex+max_flex'],
  ])
})

test('semicolons, tabs, byte order marks and UTF-16 are read; blank lines and rows without a category are skipped', () => {
  const plain = accepted(TARGETS)
  expect(accepted(TARGETS.replaceAll(',', ';'))).toEqual(plain)
  expect(accepted(TARGETS.replaceAll(',', '\t'))).toEqual(plain)
  expect(accepted(`\ufeff${TARGETS.replaceAll('\n', '\r\n')}`)).toEqual(plain)
  expect(accepted(new TextEncoder().encode(`\ufeff${TARGETS}`))).toEqual(plain)
  const wide = new Uint8Array(2 + TARGETS.length * 2)
  wide.set([0xff, 0xfe])
  for (let i = 0; i < TARGETS.length; i++) wide[2 + 2 * i] = TARGETS.charCodeAt(i)
  expect(accepted(wide)).toEqual(plain)
  expect(accepted(TARGETS.replace('age,young', '\n,skipped,1,1\nage,young'))).toEqual(plain)
})

test('all errors of a targets file are told at once, with row and columns', () => {
  const text = [
    'feature,value,min,max',
    'gender,,4,6',
    'gender,male,abc,6',
    'gender,female,7,6',
    'age,young,1.5,7',
    'age,young,3,-2',
    'age,old,,7',
    'age,Old,3,7',
    'age,old,3,7',
    'age,middle,1,2,3',
  ].join('\n')
  const told = [
    ['empty-feature-value', 2, 'value'],
    ['not-a-number', 3, 'min'],
    ['min-greater-than-max', 4, 'min+max'],
    ['not-whole', 5, 'min'],
    ['negative', 6, 'max'],
    ['not-a-number', 7, 'min'],
    ['value-twice', 9, 'value'],
  ]
  expect(errorsOf(readCategories(text.replace('1,2,3', '1,2')))).toEqual(told)
  expect(errorsOf(readCategories(text))).toEqual([...told, ['row-too-long', 10, undefined]])
})

test('sums that cannot fit the seats are refused, with the categories named', () => {
  expect(errorsOf(readCategories(TARGETS, 20)).map(([code]) => code)).toEqual([
    'maxima-below-seats',
    'maxima-below-seats',
  ])
  expect(errorsOf(readCategories(TARGETS, 5)).map(([code]) => code)).toEqual([
    'minima-above-seats',
    'minima-above-seats',
  ])
  const contrary = 'feature,value,min,max\ngender,male,8,9\nage,young,1,3\n'
  expect(errorsOf(readCategories(contrary))).toEqual([['categories-contradict', undefined, undefined]])
})

test.each<[string, string | Uint8Array, string, number | undefined]>([
  ['an empty file', '', 'file-empty', undefined],
  ['only white space', ' \n\n', 'file-empty', undefined],
  ['a header alone', 'feature,value,min,max\n', 'no-categories', undefined],
  ['a spreadsheet', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0), 'spreadsheet-not-csv', undefined],
  ['an old spreadsheet', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'spreadsheet-not-csv', undefined],
  ['bars between the cells', 'feature|value|min|max\na|b|1|2\n', 'bars-not-csv', 1],
  ['a web page', '\ufeff\n<!DOCTYPE html><html><table><tr><td>feature,value,min,max', 'web-page-not-csv', undefined],
  ['a spreadsheet saved as a web page', '<html xmlns:x="urn:x">\n', 'web-page-not-csv', undefined],
  ['another encoding', Uint8Array.from([...TARGETS].map((c) => (c === 'o' ? 0xe9 : c.charCodeAt(0)))), 'not-utf8', 4],
  ['no text at all', 'feature,value\u0000,min,max\n', 'not-text', 1],
  ['an open quotation mark', `${TARGETS}"age,x,1,2`, 'quotes-broken', 6],
  ['no columns that fit', 'a,b\n1,2\n', 'missing-column', 1],
  ['a column twice', 'feature,value,min,max,min\n', 'column-twice', 1],
])('%s is refused in words', (_, input, code, row) => {
  const errors = errorsOf(readCategories(input))
  expect(errors[0]).toEqual([code, row, errors[0]![2]])
})

test('no input makes a reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 300 })), (input) => {
      expect(typeof readCategories(input).ok).toBe('boolean')
      expect(typeof readRespondents(input, accepted(TARGETS)).ok).toBe('boolean')
    }),
    { numRuns: 300 },
  )
})

test('targets written out are read back the same', () => {
  const categories = accepted(TARGETS.replace('male', '"male, or ""m"""'))
  expect(accepted(writeCategories(categories))).toEqual(categories)
})

const PEOPLE = [
  'id,name,gender,age,address1,zip',
  'p1,A,male,young,1 High St,AB1',
  'p2,B, female ,OLD,1 high  st,ab1',
  'p3,C,Male,old,2 Low St,AB1',
].join('\n')
const quotas = accepted(TARGETS)
const home = { householdColumns: ['address1', 'zip'] }

test('a pool is read without regard to case and white space, and households by address', () => {
  const read = readRespondents(PEOPLE, quotas, home)
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  expect(read.pool.volunteers.map(({ values }) => values)).toEqual([
    [0, 0],
    [1, 1],
    [0, 1],
  ])
  const [one, two, three] = read.pool.volunteers.map(({ household }) => household)
  expect(one).toBe(two)
  expect(three).not.toBe(one)
})

test('the usual id and household columns are found by themselves', () => {
  const uk = PEOPLE.replace('id,', 'nationbuilder_id,').replace('address1,zip', 'primary_address1,zip_royal_mail')
  const read = readRespondents(uk, quotas)
  expect(read.ok && new Set(read.pool.volunteers.map(({ household }) => household)).size).toBe(2)
  expect(errorsOf(readRespondents(PEOPLE.replace('id,', 'number,'), quotas))).toEqual([['no-id-column', 1, undefined]])
  expect(errorsOf(readRespondents(PEOPLE, quotas, { idColumn: 'code' }))).toEqual([['missing-column', 1, 'code']])
})

test('all errors of a pool are told at once, with row and column', () => {
  const text = [
    PEOPLE,
    ',D,male,old,,',
    'p4,E,,purple,,',
    'p1,A,male,old,1 High St,AB1',
    'p3,C,Male,old,2 Low St,AB1',
  ].join('\n')
  expect(errorsOf(readRespondents(text, quotas, home))).toEqual([
    ['empty-id', 5, 'id'],
    ['empty-value-in-feature', 6, 'gender'],
    ['value-not-listed', 6, 'age'],
    ['id-twice-differing', 7, 'id'],
  ])
  expect(errorsOf(readRespondents(PEOPLE.replace('gender', 'sex'), quotas))).toEqual([['missing-column', 1, 'gender']])
})

test('a row too long, an unknown column and a row that stands twice hide no other error of the pool', () => {
  const categories = [
    { name: 'sex', values: [{ name: 'w', min: 0, max: 9, minFlex: 0, maxFlex: 9 }] },
    { name: 'age', values: [{ name: 'old', min: 0, max: 9, minFlex: 0, maxFlex: 9 }] },
  ]
  const text = 'id,sex\n1,w,more\n2,x\n2,w\n,y\n3,w\n3,w\n4,\n'
  expect(errorsOf(readRespondents(text, categories)).map(([code, row]) => `${row} ${code}`)).toEqual([
    '1 missing-column',
    '2 row-too-long',
    '3 value-not-listed',
    '4 id-twice-differing',
    '5 empty-id',
    '5 value-not-listed',
    '8 empty-value-in-feature',
  ])
  expect(errorsOf(readRespondents('sex\nx\n', categories.slice(0, 1))).map(([code]) => code)).toEqual([
    'no-id-column',
    'value-not-listed',
  ])
})

test('identical rows count once, rows with another status stay out, and both are noted', () => {
  const header = PEOPLE.split('\n')[0]!
  const rows = ['p1,A,male,young,,,POOL', 'p1,A,male,young,,,POOL', 'p2,B,male,old,,,WITHDRAWN', 'p3,C,female,old,,,']
  const read = readRespondents([`${header},selection_status`, ...rows].join('\n'), quotas, home)
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  expect(read.pool.volunteers.map(({ id }) => id)).toEqual(['p1', 'p3'])
  expect(read.notes.map(({ code }) => code)).toEqual(['rows-left-out', 'id-twice-identical', 'no-address'])
  const odd = [`${header},selection_status`, 'p1,A,male,young,,,MAYBE'].join('\n')
  expect(errorsOf(readRespondents(odd, quotas))).toEqual([['unknown-status', 2, 'selection_status']])
})

test('what comes in goes out unchanged', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom('male', ' Female '), fc.constantFrom('young', 'old')),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.constantFrom(',', ';', '\t'),
      fc.boolean(),
      (people, delimiter, byteOrderMark) => {
        const rows = people.map(([note, gender, age], i) => [`p${i}`, `n ${note.replaceAll('\0', '')}`, gender, age])
        const text = writeTable({
          headers: ['unique_id', 'note', 'gender', 'age'],
          rows,
          rowNumbers: [],
          delimiter: delimiter as ',',
          byteOrderMark,
          lineEnd: '\n',
        })
        const read = readRespondents(text, quotas)
        if (!read.ok) throw new Error(JSON.stringify(read.errors))
        expect(writeTable(read.table)).toBe(text)
        const again = readRespondents(writeRespondents(read, read.pool.volunteers.keys()), quotas)
        expect(again.ok && again.pool).toEqual(read.pool)
      },
    ),
    { numRuns: 100 },
  )
})

test('20,000 volunteers are read, the last error included', () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `p${i},x,${i % 2 ? 'male' : 'female'},${i % 3 ? 'old' : 'young'},,`,
  )
  const text = [PEOPLE.split('\n')[0]!, ...rows].join('\n')
  const read = readRespondents(text, quotas)
  expect(read.ok && read.pool.volunteers.length).toBe(20_000)
  expect(errorsOf(readRespondents(`${text}\np20000,x,male,none,,`, quotas))).toEqual([
    ['value-not-listed', 20_002, 'age'],
  ])
})
