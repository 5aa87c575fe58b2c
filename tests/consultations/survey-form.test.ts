import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { Form, FormQuestion } from '../../app/consultations/form.ts'
import { formOf, type QuestionPlan, writeForm } from '../../app/consultations/form-store.server.ts'
import { aboutLabels, codeFor } from '../../app/consultations/imports/about-labels.ts'
import { aboutSummary } from '../../app/consultations/imports/about-summary.ts'
import { aboutVoter, unreadValues } from '../../app/consultations/imports/exchange-about.ts'
import type { ImportCodes, ImportRow } from '../../app/consultations/imports/import.ts'
import { loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { undoImport } from '../../app/consultations/imports/import-undo-store.server.ts'
import { repeatedErrors } from '../../app/consultations/imports/repeated-errors.ts'
import { readSurvey } from '../../app/consultations/imports/survey-file.ts'
import { carriedOver } from '../../app/consultations/imports/survey-form.ts'
import { areaOf, columnHead } from '../../app/consultations/imports/survey-form-rows.ts'
import { keyedFrom, proposedColumns, questionSlots } from '../../app/consultations/imports/survey-questions.ts'
import { proposedFields, surveyReady, surveyRows } from '../../app/consultations/imports/surveying.server.ts'
import { kindNames } from '../../app/consultations/kinds/kinds.ts'
import { words } from '../../app/languages/words.server.ts'
import { canonicalJson } from '../../app/ledger/canonical.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, counters, givenConsultation, secret, texts, whileOpen } from './given.ts'

const say = (area: string) => words('en', area)
const labels = aboutLabels(say)

describe('what other programs write about a person', () => {
  test.each([
    ['age_band', '34', '30-44'],
    ['age_band', '15', 'under-16'],
    ['age_band', '65 or over', '65+'],
    ['age_band', '30 – 44', '30-44'],
    ['sex', 'F', 'female'],
    ['sex', 'Male', 'male'],
    ['ethnic_group', 'Asian or Asian British', 'asian'],
    ['ethnic_detail', 'Gypsy or Irish Traveller', 'gypsy-or-irish-traveller'],
    ['disability', 'No', 'no'],
    ['religion', 'Muslim', 'muslim'],
    ['orientation', 'Straight or heterosexual', 'straight'],
    ['partnership', 'Married', 'married'],
    ['religion', 'Prefer not to say', ''],
    ['religion', 'Blue', null],
    ['sex', '34', null],
  ] as const)('%s “%s” is %s', (column, cell, code) => {
    expect(codeFor(labels, column, cell)).toBe(code)
  })

  test.each(['', 'Prefer not to say', 'I would rather not say', 'Not stated', 'not sure', "Don't know", 'N/A'])(
    '“%s” is not said, of a person as of a place',
    (cell) => {
      expect(codeFor(labels, 'sex', cell)).toBe('')
      expect(areaOf(cell, [])).toEqual({ kind: 'unsaid' })
    },
  )

  test('is read of a voter as far as it is asked and known here, and the rest is named', () => {
    const areas: ImportCodes['areas'] = [
      { area: { kind: 'district', district: 'd1', forum: null }, name: 'Blaby', codes: ['E1', 'Blaby'] },
    ]
    const reading = { codes: { areas }, labels }
    const read = aboutVoter({ age: '70', sex: 'K', neighborhood: 'blaby' }, reading)
    expect(read).toMatchObject({
      answers: { area: { kind: 'district', district: 'd1' } },
      monitoring: { ageBand: '65+', sex: 'female', worded: {} },
      unread: [],
    })
    const people = [{ about: { age: 'old', neighborhood: 'Mokotów' } }, { about: { neighborhood: 'Mokotów' } }, {}]
    expect(unreadValues(people, reading)).toEqual([
      { name: 'neighborhood', given: 'Mokotów', people: 2 },
      { name: 'age', given: 'old', people: 1 },
    ])
    const onlyAge = {
      asked: [{ what: 'age' as const, why: 'heard' as const }],
      wording: { sex: 'usual', gender: 'usual' },
    }
    const fewer = { ...reading, codes: { areas, choice: onlyAge } }
    expect(aboutVoter({ age: '70', sex: 'M' }, fewer).monitoring).toMatchObject({ ageBand: '65+', sex: null })
    expect(aboutSummary([read, aboutVoter(undefined, reading)])).toEqual([
      { what: 'area', said: 1, groups: [{ code: 'd1', people: 1 }] },
      { what: 'age_band', said: 1, groups: [{ code: '65+', people: 1 }] },
      { what: 'sex', said: 1, groups: [{ code: 'female', people: 1 }] },
    ])
  })
})

test('the columns chosen go with their heads to a corrected file, and one that is gone is named', () => {
  const table = (...names: string[]) => ({
    tool: 'other' as const,
    columns: names.map((name) => ({ name, question: name })),
    rows: [],
  })
  const chosen = { rowId: '0', 'q-how': '2', 'q-why': '3', area: '1', channel: 'online', 'about-sex': '' }
  const { fields, gone } = carriedOver(chosen, table('Id', 'Area', 'Q', 'Q'), table('Q', 'Id', 'Notes', 'Q'))
  expect(fields).toEqual({ ...chosen, rowId: '1', 'q-how': '0', 'q-why': '3', area: '' })
  expect(gone).toEqual([{ field: 'area', head: 'Area' }])
})

test('a short head is told with what was asked there', () => {
  expect(columnHead({ name: 'Q4', question: 'Q4' }, 'How well?')).toEqual({ column: 'Q4', question: 'How well?' })
  expect(columnHead({ name: 'Q4', question: 'And why?' }, 'Why?')).toEqual({ column: 'Q4', question: 'And why?' })
  expect(columnHead({ name: 'How well?', question: 'How well?' }, 'How well?')).toEqual({ column: 'How well?' })
})

describe('the cells of a question', () => {
  const choices = (...titles: string[]) => titles.map((title) => ({ id: title[0]!, title, example: null }))
  const options = choices('Parks, woods', 'Buses', 'Homes')
  const keys = (kind: FormQuestion['kind'], config: object, cells: Record<string, string>, unsure = false) => {
    const question = { key: 'k', kind, config, unsure, title: 'What?' } as FormQuestion
    const [slots] = questionSlots([question])
    const keyed = keyedFrom(
      slots!,
      (field) => cells[field],
      (id) => id,
    )
    return keyed.troubles.length ? keyed.troubles.map(({ field, given }) => `${field}: ${given}`) : keyed.keys
  }
  test('are the numbers of the printed form', () => {
    expect(keys('one', { options }, { 'q-k': 'buses' })).toBe('2')
    expect(keys('one', { options, other: true }, { 'q-k': 'Other (please specify)', 'w-k': 'Trams' })).toBe('4')
    expect(keys('many', { options }, { 'q-k': 'Parks, woods, Homes' })).toBe('1 3')
    expect(keys('many', { options }, { 'q-k': 'None of these' })).toBe('0')
    expect(keys('many', { options }, { 'q-k-1': 'Parks, woods', 'q-k-2': '', 'q-k-3': '1' })).toBe('1 3')
    expect(keys('order', { options, most: 2 }, { 'q-k-1': '3', 'q-k-2': '1', 'q-k-3': '2' })).toBe('2 3')
    expect(keys('order', { options, most: 2 }, { 'q-k': 'Buses; Homes' })).toBe('2/3')
    expect(keys('rank', { options }, { 'q-k-1': '3', 'q-k-2': '1', 'q-k-3': '2' })).toBe('3 1 2')
    expect(keys('points', { options, total: 10 }, { 'q-k-1': '', 'q-k-2': '4', 'q-k-3': '6' })).toBe('0 4 6')
    expect(keys('statements', { statements: options }, { 'q-k-1': 'Agree', 'q-k-2': '', 'q-k-3': 'Not sure' })).toBe(
      '103',
    )
    expect(keys('matrix', { rows: options, columns: choices('Good', 'Bad') }, { 'q-k-2': 'bad' })).toBe('020')
    expect(keys('rate', { from: 0, to: 10 }, { 'q-k': '10 - very' })).toBe('10')
    expect(keys('date', {}, { 'q-k': '2026-03-27 10:00' })).toBe('27 03 2026')
    expect(keys('one', { options }, { 'q-k': 'I’m not sure' }, true)).toBe('?')
  })
  test('name what stands nowhere on the form by its column', () => {
    expect(keys('one', { options }, { 'q-k': 'Trams' })).toEqual(['q-k: Trams'])
    expect(keys('many', { options }, { 'q-k': 'Buses, Trams' })).toEqual(['q-k: Buses, Trams'])
    expect(keys('statements', { statements: options }, { 'q-k-2': 'Yes' })).toEqual(['q-k-2: Yes'])
    expect(keys('rank', { options }, { 'q-k-1': 'first', 'q-k-2': '2' })).toEqual(['q-k-1: first'])
  })
  test('are offered for every kind', () => {
    const of = (kind: FormQuestion['kind']) =>
      questionSlots([
        { key: 'k', kind, config: { options, pairs: 2, sets: 2, size: 3 } } as unknown as FormQuestion,
      ])[0]!.slots
    expect(kindNames.filter((kind) => !of(kind).length)).toEqual([])
    expect(of('paired').map(({ field }) => field)).toEqual([
      'q-k-1-chosen',
      'q-k-1-shown',
      'q-k-2-chosen',
      'q-k-2-shown',
    ])
    expect(of('best-worst').map(({ field }) => field.split('-').at(-1))).toEqual([
      'best',
      'worst',
      'shown',
      'best',
      'worst',
      'shown',
    ])
  })
})

describe('pairs and groups as another program drew them', () => {
  const options = ['Parks, woods', 'Buses', 'Homes', 'Roads'].map((title) => ({ id: title[0]!, title, example: null }))
  const read = (kind: 'paired' | 'best-worst', heads: Record<string, string>, cells: Record<string, string>) => {
    const config = kind === 'paired' ? { options, pairs: 3 } : { options, sets: 2, size: 3 }
    const question = { key: 'k', kind, config, unsure: true, title: 'What?' } as unknown as FormQuestion
    const [slots] = questionSlots([question])
    const keyed = keyedFrom(
      slots!,
      (field) => cells[field],
      (id) => id,
      (field) => heads[field] ?? '',
    )
    return keyed.troubles.length ? keyed.troubles.map(({ field, key }) => `${field}: ${key}`) : keyed.given?.value
  }

  test('are told by the head, or by a column of what was shown; what was passed over is left out', () => {
    const heads = { 'q-k-1-chosen': 'Q1 Buses or parks, woods?', 'q-k-3-chosen': 'Q3 Homes or roads?' }
    const cells = { 'q-k-1-chosen': 'Parks, woods', 'q-k-2-chosen': '', 'q-k-3-chosen': 'No preference' }
    expect(read('paired', heads, cells)).toEqual({
      pairs: [
        ['B', 'P', 'P'],
        ['H', 'R', null],
      ],
    })
    const drawn = { 'q-k-1-chosen': 'homes', 'q-k-1-shown': 'Homes | Buses' }
    expect(read('paired', {}, drawn)).toEqual({ pairs: [['H', 'B', 'H']] })
    expect(read('paired', heads, { 'q-k-1-chosen': 'Not sure' })).toBeUndefined()
    const set = { 'q-k-1-best': 'Buses', 'q-k-1-worst': 'Roads', 'q-k-1-shown': 'Roads;Buses;Homes', 'q-k-2-best': '' }
    expect(read('best-worst', {}, set)).toEqual({ sets: [{ shown: ['R', 'B', 'H'], best: 'B', worst: 'R' }] })
  })

  test('name what cannot be: nothing that says which were shown, another’s option, half a group, a pair twice', () => {
    const heads = { 'q-k-1-chosen': 'Buses or homes?', 'q-k-2-chosen': 'Homes or buses?', 'q-k-3-chosen': 'Which?' }
    const cells = { 'q-k-1-chosen': 'Roads', 'q-k-2-chosen': 'Homes', 'q-k-3-chosen': 'Homes' }
    expect(read('paired', heads, cells)).toEqual([
      'q-k-1-chosen: not_listed',
      'q-k-2-chosen: pair_twice',
      'q-k-3-chosen: head_names',
    ])
    expect(read('paired', {}, { 'q-k-1-chosen': 'Homes', 'q-k-1-shown': 'Homes' })).toEqual([
      'q-k-1-shown: wrong_number',
    ])
    const group = 'Most and least of buses, homes, roads'
    const sets = { 'q-k-1-best': 'Buses', 'q-k-1-worst': '', 'q-k-2-best': 'Homes', 'q-k-2-worst': 'Homes' }
    expect(read('best-worst', { 'q-k-1-best': group, 'q-k-2-best': group }, sets)).toEqual([
      'q-k-1-worst: no_worst',
      'q-k-2-worst: best_is_worst',
    ])
  })

  test('have their columns proposed by the options that the heads name', () => {
    const judged = (kind: string, key: string, config: object) =>
      ({ key, kind, config: { options, ...config }, unsure: false, title: 'What?' }) as unknown as FormQuestion
    const slots = questionSlots([judged('paired', 'p', { pairs: 2 }), judged('best-worst', 'b', { sets: 1, size: 3 })])
    const heads = [
      'id',
      'buses or homes',
      'most of buses homes roads',
      'least of buses homes roads',
      'roads or parks woods',
    ]
    expect(proposedColumns(slots, heads, (id) => id)).toEqual({
      'q-p-1-chosen': 1,
      'q-p-2-chosen': 4,
      'q-b-1-best': 2,
      'q-b-1-worst': 3,
    })
  })
})

describe.each(dialects)('a survey tool’s file for a form of own questions on $name', ({ fresh }) => {
  const consultationId = 'surveyed'
  const option = (id: string, title: string) => ({ id, title: { en: title }, example: null })
  const questions: QuestionPlan[] = [
    {
      key: 'first',
      kind: 'order',
      title: { en: 'What first?' },
      config: { options: [option('a', 'Buses, at night'), option('b', 'Homes'), option('c', 'Parks')], most: 2 },
    },
    {
      key: 'how',
      kind: 'rate',
      title: { en: 'How well?' },
      config: { from: 0, to: 10, low: { en: 'Bad' }, high: { en: 'Good' } },
    },
    { key: 'why', kind: 'text', title: { en: 'Why is that?' }, config: { long: true, limit: 500 } },
    {
      key: 'two',
      kind: 'paired',
      title: { en: 'Which of two?' },
      config: { options: [option('d', 'Ponds'), option('e', 'Paths'), option('f', 'Trams')], pairs: 2 },
    },
  ]
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  let form: Form
  beforeAll(async () => {
    db = await fresh()
    const officer = { id: 'officer', email: 'o@example', label: 'Officer', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...officer, created_at: whileOpen.toISOString() })
      .execute()
  })
  beforeEach(async () => {
    await cleared(db)
    asked = await givenConsultation(db)
    await write(db, async (tx) => {
      const about = { id: consultationId, exerciseId: asked.exerciseId, version: 2, picksMax: 0, minutes: 2, texts }
      await addConsultation(tx, { ...about, template: 'form' })
      const plan = { consultationId, version: 1, note: '', personId: 'officer', questions, published: true }
      await writeForm(tx, plan, whileOpen)
    })
    form = (await formOf(db, consultationId, '2026-10-10'))!
  })
  afterAll(() => db.destroy())

  const head =
    'ResponseId,District,How old are you?,Sex,What first?,How well?,Why is that?,Paths or ponds?,Trams or ponds?'
  const read = async (...rows: string[]) => {
    const cells = rows.map((row) => (row.split(',').length > 7 && row.endsWith('!') ? row.slice(0, -1) : `${row},,`))
    const table = readSurvey(new TextEncoder().encode([head, ...cells].join('\n')))
    if (!table.ok) throw new Error(JSON.stringify(table.troubles))
    const ask = { now: whileOpen, words: say }
    const consultation = { id: consultationId, template: 'form' as const }
    const survey = await surveyReady(ask, db, { consultation: consultation as never })
    const fields = proposedFields(survey, table.value)
    expect(fields).toMatchObject({ 'q-first': '4', 'q-how': '5', 'q-why': '6', 'about-age_band': '2', area: '1' })
    return surveyRows(ask, survey, table.value, fields)
  }
  const load = async (rows: readonly ImportRow[]) => {
    const file = {
      consultationId,
      source: 'Qualtrics',
      fileHash: 'h',
      status: 'counted' as const,
      rows,
      personId: 'officer',
    }
    const prepared = await prepareImport(db, secret, file, whileOpen)
    return write(db, (tx) => loadImport(tx, prepared, whileOpen))
  }

  test('is loaded as the same rows that paper would give, once, and taken out again', async () => {
    const found = await read('R1,North,34,F,"Homes, Buses, at night",7,"The last bus"', 'R2,,,,Parks,,,Equal,ponds!')
    if (!found.ok) throw new Error(JSON.stringify(found))
    const first = await load(found.rows)
    expect(first).toMatchObject({ added: 2, known: 0 })
    expect(await load(found.rows)).toMatchObject({ added: 0, known: 2 })
    const rows = await db
      .selectFrom('response as r')
      .innerJoin('response_answer as a', 'a.response_id', 'r.id')
      .select(['r.source_row', 'r.district_id', 'a.question_id', 'a.value'])
      .where('r.consultation_id', '=', consultationId)
      .orderBy('r.source_row')
      .orderBy('a.question_id')
      .execute()
    const values = Object.fromEntries(
      rows.map((row) => [`${row.source_row} ${row.question_id.split('-').at(-1)}`, row.value]),
    )
    expect(values).toMatchObject({
      'R1 first': canonicalJson({ options: ['b', 'a'], same: true, none: false }),
      'R2 first': canonicalJson({ options: ['c'], same: false, none: false }),
      'R2 two': canonicalJson({
        pairs: [
          ['e', 'd', null],
          ['f', 'd', 'd'],
        ],
      }),
    })
    expect(rows[0]!.district_id).toBe('north')
    const said = await db.selectFrom('monitoring_answer').select(['age_band', 'sex', 'worded']).execute()
    // Another program asked in its own words.
    expect(said).toEqual([{ age_band: '30-44', sex: 'female', worded: '{}' }])
    await write(db, (tx) =>
      undoImport(tx, { consultationId, importId: first.id, reason: 'A test', personId: 'officer' }, whileOpen),
    )
    expect(Object.values(await counters(db)).filter(Boolean)).toEqual([])
  })

  test('has every value that is not understood named by row and column, and nothing is loaded', async () => {
    const found = await read('R1,Leeds,abc,F,Trams,11,x', ',North,,,,,', 'R1,,,,,5,')
    if (found.ok || found.missing) throw new Error('read')
    expect(found.errors.map(({ line, column, key }) => `${line} ${column} ${key}`)).toEqual([
      '2 District not_an_area',
      '2 How old are you? not_age',
      '2 What first? not_listed',
      '2 How well? not_between',
      '3 ResponseId row_id_missing',
      '3  nothing_answered',
      '4 ResponseId row_id_twice',
    ])
    expect(found.errors[2]!.values).toEqual({ given: 'Trams', known: '“Buses, at night”, “Homes”, “Parks”' })
    expect(found.errors[1]!.values.known).toContain('“30 to 44”')
    const level = await read('R1,,,,"Homes, Homes",12,', 'R2,,,,Trams,12,', 'R3,,,,,12,')
    if (level.ok || level.missing) throw new Error('read')
    const between = { column: 'How well?', key: 'not_between', values: { given: '12', from: 0, to: 10 } }
    expect(repeatedErrors(level.errors)).toContainEqual({ ...between, lines: [2, 3, 4] })
    expect(form.questions).toHaveLength(4)
    const pairs = await read('R1,,,,,,,Trams,Ponds!', 'R2,,,,,,,Equal,ponds!')
    if (pairs.ok || pairs.missing) throw new Error('read')
    expect(pairs.errors).toMatchObject([
      {
        line: 2,
        column: 'Paths or ponds?',
        key: 'not_listed',
        values: { given: 'Trams', known: '“Paths”, “Ponds”, “Equal”' },
      },
    ])
  })
})
