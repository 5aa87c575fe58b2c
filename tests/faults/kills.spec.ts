import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { connect } from '../../db/connect.ts'
import { hiddenFields, offered, Visitor } from '../bench/visitor.ts'
import { freshDemo } from '../support/fresh-demo.ts'
import { freePort, type RunningServer, startServer } from '../support/server.ts'
import { expect, test } from '../support/site.ts'

/** What a resident's device knows: the form it sent and the receipt it was shown. */
interface Sent {
  fields: [string, string][]
  reference: string | undefined
}

const width = 12

/** Answers sent from one opened form, each under a key of its own: opening the form is not what is tried here. */
const household = 5

/**
 * Sends answers until told to stop, every second one pressed twice at once, at two processes on the one database: only
 * its unique key can tell them apart. Each is retried as it was until a receipt comes back.
 */
async function resident([origin, other]: [string, string], path: string, journal: Sent[], running: () => boolean) {
  while (running()) {
    const visitor = new Visitor(origin)
    const impatient = new Visitor(other)
    try {
      const form = await untilAnswered(running, () => visitor.get(path))
      if (form?.status !== 200) continue
      const hidden = hiddenFields(form.body)
      const options = offered(form.body, 'choice-1')
      const area = offered(form.body, 'area').find((v) => v.startsWith('district:') || v.startsWith('forum:'))!
      for (let person = 0; person < household && running(); person++) {
        const fields: [string, string][] = [
          ...hidden.map(([name, value]): [string, string] => [name, name === 'submission_key' ? randomUUID() : value]),
          ['area', area],
          ['choice-1', options[journal.length % options.length]!],
        ]
        const sent: Sent = { fields, reference: undefined }
        journal.push(sent)
        const presses = person % 2 ? [visitor, impatient] : [visitor]
        const receipt = await untilAnswered(running, async () => {
          const answers = await Promise.all(presses.map((by) => by.post(path, fields)))
          for (const { status } of answers) if (status !== 303) throw new Error(`answered ${status}`)
          return visitor.get(answers[0]!.location!)
        })
        sent.reference = receipt && referenceIn(receipt.body)
      }
    } finally {
      visitor.close()
      impatient.close()
    }
  }
}

async function untilAnswered<T>(running: () => boolean, ask: () => Promise<T>): Promise<T | undefined> {
  while (running()) {
    try {
      return await ask()
    } catch {
      await pause(20)
    }
  }
  return undefined
}

const referenceIn = (html: string) =>
  /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}/.exec(html.replace(/<[^>]+>/g, ''))?.[0]

/** Loads the server, kills it again and again, and afterwards asks every device's question: is my answer in, once, the same? */
async function killUnderLoad({
  kills,
  atLeast,
  keepUniqueKey,
}: {
  kills: number
  atLeast: number
  keepUniqueKey: boolean
}) {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-kill-'))
  const databaseUrl = `sqlite:${join(folder, 'site.sqlite')}`
  const slug = await freshDemo(join(folder, 'site.sqlite'))
  if (!keepUniqueKey) await withoutUniqueKey(databaseUrl)
  const ports = [String(await freePort()), String(await freePort())] as const
  const servers = [
    await startServer(databaseUrl, { PORT: ports[0] }),
    await startServer(databaseUrl, { PORT: ports[1] }),
  ] as [RunningServer, RunningServer]
  const origins = servers.map((server) => server.origin) as [string, string]
  const path = `/en/consultations/${slug}/answer/one-page`
  const before = await responses(databaseUrl)
  const journal: Sent[] = []
  let running = true
  const residents = Array.from({ length: width }, () => resident(origins, path, journal, () => running))
  const acknowledged = () => journal.filter((s) => s.reference).length
  for (let kill = 0; kill < kills; kill++) {
    await pause(300 + ((kill * 137) % 400))
    const which = kill % 2
    await servers[which]!.stop('SIGKILL')
    servers[which] = await startServer(databaseUrl, { PORT: ports[which]! })
  }
  while (acknowledged() < atLeast) await pause(100)
  // Without the key a doubling needs two processes to meet: the control goes on until they have, or long enough.
  while (!keepUniqueKey && acknowledged() < 3000 && (await doubledIn(databaseUrl)) === 0) await pause(100)
  running = false
  await Promise.all(residents)

  const lost: string[] = []
  const changed: string[] = []
  const asked = journal.values()
  const askAgain = async () => {
    const visitor = new Visitor(origins[0])
    for (const { fields, reference } of asked) {
      if (!reference) continue
      const again = await visitor.post(path, fields)
      const page = again.location ? await visitor.get(again.location) : again
      const now = referenceIn(page.body)
      if (now === undefined) lost.push(reference)
      else if (now !== reference) changed.push(`${reference} → ${now}`)
    }
    visitor.close()
  }
  await Promise.all(Array.from({ length: width }, askAgain))
  await Promise.all(servers.map((server) => server.stop()))
  const db = await connect(databaseUrl)
  const keys = new Set(journal.map((s) => s.fields.map(([, v]) => v).find((v) => /^[0-9a-f-]{36}$/.test(v))))
  const stored = await db.selectFrom('response').select(['submission_key', 'reference_hash']).execute()
  const doubled = await doubledIn(databaseUrl)
  const found = new Set(stored.map((r) => r.submission_key))
  const missing = journal.filter((s) => s.reference && !s.fields.some(([, v]) => found.has(v))).length
  const broken = firstBreak(await ledgerRows(db))
  const { integrity_check: integrity } = (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db))
    .rows[0]!
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
  const figures = {
    kills,
    acknowledged: acknowledged(),
    sent: keys.size,
    stored: stored.length - before,
    lost: lost.length + missing,
    doubled,
    changed: changed.length,
    integrity,
    broken,
  }
  console.log(JSON.stringify(figures))
  return figures
}

/** How many stored answers share their key with another. */
async function doubledIn(url: string): Promise<number> {
  const db = await connect(url)
  const { n, keys } = await db
    .selectFrom('response')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.count<number>('submission_key').distinct().as('keys')])
    .executeTakeFirstOrThrow()
  await db.destroy()
  return Number(n) - Number(keys)
}

async function responses(url: string): Promise<number> {
  const db = await connect(url)
  const { n } = await db
    .selectFrom('response')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  return n
}

/** The negative control: the same table without its unique keys, so that a repeated submission is stored again. */
async function withoutUniqueKey(url: string): Promise<void> {
  const db = await connect(url)
  const { sql: ddl } = (await sql<{ sql: string }>`select sql from sqlite_schema where name = 'response'`.execute(db))
    .rows[0]!
  const loose = ddl
    .replace(/,\s*unique \((submission_key|reference_hash)\)/g, '')
    .replace(/^create table "?response"?/i, 'create table response_loose')
  await sql`pragma foreign_keys=OFF`.execute(db)
  await sql.raw(loose).execute(db)
  await sql`insert into response_loose select * from response`.execute(db)
  await sql`drop table response`.execute(db)
  await sql`alter table response_loose rename to response`.execute(db)
  await db.destroy()
}

test('twenty kills under load lose, double and change no acknowledged answer', async () => {
  test.setTimeout(600_000)
  const figures = await killUnderLoad({ kills: 20, atLeast: 2000, keepUniqueKey: true })
  expect(figures).toMatchObject({ kills: 20, lost: 0, doubled: 0, changed: 0, integrity: 'ok', broken: undefined })
  expect(figures.acknowledged).toBeGreaterThanOrEqual(2000)
})

test('the same test catches a database whose unique key was removed', async () => {
  test.setTimeout(300_000)
  const { doubled, lost } = await killUnderLoad({ kills: 2, atLeast: 60, keepUniqueKey: false })
  expect(doubled + lost).toBeGreaterThan(0)
})
