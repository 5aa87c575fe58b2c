import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../db/connect.ts'
import { type BenchSite, benchSite, kinds } from './bench-site.ts'
import { answersFor } from './intake.ts'
import { cpuOf, type Figures, memoryOf, printTable } from './measure.ts'
import { Visitor } from './visitor.ts'

const thinking = 5000

/** Seconds after the surge when the server has had time to give memory back. */
const atRest = 30

/** Residents who follow one another in each place of a surge that lasts. */
const inTurn = 3

/**
 * W3: the closing day's surge, and W11, the memory afterwards. Each resident opens the form, thinks five seconds and sends.
 * So many are at it at every moment, come in evenly; beside that, and harder than the goal, all of them open at one moment.
 */
export async function surge(): Promise<void> {
  const sizes = (process.env.BENCH_RESIDENTS ?? '200,1000,2000').split(',').map(Number)
  for (const kind of kinds()) {
    const site = await benchSite(kind)
    const rows: [string, Figures, string][] = []
    try {
      await crowd(site, 300, true)
      for (const residents of sizes) {
        const against = residents <= 200 ? 'floor p99 250' : residents <= 1000 ? 'goal p99 150' : 'no failure'
        for (const lasting of [true, false]) {
          const before = await stored(site.url)
          const { page, sent, failed } = await crowd(site, residents, lasting)
          const kept = (await stored(site.url)) - before
          const name = `W3 ${residents} residents${lasting ? '' : ', all at one moment'}`
          rows.push([`${name}: page`, page, lasting ? against : ''])
          rows.push([`${name}: submission`, sent, lasting ? against : ''])
          const acknowledged = sent.operations - failed
          console.log(
            `${name}: ${failed} failed, ${kept} stored of ${acknowledged} acknowledged (none lost or doubled: ${kept === acknowledged ? 'holds' : 'FALLS SHORT'}).`,
          )
        }
      }
      printTable(`A surge on ${kind}, the load generator on the same cores`, rows)
      for (const seconds of [0, atRest]) {
        await pause(seconds * 1000)
        const memory = memoryOf(site.server.process.pid!).toFixed(0)
        console.log(
          `W11 memory ${seconds} s after the surge: ${memory} MB (floor 350, goal 200), of which ${await heapsOf(site.server.origin)}.`,
        )
      }
    } finally {
      await site.end()
    }
  }
}

async function crowd({ server, slug }: BenchSite, residents: number, lasting: boolean) {
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
      answered.push(Number.POSITIVE_INFINITY)
    }
    visitor.close()
  }
  const place = async (_: unknown, i: number) => {
    if (lasting) await pause((thinking * i) / residents)
    for (let turn = 0; turn < (lasting ? inTurn : 1); turn++) await person()
  }
  await Promise.all(Array.from({ length: residents }, place))
  const seconds = (performance.now() - begun) / 1000
  const spent = (cpuOf(pid) - cpu) / answered.length
  return { failed, page: figuresOf(opened, seconds, Number.NaN), sent: figuresOf(answered, seconds, spent) }
}

function figuresOf(took: number[], seconds: number, cpu: number): Figures {
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  return { operations: took.length, seconds, perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), cpu }
}

/** What the engine has of it, as the server tells it. */
async function heapsOf(origin: string): Promise<string> {
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  const of = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? Number.NaN) / 1e6
  return `${of('nodejs_heap_size_total_bytes').toFixed(0)} MB are its heap (${of('nodejs_heap_size_used_bytes').toFixed(0)} MB in use) and ${of('nodejs_external_memory_bytes').toFixed(0)} MB outside it`
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
