import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { settings } from '../../app/server/settings.ts'
import type { Db } from '../../db/connect.ts'
import { hiddenFields, offered, Visitor } from '../bench/visitor.ts'
import { expect, type Site, test } from '../support/site.ts'

/**
 * Trust S1: what a page on another site can make a browser send, and what a program can send that pretends. None may
 * change anything; every honest form must go through.
 */
interface Attempt {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

const methods = ['POST', 'PUT', 'PATCH', 'DELETE']
const boundary = '----FolkmootFormBoundary7d81'
const contentTypes = [
  'application/x-www-form-urlencoded',
  `multipart/form-data; boundary=${boundary}`,
  'text/plain',
  'application/json',
]
const fetchSites = [undefined, 'cross-site', 'same-site', 'none']

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

function send(origin: string, { method, path, headers, body }: Attempt): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, origin),
      { method, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) }, agent },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode!))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The same fields in each way a browser can spell a form. */
function encode(fields: [string, string][], type: string): string {
  if (type.startsWith('multipart')) {
    const part = ([name, value]: [string, string]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    return `${fields.map(part).join('')}--${boundary}--\r\n`
  }
  if (type === 'application/json') return JSON.stringify(Object.fromEntries(fields))
  return new URLSearchParams(fields).toString()
}

/** Everything an attack could have changed, as one text. */
async function traces(db: Db): Promise<string> {
  const counts = await Promise.all(
    (
      [
        'response',
        'draft',
        'sign_in_link',
        'session',
        'outbox',
        'agenda_request',
        'complaint',
        'contact',
        'ledger',
        'actor_event',
        'exercise',
      ] as const
    ).map((table) =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  )
  const revoked = await db.selectFrom('session').select('token_hash').where('revoked_at', 'is not', null).execute()
  const withdrawn = await db.selectFrom('response').select('id').where('status', '=', 'withdrawn').execute()
  return JSON.stringify([counts.map((c) => c.n), revoked.length, withdrawn.length])
}

async function openSlug(site: Site): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const row = await site.withDb((db) =>
    db
      .selectFrom('exercise')
      .select('slug')
      // The flagship form: its one page is what the posts below are made from.
      .where('slug', '=', 'what-next')
      .where('opens_on', '<=', today)
      .where('closes_on', '>', today)
      .executeTakeFirstOrThrow(),
  )
  return row.slug
}

/** A valid answer to the open consultation, as its one-page form would send it. */
async function answerFields(site: Site, slug: string): Promise<[string, string][]> {
  const visitor = new Visitor(site.origin)
  const { body, status } = await visitor.get(`/en/consultations/${slug}/answer/one-page`)
  expect(status).toBe(200)
  visitor.close()
  const area = offered(body, 'area').find((v) => v.startsWith('district:') || v.startsWith('forum:'))!
  return [...hiddenFields(body), ['area', area], ['choice-1', offered(body, 'choice-1')[0]!]]
}

/** Somebody who is written to: the id stands in their own mail and nowhere else. */
const anyContact = async (site: Site): Promise<string> =>
  (await site.withDb((db) => db.selectFrom('contact').select('id').orderBy('id').executeTakeFirstOrThrow())).id

/** The reference of an answer that could be taken back. */
async function anyReference(site: Site, slug: string): Promise<string> {
  const { submission_key } = await site.withDb((db) =>
    db
      .selectFrom('response')
      .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
      .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
      .select('submission_key')
      .where('exercise.slug', '=', slug)
      .where('response.status', '=', 'counted')
      .orderBy('submission_key')
      .executeTakeFirstOrThrow(),
  )
  return referenceFor(settings().SECRET, submission_key)
}

async function staffCookie(site: Site): Promise<string> {
  const visitor = await fetch(await site.linkFor('officer-1'), {
    method: 'POST',
    headers: { Origin: site.origin },
    redirect: 'manual',
  })
  return visitor.headers.getSetCookie()[0]!.split(';')[0]!
}

async function matrix(site: Site, origins: Record<string, string | undefined>): Promise<Attempt[]> {
  const slug = await openSlug(site)
  const cookie = await staffCookie(site)
  const link = new URL(await site.linkFor('officer-2')).pathname
  const onePage = `/en/consultations/${slug}/answer/one-page`
  const targets: { path: string; fields: [string, string][] }[] = [
    { path: onePage, fields: await answerFields(site, slug) },
    { path: '/sign-in', fields: [['email', 'officer-1@demonstration.example']] },
    { path: link, fields: [] },
    { path: '/sign-out', fields: [] },
    {
      path: '/en/board/ask',
      fields: [
        ['title', 'Forged'],
        ['why', 'Because it was forged'],
        ['who', 'Nobody'],
        ['key', randomUUID()],
      ],
    },
    {
      path: '/en/complaints',
      fields: [
        ['intent', 'send'],
        ['about', 'data'],
        ['complaint', 'Forged'],
        ['key', randomUUID()],
      ],
    },
    { path: `/en/stop/${await anyContact(site)}`, fields: [['List-Unsubscribe', 'One-Click']] },
    {
      path: '/en/my-answer',
      fields: [
        ['reference', await anyReference(site, slug)],
        ['wish', 'confirmed'],
      ],
    },
  ]
  const ways = (path: string) => [path, `${path}?_data=routes%2Fx`, `${path}.data`, `${path}?index`]
  const attempts: Attempt[] = []
  for (const { path, fields } of targets) {
    for (const way of ways(path)) {
      for (const method of methods) {
        for (const type of contentTypes) {
          for (const [name, origin] of Object.entries(origins)) {
            const headers: Record<string, string> = { 'Content-Type': type, Cookie: cookie }
            if (origin !== undefined) headers.Origin = origin
            const site_ = fetchSites[attempts.length % fetchSites.length]
            if (site_) headers['Sec-Fetch-Site'] = site_
            if (attempts.length % 3 === 1) headers.Host = 'evil.example'
            if (attempts.length % 3 === 2) {
              headers['X-Forwarded-Host'] = name === 'foreign' ? 'evil.example' : new URL(site.origin).host
              headers['X-Forwarded-Proto'] = 'https'
            }
            attempts.push({ method, path: way, headers, body: encode(fields, type) })
          }
        }
      }
    }
  }
  return attempts
}

const forgedOrigins = (origin: string): Record<string, string | undefined> => {
  const { port } = new URL(origin)
  return {
    foreign: 'https://evil.example',
    null: 'null',
    absent: undefined,
    subdomain: `http://evil.localhost:${port}`,
    scheme: `https://localhost:${port}`,
    port: `http://localhost:${Number(port) + 1}`,
    suffix: `${origin}.evil.example`,
    user: `http://localhost:${port}@evil.example`,
  }
}

test('no forged post executes', async ({ site }) => {
  const attempts = await matrix(site, forgedOrigins(site.origin))
  expect(attempts.length).toBeGreaterThanOrEqual(2352)
  const before = await site.withDb(traces)
  const answered = new Map<number, number>()
  for (let i = 0; i < attempts.length; i += 8) {
    for (const status of await Promise.all(attempts.slice(i, i + 8).map((a) => send(site.origin, a)))) {
      answered.set(status, (answered.get(status) ?? 0) + 1)
    }
  }
  console.log(`${attempts.length} forged posts, answered: ${JSON.stringify(Object.fromEntries(answered))}`)
  expect([...answered.keys()].filter((s) => s < 400)).toEqual([])
  expect(await site.withDb(traces)).toBe(before)
})

test('the same posts with the guard blinded do execute: the test above can fail', async ({ site }) => {
  const attempts = await matrix(site, { blinded: site.origin })
  const before = await site.withDb(traces)
  for (const attempt of attempts) {
    const { Host: _, 'Sec-Fetch-Site': __, ...headers } = attempt.headers
    await send(site.origin, { ...attempt, headers })
  }
  expect(await site.withDb(traces)).not.toBe(before)
})

test('each of the attacked forms does what it is for, when it is not forged', async ({ site }) => {
  const [type] = contentTypes
  for (const path of [
    '/en/consultations/',
    '/sign-in',
    '/sign-out',
    '/en/board/ask',
    '/en/complaints',
    '/en/stop/',
    '/en/my-answer',
  ]) {
    const attempts = await matrix(site, { blinded: site.origin })
    const plain = attempts.find((a) => a.path.startsWith(path) && a.headers['Content-Type'] === type)!
    const before = await site.withDb(traces)
    const { Host: _, ...headers } = plain.headers
    await send(site.origin, { ...plain, headers })
    expect(await site.withDb(traces), path).not.toBe(before)
  }
})

test('a mail program’s button is the one post from nowhere that is taken: under its own address, and for that alone', async ({
  site,
}) => {
  const [type] = contentTypes
  const id = await anyContact(site)
  const oneClick = {
    method: 'POST',
    path: `/en/stop/${id}`,
    headers: { 'Content-Type': type! },
    body: 'List-Unsubscribe=One-Click',
  }
  const refused: [string, Partial<Attempt>, number][] = [
    ...Object.entries(forgedOrigins(site.origin)).flatMap(([name, origin]): [string, Partial<Attempt>, number][] =>
      origin === undefined ? [] : [[name, { headers: { ...oneClick.headers, Origin: origin } }, 403]],
    ),
    ...['cross-site', 'same-site', 'none'].map((from): [string, Partial<Attempt>, number] => [
      `a browser, ${from}`,
      { headers: { ...oneClick.headers, 'Sec-Fetch-Site': from } },
      403,
    ]),
    ['a cookie', { headers: { ...oneClick.headers, Cookie: 'session=1' } }, 403],
    ...methods.slice(1).map((method): [string, Partial<Attempt>, number] => [method, { method }, 403]),
    ['a query', { path: `${oneClick.path}?index` }, 403],
    ['a data request', { path: `${oneClick.path}.data` }, 403],
    ['an old data request', { path: `${oneClick.path}?_data=routes%2Fx` }, 403],
    ['a confirmation', { path: `/en/newsletter/confirm/${id}` }, 403],
    ['another page', { path: '/en/board/ask' }, 403],
    ['another body', { body: 'wish=confirmed' }, 400],
  ]
  const before = await site.withDb(traces)
  for (const [name, change, status] of refused) {
    expect(await send(site.origin, { ...oneClick, ...change }), name).toBe(status)
  }
  // An id of nobody is answered like any other.
  expect(await send(site.origin, { ...oneClick, path: `/en/stop/${randomUUID()}` })).toBe(200)
  expect(await site.withDb(traces)).toBe(before)
  expect(await send(site.origin, oneClick)).toBe(200)
  expect(await site.withDb(traces)).not.toBe(before)
})

test('a body that is not the form it says it is is refused, not a failure', async ({ site }) => {
  for (const [type, body] of [
    [contentTypes[1]!, 'nothing like parts'],
    ['multipart/form-data', ''],
    ['text/plain', 'title=Forged'],
    ['application/json', '{"title":'],
  ] as const) {
    const headers = { 'Content-Type': type, Origin: site.origin }
    for (const path of ['/en/board/ask', '/en/my-answer', '/sign-in']) {
      expect(await send(site.origin, { method: 'POST', path, headers, body }), `${type} to ${path}`).toBe(400)
    }
  }
})

test.describe('every honest form goes through', () => {
  for (const [name, headers] of [
    ['a form without scripts', (origin: string) => ({ Origin: origin, 'Sec-Fetch-Site': 'same-origin' })],
    ['an older browser', (origin: string) => ({ Origin: origin })],
    ['a same-origin request without Origin', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
  ] as const) {
    test(name, async ({ site }) => {
      const slug = await openSlug(site)
      for (const type of contentTypes.slice(0, 2)) {
        const status = await send(site.origin, {
          method: 'POST',
          path: `/en/consultations/${slug}/answer/one-page`,
          headers: { 'Content-Type': type, ...headers(site.origin) },
          body: encode(await answerFields(site, slug), type),
        })
        expect(status).toBe(303)
      }
    })
  }

  test('a real browser, with and without scripts', async ({ browser, site }) => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled, baseURL: site.origin })
      const page = await context.newPage()
      await page.goto('/sign-in')
      await page.getByLabel('Your e-mail address').fill('analyst@demonstration.example')
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page).toHaveURL(/sent/)
      await context.close()
    }
  })
})
