import { describe, expect, test } from 'vitest'
import { lengthOf } from '../../app/consultations/building/form-length.ts'
import { fromBank, fromEarlier, fromTemplate, newQuestion } from '../../app/consultations/building/form-start.ts'
import { kindSettings } from '../../app/consultations/building/kind-settings.ts'
import { formTemplates, questionBank } from '../../app/consultations/building/question-bank.ts'
import { questionFrom, withItem } from '../../app/consultations/building/question-form.ts'
import { hintsFor } from '../../app/consultations/building/question-hints.ts'
import {
  emptyForm,
  formTroubles,
  itemsOf,
  keyFrom,
  moved,
  pageNumbers,
  possibleGrounds,
  questionTroubles,
  tokensOf,
  type WorkingForm,
  type WorkingQuestion,
  without,
  withQuestion,
  withReplaced,
} from '../../app/consultations/building/working-form.ts'
import { kindNames } from '../../app/consultations/kinds/kinds.ts'
import { words } from '../../app/languages/words.server.ts'

const item = (id: string) => ({ id, title: { en: `Option ${id}` }, example: null })
const one = (key: string, given: Partial<WorkingQuestion> = {}): WorkingQuestion => ({
  ...newQuestion('one', key, [], null),
  key,
  config: { options: [item('a'), item('b')], other: false, random: false },
  ...given,
})
const form = (...questions: WorkingQuestion[]): WorkingForm => ({
  title: { en: 'Heading' },
  lead: { en: 'Lead' },
  questions,
})
const keys = (found: { key: string }[]) => found.map(({ key }) => key)
const on = (question: string, ...anyOf: string[]) => ({ question, anyOf, not: false })

test('a scale says what its ends mean before anybody is asked', () => {
  const scale = (low: string, high: string) => {
    const config = { from: 0, to: 10, low: { en: low }, high: { en: high } }
    return keys(formTroubles(form(one('scale', { kind: 'rate', config }))))
  }
  expect(scale('poor', 'good')).toEqual([])
  expect(scale('poor', '')).toEqual(['scale_ends'])
  expect(keys(formTroubles(form(newQuestion('rate', 'How good is it?', [], null))))).toContain('scale_ends')
})

describe('routing', () => {
  const routed = form(one('first'), one('second', { onlyIf: on('first', 'a') }), one('third'))

  test('only an earlier question on an earlier page can decide, and only by an answer it offers', () => {
    expect(formTroubles(routed)).toEqual([])
    const second = (onlyIf: WorkingQuestion['onlyIf'], given: Partial<WorkingQuestion> = {}) =>
      keys(formTroubles(withReplaced(routed, one('second', { ...given, onlyIf }))))
    expect(second(on('third', 'a'))).toEqual(['route_later'])
    expect(second(on('second', 'a'))).toEqual(['route_self'])
    expect(second(on('nothing', 'a'))).toEqual(['route_gone'])
    expect(second(on('first', 'c'))).toEqual(['route_answer_gone'])
    expect(second(on('first', 'unsure'), {})).toEqual([])
    expect(second(on('first', 'a'), { sharesPage: true })).toEqual(['route_same_page'])
    expect(possibleGrounds(routed, 'second').map(({ key }) => key)).toEqual(['first'])
  })

  test('two questions cannot decide about each other', () => {
    const circle = withReplaced(routed, one('first', { onlyIf: on('second', 'a') }))
    expect(keys(formTroubles(circle))).toEqual(['route_later'])
  })

  test('a question does not move before, nor vanish under, what depends on it', () => {
    expect(moved(routed, 'second', -1)).toMatchObject({ trouble: { key: 'move_before' } })
    expect(moved(routed, 'first', 1)).toMatchObject({ trouble: { key: 'move_before', question: 'second' } })
    expect(without(routed, 'first')).toMatchObject({ trouble: { key: 'delete_needed', values: { other: 'second' } } })
    const freed = withReplaced(routed, one('second'))
    expect(without(freed, 'first')).toMatchObject({ form: { questions: [{ key: 'second' }, { key: 'third' }] } })
    expect(moved(freed, 'third', -1)).toMatchObject({ form: { questions: [{ key: 'first' }, { key: 'third' }, {}] } })
  })

  test.each(kindNames)('what %s says by name is what its answers are tokens of', (kind) => {
    const bank = questionBank.find((entry) => entry.kind === kind)!
    const question = fromBank(bank, [], null)
    const tokens = tokensOf(question).map(({ token }) => token)
    expect(new Set(tokens).size).toBe(tokens.length)
    const named = ['one', 'many', 'order', 'rank', 'points', 'spend', 'rate', 'matrix', 'statements']
    expect(tokens.length > 0).toBe(named.includes(kind))
  })
})

describe('the bank and the templates', () => {
  test('hold a question of every kind, each ready to be asked, with its source and a note', () => {
    expect(new Set(questionBank.map(({ kind }) => kind))).toEqual(new Set(kindNames))
    expect(new Set(questionBank.map(({ id }) => id)).size).toBe(questionBank.length)
    for (const entry of questionBank) {
      const question = fromBank(entry, [], null)
      expect(questionTroubles(form(question), question), entry.id).toEqual([])
      expect(entry.source.length, entry.id).toBeGreaterThan(20)
      expect(entry.note.length, entry.id).toBeGreaterThan(20)
    }
  })
  test('ask nothing that leads, loads, or asks for two things at once', () => {
    const found = questionBank.flatMap((entry) =>
      hintsFor(fromBank(entry, [], null)).map(({ key, values }) => `${entry.id}: ${key} ${JSON.stringify(values)}`),
    )
    expect(found).toEqual([])
  })
  test.each(formTemplates)('$id can be asked as it is, and is short enough', (template) => {
    const begun = fromTemplate(template, 'Heading', ['best-thing'])
    expect(formTroubles(begun)).toEqual([])
    expect(lengthOf(begun).isLong).toBe(false)
    expect(begun.questions.length).toBe(template.questions.length)
  })
  test('an earlier form leaves other partners’ modules behind', () => {
    const joint = form(one('core'), one('own', { ownedBy: 'nhs' }))
    expect(fromEarlier(joint, 'New').questions.map(({ key }) => key)).toEqual(['core'])
  })
})

describe('a form of several partners', () => {
  test('keeps the core first and each module together, whoever adds when', () => {
    const add = (all: WorkingForm, key: string, ownedBy: string | null) => withQuestion(all, one(key, { ownedBy }))
    let joint = add(emptyForm('x'), 'core-1', null)
    joint = add(joint, 'nhs-1', 'nhs')
    joint = add(joint, 'core-2', null)
    joint = add(joint, 'police-1', 'police')
    joint = add(joint, 'nhs-2', 'nhs')
    const order = ['core-1', 'core-2', 'nhs-1', 'nhs-2', 'police-1']
    expect(joint.questions.map(({ key }) => key)).toEqual(order)
    expect(moved(joint, 'nhs-1', -1)).toEqual({ form: joint })
    expect(moved(joint, 'core-2', 1)).toEqual({ form: joint })
    expect(pageNumbers(joint.questions.map((question) => ({ ...question, sharesPage: true })))).toEqual([1, 1, 2, 2, 3])
  })
})

describe('the page of one question', () => {
  const noDay = () => null
  const before = one('first', {
    title: { en: 'Old words', ur: 'پرانے' },
    config: { options: [{ ...item('a'), title: { en: 'A', ur: 'الف' } }, item('b')], other: false, random: false },
  })
  const rows = {
    title: ['Old words'],
    'options-0-id': ['a'],
    'options-0-title': ['A'],
    'options-1-id': ['b'],
    'options-1-title': ['Something new'],
    'options-2-title': ['Other'],
  }

  test('keeps ids whatever the words become, and translations only while the words stand', () => {
    const { question, troubles } = questionFrom(rows, before, noDay)
    expect(troubles).toEqual([])
    expect(question.title).toEqual({ en: 'Old words', ur: 'پرانے' })
    expect(itemsOf(question, 'options').map(({ id, title }) => [id, title])).toEqual([
      ['a', { en: 'A', ur: 'الف' }],
      ['b', { en: 'Something new' }],
      ['other-2', { en: 'Other' }],
    ])
    expect(questionFrom({ ...rows, title: ['New words'] }, before, noDay).question.title).toEqual({ en: 'New words' })
  })

  test('one id sent twice is kept once, and control characters go', () => {
    const { question } = questionFrom(
      { ...rows, 'options-1-id': ['a'], 'options-1-title': ['\u0007Bell'] },
      before,
      noDay,
    )
    expect(itemsOf(question, 'options').map(({ id, title }) => [id, title.en])).toEqual([
      ['a', 'A'],
      ['bell', 'Bell'],
      ['other-2', 'Other'],
    ])
  })

  test('names how long a text may be, and how long it is', () => {
    const { troubles } = questionFrom({ title: ['x'.repeat(301)] }, newQuestion('text', 'Why?', [], null), noDay)
    expect(troubles).toEqual([{ field: 'title', key: 'too_long', values: { limit: 300, written: 301 } }])
    expect(words('en', 'builder')('errors.too_long', troubles[0]!.values!)).toBe(
      'Shorten this to 300 characters. It has 301.',
    )
  })

  test('names every field that cannot be kept', () => {
    const spend = newQuestion('spend', 'What to buy?', [], null)
    const { troubles } = questionFrom(
      {
        title: [''],
        'options-0-title': ['Bench'],
        'options-0-cost': ['a lot'],
        'options-1-cost': ['5'],
        'set-budget': ['1.5'],
      },
      spend,
      noDay,
    )
    expect(troubles).toEqual([
      { field: 'title', key: 'title' },
      { field: 'options-0-cost', key: 'cost' },
      { field: 'options-1-title', key: 'option_words' },
      { field: 'set-budget', key: 'whole_number' },
    ])
  })

  test('the latest day of a question may be the day of the answer, but not beside another day', () => {
    const when = newQuestion('date', 'When did you last visit?', [], null)
    const days = (latest: string | null) => (name: string) => (name === 'set-latest' ? latest : null)
    const sent = { title: ['When?'], 'set-latest-today': ['1'] }
    const read = questionFrom(sent, when, days(null))
    expect(read.troubles).toEqual([])
    expect(read.question.config).toMatchObject({ earliest: null, latest: 'today' })
    expect(questionTroubles(form(read.question), read.question)).toEqual([])
    expect(questionFrom({ title: ['When?'] }, read.question, days(null)).question.config).toMatchObject({
      latest: null,
    })
    expect(questionFrom(sent, when, days('2026-01-01')).troubles).toEqual([
      { field: 'set-latest-day', key: 'or_today.latest' },
    ])
    // Both days are asked on one page: what is wrong says of which.
    const said = words('en', 'builder')
    for (const name of ['earliest', 'latest']) expect(said(`errors.or_today.${name}`)).toContain(name)
  })

  test('a list’s rows move and go', () => {
    const ids = (question: WorkingQuestion) => itemsOf(question, 'options').map(({ id }) => id)
    expect(ids(withItem(before, 'options', 1, 'up'))).toEqual(['b', 'a'])
    expect(ids(withItem(before, 'options', 1, 'down'))).toEqual(['a', 'b'])
    expect(ids(withItem(before, 'options', 0, 'remove'))).toEqual(['b'])
    expect(ids(withItem(before, 'options', 9, 'remove'))).toEqual(['a', 'b'])
  })

  test.each(kindNames)('everything that can be set of kind %s has words', async (kind) => {
    const { default: words } = await import('../../locales/en/builder.json')
    const named = kindSettings[kind].flatMap(({ type, name }) =>
      type === 'list' ? [] : type === 'day' ? [name, `${name}_today`] : [name],
    )
    for (const name of named) expect(words.settings).toHaveProperty([kind, name])
  })

  test.each(kindNames)('a new question of kind %s says what it lacks, in keys that have words', async (kind) => {
    const { default: words } = await import('../../locales/en/builder.json')
    const question = newQuestion(kind, 'New?', [], null)
    for (const { key } of questionTroubles(form(question), question)) expect(words.troubles).toHaveProperty(key)
  })
})

test('names of questions are addresses of their own', () => {
  expect(keyFrom('What is the best thing about here?', [])).toBe('what-is-the-best-thing')
  expect(keyFrom('Bank', [])).toBe('bank-2')
  expect(keyFrom('Why?', ['why'])).toBe('why-2')
  expect(keyFrom('کیوں؟', [])).toBe('question')
})
