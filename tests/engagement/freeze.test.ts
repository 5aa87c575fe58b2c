import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countersOf } from '../../app/consultations/coverage/coverage-store.server.ts'
import { usualChoice } from '../../app/consultations/equality/equality-choice.ts'
import { choose } from '../../app/consultations/equality/equality-choice-store.server.ts'
import { saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { computed } from '../../app/consultations/freezing/compute-list.server.ts'
import { freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { type AnalysisContent, frozenHash } from '../../app/consultations/freezing/snapshot.ts'
import {
  freezeAnalysis,
  freezeClosing,
  freezeClosings,
  reissue,
  saveAnalysis,
  snapshotOf,
} from '../../app/consultations/freezing/snapshot-store.server.ts'
import { loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { changePractice } from '../../app/engagement/practice-store.server.ts'
import { ledgerTree, stillHolds } from '../../app/ledger/checkpoint.ts'
import { checkpoints } from '../../app/ledger/checkpoint-store.server.ts'
import { firstBreak, sha256 } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import type { ChoiceList } from '../../app/priorities/choice-list-contract.ts'
import { listVersions, publishedList, signList } from '../../app/priorities/list-store.server.ts'
import { addPriority } from '../../app/priorities/priority-store.server.ts'
import { standingBefore } from '../../app/priorities/trend-store.server.ts'
import { type Db, isSqlite, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import {
  during,
  justClosed,
  justOpen,
  keeper,
  later,
  optionKeys,
  people,
  secret,
  smallConsultation,
  smallCounty,
} from './small-consultation.ts'

type Status = 'counted' | 'late' | 'organisation'

describe.each(dialects)('from answers to a list on $name', ({ fresh }) => {
  let db: Db
  let made: Awaited<ReturnType<typeof smallConsultation>>
  const load = async (n: number, from = 0, source = 'paper forms', status: Status = 'counted') => {
    const given = { consultationId: made.consultationId, source, fileHash: 'f', status, personId: 'officer' }
    const prepared = await prepareImport(db, secret, { ...given, rows: people(n, made.optionIds, from) }, during)
    return write(db, (tx) => loadImport(tx, prepared, during))
  }
  const close = () => freezeClosings(db, keeper, justClosed)
  const freeze = () =>
    freezeAnalysis(db, keeper, { exerciseId: made.exerciseId, personId: 'analyst', reason: 'analysis' }, later)
  const sign = async (personId: string, hash?: string) => {
    const [draft] = await listVersions(db, made.exerciseId)
    const by = { exerciseId: made.exerciseId, listId: draft!.id, hash: hash ?? draft!.hash, personId }
    return write(db, (tx) => signList(tx, keeper, by, later))
  }

  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
  })
  beforeEach(async () => {
    made = await smallConsultation(db)
  })
  afterAll(() => db.destroy())

  test('the same rows twice, or some of them again, add only what is new', async () => {
    expect(await load(300)).toMatchObject({ added: 300, known: 0 })
    expect(await load(300)).toMatchObject({ added: 0, known: 300 })
    expect(await load(200, 200)).toMatchObject({ added: 100, known: 100 })
    expect(await load(10, 0, 'another library')).toMatchObject({ added: 10, known: 0 })
    const all = (await countersOf(db, made.consultationId)).find((counter) => counter.dimension === 'all')
    expect(all?.people).toBe(410)
    const recorded = await responsesOf(db, made.consultationId)
    const rows = await ledgerRows(db)
    expect(new Set(recorded.map((row) => row.ledger_seq)).size).toBe(410)
    expect(recorded.every((row) => rows[row.ledger_seq! - 1]?.type === 'response')).toBe(true)
  })

  test('two loads of the same rows made ready side by side add each row once', async () => {
    const given = { consultationId: made.consultationId, source: 'paper forms', status: 'counted' as const }
    const ready = (n: number, from: number) =>
      prepareImport(
        db,
        secret,
        { ...given, fileHash: 'f', personId: 'officer', rows: people(n, made.optionIds, from) },
        during,
      )
    const [one, two] = [await ready(300, 0), await ready(300, 200)]
    expect(await write(db, (tx) => loadImport(tx, one, during))).toMatchObject({ added: 300, known: 0 })
    expect(await write(db, (tx) => loadImport(tx, two, during))).toMatchObject({ added: 200, known: 100 })
    const all = (await countersOf(db, made.consultationId)).find((counter) => counter.dimension === 'all')
    expect(all?.people).toBe(500)
    const rows = await ledgerRows(db)
    expect(firstBreak(rows)).toBeUndefined()
    const recorded = await responsesOf(db, made.consultationId)
    expect(new Set(recorded.map((row) => row.ledger_seq)).size).toBe(500)
  })

  test('the list is cut by what else was asked and told, beside the census where one is loaded', async () => {
    const answered = people(240, made.optionIds).map((row, i) => ({
      ...row,
      monitoring: {
        ...row.monitoring!,
        disability: i % 4 === 0 ? 'yes-a-lot' : i % 8 === 1 ? 'yes-a-little' : 'no',
        further: { religion: { code: i < 4 ? 'sikh' : 'christian', list: 'l' }, pregnancy: { code: 'no', list: 'l' } },
      },
    }))
    const given = { consultationId: made.consultationId, source: 'paper', fileHash: 'f', personId: 'officer' }
    const prepared = await prepareImport(db, secret, { ...given, status: 'counted', rows: answered }, during)
    await write(db, async (tx) => {
      await loadImport(tx, prepared, during)
      const asked = (['disability', 'religion', 'orientation'] as const).map((what) => ({
        what,
        why: 'heard' as const,
      }))
      const choice = { ...usualChoice, asked }
      await choose(tx, { exerciseId: made.exerciseId, choice, personId: 'officer' }, during)
      const figure = { area_id: 'county', dimension: 'disability' as const, source: 'A later census' }
      await tx
        .insertInto('census_figure')
        .values([
          { ...figure, category: 'no', people: 800 },
          { ...figure, category: 'yes-a-lot', people: 200 },
        ])
        .execute()
    })
    const { input, about } = (await freezeMaterial(db, made.exerciseId))!
    await db.deleteFrom('census_figure').where('dimension', '=', 'disability').execute()
    const list = choiceList({ ...input, settings: { ...input.settings, draws: 200 } })
    // Nobody told of their orientation, and pregnancy was not asked.
    expect(list.crossTabs.map(({ dimension }) => dimension).slice(4)).toEqual(['disability', 'religion'])
    expect([about.population.source, about.population.margins.ageSex.length]).toEqual(['A test census', 8])
    const groups = (margin: string) => list.coverage.find((each) => each.margin === margin)!.groups
    expect(groups('disability').find(({ id }) => id === 'yes-a-lot')).toMatchObject({ people: 60, censusPerMille: 200 })
    // Those that nobody named are hidden, and with them the smallest that anybody did.
    expect(groups('disability').find(({ id }) => id === 'yes-a-little')!.people).toBeNull()
    expect(groups('religion').find(({ id }) => id === 'sikh')).toMatchObject({ people: null, reportable: false })
    // From now on a list compares those who said; what was published before is as it was.
    expect(list.coverage.every(({ of }) => of !== undefined)).toBe(true)
    expect(groups('religion').every(({ censusPerMille }) => censusPerMille === null)).toBe(true)
  })

  test('a load that fails leaves nothing behind', async () => {
    await load(5)
    const before = await countersOf(db, made.consultationId)
    const rows = people(20, made.optionIds, 100)
    const bad = [...rows.slice(0, 19), { ...rows[19]!, answers: { ...rows[19]!.answers, picks: ['no such option'] } }]
    const given = { consultationId: made.consultationId, source: 'paper forms', fileHash: 'f', personId: 'officer' }
    const prepared = await prepareImport(db, secret, { ...given, status: 'counted', rows: bad }, during)
    const loading = write(db, (tx) => loadImport(tx, prepared, during))
    await expect(loading).rejects.toThrow()
    expect(await countersOf(db, made.consultationId)).toEqual(before)
    expect(await responsesOf(db, made.consultationId)).toHaveLength(5)
  })

  test('closes at the end of the closing day in London, once, however many processes try', async () => {
    await load(30)
    await freezeClosings(db, keeper, justOpen)
    expect(await snapshotOf(db, made.exerciseId, 'closing')).toBeUndefined()
    expect(await write(db, (tx) => freezeClosing(tx, keeper, made.exerciseId, justOpen))).toBe(false)
    await Promise.all([close(), close()])
    await close()
    const snapshots = await db.selectFrom('snapshot').selectAll().where('exercise_id', '=', made.exerciseId).execute()
    expect(snapshots).toHaveLength(1)
    const [only] = snapshots
    expect(only).toMatchObject({ stage: 'closing', version: 1, rows: 30, hash: frozenHash(only!.content) })
  })

  test('is not frozen for analysis before closing, nor twice, nor without answers', async () => {
    expect(await freeze()).toEqual({ kind: 'not_closed' })
    await close()
    expect(await freeze()).toEqual({ kind: 'no_answers' })
    await load(200)
    expect(await freeze()).toMatchObject({ kind: 'frozen' })
    expect(await freeze()).toEqual({ kind: 'already' })
  })

  test('counts in the list what was counted, and apart what was not', async () => {
    await load(240)
    await load(7, 0, 'organisations', 'organisation')
    await load(3, 0, 'late post', 'late')
    await close()
    await freeze()
    await sign('analyst')
    await sign('officer')
    const row = (await publishedList(db, made.slug))!
    const list = JSON.parse(row.result) as ChoiceList
    const content = JSON.parse(row.content) as AnalysisContent
    expect(list.base).toBe(240)
    expect(content.counts).toMatchObject({ counted: 240, organisation: 7, late: 3, withdrawn: 0 })
    expect(list.options.map((option) => option.among)).toEqual([80, 80, 80, 240])
    expect(list.weights.applied).toBe(true)
    expect(row.result_hash).toBe(sha256(row.result))
    expect(content).toMatchObject({ format: 'folkmoot-analysis/2', result: row.result_hash })
    expect(row.snapshotHash).toBe(frozenHash(row.content))
    const excluded = await db
      .selectFrom('exclusion')
      .select(['code', 'people'])
      .where('people', '>', 0)
      .where('exercise_id', '=', made.exerciseId)
      .orderBy('code')
      .execute()
    expect(excluded).toEqual([
      { code: 'late', people: 3 },
      { code: 'organisation', people: 7 },
    ])
  })

  test('draws the list up by the rule for small numbers that is set, and says which', async () => {
    const set = (value: string) =>
      write(db, (tx) =>
        changePractice(
          tx,
          { key: 'publish.one_to_seven', value, reason: 'As hospitals do', personId: 'officer' },
          later,
        ),
      )
    await load(300)
    await close()
    await set('1')
    const { input } = (await freezeMaterial(db, made.exerciseId))!
    expect(input.settings).toMatchObject({ minCell: 8, roundTo: 5, smallNumbers: 'one-to-seven' })
    await set('0')
    expect((await freezeMaterial(db, made.exerciseId))!.input.settings).not.toHaveProperty('smallNumbers')
  })

  test('does not freeze when an answer comes while the list is computed', async () => {
    await load(120)
    await close()
    const [outcome] = await Promise.all([freeze(), load(1, 500)])
    const analysis = await snapshotOf(db, made.exerciseId, 'analysis')
    const linked = await joinable(db, made.consultationId)
    if (outcome.kind === 'changed') expect([analysis, linked]).toEqual([undefined, 121])
    else expect([analysis!.rows, linked]).toEqual([121, 0])
  })

  test('knows that its material is stale', async () => {
    await load(120)
    await close()
    const before = (await freezeMaterial(db, made.exerciseId))!
    expect((await freezeMaterial(db, made.exerciseId))!.digest).toBe(before.digest)
    await db
      .updateTable('monitoring_answer')
      .set({ sex: null })
      .where('consultation_id', '=', made.consultationId)
      .where('age_band', '=', '65+')
      .execute()
    expect((await freezeMaterial(db, made.exerciseId))!.digest).not.toBe(before.digest)
  })

  test('leaves no join between answers and equality answers', async () => {
    await load(200)
    expect(await joinable(db, made.consultationId)).toBe(200)
    const keys = (await monitoringOf(db, made.consultationId)).map((row) => row.key)
    await close()
    await freeze()
    expect(await joinable(db, made.consultationId)).toBe(0)
    const after = await monitoringOf(db, made.consultationId)
    expect(after).toHaveLength(200)
    expect(after.some((row) => keys.includes(row.key))).toBe(false)
    const everything = await wholeDatabase(db)
    expect(keys.filter((key) => everything.includes(key))).toEqual([])
    const answerIds = (await responsesOf(db, made.consultationId)).map((row) => row.id)
    const otherStore = JSON.stringify(after)
    expect(answerIds.filter((id) => otherStore.includes(id))).toEqual([])
  })

  test('would be caught if the keys were kept', async () => {
    await load(50)
    await close()
    const material = (await freezeMaterial(db, made.exerciseId))!
    const by = { exerciseId: made.exerciseId, personId: 'analyst', reason: 'analysis' }
    await write(db, async (tx) => {
      const kept = await responsesOf(tx, made.consultationId)
      await saveAnalysis(tx, keeper, by, material, computed(choiceList(material.input)), later)
      for (const { id, monitoring_key } of kept) {
        await tx.updateTable('response').set({ monitoring_key }).where('id', '=', id).execute()
      }
    })
    const keys = await responsesOf(db, made.consultationId)
    const everything = await wholeDatabase(db)
    expect(keys.filter((row) => everything.includes(row.monitoring_key!))).toHaveLength(50)
  })

  test('takes two different people to publish, who had the same draft before them', async () => {
    const before = (await ledgerRows(db)).length
    await load(120)
    await close()
    await freeze()
    expect(await sign('analyst', 'a hash of something else')).toBe('other_draft')
    expect(await sign('analyst')).toBe('first')
    expect(await publishedList(db, made.slug)).toBeUndefined()
    expect(await sign('analyst')).toBe('same_person')
    expect(await publishedList(db, made.slug)).toBeUndefined()
    expect(await sign('officer')).toBe('published')
    expect(await sign('somebody')).toBe('already')
    const rows = await ledgerRows(db)
    expect(rows.at(-1)?.type).toBe('list.published')
    const signed = (await checkpoints(db)).filter((checkpoint) => checkpoint.size > before)
    expect(signed.map((checkpoint) => checkpoint.reason).sort()).toEqual(['analysis', 'closing', 'list published'])
    const hashes = rows.map((row) => row.hash)
    expect(signed.every((checkpoint) => stillHolds(checkpoint, ledgerTree(hashes.slice(0, checkpoint.size))))).toBe(
      true,
    )
  })

  test('corrects a mistake by a second version with a note; the first stays as it was', async () => {
    await load(120)
    await close()
    await freeze()
    const by = { exerciseId: made.exerciseId, personId: 'analyst', note: 'One option was misspelt; it is now right.' }
    const correct = () => write(db, (tx) => reissue(tx, keeper, by, later))
    expect(await correct()).toBeUndefined()
    await sign('analyst')
    await sign('officer')
    const first = (await publishedList(db, made.slug, 1))!
    await db
      .updateTable('text_version')
      .set({ body: 'Safer roads' })
      .where('text_id', 'like', `${made.consultationId}%`)
      .where('body', '=', optionKeys[0]!)
      .execute()
    expect(await correct()).toBeTruthy()
    expect(await correct()).toBeUndefined()
    await sign('analyst')
    await sign('officer')
    const second = (await publishedList(db, made.slug))!
    expect([second.version, second.note]).toEqual([2, by.note])
    expect(JSON.parse(second.content).options[0].title).toBe('Safer roads')
    expect(second.result).toBe(first.result)
    expect((await publishedList(db, made.slug, 1))!.content).toBe(first.content)
    expect(JSON.parse(first.content).options[0].title).toBe('roads')
    const reissued = await snapshotOf(db, made.exerciseId, 'reissue')
    expect(reissued).toMatchObject({ parent_id: first.snapshotId, reason: by.note })
  })

  test('finds what the last list said of the same priority, and nothing of lists that came later', async () => {
    const priorityId = await write(db, (tx) => addPriority(tx, 'Roads that are safe to walk along', during))
    const ask = async () => {
      const question = db.selectFrom('question').select('id').where('consultation_id', '=', made.consultationId)
      await db
        .updateTable('question_option')
        .set({ priority_id: priorityId })
        .where('question_id', 'in', question)
        .where('id', '=', made.optionIds[optionKeys[0]!]!)
        .execute()
      await load(120)
      await close()
      await freeze()
      await sign('analyst')
      await sign('officer')
      return (await publishedList(db, made.slug))!
    }
    const first = await ask()
    const lastSaid = (exerciseId: string, publishedBefore: string) =>
      standingBefore(db, { priorityId, exerciseId, publishedBefore })
    const soon = new Date(later.getTime() + 1000).toISOString()
    expect(await lastSaid(first.exerciseId, soon)).toBeUndefined()
    made = await smallConsultation(db)
    const second = await ask()
    const found = (await lastSaid(second.exerciseId, soon))!
    expect(found).toMatchObject({ slug: first.slug, version: 1, base: 120, options: 4 })
    const list = JSON.parse(first.result) as ChoiceList
    expect(found.unweighted).toEqual(list.options[0]!.unweighted)
    expect(await lastSaid(second.exerciseId, first.published_at!)).toBeUndefined()
  })

  test('lets no equality answer in after the freeze, because its key would join again', async () => {
    await load(60)
    await close()
    await freeze()
    const [{ submission_key: key } = { submission_key: '' }] = await responsesOf(db, made.consultationId)
    await write(db, (tx) => saveMonitoring(tx, key, (known) => ({ ...known, ageBand: '65+' })))
    expect(await joinable(db, made.consultationId)).toBe(0)
  })
})

const responsesOf = (db: Db, consultationId: string) =>
  db.selectFrom('response').selectAll().where('consultation_id', '=', consultationId).execute()

const monitoringOf = (db: Db, consultationId: string) =>
  db.selectFrom('monitoring_answer').selectAll().where('consultation_id', '=', consultationId).execute()

async function joinable(db: Db, consultationId: string): Promise<number> {
  const { n } = await db
    .selectFrom('response as r')
    .innerJoin('monitoring_answer as m', 'm.key', 'r.monitoring_key')
    .where('r.consultation_id', '=', consultationId)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Every value of every table as one text. */
async function wholeDatabase(db: Db): Promise<string> {
  const { rows: tables } = isSqlite(db)
    ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
    : await sql<{ name: string }>`
        select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(db)
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    parts.push(JSON.stringify(rows))
  }
  return parts.join('\n')
}
