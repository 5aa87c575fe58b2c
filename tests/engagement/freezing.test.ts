import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chooseParameters } from '../../app/consultations/freezing/chosen-parameters-store.server.ts'
import {
  askFreeze,
  cancelFreeze,
  claimComputation,
  freezeAsked,
  tellComputation,
} from '../../app/consultations/freezing/computation-store.server.ts'
import type { ComputedList, computeList } from '../../app/consultations/freezing/compute-list.server.ts'
import { freeze } from '../../app/consultations/freezing/freezing.server.ts'
import { freezeClosings, freezeRefusal, snapshotOf } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { batchOf, closeNotCounted, openBatch } from '../../app/consultations/paper/paper-store.server.ts'
import { ledgerRows, publicOpenings } from '../../app/ledger/ledger-store.server.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import type { ChoiceList, ChoiceListInput } from '../../app/priorities/choice-list-contract.ts'
import { PriorityInputError } from '../../app/priorities/input-error.ts'
import { listOf, listVersions, signList } from '../../app/priorities/list-store.server.ts'
import { drawnUpBy, trialOf, trialSpecs } from '../../app/priorities/list-trials.ts'
import { trialsOf } from '../../app/priorities/trial-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import {
  during,
  justClosed,
  keeper,
  later,
  people,
  secret,
  smallConsultation,
  smallCounty,
} from './small-consultation.ts'

const quick = (given: ChoiceListInput) => ({ ...given, settings: { ...given.settings, draws: 200 } })

/** The same as the worker, in this thread and with fewer draws. */
const compute: typeof computeList = async (given): Promise<ComputedList> => {
  const input = quick(given)
  const list = choiceList(input)
  const trials = trialSpecs(input).map((spec, i) => trialOf(input, spec, i ? undefined : list))
  return { result: JSON.stringify(list), base: list.base, trials }
}

describe.each(dialects)('a freeze beside the server on $name', ({ fresh }) => {
  let db: Db
  let made: Awaited<ReturnType<typeof smallConsultation>>
  const by = () => ({ exerciseId: made.exerciseId, personId: 'analyst', reason: 'analysis' })
  const load = async (n: number, from = 0) => {
    const about = { consultationId: made.consultationId, source: 'forms', fileHash: 'f', personId: 'officer' }
    const given = { ...about, status: 'counted' as const, rows: people(n, made.optionIds, from) }
    const prepared = await prepareImport(db, secret, given, during)
    return write(db, (tx) => loadImport(tx, prepared, during))
  }
  const ask = () => write(db, (tx) => askFreeze(tx, by(), later))
  const claim = (holder: string, wall = later) => write(db, (tx) => claimComputation(tx, holder, wall))
  const state = async () => (await freezeAsked(db, made.exerciseId))!
  const run = async (work: typeof computeList = compute, holder = 'one') =>
    freeze(db, keeper, (await claim(holder))!, later, { compute: work, by: holder, every: 5 })
  const analysis = () => snapshotOf(db, made.exerciseId, 'analysis')

  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
  })
  beforeEach(async () => {
    made = await smallConsultation(db)
    await load(160)
    await freezeClosings(db, keeper, justClosed)
  })
  afterAll(() => db.destroy())

  test('is asked for once, is told, and leaves a draft with what other parameters make of it', async () => {
    expect(await ask()).toBe(true)
    expect(await ask()).toBe(false)
    let seen: number | undefined
    await run(async (input, watch) => {
      watch?.onProgress?.({ stage: 'bands', done: 2, total: 9 })
      await vi.waitUntil(async () => {
        seen = (await state()).done
        return seen === 2
      })
      return compute(input, watch)
    })
    expect(seen).toBe(2)
    expect(await state()).toMatchObject({ state: 'done', trouble: null })
    const [draft] = await listVersions(db, made.exerciseId)
    const trials = await trialsOf(db, draft!.id)
    expect(trials.length).toBe(10)
    expect(trials.filter((trial) => trial.usual)).toHaveLength(1)
    expect(await claim('two')).toBeUndefined()
  })

  test('cancelled while it waits, it never begins; cancelled while it runs, it writes nothing', async () => {
    await ask()
    expect(await write(db, (tx) => cancelFreeze(tx, by(), later))).toBe(true)
    expect((await state()).state).toBe('cancelled')
    expect(await claim('one')).toBeUndefined()
    await ask()
    await run(async (input, watch) => {
      await write(db, (tx) => cancelFreeze(tx, by(), later))
      // Another connection may have seen it before this one's commit was told here.
      await vi.waitUntil(() => watch!.signal!.aborted)
      watch!.signal!.throwIfAborted()
      return compute(input)
    })
    expect((await state()).state).toBe('cancelled')
    expect(await analysis()).toBeUndefined()
    expect(await write(db, (tx) => cancelFreeze(tx, by(), later))).toBe(false)
  })

  test('paper that is neither counted nor left out stops it, also a batch that is opened while it runs', async () => {
    const open = (name: string) =>
      write(db, (tx) => {
        const batch = { consultationId: made.consultationId, name, receivedOn: '2027-04-30', formVersion: '1-X' }
        return openBatch(tx, { ...batch, personId: 'officer' }, later)
      })
    const close = async (id: string) => {
      const given = { code: 'repeated' as const, reason: 'The same box was keyed', forms: 3, personId: 'officer' }
      const batch = (await batchOf(db, id, made.consultationId))!
      await write(db, (tx) => closeNotCounted(tx, batch, given, later))
    }
    const first = (await open('Library'))!
    expect(await freezeRefusal(db, made.exerciseId)).toEqual({ kind: 'open_batches', batches: '“Library”' })
    await ask()
    const computed = vi.fn(compute)
    await run(computed)
    expect(computed).not.toHaveBeenCalled()
    expect((await state()).trouble).toEqual({ code: 'open_batches', details: { batches: '“Library”' } })
    await close(first)
    expect(await freezeRefusal(db, made.exerciseId)).toBeUndefined()
    await ask()
    let second = ''
    await run(async (input) => {
      second = (await open('Surgery'))!
      return compute(input)
    })
    expect((await state()).trouble).toMatchObject({ code: 'open_batches', details: { batches: '“Surgery”' } })
    expect(await analysis()).toBeUndefined()
    await close(second)
    await ask()
    await run()
    expect(JSON.parse((await analysis())!.content)).toMatchObject({ counts: { repeated: 6 } })
    const told = db.selectFrom('exclusion').select('people').where('exercise_id', '=', made.exerciseId)
    expect(await told.where('code', '=', 'repeated').execute()).toEqual([{ people: 6 }])
  })

  test('cancelled at the last moment, it writes nothing either', async () => {
    await ask()
    await run(async (input) => {
      const list = await compute(input)
      await write(db, (tx) => cancelFreeze(tx, by(), later))
      return list
    })
    expect((await state()).state).toBe('cancelled')
    expect(await analysis()).toBeUndefined()
  })

  test('left by a process that died, another begins it afresh, and the dead one can no longer write', async () => {
    await ask()
    const dead = (await claim('dead'))!
    const soon = new Date(later.getTime() + 10_000)
    expect(await claim('two', soon)).toBeUndefined()
    const muchLater = new Date(later.getTime() + 60_000)
    expect(await claim('two', muchLater)).toMatchObject({ id: dead.id })
    expect(await tellComputation(db, { id: dead.id, holder: 'dead', stage: null, done: 1, total: 2 }, later)).toBe(
      false,
    )
    await freeze(db, keeper, dead, later, { compute, by: 'dead', every: 5 })
    expect(await analysis()).toBeUndefined()
    await freeze(db, keeper, dead, later, { compute, by: 'two', every: 5 })
    expect((await state()).state).toBe('done')
    expect(await analysis()).toBeDefined()
  })

  test('that dies three times has failed, in words, and can be asked for again', async () => {
    await ask()
    for (const minute of [0, 1, 2])
      expect(await claim('dead', new Date(later.getTime() + minute * 60_000))).toBeDefined()
    expect(await claim('dead', new Date(later.getTime() + 180_000))).toBeUndefined()
    expect(await state()).toMatchObject({ state: 'failed', trouble: { code: 'died', details: { count: 3 } } })
    expect(await ask()).toBe(true)
    expect(await state()).toMatchObject({ state: 'waiting', trouble: null })
    await run()
    expect((await state()).state).toBe('done')
  })

  test('that meets an error of the method, or a change, keeps its name', async () => {
    await ask()
    await run(async () => {
      throw new PriorityInputError('setting', 'draws is 3', { name: 'draws' })
    })
    expect(await state()).toMatchObject({ state: 'failed', trouble: { code: 'setting', details: { name: 'draws' } } })
    await ask()
    await run(async (input) => {
      await load(1, 900)
      return compute(input)
    })
    expect(await state()).toMatchObject({ state: 'failed', trouble: { code: 'changed' } })
    expect(await analysis()).toBeUndefined()
  })

  test('other parameters are chosen with a reason in the ledger, and a signature under the old draft falls', async () => {
    await ask()
    await run()
    const [draft] = await listVersions(db, made.exerciseId)
    const other = (await trialsOf(db, draft!.id)).find((trial) => !trial.usual && trial.spec.weightBy.length === 0)!
    const reason = 'The census tables are from before the new district.'
    const choose = (hash: string, name = other.name) =>
      write(db, (tx) => chooseParameters(tx, keeper, { ...by(), listId: draft!.id, hash, name, reason }, later))
    const sign = (personId: string, hash: string) =>
      write(db, (tx) => signList(tx, keeper, { exerciseId: made.exerciseId, listId: draft!.id, hash, personId }, later))
    expect(await sign('officer', draft!.hash)).toBe('first')
    expect(await choose('another hash')).toBe('other_draft')
    expect(await choose(draft!.hash, 'no-such-set')).toBe('not_there')
    const usual = (await trialsOf(db, draft!.id)).find((trial) => trial.usual)!
    expect(await choose(draft!.hash, usual.name)).toBe('same')
    expect(await choose(draft!.hash)).toBe('chosen')

    const now = (await listOf(db, made.exerciseId, draft!.id))!
    const list = JSON.parse(now.result) as ChoiceList
    expect([now.first_publisher, list.weighted, list.weights.margins]).toEqual([null, null, []])
    expect(drawnUpBy(list.method.parameters)).toBe(other.name)
    const snapshot = (await analysis())!
    expect(snapshot).toMatchObject({ version: 2, reason, id: now.snapshot_id, parent_id: draft!.snapshotId })
    expect(JSON.parse(snapshot.content)).toMatchObject({ chosenBecause: reason, result: now.result_hash })
    expect((await ledgerRows(db)).at(-1)!.type).toBe('list.parameters')
    const opening = (await publicOpenings(db)).at(-1)!
    expect(JSON.parse(opening.payload)).toMatchObject({ reason, instead: draft!.hash, result: now.result_hash })

    expect(await sign('analyst', draft!.hash)).toBe('other_draft')
    expect(await sign('analyst', now.result_hash)).toBe('first')
    expect(await sign('officer', now.result_hash)).toBe('published')
    expect(await trialsOf(db, draft!.id)).toEqual([])
    expect(await choose(now.result_hash)).toBe('already')
  })
})
