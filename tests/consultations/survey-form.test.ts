import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aboutLabels, codeFor } from '../../app/consultations/about-labels.ts'
import { aboutSummary } from '../../app/consultations/about-summary.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { aboutVoter, unreadValues } from '../../app/consultations/exchange-about.ts'
import type { Form, FormQuestion } from '../../app/consultations/form.ts'
import { formOf, type QuestionPlan, writeForm } from '../../app/consultations/form-store.server.ts'
import type { ImportCodes, ImportRow } from '../../app/consultations/import.ts'
import { loadImport, prepareImport } from '../../app/consultations/import-store.server.ts'
import { undoImport } from '../../app/consultations/import-undo-store.server.ts'
import { kindNames } from '../../app/consultations/kinds/kinds.ts'
import { repeatedErrors } from '../../app/consultations/repeated-errors.ts'
import { readSurvey } from '../../app/consultations/survey-file.ts'
import { carriedOver } from '../../app/consultations/survey-form.ts'
import { areaOf, columnHead } from '../../app/consultations/survey-form-rows.ts'
import { keyedFrom, questionSlots } from '../../app/consultations/survey-questions.ts'
import { proposedFields, surveyReady, surveyRows } from '../../app/consultations/surveying.server.ts'
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
  test('are offered for every kind but pairs and drawn groups', () => {
    const of = (kind: FormQuestion['kind']) =>
      questionSlots([{ key: 'k', kind, config: { options } } as unknown as FormQuestion])[0]!.slots.length
    expect(kindNames.filter((kind) => !of(kind)).sort()).toEqual(['best-worst', 'paired'])
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

  const head = 'ResponseId,District,How old are you?,Sex,What first?,How well?,Why is that?'
  const read = async (...rows: string[]) => {
    const table = readSurvey(new TextEncoder().encode([head, ...rows].join('\n')))
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
    const found = await read('R1,North,34,F,"Homes, Buses, at night",7,"The last bus"', 'R2,,,,Parks,,')
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
    expect(form.questions).toHaveLength(3)
  })
})
