import { describe, expect, test } from 'vitest'
import { newQuestion } from '../../app/consultations/building/form-start.ts'
import type { FormQuestion } from '../../app/consultations/form.ts'
import { kindNames } from '../../app/consultations/kinds/kinds.ts'
import { type Printed, printedQuestion } from '../../app/consultations/paper/printed-form.ts'
import { flagshipSheet } from '../../app/consultations/paper/printing.server.ts'
import { formPdf } from '../../app/server/pdf-form.server.ts'

const say = {
  text: (id: string) => id,
  words: (key: string, values?: Record<string, string | number>) => [key, ...Object.values(values ?? {})].join(' '),
  limits: (key: string, values: Record<string, string>) => [key, ...Object.values(values)].join(' '),
  figure: (number: number) => `<${number}>`,
  day: (iso: string) => `day ${iso}`,
}
const choices = (...names: string[]) => names.map((id) => ({ id, title: `Text ${id}`, example: null }))
const question = (kind: FormQuestion['kind'], config: Record<string, unknown>): FormQuestion => ({
  ...newQuestion(kind, kind, [], null),
  id: kind,
  key: kind,
  kind,
  page: 1,
  title: 'Title',
  hint: null,
  section: null,
  unsure: false,
  config,
  onlyIf: null,
})

const options = choices('a', 'b', 'c')
const configs: Record<FormQuestion['kind'], Record<string, unknown>> = {
  one: { options, other: true },
  many: { options, most: 2, none: true },
  order: { options, most: 2 },
  rank: { options },
  rate: { from: 0, to: 5, low: 'Low', high: 'High' },
  matrix: { rows: options, columns: choices('x', 'y') },
  statements: { statements: options },
  paired: { options },
  'best-worst': { options },
  points: { options, total: 100 },
  spend: { options: options.map((one) => ({ ...one, cost: 100 })), budget: 150 },
  number: { least: 0, most: 100 },
  date: {},
  text: { long: true },
  map: { level: 'district' },
}

describe('a question on paper', () => {
  test.each(kindNames)('%s says how it is answered and gives room for it', (kind) => {
    const [heading, ...body] = printedQuestion(question(kind, configs[kind]), 2, say)
    expect(heading).toEqual({ kind: 'heading', level: 2, text: 'question 2 Title' })
    expect(body.some((one) => one.kind !== 'text' && one.kind !== 'heading')).toBe(true)
  })

  test('numbers its choices as they are keyed, with 0 for none of them', () => {
    const boxes = printedQuestion(question('many', configs.many), 2, say).find(({ kind }) => kind === 'boxes')
    expect(boxes).toMatchObject({ items: [{ number: '1' }, { number: '2' }, { number: '3' }, { number: '0' }] })
  })
})

const read = (text: string, language = 'en') => ({ body: text, language, checked: true })
const printed = (title: string, many: number) => ({
  questions: {
    area: { title: read('Where?'), hint: null },
    pick: { title: read(title), hint: null },
    order: { title: read(''), hint: null },
    why: { title: read('Why?'), hint: null },
  },
  options: Array.from({ length: many }, (_, i) => ({
    id: `o${i}`,
    title: read(`${title} ${i}`),
    example: read('An example'),
  })),
  districts: [{ id: 'north', name: 'North', forums: [] }],
  form: { districts: ['north'], options: [], picksMax: 3 },
  version: '1-ABCDE',
})

describe('what is told before anybody writes', () => {
  const told = (kind: FormQuestion['kind'], more: Record<string, unknown> = {}) =>
    printedQuestion(question(kind, { ...configs[kind], ...more }), 2, say).flatMap((one) =>
      one.kind === 'text' ? [one.text] : one.kind === 'figures' ? one.items.map(({ text }) => text) : [],
    )

  test('places may be shared only where the question lets them', () => {
    expect(told('rank')).not.toContain('how.ties')
    expect(told('rank', { ties: true })).toContain('how.ties')
    expect(told('paired')).toContain('how.ties')
    // Online nobody can say that two are best.
    expect(told('best-worst')).not.toContain('how.ties')
  })

  test('the areas of a map as a numbered list, and lines for words', () => {
    const places = [{ id: 'n', name: 'North', within: 'County', column: 1, row: 1 }]
    const blocks = printedQuestion(question('map', { level: 'forum', places }), 2, say)
    expect(blocks.slice(-2)).toMatchObject([
      {
        kind: 'boxes',
        items: [
          { number: '1', text: 'North', hint: 'County' },
          { number: '0', text: 'outside' },
        ],
      },
      { kind: 'lines' },
    ])
    expect(told('map')).toEqual(['how.map'])
  })

  test('any number may be ticked unless the question says how many', () => {
    expect(told('many', { most: null })).toContain('how.many_any')
    expect(told('many')).toContain('how.many 2')
  })

  test('a number’s range and unit, the days a date lies between, and money as money', () => {
    expect(told('number', { least: 0, most: 168, unit: 'hours a week' })).toEqual([
      'how.number',
      'number <0> <168>',
      'hours a week',
    ])
    expect(told('date')).toEqual(['how.date'])
    expect(told('date', { earliest: '2026-01-01', latest: '2026-11-28' })).toEqual([
      'how.date',
      'early day 2026-01-01',
      'late day 2026-11-28',
    ])
    expect(told('date', { earliest: 'today', latest: 'today' })).toEqual(['how.date', 'early_today', 'late_today'])
    expect(told('spend')[0]).toBe('how.spend <150>')
  })
})

describe('the form as a PDF', () => {
  const heading = { title: 'What matters?', lead: 'Lead', closesOn: '2026-12-01' }
  test('is tagged, has a title and a language, and its version at the foot of every page', async () => {
    const sheet = flagshipSheet('en', heading, printed('Which?', 15))
    expect(sheet.foot(2)).toBe('Form 1-ABCDE · page 2')
    const numbers = sheet.blocks.flatMap((block) => ('items' in block ? block.items.map(({ number }) => number) : []))
    expect(numbers).toEqual(['1', '2', ...Array.from({ length: 15 }, (_, i) => String(i + 1)), '0'])
    const pdf = (await formPdf(sheet)).toString('latin1')
    expect(pdf).toMatch(/\/Marked true/)
    expect(pdf).toMatch(/\/StructTreeRoot/)
    expect(pdf).toMatch(/\/Lang \(en\)/)
    expect(pdf).toMatch(/\/DisplayDocTitle true/)
    expect((pdf.match(/\/S \/LI\b/g) ?? []).length).toBe(2 + 15 + 1)
    expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(1)
  })

  test('in Urdu begins at the right and says so', async () => {
    const sheet = flagshipSheet(
      'ur',
      { ...heading, title: 'آپ کے علاقے میں سب سے اہم کیا ہے؟' },
      printed('کیا اہم ہے؟', 4),
    )
    expect(sheet.direction).toBe('rtl')
    expect((await formPdf(sheet)).toString('latin1')).toMatch(/\/Lang \(ur\)/)
  })

  test('keeps a question on one page, its section’s name with it, and breaks only what is longer than a page', async () => {
    const pagesOf = async (many: number, questions: number) => {
      const items = Array.from({ length: many }, (_, i) => ({ number: String(i + 1), text: `Choice ${i + 1}` }))
      const blocks = Array.from({ length: questions }, (_, i): Printed[] => [
        { kind: 'section', text: `Section ${i + 1}` },
        { kind: 'heading', level: 2, text: `${i + 1}. Which?` },
        { kind: 'text', text: 'Tick one.' },
        { kind: 'boxes', items },
      ])
      const sheet = { title: 'Form', language: 'en', direction: 'ltr' as const, foot: String, blocks: blocks.flat() }
      return ((await formPdf(sheet)).toString('latin1').match(/\/Type \/Page\b/g) ?? []).length
    }
    expect(await pagesOf(4, 3)).toBe(1)
    // All three would go on two pages.
    expect(await pagesOf(10, 3)).toBe(3)
    expect(await pagesOf(60, 1)).toBe(3)
  })

  test('prints the name of a section as a heading', () => {
    const [first] = printedQuestion({ ...question('one', configs.one), section: 'Getting about' }, 2, say)
    expect(first).toEqual({ kind: 'section', text: 'Getting about' })
  })
})
