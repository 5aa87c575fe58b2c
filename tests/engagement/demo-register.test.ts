import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peopleMap } from '../../app/engagement/areas/area-share.ts'
import { placesOn } from '../../app/engagement/areas/place-store.server.ts'
import { alreadyKnown, evidenceQuery } from '../../app/engagement/evidence/evidence.ts'
import { findEvidence } from '../../app/engagement/evidence/evidence-library-store.server.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import { overlapOf } from '../../app/engagement/register/overlap.ts'
import { neighbours, overlapsOf } from '../../app/engagement/register/overlap-store.server.ts'
import { publicRegister } from '../../app/engagement/register/register-store.server.ts'
import { connect, type Db } from '../../db/connect.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'

const asOf = '2027-03-10'
const origin = 'http://localhost:3100'
let db: Db
beforeAll(async () => {
  db = await connect('sqlite::memory:')
  await migrate(db)
  await loadDemo(db, asOf, 'a test secret of at least thirty-two letters', () => {}, origin)
})
afterAll(() => db.destroy())

describe('the evidence library of the demonstration', () => {
  test('holds 120 items, 30 of them parish plans, and tells a planner what was asked already', async () => {
    const find = (query: string) => findEvidence(db, evidenceQuery(new URLSearchParams(query)), asOf)
    expect(await find('')).toHaveLength(120)
    expect(await find('kind=parish_plan')).toHaveLength(30)
    const buses = (await neighbours(db)).find(({ id }) => id === 'demo-exercise-evening-buses')!
    const known = alreadyKnown(buses, await find(''), peopleMap(await placesOn(db, asOf)), asOf, practiceFrom([]))
    expect(known.length).toBeGreaterThan(2)
    expect(known.every(({ item }) => item.themeIds.includes('demo-theme-5'))).toBe(true)
  })
})

test('the messages of the demonstration lead to where it answers', async () => {
  const bodies = await db.selectFrom('outbox').select('body').where('body', 'like', '%http%').execute()
  expect(bodies.length).toBeGreaterThan(10)
  for (const { body } of bodies) for (const address of body.match(/http\S+/g)!) expect(address).toContain(origin)
})

describe('the register of the demonstration', () => {
  test('holds 46 exercises of 14 partners beside the round that shows a form’s results, all but the plans with what they cost', async () => {
    const practice = 'demo-exercise-ways-to-ask-first-round'
    const all = (await neighbours(db)).filter(({ id }) => id !== practice)
    expect(all).toHaveLength(46)
    expect(new Set(all.map(({ runBy }) => runBy)).size).toBe(14)
    const rows = await publicRegister(db, asOf)
    expect(rows.length).toBeGreaterThan(35)
    expect(rows.every(({ costPounds, themeIds, groups }) => costPounds && themeIds.length && groups.length)).toBe(true)
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['open', 'forthcoming', 'closed']))
  })

  test('shows eighteen that overlap, one pair of them at nine', async () => {
    const all = await neighbours(db)
    const map = peopleMap(await placesOn(db, asOf))
    const pairs = all.flatMap((mine, i) =>
      all.slice(i + 1).flatMap((other) => {
        const overlap = overlapOf(mine, other, map, practiceFrom([]))
        const isNear = overlap.reasons.some(({ kind }) => kind === 'dates')
        return isNear && overlap.score >= 5 ? [{ ids: [mine.id, other.id], score: overlap.score }] : []
      }),
    )
    expect(new Set(pairs.flatMap(({ ids }) => ids)).size).toBe(18)
    expect(pairs.filter(({ score }) => score >= 9)).toEqual([
      { ids: ['demo-exercise-evening-buses', 'demo-exercise-getting-to-appointments'], score: 9 },
    ])
    const [first] = await overlapsOf(db, 'demo-exercise-evening-buses', asOf)
    expect(first).toMatchObject({ otherId: 'demo-exercise-getting-to-appointments', score: 9, answer: null })
  })
})
