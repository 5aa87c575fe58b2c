import { afterEach, describe, expect, test } from 'vitest'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import { characteristics } from '../../app/consultations/equality/characteristics.ts'
import { type EqualityChoice, usualChoice } from '../../app/consultations/equality/equality-choice.ts'
import {
  answered,
  type MonitoringStep,
  noMonitoring,
  withWording,
} from '../../app/consultations/equality/monitoring.ts'
import { answerCounts } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import {
  formsToCheck,
  mustRekey,
  paperPart,
  readAssignment,
  readNotCounted,
} from '../../app/consultations/paper/paper-batch.ts'
import {
  answersOf,
  comparedFields,
  differences,
  leftOut,
  type PaperEntry,
  type PrintedForm,
  readEntry,
} from '../../app/consultations/paper/paper-entry.ts'
import { readSheet } from '../../app/consultations/paper/paper-sheet.ts'
import {
  assignBatch,
  batchesFor,
  batchesOf,
  batchOf,
  closeNotCounted,
  formsOf,
  keyAgain,
  keyersOf,
  keyForm,
  keySheet,
  openBatch,
  openBatchesOf,
  signBatch,
  startCheck,
} from '../../app/consultations/paper/paper-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation, secret } from './given.ts'

const form: PrintedForm = { districts: ['d1', 'd2'], options: ['a', 'b', 'c', 'd', 'e'], picksMax: 3 }
const key = (picks: string, more: { area?: string; why?: string; late?: boolean } = {}) =>
  readEntry({ area: more.area ?? '1', picks, why: more.why ?? '', language: 'en', late: more.late ?? false }, form)
const entry = (picks: string, more: Parameters<typeof key>[1] = {}) => {
  const read = key(picks, more)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.entry
}
const problems = (picks: string, area?: string) => {
  const read = key(picks, { area })
  return read.ok ? [] : read.problems.map(({ field, key: problem }) => `${field} ${problem}`)
}

describe('what is keyed of a paper form', () => {
  test('is read with number keys alone', () => {
    expect(entry('3 1.5')).toMatchObject({ area: 'd1', picks: ['c', 'a', 'e'], same: false, mark: null })
    expect(entry('3/1', { area: '3' })).toMatchObject({ area: 'outside', picks: ['c', 'a'], same: true })
    expect(entry('0', { area: '' })).toMatchObject({ area: null, picks: [], mark: 'none' })
    expect([entry('-').mark, entry('*').mark, entry('+1 2 3 4').mark]).toEqual(['blank', 'unclear', 'over'])
  })

  test('names every wrong field, and never takes the first three of four', () => {
    expect(problems('1 2 3 4', '9')).toEqual(['area area', 'picks over'])
    expect(problems('6')).toEqual(['picks option'])
    expect(problems('1 1')).toEqual(['picks twice'])
    expect(problems('+1 2')).toEqual(['picks not_over'])
    expect(problems('')).toEqual(['picks nothing'])
    expect(problems('one')).toEqual(['picks option'])
  })

  test('stays out of the base only where nothing can be counted', () => {
    expect(['0', '-', '*', '+1 2 3 4', '1'].map((picks) => leftOut(entry(picks)))).toEqual([
      null,
      'blank',
      'unclear',
      'over',
      null,
    ])
    expect(answersOf(entry('0'))).toMatchObject({ none: true, picks: [] })
  })

  test('is compared field by field', () => {
    const apart = (one: PaperEntry, other: PaperEntry) => differences(comparedFields(one, 3), comparedFields(other, 3))
    expect(apart(entry('1 2'), entry('1 2'))).toBe(0)
    expect(apart(entry('1 2'), entry('1 3'))).toBe(1)
    expect(apart(entry('1 2'), entry('1/2', { area: '2' }))).toBe(2)
  })
})

describe('what is keyed of an equality sheet', () => {
  const nine: EqualityChoice = { ...usualChoice, asked: characteristics.map((what) => ({ what, why: 'heard' })) }
  const marks = { sex: 'legal-1', gender: 'usual-1' }
  const read = (keyed: Record<string, string>, choice = nine) => readSheet(keyed, choice, marks)

  test('is what the pages would keep, ethnicity from one list', () => {
    const said = read({
      age: '5',
      sex: '1',
      'ethnic-detail': '3',
      condition: '1',
      impact: '2',
      religion: '8',
      'religion-words': 'Jain',
    })
    if (!said.ok) throw new Error(JSON.stringify(said.problems))
    const steps: [MonitoringStep, string, string?][] = [
      ['age', '65+'],
      ['sex', 'female'],
      ['ethnic-group', 'asian'],
      ['ethnic-detail', 'bangladeshi'],
      ['condition', 'yes'],
      ['impact', 'a-little'],
      ['religion', 'other-religion', 'Jain'],
    ]
    const online = steps.reduce((known, [step, code, own]) => answered(step, code, known, own), noMonitoring)
    expect(said.said).toEqual(withWording('sex', 'legal-1', online))
  })

  test('is nothing where nobody ticked, 0 for prefer not to say, and each fault by its field', () => {
    expect(read({ sex: '0', religion: '0', 'religion-words': 'x' })).toEqual({ ok: true, said: noMonitoring })
    const wrong = read({ age: '6', 'ethnic-detail': '20', impact: '1', religion: 'x' })
    expect(wrong).toMatchObject({
      problems: [
        { field: 'age', key: 'sheet', most: 5 },
        { field: 'ethnic-detail', key: 'sheet', most: 19 },
        { field: 'impact', key: 'sheet_impact' },
        { field: 'religion', key: 'sheet', most: 8 },
      ],
    })
    expect(read({ religion: '1' }, usualChoice)).toEqual({ ok: true, said: noMonitoring })
  })
})

describe('the check of a batch', () => {
  test('draws one form in ten, at least one, the same for the same seed', () => {
    const numbers = Array.from({ length: 41 }, (_, i) => i + 1)
    expect(formsToCheck(numbers, 7)).toHaveLength(5)
    expect(formsToCheck(numbers, 7)).toEqual(formsToCheck([...numbers].reverse(), 7))
    expect(formsToCheck([9], 1)).toEqual([9])
    expect(formsToCheck([], 1)).toEqual([])
  })

  test('sends the batch back above two wrong fields in a hundred', () => {
    expect([mustRekey(2, 100), mustRekey(3, 100), mustRekey(0, 0)]).toEqual([false, true, false])
  })
})

describe('who does what with a batch', () => {
  const officer = { personId: 'o', isOfficer: true }
  const keyer = { personId: 'k', isOfficer: false }
  const named = { keyerId: 'k', checkerId: 'c' }

  test('an officer may do all, a keying officer what they are named for, when it is due', () => {
    const all = { key: true, check: true, sheets: true, end: true }
    const none = { key: false, check: false, sheets: false, end: false }
    for (const state of ['keying', 'checking', 'signed']) expect(paperPart({ ...named, state }, officer)).toEqual(all)
    expect(paperPart({ ...named, state: 'keying' }, keyer)).toEqual({ ...none, key: true })
    expect(paperPart({ ...named, state: 'checking' }, keyer)).toEqual({ ...none, sheets: true })
    const checker = { personId: 'c', isOfficer: false }
    expect(paperPart({ ...named, state: 'keying' }, checker)).toBeUndefined()
    expect(paperPart({ ...named, state: 'checking' }, checker)).toEqual({ ...none, check: true })
    for (const one of [keyer, checker]) expect(paperPart({ ...named, state: 'signed' }, one)).toBeUndefined()
    expect(paperPart({ state: 'keying', keyerId: 'o', checkerId: null }, keyer)).toBeUndefined()
  })

  test('two people are named, or one and nobody yet', () => {
    const known = ['k', 'c']
    expect(readAssignment({ keyer: 'k', checker: '' }, known)).toEqual({
      ok: true,
      value: { keyerId: 'k', checkerId: null },
    })
    expect(readAssignment({ keyer: 'k', checker: 'c' }, known).ok).toBe(true)
    expect(readAssignment({ keyer: 'k', checker: 'k' }, known)).toMatchObject({
      problems: [{ field: 'checker', key: 'same' }],
    })
    expect(readAssignment({ keyer: 'x', checker: 'y' }, known)).toMatchObject({
      problems: [
        { field: 'keyer', key: 'unknown' },
        { field: 'checker', key: 'unknown' },
      ],
    })
  })
})

describe('a batch that is closed as not counted', () => {
  const reason = 'The box was found after the analysis was due'

  test('has a code, a reason, and as many forms as lie in the box', () => {
    const value = { code: 'unkeyed', reason, forms: 12 }
    expect(readNotCounted({ code: 'unkeyed', reason, forms: '12' }, 12)).toEqual({ ok: true, value })
    expect(readNotCounted({ code: 'over', reason: 'Late', forms: '11' }, 12)).toEqual({
      ok: false,
      problems: [
        { field: 'code', key: 'code' },
        { field: 'reason', key: 'reason' },
        { field: 'forms', key: 'forms' },
      ],
    })
    expect(readNotCounted({ code: 'repeated', reason: 'x'.repeat(501), forms: 'all' }, 0)).toMatchObject({
      problems: [
        { field: 'reason', key: 'reason_long' },
        { field: 'forms', key: 'forms' },
      ],
    })
  })
})

describe.each(dialects)('a batch of paper forms on $name', ({ fresh }) => {
  let db: Db
  afterEach(() => db.destroy())

  const at = new Date('2026-10-20T10:00:00Z')

  async function opened() {
    db = await fresh()
    const { id: consultationId, optionIds } = await givenConsultation(db)
    const person = { email: 'officer@example.org', label: 'Officer', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ id: 'p1', created_at: at.toISOString(), ...person })
      .execute()
    const world = { consultationId, personId: 'p1' }
    const printed: PrintedForm = { districts: ['north', 'south'], options: Object.values(optionIds), picksMax: 3 }
    const open = { consultationId: world.consultationId, name: 'Library', receivedOn: '2026-10-19', formVersion: '1-X' }
    const batchId = await write(db, (tx) => openBatch(tx, { ...open, personId: world.personId }, at))
    expect(await write(db, (tx) => openBatch(tx, { ...open, personId: world.personId }, at))).toBeUndefined()
    return { world, batchId: batchId!, printed }
  }
  const batchNow = async (world: { consultationId: string }, id: string) =>
    (await batchOf(db, id, world.consultationId))!

  test('is keyed by whoever opened it until others are named, who find it on their desks', async () => {
    const { world, batchId } = await opened()
    const organisation = { id: 'org', name: 'Org', sector: 'public' as const, is_council: 1, seed_name: null }
    await db.insertInto('organisation').values(organisation).execute()
    const grants = [
      ['k', 'keying_officer', null],
      ['c', 'officer', null],
      ['gone', 'keying_officer', '2026-10-19'],
      ['other', 'translator', null],
    ] as const
    for (const [id, role, until] of grants) {
      const person = { id, email: `${id}@x.example`, label: id, organisation_id: 'org', disabled_at: null }
      await db
        .insertInto('person')
        .values({ ...person, created_at: at.toISOString() })
        .execute()
      const grant = { id, person_id: id, role, scope_id: null, valid_from: '2026-01-01', valid_to: until }
      await db.insertInto('role_grant').values(grant).execute()
    }
    expect((await keyersOf(db, ['org'], '2026-10-20')).map(({ id }) => id)).toEqual(['c', 'k'])
    expect(await batchNow(world, batchId)).toMatchObject({ keyerId: world.personId, checkerId: null })
    const desks = () =>
      Promise.all([world.personId, 'k', 'c'].map(async (id) => (await batchesFor(db, id)).map((one) => one.id)))
    expect(await desks()).toEqual([[batchId], [], []])
    const named = { batchId, keyerId: 'k', checkerId: 'c', personId: world.personId }
    await write(db, (tx) => assignBatch(tx, named, at))
    expect(await batchNow(world, batchId)).toMatchObject({ keyerId: 'k', checkerId: 'c' })
    expect(await batchesOf(db, world.consultationId)).toMatchObject([{ keyerId: 'k', checkerId: 'c' }])
    expect(await desks()).toEqual([[], [batchId], [batchId]])
    const acts = await db.selectFrom('actor_event').select(['did', 'object_id']).execute()
    expect(acts).toContainEqual({ did: 'assigned a paper batch', object_id: batchId })
  })

  test('becomes answers that are the same as online ones, once it is checked and signed', async () => {
    const { world, batchId, printed } = await opened()
    const [first, second] = printed.options
    const one = {
      area: printed.districts[0]!,
      picks: [first!, second!],
      same: false,
      mark: null,
      why: '',
      language: 'en',
      late: false,
    }
    const over = { ...one, picks: printed.options.slice(0, 4), mark: 'over' as const }
    await write(db, async (tx) => {
      await keyForm(tx, { batchId, number: 1, entry: one, personId: world.personId }, at)
      await keyForm(tx, { batchId, number: 2, entry: over, personId: world.personId }, at)
      // The same again is the same; something else under a number that is taken is kept only where it is to replace it.
      const second = { batchId, number: 1, entry: over, personId: world.personId }
      expect(await keyForm(tx, { ...second, entry: one }, at)).toBe(true)
      expect(await keyForm(tx, second, at)).toBe(false)
      expect((await formsOf(tx, batchId)).map(({ entry }) => entry)).toEqual([one, over])
      expect(await keyForm(tx, { ...second, replaces: true }, at)).toBe(true)
      expect(await keyForm(tx, { ...second, entry: one, replaces: true }, at)).toBe(true)
      await keySheet(tx, batchId, 1, { ageBand: '65+', sex: 'male', ethnicGroup: null })
      const said = { ageBand: '65+', sex: 'female', ethnicGroup: null }
      expect(await keySheet(tx, batchId, 1, said)).toBe(false)
      expect(await keySheet(tx, batchId, 1, said, true)).toBe(true)
      expect(await keySheet(tx, batchId, 1, said)).toBe(true)
    })
    await write(db, async (tx) => startCheck(tx, (await batchOf(tx, batchId, world.consultationId))!))
    const drawn = (await formsOf(db, batchId)).filter(({ toCheck }) => toCheck)
    expect(drawn).toHaveLength(1)
    await write(db, async (tx) => {
      const batch = (await batchOf(tx, batchId, world.consultationId))!
      await keyAgain(tx, { batch, form: drawn[0]!, entry: drawn[0]!.entry, personId: world.personId, picksMax: 3 })
    })
    const before = await batchNow(world, batchId)
    expect(await write(db, (tx) => signBatch(tx, secret, before, world.personId, at))).toBe('signed')
    const online = {
      consultationId: world.consultationId,
      submissionKey: '8e7c1f52-5a3b-4b8e-9c61-0d6a2f1b7c11',
      answers: answersOf(one),
      seed: 1,
      language: 'en',
    }
    await write(db, (tx) => submit(tx, secret, online, at))
    const rows = await db
      .selectFrom('response')
      .select(['channel', 'district_id', 'forum_id', 'chose_none', 'same_rank', 'status', 'edition', 'language', 'id'])
      .execute()
    const row = async (channel: string) => {
      const { id, channel: _, ...same } = rows.find((r) => r.channel === channel)!
      const picks = await db
        .selectFrom('response_pick')
        .select(['option_id', 'place'])
        .where('response_id', '=', id)
        .orderBy('place')
        .execute()
      return { ...same, picks }
    }
    expect(rows).toHaveLength(2)
    expect(await row('paper')).toEqual(await row('online'))
    expect(await db.selectFrom('monitoring_answer').select(['age_band', 'sex']).execute()).toEqual([
      { age_band: '65+', sex: 'female' },
    ])
    expect(await batchNow(world, batchId)).toMatchObject({ state: 'signed', forms: 2, leftOut: { over: 1 } })
    expect(await formsOf(db, batchId)).toEqual([])
  })

  test('is keyed anew when the second keying differs too often, and leaves nothing behind', async () => {
    const { world, batchId, printed } = await opened()
    const one = {
      area: null,
      picks: [printed.options[0]!],
      same: false,
      mark: null,
      why: '',
      language: 'en',
      late: false,
    }
    await write(db, (tx) => keyForm(tx, { batchId, number: 1, entry: one, personId: world.personId }, at))
    await write(db, async (tx) => startCheck(tx, (await batchOf(tx, batchId, world.consultationId))!))
    await write(db, async (tx) => {
      const batch = (await batchOf(tx, batchId, world.consultationId))!
      const [keyed] = await formsOf(tx, batchId)
      const other = { ...one, picks: [printed.options[1]!] }
      await keyAgain(tx, { batch, form: keyed!, entry: other, personId: world.personId, picksMax: 3 })
    })
    const checked = await batchNow(world, batchId)
    expect(checked.fields_wrong).toBe(1)
    expect(await write(db, (tx) => signBatch(tx, secret, checked, world.personId, at))).toBe('rekey')
    expect(await batchNow(world, batchId)).toMatchObject({ state: 'keying', rekeyed: 1, forms: 0 })
    expect(await db.selectFrom('response').select('id').execute()).toEqual([])
  })

  test('closed as not counted, it stands in the ledger of exclusions and nothing that was keyed is kept', async () => {
    const { world, batchId, printed } = await opened()
    const entry = { area: null, picks: [printed.options[0]!], same: false, mark: null, why: '', language: 'en' }
    const keyed = { batchId, number: 1, entry: { ...entry, late: false }, personId: world.personId }
    await write(db, async (tx) => {
      await keyForm(tx, keyed, at)
      await keySheet(tx, batchId, 1, { ageBand: '65+' })
    })
    expect(await openBatchesOf(db, world.consultationId)).toEqual([{ id: batchId, name: 'Library', forms: 1 }])
    const close = async () => {
      const batch = await batchNow(world, batchId)
      const given = { code: 'unkeyed' as const, reason: 'Found too late to be checked', forms: 40, personId: 'p1' }
      return write(db, (tx) => closeNotCounted(tx, batch, given, at))
    }
    expect(await close()).toBe(true)
    expect(await close()).toBe(false)
    expect(await openBatchesOf(db, world.consultationId)).toEqual([])
    expect(await batchesOf(db, world.consultationId)).toMatchObject([{ notCounted: 'Found too late to be checked' }])
    expect(await answerCounts(db, world.consultationId)).toMatchObject({ counted: 0, unkeyed: 40 })
    expect(await formsOf(db, batchId)).toEqual([])
    expect(await db.selectFrom('paper_sheet').selectAll().execute()).toEqual([])
    const recorded = await db
      .selectFrom('ledger')
      .select('type')
      .where('type', '=', 'paper batch not counted')
      .execute()
    expect(recorded).toHaveLength(1)
  })
})
