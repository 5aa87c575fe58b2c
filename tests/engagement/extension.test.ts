import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closingsDue } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { openingOf } from '../../app/consultations/opening.ts'
import { peopleMap } from '../../app/engagement/areas/area-share.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import { extensionTroubles, type MovedDays, madeUpClosing } from '../../app/engagement/publishing/extension.ts'
import {
  confirmExtension,
  dropProposal,
  extensionsOfEach,
  proposalOf,
  proposeExtension,
} from '../../app/engagement/publishing/extension-store.server.ts'
import type { Poll } from '../../app/engagement/register/poll.ts'
import { publicRegister } from '../../app/engagement/register/register-store.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { plan, smallCounty } from './small-consultation.ts'

const now = new Date('2027-04-01T09:00:00Z')
const poll: Poll = { id: 'p', name: 'County election', quietFrom: '2027-04-12', onDate: '2027-05-06', areaIds: ['d1'] }
const map = peopleMap([
  { id: 'county', population: 1000, parentIds: [] },
  { id: 'd1', population: 600, parentIds: ['county'] },
  { id: 'd2', population: 400, parentIds: ['county'] },
])
const later: MovedDays = {
  closesOn: '2027-05-25',
  resultsBy: '2027-06-25',
  decisionOn: '2027-07-15',
  changedBy: '2028-07-15',
}

describe('a later closing day', () => {
  const exercise = {
    ...plan,
    id: 'e',
    slug: 'e',
    kind: 'consultation' as const,
    runBy: 'org-1',
    formativeSignedBy: 'officer',
    formativeSignedAt: now.toISOString(),
    publishedAt: now.toISOString(),
  }
  const found = (days: Partial<MovedDays>, polls: Poll[] = []) =>
    extensionTroubles(exercise, { ...later, ...days }, { polls, map, practice: practiceFrom([]) }).map(
      ({ field, key }) => `${field} ${key}`,
    )

  test('is later, and moves no other promise to a sooner day', () => {
    expect(found({})).toEqual([])
    expect(found({ closesOn: '2027-04-30' })).toEqual(['closesOn not_later'])
    expect(found({ closesOn: '2027-04-29' })).toEqual(['closesOn not_later'])
    expect(found({ closesOn: null })).toEqual(['closesOn not_later'])
    expect(found({ closesOn: '2027-05-01', decisionOn: plan.decisionOn, resultsBy: '2027-05-31' })).toEqual([
      'resultsBy sooner',
    ])
    expect(found({ changedBy: null })).toEqual(['changedBy sooner'])
  })

  test('leaves time to read the answers before the decision, and for the results twelve weeks and no more', () => {
    expect(found({ decisionOn: '2027-06-22' })).toEqual([])
    expect(found({ decisionOn: '2027-06-21' })).toEqual(['decisionOn decision_too_early'])
    expect(found({ resultsBy: '2027-08-17' })).toEqual([])
    expect(found({ resultsBy: '2027-08-18' })).toEqual(['resultsBy results_too_late'])
    expect(found({ closesOn: '2027-06-02', resultsBy: '2027-06-01' })).toContain('resultsBy results_before_closing')
  })

  test('is in no pre-election period of a poll in the area', () => {
    expect(found({ closesOn: '2027-05-06' }, [poll])).toEqual(['closesOn in_quiet'])
    expect(found({ closesOn: '2027-05-07' }, [poll])).toEqual([])
    const elsewhere = { ...exercise, areaIds: ['d2'] }
    const about = { polls: [poll], map, practice: practiceFrom([]) }
    expect(extensionTroubles(elsewhere, { ...later, closesOn: '2027-05-06' }, about)).toEqual([])
  })

  test('makes up for the days of a pre-election period one by one', () => {
    // Nineteen of the sixty-one days planned are quiet: the nineteenth after polling day.
    expect(madeUpClosing(plan, [poll], map)).toBe('2027-05-25')
    expect(madeUpClosing({ ...plan, areaIds: ['d2'] }, [poll], map)).toBeNull()
    expect(madeUpClosing(plan, [{ ...poll, quietFrom: '2027-05-01' }], map)).toBeNull()
    const again = { ...poll, quietFrom: '2027-05-10', onDate: '2027-05-19' }
    expect(madeUpClosing(plan, [poll, again], map)).toBe('2027-06-04')
  })
})

describe.each(dialects)('an extension on $name', ({ fresh }) => {
  let db: Db
  let id: string
  beforeEach(async () => {
    db = await fresh()
    await smallCounty(db)
    const before = new Date('2027-01-10T10:00:00Z')
    id = await write(db, async (tx) => {
      const id = await createExercise(tx, { plan, kind: 'consultation', runBy: 'org-1', personId: 'officer' }, before)
      await signFormative(tx, id, 'officer', before)
      await publishExercise(tx, (await exerciseById(tx, id))!, 'officer', before)
      return id
    })
  })
  afterEach(() => db.destroy())
  const stored = async () => (await exerciseById(db, id))!
  const propose = (days = later, at = now) =>
    write(db, async (tx) => {
      const exercise = (await exerciseById(tx, id))!
      const given = {
        exercise,
        days,
        reason: 'pre_election' as const,
        note: 'The election in May.',
        personId: 'officer',
      }
      await proposeExtension(tx, given, at)
    })
  const confirm = (personId: string, at = now) =>
    write(db, async (tx) => {
      const proposal = (await proposalOf(tx, id))!
      await confirmExtension(tx, { exercise: (await exerciseById(tx, id))!, proposal, personId }, at)
    })

  test('changes nothing while it is proposed, and is replaced or taken back', async () => {
    await propose()
    await propose({ ...later, closesOn: '2027-05-20' })
    expect(await stored()).toMatchObject({ closesOn: plan.closesOn, resultsBy: plan.resultsBy })
    expect(await proposalOf(db, id)).toMatchObject({ closesOn: '2027-05-20', label: 'officer' })
    expect(await extensionsOfEach(db, [id])).toEqual(new Map())
    await write(db, (tx) => dropProposal(tx, id, 'analyst', now))
    expect(await proposalOf(db, id)).toBeUndefined()
  })

  test('holds once a second person confirms it, and everything reads the new days', async () => {
    await propose()
    await expect(confirm('officer')).rejects.toThrow('second person')
    expect((await stored()).closesOn).toBe(plan.closesOn)
    await confirm('analyst')
    expect(await stored()).toMatchObject({ ...later, formativeSignedBy: 'officer' })
    expect(await proposalOf(db, id)).toBeUndefined()
    const [row] = await publicRegister(db, londonDay(now), { id })
    expect(row).toMatchObject({ ...later, state: 'open' })
    expect(row!.extensions).toMatchObject([
      { closesBefore: plan.closesOn, closesOn: later.closesOn, reason: 'pre_election', note: 'The election in May.' },
    ])
    const entries = await ledgerRows(db)
    expect(entries.at(-1)).toMatchObject({ type: 'exercise.extended' })
    const opened = await db.selectFrom('ledger_opening').select('payload').orderBy('seq', 'desc').executeTakeFirst()
    expect(JSON.parse(opened!.payload)).toMatchObject({ id, closesBefore: plan.closesOn, note: 'The election in May.' })
    // Answers are taken and nothing is frozen on the day after the old last day, and both end with the new one.
    const day = (iso: string) => new Date(`${iso}T12:00:00Z`)
    expect(openingOf(await stored(), day('2027-05-01'))).toBe('open')
    expect(await closingsDue(db, day('2027-05-01'))).toEqual([])
    expect(openingOf(await stored(), day('2027-05-26'))).toBe('closed')
    expect(await closingsDue(db, day('2027-05-26'))).toEqual([{ id }])
  })

  test('can come a second time, and is told in the order of the days', async () => {
    await propose()
    await confirm('analyst')
    const further = { ...later, closesOn: '2027-06-01' }
    await propose(further)
    await confirm('analyst', new Date('2027-04-02T09:00:00Z'))
    expect((await extensionsOfEach(db, [id])).get(id)?.map(({ closesOn }) => closesOn)).toEqual([
      later.closesOn,
      further.closesOn,
    ])
  })

  test('is possible only while it is open: a proposal from before does not outlive the closing', async () => {
    const closed = new Date('2027-05-01T09:00:00Z')
    await expect(propose(later, new Date('2027-02-28T09:00:00Z'))).rejects.toThrow('only an open exercise')
    await propose()
    await expect(confirm('analyst', closed)).rejects.toThrow('only an open exercise')
    await expect(propose(later, closed)).rejects.toThrow('only an open exercise')
    expect((await stored()).closesOn).toBe(plan.closesOn)
  })
})
