import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { createSignInLink } from '../../app/people/session-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { connect, type Db } from '../../db/connect.ts'
import { type BenchSite, benchSite, fillAt, kinds } from './bench-site.ts'
import { endExercise, idOf, meanwhile } from './freezing.ts'
import { cpuOf, type Figures, memoryOf, printTable } from './measure.ts'
import { Visitor } from './visitor.ts'

const people = Number(process.env.BENCH_ROWS ?? 100_000)
/** Files taken one after another, so that the page beside them is asked for often enough to have a p99. */
const times = 5

/**
 * W7: the file of answers that the site serves to an officer after closing, taken over HTTP: answers a second, the
 * server's memory beside what it had, and a public page meanwhile against the same page with nothing else to do.
 */
export async function exporting(): Promise<void> {
  for (const kind of kinds()) {
    const site = await benchSite(kind, async (url, slug) => {
      await fillAt(url, slug, people)
      await frozenAtClosing(url, slug)
    })
    const db = await connect(site.url)
    try {
      const exerciseId = await idOf(db, site.slug)
      const officer = await signedIn(db, site, 'officer-1')
      await meanwhile(site, pause(10_000))
      const rows: [string, Figures, string][] = []
      for (const file of ['answers.csv', 'answers.jsonl']) {
        const idle = await meanwhile(site, pause(20_000))
        const pid = site.server.process.pid!
        const before = memoryOf(pid)
        const spent = cpuOf(pid)
        let highest = before
        const watching = setInterval(() => {
          highest = Math.max(highest, memoryOf(pid))
        }, 20)
        const rates: number[] = []
        let megabytes = 0
        const beside = await meanwhile(
          site,
          (async () => {
            for (let i = 0; i < times; i++) {
              const begun = performance.now()
              const { status, bytes, lines } = await officer.take(`/desk/exercises/${exerciseId}/answers/${file}`)
              if (status !== 200 || lines < people) throw new Error(`${file} answered ${status} with ${lines} lines`)
              rates.push((lines / (performance.now() - begun)) * 1000)
              megabytes = bytes / 1e6
            }
          })(),
        )
        clearInterval(watching)
        const cpu = (cpuOf(pid) - spent) / 1000 / times
        rows.push([`a page with nothing else`, idle, ''], [`the page beside ${file}`, beside, 'goal 2 × idle p99'])
        rates.sort((a, b) => a - b)
        const [least, middle, most] = [rates[0]!, rates[rates.length >> 1]!, rates.at(-1)!].map((rate) =>
          rate.toFixed(0),
        )
        console.log(
          `\nW7 on ${kind} (load ${loadavg()[0]!.toFixed(2)}): ${file} as served, ${people} answers in ${megabytes.toFixed(1)} MB, ${times} times: ${middle}/s (from ${least} to ${most}; floor 12,000, goal 40,000), ${cpu.toFixed(1)} s of the server's CPU each with the pages beside it. The server's memory grew by ${(highest - before).toFixed(0)} MB from ${before.toFixed(0)} (goal 50); other requests' p99 ${(beside.p99 / idle.p99).toFixed(1)} times as long (goal 2).`,
        )
      }
      printTable(`A public page beside the files of ${people} answers on ${kind}`, rows)
      officer.close()
    } finally {
      await db.destroy()
      await site.end()
    }
  }
}

/** Ends the exercise as the server would in the night after closing, so that the server has nothing else to do. */
async function frozenAtClosing(url: string, slug: string): Promise<void> {
  const db = await connect(url)
  await endExercise(db, await idOf(db, slug))
  await freezeClosings(db, keeperFrom(settings()), new Date())
  await db.destroy()
}

async function signedIn(db: Db, { server }: BenchSite, key: string): Promise<Visitor> {
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', `${key}@demonstration.example`)
    .executeTakeFirstOrThrow()
  const visitor = new Visitor(server.origin)
  await visitor.post(`/sign-in/${await createSignInLink(db, person.id, new Date())}`, [])
  return visitor
}
