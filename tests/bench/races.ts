import { randomUUID } from 'node:crypto'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { connect } from '../../db/connect.ts'
import { startServer } from '../support/server.ts'
import { benchSite, kinds } from './bench-site.ts'
import { answersFor } from './intake.ts'
import { timed } from './measure.ts'
import { Visitor } from './visitor.ts'

/**
 * R8: 100,000 answers (`BENCH_RACES`), each pressed twice at the same moment, by two tabs, at two processes on the one
 * database: one row each, and both presses lead to the same receipt.
 */
export async function races(): Promise<void> {
  const wanted = Number(process.env.BENCH_RACES ?? 100_000)
  for (const kind of kinds()) {
    const site = await benchSite(kind)
    const second = await startServer(site.url)
    const path = `/en/consultations/${site.slug}/answer/one-page`
    const tabs = Array.from(
      { length: 12 },
      () => [new Visitor(site.server.origin), new Visitor(second.origin)] as const,
    )
    const form = answersFor((await tabs[0]![0].get(path)).body)
    const free = [...tabs]
    const keys: string[] = []
    let refused = 0
    let unlike = 0
    const race = async (n: number) => {
      const key = randomUUID()
      keys.push(key)
      const fields = form.map(([name, value]): [string, string] => [name, name === 'submission_key' ? key : value])
      // Nobody else has these tabs until both have been answered: a receipt is that of the last answer.
      const pair = free.pop()!
      const answers = await Promise.all(pair.map((tab) => tab.post(path, fields)))
      if (answers.some(({ status }) => status !== 303)) refused++
      else if (n % 50 === 0 && (await receipts(pair, site.slug)).size !== 1) unlike++
      free.push(pair)
    }
    try {
      const figures = await timed(wanted, tabs.length, race)
      const db = await connect(site.url)
      const stored = await db.selectFrom('response').select('submission_key').execute()
      const own = new Set(keys)
      const found = stored.filter((row) => own.has(row.submission_key)).length
      const broken = firstBreak(await ledgerRows(db))
      await db.destroy()
      const holds = found === wanted && !refused && !unlike && !broken
      console.log(
        `\nR8 on ${kind}: ${wanted} answers each sent twice at once at two processes, ${figures.perSecond.toFixed(0)} races/s: ${found} rows, ${refused} refused, ${unlike} unlike receipts, the ledger ${broken ? `broken at ${broken.seq}` : 'unbroken'}: ${holds ? 'holds' : 'FALLS SHORT'}.`,
      )
      if (!holds) process.exitCode = 1
    } finally {
      for (const tab of tabs.flat()) tab.close()
      await second.stop()
      await site.end()
    }
  }
}

async function receipts(pair: readonly Visitor[], slug: string): Promise<Set<string | undefined>> {
  const pages = await Promise.all(pair.map((tab) => tab.get(`/en/consultations/${slug}/sent`)))
  return new Set(pages.map(({ body }) => /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(body.replace(/<[^>]+>/g, ''))?.[0]))
}
