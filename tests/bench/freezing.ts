import { setTimeout as pause } from 'node:timers/promises'
import { askFreeze, freezeAsked } from '../../app/consultations/freezing/computation-store.server.ts'
import { snapshotOf } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { type BenchSite, benchSite, fillAt, kinds } from './bench-site.ts'
import { type Figures, printTable } from './measure.ts'
import { Visitor } from './visitor.ts'

const people = Number(process.env.BENCH_ROWS ?? 100_000)

/** A public page asked for again and again while nothing happens, while answers are closed, and while they are frozen. */
export async function freezing(): Promise<void> {
  for (const kind of kinds()) {
    const site = await benchSite(kind, (url, slug) => fillAt(url, slug, people))
    const db = await connect(site.url)
    try {
      const exerciseId = await idOf(db, site.slug)
      await meanwhile(site, pause(10_000))
      const idle = await meanwhile(site, pause(20_000))
      const closing = await meanwhile(site, close(db, exerciseId))
      const analysis = await meanwhile(site, freeze(db, exerciseId))
      printTable(`A public page beside the freeze of ${people} answers on ${kind}`, [
        ['nothing else', idle, ''],
        ['closing freeze', closing, 'goal 2 × idle p99'],
        ['analysis freeze', analysis, 'goal 2 × idle p99'],
      ])
      console.log(
        `Slowest of each: ${[idle, closing, analysis].map(({ slowest }) => slowest.toFixed(0)).join(', ')} ms`,
      )
    } finally {
      await db.destroy()
      await site.end()
    }
  }
}

/** Milliseconds between two requests: a page is asked for as often as by a few hundred readers, and no more. */
const between = 20

/** How long a public page takes while some work goes on. */
export async function meanwhile(
  { server, slug }: BenchSite,
  work: Promise<unknown>,
): Promise<Figures & { slowest: number }> {
  const visitor = new Visitor(server.origin)
  let over = false
  const ended = work.finally(() => {
    over = true
  })
  const took: number[] = []
  const started = performance.now()
  do {
    const begun = performance.now()
    await visitor.get(`/en/consultations/${slug}`)
    took.push(performance.now() - begun)
    await pause(between)
  } while (!over)
  await ended
  visitor.close()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  const seconds = (performance.now() - started) / 1000
  return {
    operations: took.length,
    seconds,
    perSecond: took.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpu: Number.NaN,
    slowest: at(1),
  }
}

/** Makes an exercise one that closed yesterday. */
export async function endExercise(db: Db, exerciseId: string): Promise<void> {
  const today = londonDay(new Date())
  await write(db, (tx) =>
    tx
      .updateTable('exercise')
      .set({ opens_on: addDays(today, -40), closes_on: addDays(today, -1) })
      .where('id', '=', exerciseId)
      .execute(),
  )
}

async function close(db: Db, exerciseId: string): Promise<void> {
  await endExercise(db, exerciseId)
  while (!(await snapshotOf(db, exerciseId, 'closing'))) await pause(200)
}

async function freeze(db: Db, exerciseId: string): Promise<void> {
  const { id } = await db.selectFrom('person').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await write(db, (tx) => askFreeze(tx, { exerciseId, personId: id, reason: 'analysis' }, new Date()))
  for (;;) {
    const asked = await freezeAsked(db, exerciseId)
    if (asked?.state === 'done') return
    if (asked?.state === 'failed') throw new Error(`the freeze failed: ${JSON.stringify(asked.trouble)}`)
    await pause(200)
  }
}

export async function idOf(db: Db, slug: string): Promise<string> {
  return (await db.selectFrom('exercise').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
}
