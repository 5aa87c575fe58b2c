import { describe, expect, test } from 'vitest'
import type { FormQuestion } from '../../app/consultations/form.ts'
import { kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import type { FormRow } from '../../app/consultations/results/results-input.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const options = ['a', 'b', 'c'].map((id) => ({ id, title: `title-${id}` }))
const question: FormQuestion = {
  id: 'q',
  key: 'which',
  kind: 'one',
  page: 1,
  title: 'title',
  hint: null,
  section: null,
  required: false,
  unsure: true,
  config: kindNamed('one').config.parse({ options }),
  onlyIf: null,
  ownedBy: null,
}

let made = 0
const people = (many: number, chosen: string, more: Partial<FormRow> = {}) =>
  Array.from(
    { length: many },
    (): FormRow => ({
      id: `row-${made++}`,
      version: 1,
      district: null,
      ageBand: null,
      sex: null,
      ethnicGroup: null,
      answers: { q: { value: { option: chosen }, text: '' } },
      together: null,
      ...more,
    }),
  )

const results = (rows: FormRow[], held: FormRow[] = []) =>
  formResults({
    form: { consultationId: 'c', version: 1, questions: [question] },
    askedIn: { q: [1] },
    rows,
    held,
    groups: { district: [], ageBand: [], sex: [], ethnicGroup: [] },
    titles: {},
    closesOn: '2026-10-28',
    rule: { minCell: 10, minBasePct: 30, roundTo: 5 },
    seed: 7,
  })

describe('a form’s results with and without', () => {
  test('say nothing where there is nothing to leave out or let in, and keep the bytes they had', () => {
    expect(results(people(50, 'a'))).not.toHaveProperty('variants')
  })

  test('count everybody, and tell what would be first without a campaign', () => {
    const found = results([...people(40, 'a'), ...people(30, 'b'), ...people(20, 'b', { cluster: 'words-001' })])
    expect(found.base).toBe(90)
    expect(found.questions[0]!.tables[0]!.counts).toEqual([[40, 50, 0]])
    expect(found.variants).toEqual([
      { name: 'without-campaigns', base: 70, people: 20, questions: [{ id: 'q', points: 13, first: ['a'] }] },
    ])
  })

  test('tell what would be first with what was held back, which is in no figure', () => {
    const found = results(people(40, 'a'), people(45, 'c'))
    expect(found.questions[0]!.tables[0]!.counts).toEqual([[40, 0, 0]])
    expect(found.variants).toEqual([
      { name: 'with-held', base: 85, people: 45, questions: [{ id: 'q', points: 53, first: ['c'] }] },
    ])
  })

  test('hide a difference of fewer than ten people, also that between two of them', () => {
    expect(results(people(40, 'a'), people(9, 'c')).variants).toEqual([
      { name: 'with-held', base: 40, people: null, questions: [] },
    ])
    const both = [
      ...people(60, 'a'),
      ...people(12, 'b', { cluster: 'words-001' }),
      ...people(5, 'b', { cluster: 'words-001', duplicate: true }),
      ...people(8, 'c', { duplicate: true }),
    ]
    expect(results(both).variants!.map(({ name, people: left }) => [name, left])).toEqual([
      ['without-campaigns', 17],
      ['without-duplicates', 13],
      ['without-both', null],
    ])
  })
})

describe('a list with what was held back', () => {
  const rows = modelRows()
  const given = { ...modelInput(rows), settings: { draws: 200 } }
  const plain = choiceList(given)
  const last = plain.unweighted.order.flat().at(-1)!
  const forLast = rows.slice(0, 2500).map((row) => ({
    ...row,
    picks: [given.options.findIndex(({ id }) => id === last)],
    none: false,
  }))

  test('is the same list with another beside it, which says what would change', () => {
    const { variants, ...list } = choiceList({ ...given, held: forLast })
    const { variants: before, ...own } = plain
    expect(list).toEqual(own)
    expect(variants.filter(({ name }) => name !== 'with-held')).toEqual(before)
    const held = variants.at(-1)!
    expect(held).toMatchObject({ name: 'with-held', removed: 0, added: 2500, base: plain.base + 2500 })
    const at = plain.options.findIndex(({ id }) => id === last)
    expect([held.unweighted!.ranks[at], held.weighted!.ranks[at]]).toEqual([1, 1])
    expect(held.unweighted!.changed).toContain(last)
  })

  test('hides a difference of fewer than ten people', () => {
    const { variants } = choiceList({ ...given, held: forLast.slice(0, 9) })
    expect(variants.at(-1)).toEqual({
      name: 'with-held',
      base: plain.base,
      removed: 0,
      added: 0,
      unweighted: null,
      weighted: null,
    })
  })
})
