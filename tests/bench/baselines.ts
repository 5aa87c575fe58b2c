import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/server.ts'
import { type Figures, timed } from './measure.ts'
import { Visitor } from './visitor.ts'

/** A page of 30 kB from bare `node:http`, in a process of its own: the floor under every served page. */
export async function bareHttp(operations: number, width: number): Promise<Figures> {
  const port = await freePort()
  const child = spawn('node', [
    '-e',
    `const page = Buffer.alloc(30_000, 'x'); require('node:http').createServer((q, s) => s.end(page)).listen(${port}, () => console.log('up'))`,
  ])
  await new Promise((up) => child.stdout.once('data', up))
  const visitors = Array.from({ length: width }, () => new Visitor(`http://localhost:${port}`))
  await timed(operations / 10, width, async (n) => void (await visitors[n % width]!.get('/')))
  const figures = await timed(operations, width, async (n) => void (await visitors[n % width]!.get('/')), child.pid)
  for (const v of visitors) v.close()
  child.kill()
  return figures
}

/** One response (11 rows) per commit on a bare SQLite file with the product's pragmas, one by one. */
export async function bareCommits(operations: number): Promise<Figures> {
  const { default: Sqlite } = await import('better-sqlite3')
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bare-'))
  const db = new Sqlite(join(folder, 'bare.sqlite'))
  for (const pragma of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON']) db.pragma(pragma)
  db.exec('create table row (id text primary key, response text, place integer, body text) strict, without rowid')
  const insert = db.prepare('insert into row values (?, ?, ?, ?)')
  const cpuBefore = process.cpuUsage()
  const figures = await timed(operations, 1, async (n) => {
    db.exec('begin immediate')
    for (let place = 0; place < 11; place++) insert.run(`${n}-${place}`, String(n), place, 'x'.repeat(60))
    db.exec('commit')
  })
  const spent = process.cpuUsage(cpuBefore)
  db.close()
  rmSync(folder, { recursive: true })
  return { ...figures, cpu: (spent.user + spent.system) / 1000 / operations }
}
