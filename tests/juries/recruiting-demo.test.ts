import { expect, test } from 'vitest'
import { feasibility } from '../../app/juries/lottery/feasibility.ts'
import { loadSolver } from '../../app/juries/lottery/linear-programme.ts'
import { countApplications, poolOf } from '../../app/juries/registration/application-store.server.ts'
import { categoriesOf } from '../../app/juries/targets/target-store.server.ts'
import { connect, write } from '../../db/connect.ts'
import { loadAreas } from '../../db/demo/areas.ts'
import { demoContext } from '../../db/demo/context.ts'
import { loadPartnership } from '../../db/demo/partnership.ts'
import { loadRecruitingJury } from '../../db/demo/recruiting-jury.ts'
import { migrate } from '../../db/migrate.ts'

test('the demonstration recruits 24 from 5,000 letters as in the journey: 168 replies, 149 in a pool that can be drawn from', async () => {
  const db = await connect(':memory:')
  await migrate(db)
  await write(db, async (tx) => {
    const demo = demoContext(tx, '2026-11-22', 'a secret of at least thirty-two characters')
    await loadPartnership(demo)
    await loadAreas(demo)
    await loadRecruitingJury(demo)
  })
  const juryId = 'demo-jury-recruiting'
  const counts = await countApplications(db, juryId)
  const people = (test: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(test).reduce((sum, row) => sum + row.people, 0)
  expect(people((row) => row.status === 'POOL')).toBe(168)
  expect(people((row) => row.status === 'POOL' && row.eligible)).toBe(149)
  expect(people((row) => row.status === 'TEST_SUBMISSION')).toBe(2)

  const categories = await categoriesOf(db, juryId)
  const middle = categories.map(({ values }) => values.map(({ min, max }) => (min === 0 ? max - 1 : (min + max) / 2)))
  expect(middle).toEqual([
    [5, 5, 8, 6],
    [12, 12],
    [3, 6, 3, 4, 2, 4, 2],
    [21, 2, 1, 0, 0],
  ])
  const { pool, ids, incomplete } = await poolOf(db, juryId)
  expect([pool.volunteers.length, ids.length, incomplete.length]).toEqual([149, 149, 0])
  expect(new Set(pool.volunteers.map(({ household }) => household)).size).toBeLessThan(149)
  expect(feasibility(await loadSolver(), pool, 24, true)).toEqual({ feasible: true })

  const letters = await db
    .selectFrom('jury_invitation')
    .select('area')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('jury_id', '=', juryId)
    .groupBy('area')
    .execute()
  expect(Object.fromEntries(letters.map((row) => [row.area, Number(row.n)]))).toEqual({
    Blaby: 723,
    Charnwood: 1291,
    Harborough: 685,
    'Hinckley and Bosworth': 798,
    Melton: 363,
    'North West Leicestershire': 735,
    'Oadby and Wigston': 405,
  })
  await db.destroy()
})
