import { afterEach, describe, expect, test } from 'vitest'
import { embedOrigins, embedOriginsOf, setEmbedOrigins } from '../../app/consultations/editions/embed-store.server.ts'
import { embedSnippet, framedSlug, ownWindow, readOrigins } from '../../app/consultations/editions/embedding.ts'
import { offerEdition } from '../../app/consultations/editions/translation-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation } from './given.ts'

describe('the sites that may show a youth edition', () => {
  const read = (typed: string, tryingOut = false) => readOrigins(typed, { tryingOut })

  test('are named by scheme and host, each once', () => {
    expect(read('https://b.example\n\n https://A.example/ \nhttps://b.example:8443\nhttps://b.example')).toEqual({
      ok: true,
      origins: ['https://a.example', 'https://b.example', 'https://b.example:8443'],
    })
    expect(read('')).toEqual({ ok: true, origins: [] })
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
    expect(read('http://127.0.0.1:8000', true)).toEqual({ ok: true, origins: ['http://127.0.0.1:8000'] })
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
      write(db, (tx) => setEmbedOrigins(tx, { exerciseId, origins, personId: 'p' }, now))
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
    expect(await embedOrigins(db, exerciseId)).toEqual([])
    const rows = await db.selectFrom('ledger').select('type').where('type', '=', 'embed.origins').execute()
    expect(rows).toHaveLength(2)
  })
})
