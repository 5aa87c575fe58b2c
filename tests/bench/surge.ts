import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../db/connect.ts'
import { type BenchSite, benchSite, kinds } from './bench-site.ts'
import { answersFor } from './intake.ts'
import { cpuOf, type Figures, memoryOf, printTable } from './measure.ts'
import { Visitor } from './visitor.ts'

const thinking = 5000

/** W3: the closing day's surge. All residents open the form at once, think five seconds and send; W11 the memory afterwards. */
export async function surge(): Promise<void> {
  const sizes = (process.env.BENCH_RESIDENTS ?? '200,1000,2000').split(',').map(Number)
  for (const kind of kinds()) {
    const site = await benchSite(kind)
    const rows: [string, Figures, string][] = []
    try {
      await crowd(site, 50)
      for (const residents of sizes) {
        const against = residents <= 200 ? 'floor p99 250' : residents <= 1000 ? 'goal p99 150' : 'no failure'
        const before = await stored(site.url)
        const { page, sent, failed } = await crowd(site, residents)
        const kept = (await stored(site.url)) - before
        rows.push([`W3 ${residents} residents: page`, page, against])
        rows.push([`W3 ${residents} residents: submission`, sent, against])
        console.log(
          `${residents} residents: ${failed} failed, ${kept} stored of ${residents - failed} acknowledged (none lost or doubled: ${kept === residents - failed ? 'holds' : 'FALLS SHORT'}).`,
        )
      }
      printTable(`A surge on ${kind}, the load generator on the same cores`, rows)
      console.log(
        `W11 memory after the surge: ${memoryOf(site.server.process.pid!).toFixed(0)} MB (floor 350, goal 200).`,
      )
    } finally {
      await site.end()
    }
  }
}

async function crowd({ server, slug }: BenchSite, residents: number) {
  const path = `/en/consultations/${slug}/answer/one-page`
  const opened: number[] = []
  const answered: number[] = []
  let failed = 0
  const pid = server.process.pid!
  const cpu = cpuOf(pid)
  const begun = performance.now()
  const person = async () => {
    const visitor = new Visitor(server.origin)
    try {
      const asked = performance.now()
      const form = await visitor.get(path)
      opened.push(performance.now() - asked)
      await pause(thinking)
      const pressed = performance.now()
      const { status } = await visitor.post(path, answersFor(form.body))
      answered.push(performance.now() - pressed)
      if (status !== 303) failed++
    } catch {
      failed++
    }
    visitor.close()
  }
  await Promise.all(Array.from({ length: residents }, person))
  const seconds = (performance.now() - begun) / 1000
  const spent = (cpuOf(pid) - cpu) / residents
  return { failed, page: figuresOf(opened, seconds, Number.NaN), sent: figuresOf(answered, seconds, spent) }
}

function figuresOf(took: number[], seconds: number, cpu: number): Figures {
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  return { operations: took.length, seconds, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), cpu }
}

async function stored(url: string): Promise<number> {
  const db = await connect(url)
  const { n } = await db
    .selectFrom('response')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  return Number(n)
}
