import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  embedExpected,
  embedOriginsOf,
  embedSites,
  setEmbedOrigins,
} from '../../app/consultations/editions/embed-store.server.ts'
import {
  embedSnippet,
  framedSlug,
  ownWindow,
  readOrigins,
  typedSites,
} from '../../app/consultations/editions/embedding.ts'
import { offerEdition } from '../../app/consultations/editions/translation-store.server.ts'
import type { WayIn } from '../../app/consultations/groups/way-in.ts'
import { beganField } from '../../app/consultations/guarding/guard.ts'
import { beganMark } from '../../app/consultations/guarding/guard-mark.ts'
import { suspicionOf } from '../../app/consultations/guarding/guarding.server.ts'
import { practiceOf } from '../../app/engagement/practice-store.server.ts'
import type { Ask } from '../../app/server/page.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation, secret, whileOpen } from './given.ts'

interface Judged {
  wayIn?: WayIn
  judge?: typeof suspicionOf
}

const unnumbered = (origin: string) => ({ origin, expected: 0 })

describe('the sites that may show a youth edition', () => {
  const read = (typed: string, tryingOut = false) => readOrigins(typed, { tryingOut })

  test('are named by scheme and host, each once', () => {
    expect(read('https://b.example\n\n https://A.example/ \nhttps://b.example:8443\nhttps://b.example')).toEqual({
      ok: true,
      sites: ['https://a.example', 'https://b.example', 'https://b.example:8443'].map(unnumbered),
    })
    expect(read('')).toEqual({ ok: true, sites: [] })
  })

  test('come with how many young people are expected, and are shown again as they were typed', () => {
    const typed = 'https://a.example 120\nhttps://b.example'
    const given = read(typed)
    expect(given).toEqual({
      ok: true,
      sites: [{ origin: 'https://a.example', expected: 120 }, unnumbered('https://b.example')],
    })
    expect(given.ok && typedSites(given.sites)).toBe(typed)
    expect(read('https://a.example 2000')).toMatchObject({ ok: true })
    for (const number of ['2001', 'many', '-1', '1.5', '1e3', '9999999'])
      expect(read(`https://a.example ${number}`), number).toMatchObject({ ok: false, problem: 'expected' })
    expect(read('https://a.example 20 30')).toMatchObject({ ok: false, problem: 'wrong' })
    expect(read('https://a.example 20\nhttps://a.example 30')).toMatchObject({ ok: false, problem: 'twice' })
  })

  test.each([
    'http://a.example',
    'https://a.example/page',
    'https://*.example',
    'https://*',
    '*',
    'https:',
    "https://a.example; script-src 'unsafe-inline'",
    'https://a.example https://b.example',
    'https://user@a.example',
    'https://localhost',
    'http://127.0.0.1:8000',
    'data:text/html,x',
    `https://${'a'.repeat(200)}.example`,
  ])('are not %s', (line) => {
    expect(read(line)).toMatchObject({ ok: false, problem: 'wrong' })
  })

  test('may be this machine where the site is tried out, and are no more than a page can name', () => {
    expect(read('http://127.0.0.1:8000', true)).toEqual({ ok: true, sites: [unnumbered('http://127.0.0.1:8000')] })
    const many = Array.from({ length: 21 }, (_, i) => `https://a${i}.example`).join('\n')
    expect(read(many)).toMatchObject({ ok: false, problem: 'many' })
  })
})

test('only the pages on which somebody answers stand in another page; the rest has a window of its own', () => {
  const home = '/embed/consultations/what-next'
  for (const rest of ['', '/', '/answer/pick', '/questions/2', '/sent/receipt', '/saved', '/confirm', '/statements'])
    expect(framedSlug(home + rest), rest).toBe('what-next')
  for (const path of [
    '/en-youth/consultations/what-next',
    '/embed/consultations',
    `${home}/list`,
    `${home}/results`,
    `${home}/organisation`,
    '/embed/consultations/../desk',
    '/desk',
    '/embed/help',
    '/embedded/consultations/what-next',
  ])
    expect(framedSlug(path), path).toBeUndefined()
  expect(ownWindow('/embed/consultations/a?d=1')).toBe('/en-youth/consultations/a?d=1')
  expect(ownWindow('/embed')).toBe('/en-youth')
  expect(ownWindow('/en-youth/consultations/a')).toBeUndefined()
})

test('what is put into a page has a title, a link, and nothing that a title could break out of', () => {
  const snippet = embedSnippet({ origin: 'https://x.example', slug: 'a', title: '"><script>', link: 'A & b' })
  expect(snippet).toBe(
    '<iframe src="https://x.example/embed/consultations/a" title="&quot;&gt;&lt;script&gt;" width="100%" height="900" loading="lazy"></iframe>\n' +
      '<p><a href="https://x.example/en-youth/consultations/a">A &amp; b</a></p>',
  )
})

describe.each(dialects)('sites listed for an exercise on $name', ({ fresh }) => {
  let db: Db
  afterEach(() => db.destroy())

  test('count while it is public and its youth edition is on offer, and are in the ledger', async () => {
    db = await fresh()
    const now = new Date('2026-10-20T10:00:00Z')
    await givenConsultation(db)
    const { id: exerciseId, slug } = await db.selectFrom('exercise').select(['id', 'slug']).executeTakeFirstOrThrow()
    const person = { id: 'p', email: 'p@x.example', label: 'P', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: now.toISOString() })
      .execute()
    const set = (...origins: string[]) =>
      write(db, (tx) => setEmbedOrigins(tx, { exerciseId, sites: origins.map(unnumbered), personId: 'p' }, now))
    const offer = (offered: boolean) =>
      write(db, (tx) => offerEdition(tx, { exerciseId, edition: 'youth', personId: 'p', offered }, now))
    const stamp = async () => (await db.selectFrom('content_stamp').select('changes').executeTakeFirstOrThrow()).changes
    const before = await stamp()
    expect([
      await set('https://a.example', 'https://b.example'),
      await set('https://a.example', 'https://b.example'),
    ]).toEqual([true, false])
    expect(await stamp()).toBeGreaterThan(before)
    expect(await embedOriginsOf(db, slug)).toEqual([])
    await offer(true)
    expect(await embedOriginsOf(db, slug)).toEqual(['https://a.example', 'https://b.example'])
    expect(await embedOriginsOf(db, 'another')).toEqual([])
    await db.updateTable('exercise').set({ published_at: null }).execute()
    expect(await embedOriginsOf(db, slug)).toEqual([])
    expect(await set()).toBe(true)
    expect(await embedSites(db, exerciseId)).toEqual([])
    const rows = await db.selectFrom('ledger').select('type').where('type', '=', 'embed.origins').execute()
    expect(rows).toHaveLength(2)
  })

  test('bring as many answers over a network’s budget as are expected, and no more; nowhere else than inside them', async () => {
    db = await fresh()
    await givenConsultation(db)
    const { id: exerciseId } = await db.selectFrom('exercise').select('id').executeTakeFirstOrThrow()
    const person = { id: 'p', email: 'p@x.example', label: 'P', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: whileOpen.toISOString() })
      .execute()
    const list = (expected: number) =>
      write(db, (tx) =>
        setEmbedOrigins(
          tx,
          { exerciseId, sites: [{ origin: 'https://a.example', expected }], personId: 'p' },
          whileOpen,
        ),
      )
    const scaled = 3 / (await practiceOf(db))['guard.network_hourly']
    let hour = 0
    /** Seven answers of one network within an hour of its own. */
    const seven = (lang: string, wayIn?: WayIn) =>
      sevenAt(new Date(whileOpen.getTime() + hour++ * 3_600_000), lang, { wayIn })
    const sevenAt = async (now: Date, lang: string, { wayIn, judge = suspicionOf }: Judged = {}) => {
      const held: (string | null)[] = []
      for (let n = 0; n < 7; n++) {
        const submissionKey = randomUUID()
        const began = beganMark(secret, submissionKey, new Date(now.getTime() - 60_000))
        const settings = { SECRET: secret, RATE_LIMIT_SCALE: scaled } as Ask<unknown>['settings']
        const ask = { db, settings, caller: 'school', now, lang } as Ask<unknown>
        held.push((await judge(ask, { exerciseId, submissionKey, typed: { [beganField]: [began] }, wayIn })).held)
      }
      return held.filter((reason) => reason === 'many').length
    }
    await list(2)
    expect(await embedExpected(db, exerciseId)).toBe(0)
    expect(await seven('embed')).toBe(4)
    await write(db, (tx) => offerEdition(tx, { exerciseId, edition: 'youth', personId: 'p', offered: true }, whileOpen))
    expect(await embedExpected(db, exerciseId)).toBe(2)
    expect(await seven('embed')).toBe(2)
    expect(await seven('en-youth')).toBe(4)
    expect(await seven('en', { channel: 'group', group: 'g', code: 'c' })).toBe(0)
    // Another process has a budget of its own for the network, and none for those that are expected.
    vi.resetModules()
    const another = await import('../../app/consultations/guarding/guarding.server.ts')
    const sameHour = new Date(whileOpen.getTime() + hour++ * 3_600_000)
    expect(await sevenAt(sameHour, 'embed')).toBe(2)
    expect(await sevenAt(sameHour, 'embed', { judge: another.suspicionOf })).toBe(4)
    await list(4)
    expect(await seven('embed')).toBe(0)
    await list(0)
    expect(await seven('embed')).toBe(4)
  })
})
