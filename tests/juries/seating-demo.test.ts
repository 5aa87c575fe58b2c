import { expect, test } from 'vitest'
import { currentDraw, packOf } from '../../app/juries/draw/draw-store.server.ts'
import { verifyDraw } from '../../app/juries/draw/draw-verify.ts'
import { juryBySlug } from '../../app/juries/jury-store.server.ts'
import { recruitingShown } from '../../app/juries/registration/recruiting.server.ts'
import { seatsNow } from '../../app/juries/seats/replacing.server.ts'
import { leaveSeat } from '../../app/juries/seats/seat-store.server.ts'
import { paymentsOf } from '../../app/juries/support/payment-store.server.ts'
import { isLate } from '../../app/juries/support/support.ts'
import { connect, write } from '../../db/connect.ts'
import { loadAreas } from '../../db/demo/areas.ts'
import { demoContext } from '../../db/demo/context.ts'
import { loadJury } from '../../db/demo/jury.ts'
import { loadPartnership } from '../../db/demo/partnership.ts'
import { loadSeatedJury } from '../../db/demo/seating.ts'
import { migrate } from '../../db/migrate.ts'

test('the demonstration stands on the evening before: a withdrawal ranks the alternates as in the journey', async () => {
  const db = await connect(':memory:')
  await migrate(db)
  await write(db, async (tx) => {
    const demo = demoContext(tx, '2026-11-22', 'a secret of at least thirty-two characters')
    await loadPartnership(demo)
    await loadAreas(demo)
    await loadJury(demo)
    await loadSeatedJury(demo)
  })
  const jury = (await juryBySlug(db, 'care-at-home'))!
  const draw = (await currentDraw(db, jury.id))!
  expect(draw).toMatchObject({ state: 'concluded', number: 1, people: 36, seats: 24 })
  const checked = verifyDraw(await packOf(db, draw.id), { announced: draw.announcement! })
  expect(checked.altered).toEqual([])
  expect(await recruitingShown(db, jury, '2026-11-22')).toMatchObject({ letters: 900, returned: 5, replies: 36 })
  const before = await seatsNow(db, jury)
  expect(before).toMatchObject({ free: 0, wanted: 6, ranked: [] })
  const leaving = before.holders.find(({ id }) => id === 'demo-seated-applicant-01')!
  const now = new Date('2026-11-22T21:40:00Z')
  await write(db, (tx) =>
    leaveSeat(tx, { jury, holder: leaving, reason: 'not_said', personId: 'demo-person-jury-manager' }, now),
  )
  const { ranked, free } = await seatsNow(db, jury)
  expect(free).toBe(1)
  expect(ranked.map(({ holder, minutes }) => [holder.alternateRank, minutes])).toEqual([
    [3, 35],
    [1, 35],
    [5, 45],
    [4, 40],
    [6, 50],
  ])
  const [best, second] = ranked
  expect(best!.breaches).toEqual([])
  expect(second!.breaches.map(({ code, params }) => [code, params.value, params.count])).toEqual([
    ['quota-short', '16-29', 4],
    ['quota-over', '65+', 7],
  ])
  const fares = await paymentsOf(db, 'demo-jury-heard')
  expect(fares.map((payment) => isLate(payment, '2026-11-22'))).toEqual([true, true, ...Array(6).fill(false)])
  expect(fares.filter(({ paidOn }) => paidOn)).toHaveLength(3)
  await db.destroy()
})
