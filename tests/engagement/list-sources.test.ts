import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { computed } from '../../app/consultations/freezing/compute-list.server.ts'
import { freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import type { AnalysisContent } from '../../app/consultations/freezing/snapshot.ts'
import { freezeAnalysis, freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { importCodes, loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { readBallots } from '../../app/consultations/imports/source-file.ts'
import { declareSource, dropSource, sourcesOf } from '../../app/consultations/imports/source-store.server.ts'
import { publicOpenings } from '../../app/ledger/ledger-store.server.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import type { ChoiceList } from '../../app/priorities/choice-list-contract.ts'
import { frozenTexts } from '../../app/priorities/list-store.server.ts'
import { packFiles } from '../../app/priorities/pack.ts'
import { recount } from '../../app/priorities/recount.ts'
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

const bytes = (lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
/** Twelve jurors: all put homes first, then jobs. */
const jury = (ids: Record<string, string>) =>
  Array.from({ length: 12 }, () => ({ picks: [ids.homes!, ids.jobs!], same: false }))

describe.each(dialects)('a combined list over declared sources on $name', ({ fresh }) => {
  let db: Db
  let made: Awaited<ReturnType<typeof smallConsultation>>
  const declare = (
    name: string,
    takes: 'answers' | 'events' | 'ballots',
    weight: number,
    ballots?: ReturnType<typeof jury>,
  ) =>
    write(db, (tx) =>
      declareSource(
        tx,
        {
          ...{ exerciseId: made.exerciseId, name, takes, weight, personId: 'officer' },
          file: ballots ? { hash: 'a hash', ballots } : null,
        },
        during,
      ),
    )
  const freeze = async () => {
    await freezeClosings(db, keeper, justClosed)
    const by = { exerciseId: made.exerciseId, personId: 'analyst', reason: 'analysis' }
    const frozen = await freezeAnalysis(db, keeper, by, later, {
      compute: async (input) => computed(choiceList({ ...input, settings: { ...input.settings, draws: 500 } })),
    })
    if (frozen.kind !== 'frozen') throw new Error(frozen.kind)
    const { result, content } = await frozenTexts(db, frozen.listId)
    return { list: JSON.parse(result) as ChoiceList, about: JSON.parse(content) as AnalysisContent }
  }

  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
  })
  beforeEach(async () => {
    made = await smallConsultation(db)
    const about = { consultationId: made.consultationId, source: 'forms', fileHash: 'f', personId: 'officer' }
    const rows = people(150, made.optionIds)
    const prepared = await prepareImport(db, secret, { ...about, status: 'counted', rows }, during)
    await write(db, (tx) => loadImport(tx, prepared, during))
  })
  afterAll(() => db.destroy())

  test('has a list of each beside the residents’ own, which it does not touch, and is recounted from the pack', async () => {
    const alone = choiceList((await freezeMaterial(db, made.exerciseId))!.input)
    await declare('Residents', 'answers', 1)
    await declare('Events', 'events', 1)
    await declare('Citizens’ jury', 'ballots', 3, jury(made.optionIds))
    await declare('Parish plans', 'ballots', 1, jury(made.optionIds).slice(0, 9))
    const { list, about } = await freeze()
    expect(list.options.map(({ among }) => among)).toEqual(alone.options.map(({ among }) => among))
    expect(list.unweighted.order).toEqual(alone.unweighted.order)
    const combined = list.beside!.combined!
    expect(combined.sources.map(({ people: n, weight }) => [n, weight])).toEqual([
      [120, 1],
      [30, 1],
      [12, 3],
      [null, 1],
    ])
    expect(combined.sources[2]!.order![0]).toEqual([made.optionIds.homes])
    expect(combined.sources[3]!.wins).toBeNull()
    expect(combined.sweep.draws).toBe(200)
    expect(about.sources).toEqual(
      combined.sources.map(({ id }, i) => ({
        id,
        name: ['Residents', 'Events', 'Citizens’ jury', 'Parish plans'][i],
        takes: ['answers', 'events', 'ballots', 'ballots'][i],
      })),
    )
    const files = packFiles(list, about.options, {})
    expect(recount(files)).toMatchObject({ ok: true, differences: [] })
    const changed = files['sources.csv']!.replace(/,12\r\n/, ',11\r\n')
    expect(changed).not.toBe(files['sources.csv'])
    expect(recount({ ...files, 'sources.csv': changed }).ok).toBe(false)
  })

  test('is none where only one source is declared, and a change while the list is computed is noticed', async () => {
    await declare('Residents', 'answers', 1)
    const before = (await freezeMaterial(db, made.exerciseId))!
    expect(before.input.sources).toBeUndefined()
    await declare('Jury', 'ballots', 1, jury(made.optionIds))
    const after = (await freezeMaterial(db, made.exerciseId))!
    expect(after.digest).not.toBe(before.digest)
    const [, jurors] = await sourcesOf(db, made.exerciseId)
    const by = { exerciseId: made.exerciseId, sourceId: jurors!.id, personId: 'officer' }
    expect(await write(db, (tx) => dropSource(tx, by, during))).toBe(true)
    expect(await write(db, (tx) => dropSource(tx, by, during))).toBe(false)
    expect((await freezeMaterial(db, made.exerciseId))!.digest).toBe(before.digest)
    const rows = (await publicOpenings(db)).slice(-3).map(({ type }) => type)
    expect(rows).toEqual(['source.declared', 'source.declared', 'source.dropped'])
  })

  test('takes a name, and residents’ answers, once', async () => {
    expect(await declare('Residents', 'answers', 1)).toBe(true)
    expect(await declare('Again', 'answers', 1)).toBe(false)
    expect(await declare('Residents', 'ballots', 1, jury(made.optionIds))).toBe(false)
    expect(await sourcesOf(db, made.exerciseId)).toHaveLength(1)
  })

  test('reads a file of ballots whole, or names every error by row and column', async () => {
    const codes = await importCodes(db, made.consultationId, during)
    const code = (key: string) => codes.options.find(({ id }) => id === made.optionIds[key])!.codes[0]!
    const good = bytes([
      'pick_1,pick_2,same',
      `${code('homes')},${code('jobs')},`,
      `${code('roads')},${code('buses')},yes`,
      'none,,',
    ])
    expect(readBallots(good, codes)).toEqual({
      ok: true,
      ballots: [
        { picks: [made.optionIds.homes, made.optionIds.jobs], same: false },
        { picks: [made.optionIds.roads, made.optionIds.buses], same: true },
        { picks: [], same: false },
      ],
    })
    const bad = bytes([
      'pick_1,pick_2',
      `nonsense,${code('jobs')}`,
      `${code('jobs')},${code('jobs')}`,
      `,${code('jobs')}`,
    ])
    const read = readBallots(bad, codes)
    expect(read.ok ? [] : read.errors.map(({ line, column, key }) => [line, column, key])).toEqual([
      [2, 'pick_1', 'unknown_option'],
      [3, 'pick_2', 'option_twice'],
      [4, 'pick_2', 'gap'],
    ])
    const named = readBallots(bytes(['name,pick_1', `Someone,${code('jobs')}`]), codes)
    expect(named).toMatchObject({ ok: false, errors: [{ line: 1, column: 'name', key: 'column_unknown' }] })
  })
})
