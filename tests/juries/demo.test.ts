import { expect, test } from 'vitest'
import { currentDraw, packOf } from '../../app/juries/draw/draw-store.server.ts'
import { verifyDraw } from '../../app/juries/draw/draw-verify.ts'
import { resultsOf } from '../../app/juries/report/result-store.server.ts'
import { minutesLeft } from '../../app/juries/sessions/session.ts'
import { tidy, wordingTroubles } from '../../app/juries/votes/statement.ts'
import { consent, voting } from '../../app/juries/votes/vote.ts'
import { newestVote } from '../../app/juries/votes/vote-store.server.ts'
import { connect, write } from '../../db/connect.ts'
import { loadAreas } from '../../db/demo/areas.ts'
import { demoContext } from '../../db/demo/context.ts'
import { loadJury } from '../../db/demo/jury.ts'
import { seats, sessions, statements } from '../../db/demo/jury-texts.ts'
import { loadPartnership } from '../../db/demo/partnership.ts'
import { migrate } from '../../db/migrate.ts'

test('its agendas add up and its wordings fit', () => {
  for (const session of sessions) expect(minutesLeft('09:30', '16:30', session.blocks), session.title).toBe(0)
  for (const { recommend, because } of statements)
    expect(wordingTroubles(tidy({ body: recommend, because }))).toEqual([])
})

test('the demonstration’s jury votes as told: nine recommendations, three majority views, two not adopted', async () => {
  const db = await connect(':memory:')
  await migrate(db)
  await write(db, async (tx) => {
    const demo = demoContext(tx, '2026-11-22', 'a secret of at least thirty-two characters')
    await loadPartnership(demo)
    await loadAreas(demo)
    await loadJury(demo)
  })
  const results = await resultsOf(db, 'demo-jury-heard')
  expect(results.map((r) => [r.number, consent(r.counts), voting(r.counts), r.outcome])).toEqual([
    ...[21, 20, 20, 19, 19, 18, 18, 17, 17].map((agree, i) => [i + 1, agree, 21, 'recommendation']),
    ...[16, 14, 12].map((agree, i) => [i + 10, agree, 21, 'majority']),
    ...[9, 7].map((agree, i) => [i + 13, agree, 21, 'not_adopted']),
  ])
  const states = await db
    .selectFrom('jury_member')
    .select('state')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('jury_id', '=', 'demo-jury-heard')
    .groupBy('state')
    .execute()
  expect(Object.fromEntries(states.map((row) => [row.state, Number(row.n)]))).toEqual({
    seated: 21,
    withdrawn: 4,
    left: 3,
    alternate: 2,
  })
  expect(await db.selectFrom('point').select('id').execute()).toHaveLength(9)
  expect(await newestVote(db, 'demo-jury-practice')).toMatchObject({ state: 'open', cast: 3, present: 5 })
  const minority = await db.selectFrom('minority_statement').select(['supporters', 'statement_id']).execute()
  expect(minority).toEqual([{ supporters: 3, statement_id: 'demo-statement-9' }])
  expect(await db.selectFrom('minority_supporter').selectAll().execute()).toEqual([])
  const draw = (await currentDraw(db, 'demo-jury-heard'))!
  expect(draw).toMatchObject({ number: 1, state: 'concluded', people: 149, seats: 24, panels: 1_000, sealedSalt: null })
  const pack = await packOf(db, draw.id)
  expect(verifyDraw(pack, { announced: draw.announcement! })).toEqual({
    altered: [],
    drawn: true,
    panels: 1_000,
    people: 149,
  })
  expect(new Set(draw.summary.groups[0]!.values.map(({ name, seats }) => `${name} ${Math.round(seats)}`))).toEqual(
    new Set(seatsByArea()),
  )
  await db.destroy()
})

/** As the list of members has them on the day they were drawn. */
function seatsByArea(): string[] {
  const drawn = seats.slice(0, 24).map(({ area }) => area)
  return [...new Set(drawn)].map((area) => `${area} ${drawn.filter((other) => other === area).length}`)
}
