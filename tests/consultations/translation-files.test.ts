import { describe, expect, test } from 'vitest'
import { poOf, readPo } from '../../app/consultations/editions/po.ts'
import {
  changesOf,
  keptWhole,
  type ReadUnits,
  type TranslatedText,
  troublesIn,
} from '../../app/consultations/editions/translation.ts'
import { readTranslationCsv, translationCsv } from '../../app/consultations/editions/translation-csv.ts'
import { readXliff, xliffOf } from '../../app/consultations/editions/xliff.ts'
import { hostileTexts } from '../support/hostile.ts'

const text = (place: string, english: string, body = '', more: Partial<TranslatedText> = {}): TranslatedText => ({
  place,
  under: null,
  english,
  body,
  source: body ? english : '',
  checkedBy: null,
  checkedOn: null,
  pictures: [],
  ...more,
})

const file = { id: 'evening-buses', language: 'ur' }
const formats: [string, (texts: TranslatedText[]) => string, (text: string) => ReadUnits][] = [
  ['XLIFF 2.0', (texts) => xliffOf(texts, file), (content) => readXliff(content, 'ur')],
  ['PO', (texts) => poOf(texts, file), (content) => readPo(content, 'ur')],
  ['CSV', translationCsv, readTranslationCsv],
]
const awkward = [
  text('title', 'What matters?', 'کیا اہم ہے؟', { checkedBy: 'A speaker' }),
  text('lead', 'Two lines,\nwith "quotes" & <b>marks</b>', 'دو سطریں،\nاور "اقتباس" & <b>'),
  text('bus.title', '=1+1', '=2+2', { under: 'A question, with "quotes"' }),
  text('bus.hint', "'=1+1", "''-3", { under: '=cmd' }),
  text('tail', 'back\\slash \\n and {{name}}', 'الٹا \\n {{name}}'),
  text('missing', 'Nobody wrote this'),
]

describe.each(formats)('%s', (_, write, read) => {
  test('comes back unchanged', () => {
    const { troubles, changes } = changesOf(read(write(awkward)), awkward)
    expect(troubles).toEqual([])
    expect(changes).toEqual({ changed: [], outdated: 0, same: 5, empty: 1 })
  })

  test('keeps every hostile text as the text it is', () => {
    const all = hostileTexts().map((body, i) => text(`p${i}`, `English ${i}`, body.trim()))
    const units = read(write(all)).units
    expect(units.map(({ target }) => target)).toEqual(all.map(({ body }) => body))
  })

  test('brings what a translator wrote, and keeps what was made from other English apart', () => {
    const written = awkward.map((one) =>
      one.place === 'missing' ? { ...one, body: 'کسی نے نہیں لکھا', source: one.english } : one,
    )
    const now = awkward.map((one) => (one.place === 'missing' ? { ...one, english: 'Somebody wrote this' } : one))
    const { troubles, changes } = changesOf(read(write(written)), now)
    expect(troubles).toEqual([])
    expect(changes.changed.map(({ place, target }) => [place, target])).toEqual([['missing', 'کسی نے نہیں لکھا']])
    expect(changes.outdated).toBe(1)
  })

  test('what is out of date does not look up to date after a round trip', () => {
    const old = [text('title', 'New words', 'پرانے الفاظ', { source: 'Old words' })]
    const { troubles, changes } = changesOf(read(write(old)), old)
    expect(troubles).toEqual([])
    expect(changes.changed).toEqual([])
  })

  test('names every unit that cannot be taken, with its row', () => {
    const wrong = [
      text('title', 'Call 0116 232 before 5', 'فون کریں'),
      text('nowhere', 'Gone', 'گیا'),
      text('lead', 'See https://example.org/a', 'دیکھیں https://example.com/b'),
      text('lead', 'See https://example.org/a', 'دوبارہ'),
    ]
    const { troubles } = changesOf(
      read(write(wrong)),
      [wrong[0]!, wrong[2]!].map((one) => ({ ...one, body: '' })),
    )
    expect(troubles.map(({ place, key }) => [place, key])).toEqual([
      ['title', 'lost'],
      ['nowhere', 'unknown'],
      ['lead', 'lost'],
      ['lead', 'added'],
      ['lead', 'twice'],
    ])
    const rows = troubles.map(({ row }) => row)
    expect(rows).toEqual([...rows].sort((a, b) => a - b))
    expect(rows[0]).toBeGreaterThan(1)
  })
})

describe('files that cannot be read say where and why', () => {
  const keys = ({ troubles }: ReadUnits) => troubles.map(({ row, key }) => [row, key])
  const xliff = (inside: string, version = '2.0', language = 'ur') =>
    `<xliff version="${version}" trgLang="${language}">\n<file id="f">\n${inside}\n</file></xliff>`
  test.each([
    ['<xliff', [[1, 'xml']]],
    ['<xliff>\n<file></xliff>', [[2, 'xml']]],
    ['<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', [[1, 'xml_doctype']]],
    ['<xliff>\n&lol;</xliff>', [[2, 'xml_entity']]],
    ['<html/>', [[1, 'not_xliff']]],
    [xliff('', '1.1'), [[1, 'xliff_version']]],
    [xliff('', '2.0', 'pl'), [[1, 'language']]],
    [xliff('<unit name="a"><segment><source>A <ph id="1"/></source></segment></unit>'), [[3, 'inline_code']]],
  ])('%s', (content, expected) => {
    expect(keys(readXliff(content, 'ur'))).toEqual(expected)
  })

  test('a unit that a tool cut into segments is one text again', () => {
    const cut =
      '<unit name="a"><segment><source>One. </source><target>ایک۔ </target></segment><ignorable><source> </source></ignorable><segment><source>Two.</source><target>دو۔</target></segment></unit>'
    expect(readXliff(xliff(cut), 'ur').units).toEqual([
      { row: 3, place: 'a', source: 'One.  Two.', target: 'ایک۔  دو۔' },
    ])
  })

  test('a catalogue of another language, without places and with plurals', () => {
    const po =
      'msgid ""\nmsgstr "Language: pl\\nContent-Type: text/plain; charset=ISO-8859-2\\nPlural-Forms: nplurals=3;\\n"\n\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "c"\nmsgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\n\nnonsense\n'
    expect(keys(readPo(po, 'ur'))).toEqual([
      [12, 'po_line'],
      [1, 'language'],
      [1, 'charset'],
      [4, 'no_place'],
      [7, 'plural'],
    ])
  })

  test('is not how a tool counts the plural forms that no text has, nor a later XLIFF 2', () => {
    // As Crowdin heads Polish; Poedit says three.
    const po =
      'msgid ""\nmsgstr "Language: pl\\nPlural-Forms: nplurals=4; plural=(n==1 ? 0 : 1);\\n"\n\nmsgctxt "c"\nmsgid "A"\nmsgstr "B"\n'
    expect(readPo(po, 'pl')).toMatchObject({ troubles: [], units: [{ place: 'c', target: 'B' }] })
    const unit = '<unit name="a"><segment><source>A</source><target>ب</target></segment></unit>'
    expect(readXliff(xliff(unit, '2.2'), 'ur')).toMatchObject({ troubles: [], units: [{ place: 'a', target: 'ب' }] })
  })

  test('a table without the columns it must have, or with a quote that never ends', () => {
    expect(keys(readTranslationCsv('place;english;x\na;b;c'))).toEqual([[1, 'no_column']])
    expect(keys(readTranslationCsv('place,english,translation\na,"b,c'))[0]![1]).toBe('not_csv')
    expect(changesOf(readTranslationCsv('place,english,translation\n'), []).troubles).toMatchObject([
      { key: 'no_units' },
    ])
  })
})

describe('XLIFF 1.2, as many translators’ tools still write it', () => {
  const old = (units: string, language = 'ur') =>
    `\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\r\n<file original="f" source-language="en" target-language="${language}" datatype="plaintext">\r\n<body><group>\r\n${units}\r\n</group></body></file></xliff>`
  const unit = (place: string, source: string, target?: string, how = '') =>
    `<trans-unit id="${place}"><source>${source}</source>${target === undefined ? '' : `<target${how}>${target}</target>`}</trans-unit>`
  const known = [text('a', 'One'), text('b', 'Two & three'), text('c', 'Four'), text('d', 'Five')]
  const taken = (units: string, language?: string) => changesOf(readXliff(old(units, language), 'ur'), known)

  test('is taken in any order and behind a byte order mark, and what has no target changes nothing', () => {
    const { troubles, changes } = taken(
      [
        unit('d', 'Five', 'Five', ' state="needs-translation"'),
        unit('c', 'Four'),
        unit('b', 'Two &amp; three', ' دو اور تین ', ' state="translated"'),
        unit('a', 'One', 'ایک'),
      ].join('\r\n'),
    )
    expect(troubles).toEqual([])
    expect(changes.changed.map(({ place, target }) => [place, target]).sort()).toEqual([
      ['a', 'ایک'],
      ['b', 'دو اور تین'],
    ])
    expect(changes.empty).toBe(2)
  })

  test('goes by the name of a resource before its id, and not by what a tool remembered from elsewhere', () => {
    const one =
      '<trans-unit id="7" resname="a"><source>One</source><seg-source><mrk mtype="seg" mid="1">One</mrk></seg-source><target><mrk mtype="seg" mid="1">ایک</mrk></target><alt-trans><source>Won</source><target>جیت</target></alt-trans></trans-unit>'
    expect(readXliff(old(one), 'ur')).toEqual({
      units: [{ row: 5, place: 'a', source: 'One', target: 'ایک' }],
      troubles: [],
    })
  })

  test('names by row what cannot be taken: codes inside a text, places nobody knows, another language', () => {
    const wrong = [unit('a', 'One', '<g id="1">ایک</g>'), unit('nowhere', 'Gone', 'گیا')].join('\r\n')
    expect(taken(wrong).troubles.map(({ row, place, key }) => [row, place, key])).toEqual([
      [5, 'a', 'inline_code'],
      [6, 'nowhere', 'unknown'],
    ])
    expect(taken(unit('a', 'One', 'Jeden'), 'pl').troubles.map(({ row, key }) => [row, key])).toEqual([[3, 'language']])
    expect(taken(unit('a', 'One', 'ایک'), 'ur-PK').troubles).toEqual([])
  })
})

describe('what a translation may not lose', () => {
  test('figures in any digits, addresses and what is filled in', () => {
    expect(keptWhole('£4,000 by {{ day }}, www.example.org/x. or a@b.org')).toEqual([
      '4000',
      'a@b.org',
      'www.example.org/x',
      '{{day}}',
    ])
    expect(troublesIn('In 2026', '۲۰۲۶ میں')).toEqual([])
    expect(troublesIn('Choose three', '3 منتخب کریں')).toEqual([])
    expect(troublesIn('In 2026', 'اگلے سال')).toMatchObject([{ key: 'lost', values: { what: '2026' } }])
    expect(troublesIn('Hello', '{{name}}')).toMatchObject([{ key: 'added' }])
    expect(troublesIn('Hello', 'a\u0007b')).toMatchObject([{ key: 'not_written' }])
  })
})
