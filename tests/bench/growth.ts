import { countersOf } from '../../app/consultations/coverage/coverage-store.server.ts'
import { tabOrder } from '../../app/priorities/pages/reading.ts'
import { connect, type Db } from '../../db/connect.ts'
import { type BenchSite, benchSite, fillAt, kinds } from './bench-site.ts'
import { prepareForms, submitForm } from './intake.ts'
import { type Figures, printTable, timed } from './measure.ts'
import { Visitor } from './visitor.ts'

const many = (fallback: number) => Number(process.env.BENCH_ROWS ?? fallback)

/** W6: the same submission, page and counts with 10,000 answers stored and with a million (`BENCH_ROWS`). W10 on the way. */
export async function growth(): Promise<void> {
  for (const kind of kinds()) {
    const rows: [string, Figures, string][] = []
    const measured: Record<string, Figures>[] = []
    for (const people of [10_000, many(1_000_000)]) {
      const site = await benchSite(kind, (url, slug) => fillAt(url, slug, people))
      try {
        const w = await ofOneSize(site)
        measured.push(w)
        rows.push([`W6 submission at ${people}`, w.submission!, ''], [`W6 page at ${people}`, w.page!, ''])
        rows.push([`W6 counts at ${people}`, w.counts!, ''])
        console.log(
          `W10 start of the server with ${people} answers stored, to its first answer: ${site.startedIn.toFixed(2)} s (floor 2, goal 0.8).`,
        )
      } finally {
        await site.end()
      }
    }
    printTable(`Growth on ${kind}`, rows)
    const ratio = (of: string) => (measured[1]![of]!.cpu / measured[0]![of]!.cpu).toFixed(2)
    const slower = (measured[1]!.counts!.p50 / measured[0]!.counts!.p50).toFixed(2)
    console.log(
      `CPU grows by: submission ${ratio('submission')} (floor 2, goal 1.6), page ${ratio('page')} (goal 1.1), counts' time by ${slower} (goal 1.3).`,
    )
  }
}

async function ofOneSize({ server, slug, url }: BenchSite) {
  const path = `/en/consultations/${slug}/answer/one-page`
  const pid = server.process.pid!
  const visitors = Array.from({ length: 8 }, () => new Visitor(server.origin))
  const ask = async (n: number) => void (await visitors[n % 8]!.get(`/en/consultations/${slug}`))
  await timed(200, 8, ask)
  const page = await timed(400, 8, ask, pid)
  for (const visitor of visitors) visitor.close()
  const warm = await prepareForms(server.origin, path, 200)
  await timed(warm.length, 32, (n) => submitForm(warm[n]!, path))
  const forms = await prepareForms(server.origin, path, 500)
  const submission = await timed(forms.length, 32, (n) => submitForm(forms[n]!, path), pid)
  for (const { visitor } of [...warm, ...forms]) visitor.close()
  const db = await connect(url)
  const id = await consultationId(db, slug)
  const counts = await timed(200, 1, async () => void (await countersOf(db, id)))
  await db.destroy()
  return { page, submission, counts }
}

/**
 * W5: counts over 100,000 answers: kept in the write's transaction, and asked of the rows. No page asks the rows: cuts are
 * fixed and computed at the freeze, so the last is what a cut that nobody had foreseen would cost.
 */
export async function results(): Promise<void> {
  for (const kind of kinds()) {
    const people = many(100_000)
    const site = await benchSite(kind, (url, slug) => fillAt(url, slug, people))
    const db = await connect(site.url)
    try {
      const id = await consultationId(db, site.slug)
      const kept = await timed(200, 1, async () => void (await countersOf(db, id)))
      const table = await timed(5, 1, async () => void (await crossTable(db, id)))
      const visitor = new Visitor(site.server.origin)
      const path = '/en/consultations/what-matters-most/list'
      const ask = async () => void (await visitor.get(path))
      // Of a hundred requests the 99th in order is the slowest but one: five hundred say something of the page.
      await timed(100, 1, ask)
      const page = await timed(500, 1, ask, site.server.process.pid)
      // The first reader of each characteristic's groups: a cross-table that nobody has asked for before.
      const crossed = await timed(
        tabOrder.length,
        1,
        async (n) => void (await visitor.get(`${path}?groups=${tabOrder[n]}`)),
        site.server.process.pid,
      )
      visitor.close()
      printTable(`Results on ${kind} over ${people} answers`, [
        ['W5 results page (a frozen list)', page, 'floor p99 200, goal 25 ms'],
        ['W5 the list by another characteristic, each for the first time', crossed, 'goal 200 ms'],
        ['W5 counters kept at each write', kept, 'goal p99 25 ms'],
        ['W5 option by district, asked of the rows by no page', table, ''],
      ])
    } finally {
      await db.destroy()
      await site.end()
    }
  }
}

const crossTable = (db: Db, consultation: string) =>
  db
    .selectFrom('response as r')
    .innerJoin('response_pick as p', 'p.response_id', 'r.id')
    .select((eb) => ['r.district_id', 'p.option_id', eb.fn.countAll().as('people')] as const)
    .where('r.consultation_id', '=', consultation)
    .where('r.status', '=', 'counted')
    .groupBy(['r.district_id', 'p.option_id'])
    .execute()

async function consultationId(db: Db, slug: string): Promise<string> {
  const { id } = await db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select('c.id')
    .where('e.slug', '=', slug)
    .executeTakeFirstOrThrow()
  return id
}
