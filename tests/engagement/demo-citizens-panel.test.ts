import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawPanelSample, eligibleOf } from '../../app/engagement/panel/citizens-panel.ts'
import { answersOfSamples, drawnSamples } from '../../app/engagement/panel/citizens-panel-sample-store.server.ts'
import { dueThird, panelMembers } from '../../app/engagement/panel/citizens-panel-store.server.ts'
import { publicPanel } from '../../app/engagement/panel/citizens-panel-view.server.ts'
import { panelAssessments } from '../../app/engagement/panel/panel-assessment-store.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { connect, type Db } from '../../db/connect.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'

const asOf = '2027-03-10'
let db: Db
beforeAll(async () => {
  db = await connect('sqlite::memory:')
  await migrate(db)
  await loadDemo(db, asOf, 'a test secret of at least thirty-two letters', () => {})
})
afterAll(() => db.destroy())

test('the panel of the demonstration has 1,040 members, 120 of them asked lately, and a third that is due', async () => {
  const members = await panelMembers(db)
  expect(members).toHaveLength(1040)
  const { eligible, unasked } = eligibleOf(members, asOf)
  expect(unasked).toMatchObject({ three_years: 0, six_weeks: 120 })
  expect(eligible).toHaveLength(920)
  const { due } = await dueThird(db, asOf)
  expect(due).toHaveLength(347)
  expect((await drawnSamples(db)).map(({ number, people }) => [number, people])).toEqual([
    [3, 120],
    [2, 350],
    [1, 350],
  ])
})

test('the ledger tells of each sample as a draw would have, and answers came through the one that is open', async () => {
  const rows = await ledgerRows(db)
  const drawn = rows.filter(({ type }) => type === 'panel.sample')
  const payloads = await db
    .selectFrom('ledger_opening')
    .select('payload')
    .where(
      'seq',
      'in',
      drawn.map(({ seq }) => seq),
    )
    .orderBy('seq')
    .execute()
  const told = payloads.map(({ payload }) => JSON.parse(payload))
  const samples = (await drawnSamples(db)).reverse()
  expect(told).toMatchObject(
    samples.map(({ number, slug, people }) => ({ sample: number, exercise: slug, people, by: 'none', district: null })),
  )
  expect(drawn.map(({ recordedOn }) => recordedOn)).toEqual(samples.map(({ on }) => on))
  // Drawn again with the seed of the ledger, from the members as they stood, it is the same sample.
  const last = told.at(-1)
  const { eligible } = eligibleOf(
    (await panelMembers(db)).map((member) => ({
      ...member,
      invitedOn: member.invitedOn.filter((day) => day < samples.at(-1)!.on),
    })),
    samples.at(-1)!.on,
  )
  expect(eligible).toHaveLength(last.eligible)
  const invited = await db
    .selectFrom('panel_sample_member')
    .select('member_id')
    .where('sample_id', '=', samples.at(-1)!.id)
    .orderBy('member_id')
    .execute()
  const again = drawPanelSample(eligible, last.people, 'none', [], last.seed).map(({ id }) => id)
  expect(invited.map((row) => row.member_id)).toEqual(again.sort())
  expect(await answersOfSamples(db, { minCell: 10, roundTo: 1 })).toMatchObject([
    { number: 3, asked: 120, answered: 38, rate: 32 },
  ])
})

test('the assessment was signed by another than its writer before anybody was asked', async () => {
  const [only, ...more] = await panelAssessments(db)
  expect(more).toEqual([])
  expect(only!.signedBy).not.toBe(only!.writtenBy)
  expect(only!.signedAt! < (await drawnSamples(db)).at(-1)!.on).toBe(true)
})

test('it drifts: people under 30 are too few, more so each time', async () => {
  const { makeUps } = await publicPanel(db)
  const young = makeUps.map(({ groups }) => groups.find(({ category }) => category === '16-29')!)
  expect(young.length).toBeGreaterThan(4)
  expect(young[0]!.off).toBe('few')
  for (const [i, later] of young.slice(0, -1).entries()) {
    expect(later.sharePerMille!).toBeLessThanOrEqual(young[i + 1]!.sharePerMille!)
  }
})

test('nobody in it is real, and each has an address of their own', async () => {
  const contacts = await db.selectFrom('panel_contact').select(['way', 'address']).execute()
  expect(new Set(contacts.map(({ address }) => address)).size).toBe(1040)
  for (const { way, address } of contacts)
    expect(address).toMatch(way === 'email' ? /@demonstration\.example$/ : /ZZ2 1AA$/)
})
