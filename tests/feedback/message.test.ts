import { describe, expect, test } from 'vitest'
import { isTellable, type MessageDays, messagePlan, messageState } from '../../app/feedback/message.ts'
import { standingsFrom } from '../../app/feedback/message-facts-store.server.ts'

const days = (change: Partial<MessageDays> = {}): MessageDays => ({
  kind: 'consultation',
  closesOn: '2026-03-31',
  resultsBy: '2026-05-01',
  decisionOn: '2026-06-01',
  changedBy: '2027-03-31',
  followUp6On: null,
  followUp12On: null,
  answers: [],
  ...change,
})
const dueOf = (kind: string, change: Partial<MessageDays> = {}) =>
  messagePlan(days(change)).find((m) => m.kind === kind)?.dueOn

describe('the dated messages of an exercise', () => {
  test('are three for a consultation and four for a jury', () => {
    expect(messagePlan(days()).map((m) => m.kind)).toEqual(['results', 'decision', 'year'])
    const jury = messagePlan(
      days({ kind: 'jury', changedBy: null, followUp6On: '2026-11-01', followUp12On: '2027-05-01' }),
    )
    expect(jury.slice(1)).toMatchObject([
      { kind: 'decision' },
      { kind: 'half_year', dueOn: '2026-11-01' },
      { kind: 'year', dueOn: '2027-05-01' },
    ])
  })

  test('results are due when they were promised, and never later than twelve weeks after closing', () => {
    expect(dueOf('results')).toBe('2026-05-01')
    expect(dueOf('results', { resultsBy: null })).toBe('2026-06-23')
    expect(dueOf('results', { resultsBy: '2026-07-01' })).toBe('2026-06-23')
  })

  test('a decision is due ten working days after the Board that decided last', () => {
    // 1 June 2026 is a Monday.
    expect(dueOf('decision')).toBe('2026-06-15')
    const point = (decidedOn: string | null) => ({ by: '2026-07-20', decidedOn })
    expect(dueOf('decision', { answers: [point('2026-06-01'), point('2026-06-29')] })).toBe('2026-07-13')
    expect(dueOf('decision', { answers: [point('2026-06-01'), point(null)] })).toBe('2026-07-20')
    // Ten working days over Christmas and the New Year.
    expect(dueOf('decision', { answers: [point('2026-12-21')] })).toBe('2027-01-07')
    expect(dueOf('decision', { decisionOn: null })).toBeNull()
  })

  test('are overdue from the day after, and a late one says so for good', () => {
    expect(messageState('2026-05-01', null, '2026-05-01')).toEqual({ state: 'waiting', by: '2026-05-01' })
    expect(messageState('2026-05-01', null, '2026-05-04')).toEqual({ state: 'overdue', since: '2026-05-01', days: 3 })
    expect(messageState('2026-05-01', '2026-05-01', '2026-06-01')).toMatchObject({ state: 'sent', late: false })
    expect(messageState('2026-05-01', '2026-05-02', '2026-06-01')).toMatchObject({ state: 'sent', late: true })
    expect(messageState(null, null, '2026-06-01')).toEqual({ state: 'waiting', by: null })
  })

  test('can be told when there is something to tell, and silence is told when its day comes near', () => {
    const facts = { dueOn: '2026-06-15', published: false, points: 2, answered: 1 }
    expect(isTellable('results', facts, '2026-06-20')).toBe(false)
    expect(isTellable('results', { ...facts, published: true }, '2026-04-01')).toBe(true)
    expect(isTellable('decision', facts, '2026-06-09')).toBe(false)
    expect(isTellable('decision', facts, '2026-06-10')).toBe(true)
    expect(isTellable('decision', { ...facts, answered: 2 }, '2026-05-01')).toBe(true)
    expect(isTellable('decision', { ...facts, points: 0, answered: 0 }, '2026-05-01')).toBe(false)
    expect(isTellable('year', { ...facts, dueOn: null }, '2030-01-01')).toBe(false)
    expect(isTellable('year', facts, '2026-06-01')).toBe(true)
    expect(isTellable('year', facts, '2026-05-31')).toBe(false)
  })

  test('a decision that was told before there was one is owed again, once, when every point is answered', () => {
    const told = (answers: string[]) => ({
      ...{ slug: 'x', kind: 'decision' as const, due_on: '2026-06-15', prepared_on: '2026-06-10' },
      ...{ sent_on: '2026-06-15', emails: 3, texts: 0, letters: 0 },
      content: JSON.stringify({ points: answers.map((answer) => ({ wording: 'A point', answer })) }),
    })
    const decision = (message: ReturnType<typeof told>, decidedOn: string | null) =>
      standingsFrom(
        { ...days({ answers: [{ by: '2026-06-15', decidedOn }] }), published: true },
        { messages: [message], followUp6On: null, followUp12On: null },
        '2026-07-02',
      ).find(({ kind }) => kind === 'decision')
    const sent = { state: 'sent', on: '2026-06-15', late: false }
    expect(decision(told(['silent']), null)).toMatchObject({ state: sent, tellable: false })
    expect(decision(told(['silent']), '2026-06-29')).toMatchObject({
      state: { state: 'waiting', by: '2026-07-13' },
      tellable: true,
    })
    expect(decision(told([]), '2026-06-29')).toMatchObject({ tellable: true })
    expect(decision(told(['accept']), '2026-06-29')).toMatchObject({ state: sent, tellable: false })
    expect(decision({ ...told([]), content: '{}' }, '2026-06-29')).toMatchObject({ state: sent, tellable: false })
  })
})
