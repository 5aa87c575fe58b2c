import { describe, expect, test } from 'vitest'
import {
  answerStage,
  certificateOf,
  dayTrouble,
  extensionTrouble,
  type Found,
  juryStands,
  reissueDue,
  rightsState,
  secondTrouble,
  treatmentOf,
  unfoundInLetter,
} from '../../app/people/rights-request.ts'

const days = {
  receivedOn: '2026-01-31',
  identityAskedOn: null,
  identityProvedOn: null,
  extendedOn: null,
  closedOn: null,
}

describe('the clock of a request (P-7)', () => {
  test('is one month, to the last day of a shorter one, and overdue from the day after', () => {
    expect(rightsState(days, '2026-02-28')).toEqual({ state: 'waiting', dueOn: '2026-02-28', days: 0 })
    expect(rightsState(days, '2026-03-01')).toEqual({ state: 'overdue', dueOn: '2026-02-28', days: 1 })
  })

  test('stands still while it is not known who asks, and gives those days back', () => {
    const asked = { ...days, identityAskedOn: '2026-02-02' }
    expect(rightsState(asked, '2026-06-01')).toEqual({ state: 'paused', since: '2026-02-02', dueOn: null })
    expect(rightsState({ ...asked, identityProvedOn: '2026-02-12' }, '2026-03-10')).toMatchObject({
      state: 'waiting',
      dueOn: '2026-03-10',
    })
  })

  test('takes two months more only when the person was told in the first', () => {
    expect(extensionTrouble(days, '2026-02-28')).toBeUndefined()
    expect(extensionTrouble(days, '2026-03-01')).toBe('told_late')
    expect(rightsState({ ...days, extendedOn: '2026-02-20' }, '2026-03-15')).toMatchObject({ dueOn: '2026-04-30' })
  })

  test('says of an answer whether it was late', () => {
    expect(rightsState({ ...days, closedOn: '2026-02-28' }, '2027-01-01')).toMatchObject({ late: false })
    expect(rightsState({ ...days, closedOn: '2026-03-01' }, '2027-01-01')).toMatchObject({ late: true })
  })

  test('takes only days that can have been', () => {
    expect(dayTrouble(undefined, '2026-01-01', '2026-02-01')).toBe('date')
    expect(dayTrouble(null, '2026-01-01', '2026-02-01')).toBe('day_missing')
    expect(dayTrouble('2026-02-02', '2026-01-01', '2026-02-01')).toBe('day_future')
    expect(dayTrouble('2025-12-31', '2026-01-01', '2026-02-01')).toBe('day_early')
    expect(dayTrouble('2026-01-01', '2026-01-01', '2026-02-01')).toBeUndefined()
  })
})

describe('what becomes of what is found (P-8)', () => {
  test('an answer is deleted at every stage, and the reason says what stands', () => {
    const closesOn = '2026-02-01'
    expect(answerStage({ closesOn, frozen: false, published: false }, '2026-02-01')).toBe('open')
    expect(answerStage({ closesOn, frozen: false, published: false }, '2026-02-02')).toBe('closed')
    expect(answerStage({ closesOn, frozen: true, published: false }, '2026-02-02')).toBe('frozen')
    expect(answerStage({ closesOn, frozen: true, published: true }, '2026-02-02')).toBe('published')
    for (const stage of ['open', 'closed', 'frozen', 'published'] as const) {
      expect(treatmentOf('erasure', 'answer', { stage })).toEqual({ does: 'delete', why: `answer_${stage}` })
    }
  })

  test('an objection takes what they said about themselves and leaves the answer', () => {
    expect(treatmentOf('objection', 'answer', { stage: 'open' }).does).toBe('stands')
    expect(treatmentOf('objection', 'equality').does).toBe('delete')
    expect(treatmentOf('objection', 'contact').does).toBe('delete')
  })

  test('a correction puts addresses right and nothing else; access shows everything', () => {
    expect(treatmentOf('rectification', 'contact').does).toBe('correct')
    expect(treatmentOf('rectification', 'answer').does).toBe('stands')
    expect(treatmentOf('rectification', 'jury', { stands: 'jury_shared' }).does).toBe('stands')
    expect(treatmentOf('access', 'sign_in').does).toBe('show')
  })

  test('a seat, a debt, a draw and a shared address keep a registration', () => {
    const pool = { status: 'POOL', memberState: null, owed: false, drawUnderWay: false, shared: false }
    expect(juryStands(pool)).toBeNull()
    expect(juryStands({ ...pool, shared: true })).toBe('jury_shared')
    expect(juryStands({ ...pool, drawUnderWay: true })).toBe('jury_draw')
    expect(juryStands({ ...pool, owed: true })).toBe('jury_owed')
    expect(juryStands({ ...pool, status: 'CONFIRMED' })).toBe('jury_seat')
    expect(juryStands({ ...pool, status: 'CONFIRMED', memberState: 'withdrawn' })).toBeNull()
    expect(juryStands({ ...pool, status: 'CONFIRMED', memberState: 'left' })).toBe('jury_seat')
  })
})

test('the second signature is another person’s, in another session, under the same findings', () => {
  const first = { personId: 'a', session: 's', digest: 'd' }
  expect(secondTrouble(first, { personId: 'a', session: 't', digest: 'd' })).toBe('same_person')
  expect(secondTrouble(first, { personId: 'b', session: 's', digest: 'd' })).toBe('same_session')
  expect(secondTrouble(first, { personId: 'b', session: 't', digest: 'e' })).toBe('changed')
  expect(secondTrouble(first, { personId: 'b', session: 't', digest: 'd' })).toBeUndefined()
})

test('a certificate counts and names nobody', () => {
  const found: Found[] = [
    { store: 'answer', ids: ['r1'], where: 'W', exerciseId: 'e', does: 'delete', why: 'answer_open' },
    { store: 'message', ids: ['m1', 'm2'], where: '', exerciseId: null, does: 'delete', why: 'message' },
    { store: 'sign_in', ids: ['p1'], where: '', exerciseId: null, does: 'stands', why: 'sign_in' },
  ]
  const request = { number: 7, kind: 'erasure' as const, receivedOn: '2026-01-01' }
  const certificate = certificateOf(request, found, '2026-01-05')
  expect(certificate).toMatchObject({ deleted: { answer: 1, message: 2 }, corrected: {}, stands: { sign_in: 1 } })
  expect(certificate.unfound).toBeUndefined()
  const cut = certificateOf(request, found, '2026-01-05', ['no_address', 'equality_cut', 'ballots'])
  expect(unfoundInLetter(cut.unfound)).toEqual(['no_address', 'equality_cut'])
  for (const id of ['r1', 'm1', 'm2', 'p1']) expect(JSON.stringify(certificate)).not.toContain(id)
})

test('published words change in batches of ten', () => {
  expect(reissueDue(9, 10)).toBe(false)
  expect(reissueDue(10, 10)).toBe(true)
})
