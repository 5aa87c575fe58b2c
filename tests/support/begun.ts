import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { connect, type Db } from '../../db/connect.ts'
import { freePort, startServer } from './server.ts'

const run = promisify(execFile)

/** A partnership that only the commands of the README have made, and the server that serves it. */
export interface Begun {
  origin: string
  command(...words: string[]): Promise<string>
  file(name: string, ...rows: string[]): string
  /** A page of a browser of its own, on which nobody is signed in. */
  opens(browser: Browser, locale?: string): Promise<Page>
  /** Adds somebody, and opens a page that they are signed in on. */
  enters(browser: Browser, email: string, label: string, role: string, organisation?: string): Promise<Page>
  withDb<T>(work: (db: Db) => Promise<T>): Promise<T>
}

/** Each page is opened as `how` says: on a phone, without scripts. */
export async function begin(how: BrowserContextOptions = {}): Promise<Begun & { end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-'))
  const databaseUrl = `sqlite:${join(folder, 'new.sqlite')}`
  const port = String(await freePort())
  const environment = { ...process.env, DATABASE_URL: databaseUrl, PORT: port }
  const command = async (...words: string[]) => {
    const { stdout } = await run('npm', ['run', '--silent', ...words], { env: environment })
    return stdout
  }
  await command('migrate')
  const server = await startServer(databaseUrl, { PORT: port })
  const opens = async (browser: Browser, locale = 'en-GB') => {
    const context = await browser.newContext({ ...how, baseURL: server.origin, locale })
    return context.newPage()
  }
  return {
    origin: server.origin,
    command,
    file(name, ...rows) {
      writeFileSync(join(folder, name), rows.join('\n'))
      return join(folder, name)
    },
    opens,
    async enters(browser, email, label, role, organisation) {
      const said = await command('users', '--', 'add', email, label, role, ...(organisation ? [organisation] : []))
      const page = await opens(browser)
      await page.goto(said.match(/http\S+/)![0])
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL('**/desk')
      return page
    },
    async withDb(work) {
      const db = await connect(databaseUrl)
      try {
        return await work(db)
      } finally {
        await db.destroy()
      }
    },
    async end() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
