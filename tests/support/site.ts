import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { createSignInLink } from '../../app/people/session-store.server.ts'
import { connect, type Db } from '../../db/connect.ts'
import { axePassed, templateDatabase } from './global-setup.ts'
import { type RunningServer, startServer } from './server.ts'

export interface Site extends RunningServer {
  databaseUrl: string
  /** Reads or arranges the database beside the running server. */
  withDb<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** A sign-in link for a demonstration person, by the first part of the address: `officer-1`, `juror-03`. */
  linkFor(key: string): Promise<string>
  /** Puts the demonstration back as it was loaded, unless this file of tests is the one that has it now. */
  beginFile(file: string): Promise<void>
}

/** A page that takes nothing it should not: every test's pages are watched for CSP reports and script errors. */
export const test = base.extend<{ begin: undefined; watch: undefined }, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'folkmoot-'))
      const file = join(folder, 'site.sqlite')
      copyFileSync(templateDatabase, file)
      const databaseUrl = `sqlite:${file}`
      const server = await startServer(databaseUrl)
      const withDb = async <T>(work: (db: Db) => Promise<T>) => {
        const db = await connect(databaseUrl)
        try {
          return await work(db)
        } finally {
          await db.destroy()
        }
      }
      const linkFor = (key: string) =>
        withDb(async (db) => {
          const person = await db
            .selectFrom('person')
            .select('id')
            .where('email', '=', `${key}@demonstration.example`)
            .executeTakeFirstOrThrow()
          return `${server.origin}/sign-in/${await createSignInLink(db, person.id, new Date())}`
        })
      let had: string | undefined
      const beginFile = async (tests: string) => {
        if (had !== undefined && had !== tests) await asLoaded(file, withDb)
        had = tests
      }
      await use({ ...server, databaseUrl, withDb, linkFor, beginFile })
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  // What a file of tests expects holds whichever files this worker ran before.
  begin: [
    async ({ site }, use, { file }) => {
      await site.beginFile(file)
      await use(undefined)
    },
    { auto: true },
  ],
  watch: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on('weberror', (e) => complaints.push(String(e.error())))
      context.on('console', (m) => {
        if (/Content Security Policy|Refused to/.test(m.text())) complaints.push(m.text())
      })
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  baseURL: async ({ site }, use) => use(site.origin),
})

export { expect }

/**
 * Copies the template over a database that a running server has open. The server tells what it remembers by a number
 * that never falls, so it has to go on rising; and the timers that it ran as it started run again only in an hour.
 */
async function asLoaded(file: string, withDb: Site['withDb']): Promise<void> {
  const { changes, runs } = await withDb(async (db) => ({
    ...(await db.selectFrom('content_stamp').select('changes').executeTakeFirstOrThrow()),
    runs: await db.selectFrom('retention_run').selectAll().execute(),
  }))
  const template = new Sqlite(templateDatabase, { readonly: true })
  // It copies nothing, and says so, where the server is writing at that moment.
  while ((await template.backup(file)).totalPages === 0);
  template.close()
  await withDb(async (db) => {
    await db
      .updateTable('content_stamp')
      .set({ changes: changes + 1 })
      .execute()
    if (!runs.length) return
    await db
      .insertInto('retention_run')
      .values(runs)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** The smallest phone that pages are made for. */
export const phone: BrowserContextOptions = { viewport: { width: 320, height: 740 }, hasTouch: true, isMobile: true }

/** Signs somebody in on this page and leaves it at the given address. */
export async function signIn(page: Page, site: Site, key: string, to = '/desk'): Promise<void> {
  await page.goto(`${await site.linkFor(key)}?to=${encodeURIComponent(to)}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${to}`)
}

/** A second person in a browser of their own, signed in. */
export async function another(context: BrowserContext, site: Site, key: string, to = '/desk'): Promise<Page> {
  const fresh = await context.browser()!.newContext({ baseURL: site.origin, locale: 'en-GB' })
  const page = await fresh.newPage()
  await signIn(page, site, key, to)
  return page
}

/** What tells one making of a page from another and means nothing to axe: nonces, ids, references, digits. */
const ofThisTime = / nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}|\d/g
/** Of the words between tags axe asks only whether there are any. */
const betweenTags = />[^<>]*[^<>\s][^<>]*</g

/**
 * No accessibility violation that axe knows of, and nothing wider than the screen at 320 px. A page that has passed in
 * this run, in whichever worker, is not looked at again: by axe when only its words differ, for its width when none does.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const made = (await page.content()).replace(ofThisTime, '')
  const width = page.viewportSize()?.width
  await once(`axe ${width} ${made.replace(betweenTags, '>words<')}`, () => expectNoViolation(page))
  await once(`narrow ${made}`, () => expectNarrow(page))
}

async function once(look: string, pass: () => Promise<void>): Promise<void> {
  const passed = join(axePassed, createHash('sha256').update(look).digest('hex'))
  if (existsSync(passed)) return
  await pass()
  writeFileSync(passed, '')
}

async function expectNoViolation(page: Page): Promise<void> {
  // No page has frames, so axe may run in the page itself: otherwise every look opens and closes a second one.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode()
    .analyze()
  expect(
    violations.map((v) => `${page.url()} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`),
  ).toEqual([])
}

/** Nothing is wider than the screen at 320 px. */
export async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize()
  const wider = before?.width !== 320
  if (wider) await page.setViewportSize({ width: 320, height: 700 })
  // By its element: a page that a tap has just led to may have none yet.
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth)
  expect(wide, `${page.url()} at 320 px`).toBeLessThanOrEqual(320)
  if (before && wider) await page.setViewportSize(before)
}
