import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addAnswers,
  type BatchAnswer,
  plainAnswer,
} from '../../app/consultations/answering/answer-batch-store.server.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { settings } from '../../app/server/settings.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { loadDemo } from '../../db/demo/load.ts'
import { migrate } from '../../db/migrate.ts'
import { freshPostgresUrl } from '../support/databases.ts'
import { freshDemo, openFlagship } from '../support/fresh-demo.ts'
import globalSetup from '../support/global-setup.ts'
import { type RunningServer, startServer } from '../support/server.ts'

/** The demonstration on a database of its own, served by the built server, for one workload. */
export interface BenchSite {
  kind: 'SQLite' | 'PostgreSQL'
  url: string
  slug: string
  server: RunningServer
  /** Seconds from the start of the process to its first answer. */
  startedIn: number
  end(): Promise<void>
}

/** The databases a workload runs on: SQLite always, PostgreSQL where `TEST_POSTGRES_URL` names a server. */
export const kinds = (): BenchSite['kind'][] => (process.env.TEST_POSTGRES_URL ? ['SQLite', 'PostgreSQL'] : ['SQLite'])

/** Opens one. `prepare` fills the database before the server starts. */
export async function benchSite(kind: BenchSite['kind'], prepare?: (url: string, slug: string) => Promise<void>) {
  await globalSetup()
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
  const file = join(folder, 'site.sqlite')
  const url = kind === 'SQLite' ? `sqlite:${file}` : await postgresDemo()
  const slug = kind === 'SQLite' ? await freshDemo(file) : await openFlagship(url)
  await prepare?.(url, slug)
  const begun = performance.now()
  const server = await startServer(url)
  const startedIn = (performance.now() - begun) / 1000
  const end = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { kind, url, slug, server, startedIn, end } satisfies BenchSite
}

/** A new database on the server that `TEST_POSTGRES_URL` names, with the demonstration in it. */
async function postgresDemo(): Promise<string> {
  const url = await freshPostgresUrl(process.env.TEST_POSTGRES_URL!)
  const db = await connect(url)
  await migrate(db)
  await loadDemo(db, londonDay(new Date()), settings().SECRET, () => {})
  await db.destroy()
  return url
}

const perTransaction = 2000

/** Adds answers to a consultation until it has `people` of them, written as a file of answers is. */
async function fill(db: Db, slug: string, people: number): Promise<void> {
  const { id } = await db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select('c.id')
    .where('e.slug', '=', slug)
    .executeTakeFirstOrThrow()
  const options = await db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .select('o.id')
    .where('q.consultation_id', '=', id)
    .orderBy('o.position')
    .execute()
  const districts = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select('a.id')
    .where('s.kind', '=', 'district')
    .execute()
  const { n } = await db
    .selectFrom('response')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('consultation_id', '=', id)
    .executeTakeFirstOrThrow()
  const answer = (i: number): BatchAnswer => ({
    ...plainAnswer,
    submissionKey: randomUUID(),
    answers: {
      area: { kind: 'district', district: districts[i % districts.length]!.id, forum: null },
      picks: [0, 1, 2].map((place) => options[(i * 7 + place * (1 + (i % 3))) % options.length]!.id).filter(unlike),
      none: false,
      somethingElse: '',
      order: 'places',
      why: i % 5 ? '' : `Because of reason ${i}`,
    },
    channel: 'online',
    language: 'en',
    receivedOn: '2026-10-10',
  })
  for (let done = Number(n); done < people; done += perTransaction) {
    const batch = Array.from({ length: Math.min(perTransaction, people - done) }, (_, i) => answer(done + i))
    await write(db, (tx) => addAnswers(tx, settings().SECRET, id, batch))
    if (done % 100_000 < perTransaction) console.log(`filling: ${done} of ${people}`)
  }
}

const unlike = (id: string, i: number, all: string[]) => all.indexOf(id) === i

/** The same on a database by its address. */
export async function fillAt(url: string, slug: string, people: number): Promise<void> {
  const db = await connect(url)
  await fill(db, slug, people)
  await db.destroy()
}
