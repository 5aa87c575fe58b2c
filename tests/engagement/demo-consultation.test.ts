import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnalysisContent } from '../../app/consultations/freezing/snapshot.ts'
import { exerciseState, publishingTroubles } from '../../app/engagement/exercise.ts'
import { exerciseById, registerOf } from '../../app/engagement/exercise-store.server.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import { ledgerTree, signatureFits, stillHolds } from '../../app/ledger/checkpoint.ts'
import { checkpoints } from '../../app/ledger/checkpoint-store.server.ts'
import { firstBreak, sha256 } from '../../app/ledger/commitment.ts'
import { ledgerRows, publicOpenings } from '../../app/ledger/ledger-store.server.ts'
import type { ChoiceList, Ranking } from '../../app/priorities/choice-list-contract.ts'
import { publishedList } from '../../app/priorities/list-store.server.ts'
import { packFiles } from '../../app/priorities/pack.ts'
import { recount } from '../../app/priorities/recount.ts'
import { connect, type Db } from '../../db/connect.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'

const asOf = '2026-11-22'
let db: Db
let list: ChoiceList
let content: AnalysisContent
let resultHash: string

beforeAll(async () => {
  db = await connect(':memory:')
  await migrate(db)
  await loadDemo(db, asOf, 'a test secret of at least thirty-two letters', () => {})
  const row = (await publishedList(db, 'what-matters-most'))!
  list = JSON.parse(row.result)
  resultHash = row.result_hash
  content = JSON.parse(row.content)
})
afterAll(() => db.destroy())

const key = (id: string) => id.slice(-3)
const bandsOf = (ranking: Ranking) =>
  ranking.bands.map((band) => `${band.letter} ${band.ids.map(key).sort().join(' ')}`)
const orderOf = (ranking: Ranking) => ranking.order.flat().map(key).join(' ')
const option = (name: string) => list.options.find((each) => key(each.id) === name)!

describe('the list of the demonstration', () => {
  test('has the bands that teach, unweighted and weighted', () => {
    const unweighted = ['A P03', 'B P01 P02 P06 P08', 'C P04 P07 P10', 'D P05 P09 P11', 'E P12']
    const weighted = ['A P03', 'B P01 P02 P04 P06 P07 P08', 'C P05 P09 P10', 'D P11', 'E P12']
    expect(bandsOf(list.unweighted)).toEqual(unweighted)
    expect(bandsOf(list.weighted!)).toEqual(weighted)
  })

  test('keeps the bytes it was published with, without the cuts that came later', () => {
    expect(resultHash).toBe('3beb25d4e47e6ae3af5205b11fba643184554c075b9407e9ee66233f3943e077')
    expect(list.crossTabs.map(({ dimension }) => dimension)).toEqual(['district', 'ageBand', 'sex', 'ethnicGroup'])
  })

  test('moves P02 from 5th to 2nd and P08 from 4th to 6th when it is weighted', () => {
    expect(orderOf(list.unweighted)).toBe('P03 P01 P06 P08 P02 P07 P10 P04 P05 P11 P09 P12')
    expect(orderOf(list.weighted!)).toBe('P03 P02 P01 P06 P07 P08 P04 P10 P05 P09 P11 P12')
    expect([option('P02').unweighted.rank, option('P02').weighted!.rank]).toEqual([5, 2])
    expect([option('P08').unweighted.rank, option('P08').weighted!.rank]).toEqual([4, 6])
  })

  test('has a weight at the cap, with its caution', () => {
    expect(list.weights.maxMillionths).toBe(4_000_000)
    expect(list.weights.atCapHigh).toBeGreaterThan(0)
    expect(list.weights.cautions).toContainEqual({ margin: 'ethnicGroup', category: 'black' })
  })

  test('hides small cells: Oadby and Wigston by channel, and groups under ten', () => {
    const cut = list.districtByChannel
    const oadby = cut.rows.indexOf('demo-district-7')
    expect(cut.counts[oadby]).toContain(null)
    expect(list.coverage.flatMap((each) => each.groups).some((group) => !group.reportable)).toBe(true)
  })

  test('counts everybody of the 3,012, and a campaign with and without', () => {
    expect([list.base, list.none]).toEqual([3012, 0])
    expect(content.counts).toEqual({
      counted: 3012,
      outside: 0,
      organisation: 23,
      late: 9,
      withdrawn: 6,
      duplicate: 41,
      campaign: 84,
      unsent: 402,
    })
    const without = list.variants.find((variant) => variant.name === 'without-campaigns')!
    const buses = list.options.findIndex((each) => key(each.id) === 'P06')
    expect([without.base, without.removed]).toEqual([2928, 84])
    expect(without.unweighted!.ranks[buses]).toBeGreaterThan(option('P06').unweighted.rank)
  })

  test('is recounted by a stranger from its pack, and not from a changed one', () => {
    const options = content.options.map(({ id, title }) => ({ id, title }))
    const files = packFiles(list, options, { snapshot: 'any' })
    expect(recount(files)).toMatchObject({ ok: true, differences: [] })
    const line = files['counts.csv']!.split('\r\n')[1]!
    const more = line.replace(/(\d+)/g, (digits) => (digits.length === 3 ? String(Number(digits) + 1) : digits))
    expect(recount({ ...files, 'counts.csv': files['counts.csv']!.replace(line, more) }).ok).toBe(false)
  })
})

describe('the answers of the demonstration', () => {
  const dealt = async (column: 'channel' | 'language' | 'edition') => {
    const rows = await db
      .selectFrom('response')
      .select((eb) => [column, eb.fn.countAll().as('people')] as const)
      .where('consultation_id', '=', content.consultation.id)
      .where('status', '=', 'counted')
      .groupBy(column)
      .execute()
    return Object.fromEntries(rows.map((row) => [row[column], Number(row.people)]))
  }

  test('came by every channel, in every language and edition', async () => {
    expect(await dealt('channel')).toEqual({ online: 2306, paper: 512, phone: 122, event: 72 })
    expect(await dealt('language')).toEqual({ en: 2871, gu: 52, pl: 41, pa: 22, ur: 9, other: 17 })
    expect(await dealt('edition')).toEqual({ standard: 2948, 'easy-read': 64 })
  })

  test('have words in plain English, and no more keys to what people said of themselves', async () => {
    const texts = await db.selectFrom('response_text').select('body').execute()
    expect(texts.length).toBeGreaterThan(700)
    expect(new Set(texts.map((text) => text.body)).size).toBeGreaterThanOrEqual(60)
    const linked = await db
      .selectFrom('response')
      .select('id')
      .where('consultation_id', '=', content.consultation.id)
      .where('monitoring_key', 'is not', null)
      .execute()
    expect(linked).toEqual([])
    const monitoring = await db
      .selectFrom('monitoring_answer')
      .select(['disability', 'age_band', 'sex', 'ethnic_group'])
      .where('consultation_id', '=', content.consultation.id)
      .execute()
    const blank = monitoring.filter((row) => row.disability === null).length
    expect(Math.round((100 * blank) / monitoring.length)).toBe(29)
    expect(monitoring.every((row) => row.age_band && row.sex && row.ethnic_group)).toBe(true)
  })

  test('stand in an unbroken ledger, in order of its days, that its checkpoints fit', async () => {
    const rows = await ledgerRows(db)
    expect(firstBreak(rows)).toBeUndefined()
    const days = rows.map((row) => row.recordedOn)
    expect(days).toEqual(days.toSorted())
    await expect(db.deleteFrom('ledger').execute()).rejects.toThrow('append-only')
    const hashes = rows.map((row) => row.hash)
    const signed = await checkpoints(db)
    expect(signed.map((each) => each.reason)).toEqual(expect.arrayContaining(['closing', 'analysis', 'list published']))
    expect(
      signed.every((each) => signatureFits(each) && stillHolds(each, ledgerTree(hashes.slice(0, each.size)))),
    ).toBe(true)
  })
})

describe('what opens the public rows of the ledger', () => {
  test('lets anybody see that the published list is the one that was recorded, and opens no answer', async () => {
    const rows = await ledgerRows(db)
    const openings = await publicOpenings(db)
    expect(openings.every(({ seq, salt, payload }) => rows[seq - 1]!.commitment === sha256(salt + payload))).toBe(true)
    const published = openings.find((opening) => opening.type === 'list.published')!
    const stored = (await publishedList(db, 'what-matters-most'))!
    expect(JSON.parse(published.payload)).toMatchObject({ result: stored.result_hash, snapshot: stored.snapshotHash })
    expect(openings.some((opening) => opening.type === 'response')).toBe(false)
  })
})

describe('the register of the demonstration', () => {
  test('holds a closed, an open and planned exercises, one of which fails its gate', async () => {
    const states = new Map(
      (await registerOf(db)).map((row) => {
        const dates = { publishedAt: row.published_at, opensOn: row.opens_on, closesOn: row.closes_on }
        return [row.slug, exerciseState(dates, asOf)]
      }),
    )
    expect(states.get('what-matters-most')).toBe('closed')
    expect(states.get('what-next')).toBe('open')
    expect([states.get('evening-buses'), states.get('getting-to-appointments')]).toEqual(['planning', 'planning'])
    const failing = (await exerciseById(db, 'demo-exercise-getting-to-appointments'))!
    const troubles = publishingTroubles(failing, practiceFrom([]), true)
    expect(troubles.map((trouble) => trouble.key)).toContain('decision_too_early')
  })
})
