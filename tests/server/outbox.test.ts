import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mailer } from '../../app/server/mail.ts'
import { claim, enqueue, enqueueAll, type Message, markFailed, markSent } from '../../app/server/outbox-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { dialects, freshPostgresUrl } from '../support/databases.ts'
import { smtpSink } from '../support/smtp-sink.ts'

const now = new Date('2026-10-10T12:00:00Z')
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const mail = (n: number): Message => ({ to: `resident-${n}@example.org`, subject: `Results ${n}`, body: `Dear ${n}` })
const outbox = (db: Db) => db.selectFrom('outbox').selectAll().orderBy('to_address').execute()
const key = `test-${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}-${'2'.repeat(8)}-2222-2222-2222-${'2'.repeat(12)}`
const template = '3'.repeat(8).concat('-3333-3333-3333-', '3'.repeat(12))

describe.each(dialects)('the outbox on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(() => db.deleteFrom('outbox').execute())
  afterAll(() => db.destroy())
  const queue = (...messages: Message[]) => write(db, (tx) => enqueueAll(tx, messages, now))

  test.each([
    ['a line break in the address', { to: 'a@example.org\r\nBcc: all@example.org' }],
    ['a bare line feed in the subject', { subject: 'Results\nBcc: all@example.org' }],
    ['a carriage return in the stop address', { stopUrl: 'https://x.example/\rX: y' }],
    ['two recipients', { to: 'a@example.org,b@example.org' }],
    ['two recipients by semicolon', { to: 'a@example.org;b@example.org' }],
    ['a name and an address', { to: 'All <all@example.org>' }],
    ['a group', { to: 'everybody:a@example.org;' }],
    ['a text to two numbers', { way: 'text', to: '+447700900123,+447700900124' }],
    ['a text with a line break', { way: 'text', to: '+447700900123\n' }],
    ['a letter with a carriage return', { way: 'letter', to: '1 High Street\r\nLE1 1AA' }],
    ['a letter to half an address', { way: 'letter', to: 'LE1 1AA' }],
  ] as const)('refuses %s, and nothing of its transaction stays', async (_, wrong) => {
    const work = write(db, async (tx) => {
      await enqueue(tx, mail(1), now)
      await enqueue(tx, { ...mail(2), ...wrong }, now)
    })
    await expect(work).rejects.toThrow(RangeError)
    expect(await outbox(db)).toEqual([])
  })

  test('a claimed message is nobody else’s until its lease is over', async () => {
    await queue(mail(1), mail(2), mail(3))
    const one = await claim(db, ['email'], 'one', now, 2)
    expect(one.map((m) => m.to_address)).toHaveLength(2)
    const two = await claim(db, ['email'], 'two', now, 10)
    expect(two.map((m) => m.id)).toEqual(
      (await outbox(db)).map((m) => m.id).filter((id) => !one.some((m) => m.id === id)),
    )
    expect(await claim(db, ['email'], 'three', minutesLater(9), 10)).toEqual([])
    expect(await claim(db, ['email'], 'three', minutesLater(11), 10)).toHaveLength(3)
    await markSent(db, one[0]!.id, 'one', minutesLater(12))
    expect((await outbox(db)).filter((m) => m.sent_at)).toEqual([])
    await markSent(db, one[0]!.id, 'three', minutesLater(12))
    expect((await outbox(db)).filter((m) => m.sent_at)).toHaveLength(1)
  })

  test('what failed is tried again ever later, and given up after eight tries or when no try can help', async () => {
    await queue(mail(1))
    let at = now
    const waits: number[] = []
    for (let tries = 0; tries < 8; tries++) {
      const [held] = await claim(db, ['email'], 'one', at, 10)
      expect(held, `try ${tries + 1}`).toBeDefined()
      await markFailed(db, held!, 'one', { code: 'ETIMEDOUT', permanent: false }, at)
      const [row] = await outbox(db)
      if (!row!.not_before) break
      waits.push((Date.parse(row!.not_before) - at.getTime()) / 60_000)
      expect(await claim(db, ['email'], 'one', new Date(Date.parse(row!.not_before) - 1), 10)).toEqual([])
      at = new Date(row!.not_before)
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 720, 1440])
    expect(await outbox(db)).toMatchObject([{ attempts: 8, last_error: 'ETIMEDOUT', sent_at: null }])
    expect((await outbox(db))[0]!.given_up_at).not.toBeNull()
    await queue(mail(2))
    const [held] = await claim(db, ['email'], 'one', at, 10)
    await markFailed(db, held!, 'one', { code: 'EENVELOPE 550', permanent: true }, at)
    expect((await outbox(db)).filter((m) => m.given_up_at)).toHaveLength(2)
  })

  test('two senders on one outbox send everything once, each to one recipient', async () => {
    const sink = await smtpSink((address, tries) =>
      address === 'resident-7@example.org' && tries === 1 ? 451 : undefined,
    )
    const count = 300
    try {
      await queue(...Array.from({ length: count }, (_, n) => mail(n)))
      const given = settings({ MAIL_URL: sink.url })
      const senders = [mailer(given), mailer(given)]
      for (let round = 0; round < 3; round++) await Promise.all(senders.map((send) => send(db, now)))
      expect(sink.caught.map((m) => m.to)).not.toContainEqual(['resident-7@example.org'])
      await senders[0]!(db, minutesLater(2))
      expect(sink.caught).toHaveLength(count)
      expect(new Set(sink.caught.flatMap((m) => m.to)).size).toBe(count)
      for (const { to, headers } of sink.caught) {
        expect(to).toHaveLength(1)
        expect(headers.filter((h) => /^(to|cc|bcc):/i.test(h))).toEqual([`To: ${to[0]}`])
      }
      expect((await outbox(db)).filter((m) => !m.sent_at)).toEqual([])
    } finally {
      sink.close()
    }
  })

  test('what can be stopped says so in its headers, for a mail program’s own button (RFC 8058), and nothing else does', async () => {
    const sink = await smtpSink()
    const stopUrl = 'https://x.example/en/stop/6f9619ff-8b86-4d01-b42d-00cf4fc964ff'
    try {
      await queue(mail(1), { ...mail(2), stopUrl })
      await mailer(settings({ MAIL_URL: sink.url }))(db, now)
      const list = (n: number) =>
        sink.caught.find(({ to }) => to[0] === mail(n).to)!.headers.filter((header) => /^list-/i.test(header))
      expect(list(1)).toEqual([])
      expect(list(2).sort()).toEqual([
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        `List-Unsubscribe: <${stopUrl}>`,
      ])
    } finally {
      sink.close()
    }
  })

  test('an address that a server refuses for good is given up, and its words are not kept', async () => {
    const sink = await smtpSink(() => 550)
    try {
      await queue(mail(1))
      await mailer(settings({ MAIL_URL: sink.url }))(db, now)
      const [row] = await outbox(db)
      expect(row).toMatchObject({ last_error: 'EENVELOPE 550', sent_at: null })
      expect(row!.given_up_at).not.toBeNull()
    } finally {
      sink.close()
    }
  })

  test('without a carrier in production everything waits; texts and letters wait everywhere', async () => {
    const own = { PUBLIC_ORIGIN: 'https://x.example', SECRET: 's'.repeat(40), SIGNING_KEY: 'a'.repeat(64) }
    const letter: Message = { way: 'letter', to: '1 High Street\nLE1 1AA', subject: 'Results', body: 'Dear resident' }
    await queue(mail(1), letter, { way: 'text', to: '+447700900123', subject: '', body: 'Results' })
    await mailer(settings({ NODE_ENV: 'production', ...own }))(db, now)
    expect((await outbox(db)).filter((m) => m.sent_at)).toEqual([])
    await mailer(settings({}))(db, now)
    expect((await outbox(db)).filter((m) => m.sent_at).map((m) => m.way)).toEqual(['email'])
  })

  test('texts and letters go through a sender that is configured, signed, under their own id', async () => {
    const asked: { path: string; token: string; body: Record<string, unknown> }[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      asked.push({
        path: request.url!,
        token: request.headers.authorization!.replace('Bearer ', ''),
        body: JSON.parse(body),
      })
      response.statusCode = body.includes('+447700900999') ? 400 : 201
      response.end('{"errors":[{"message":"phone_number Not a valid +447700900999"}]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as { port: number }
      const given = settings({
        NOTIFY_API_KEY: key,
        NOTIFY_URL: `http://127.0.0.1:${port}`,
        NOTIFY_EMAIL_TEMPLATE: template,
        NOTIFY_TEXT_TEMPLATE: template,
        NOTIFY_LETTER_TEMPLATE: template,
      })
      await queue(
        { way: 'letter', to: '1 High Street\nLE1 1AA', subject: 'Results', body: 'Dear resident' },
        { way: 'text', to: '+447700900123', subject: '', body: 'Results' },
        { way: 'text', to: '+447700900999', subject: '', body: 'Results' },
        { ...mail(1), stopUrl: 'https://x.example/en/stop/1' },
      )
      await mailer(given)(db, now)
      const rows = await outbox(db)
      expect(asked).toHaveLength(4)
      expect(asked.find((a) => a.path.endsWith('/email'))!.body).toMatchObject({
        email_address: mail(1).to,
        one_click_unsubscribe_url: 'https://x.example/en/stop/1',
      })
      const text = asked.find((a) => a.body.phone_number === '+447700900123')!
      expect(text.path).toBe('/v2/notifications/sms')
      expect(text.body).toMatchObject({
        template_id: template,
        personalisation: { body: 'Results' },
        reference: rows.find((r) => r.to_address === '+447700900123')!.id,
      })
      const claims = JSON.parse(Buffer.from(text.token.split('.')[1]!, 'base64url').toString())
      expect(claims.iss).toBe(key.slice(5, 41))
      expect(asked.find((a) => a.path.endsWith('/letter'))!.body).toMatchObject({
        personalisation: { address_line_1: '1 High Street', address_line_2: 'LE1 1AA', body: 'Dear resident' },
      })
      expect(rows.filter((r) => r.sent_at)).toHaveLength(3)
      expect(rows.find((r) => r.given_up_at)).toMatchObject({
        to_address: '+447700900999',
        last_error: 'NOTIFY 400',
      })
    } finally {
      server.close()
    }
  })
})

const some = (count: number) => Array.from({ length: count }, (_, n) => mail(n))

test('10,000 mails are caught, each once and with one recipient', async () => {
  const sink = await smtpSink()
  const count = 10_000
  const db = await connect('sqlite::memory:')
  try {
    await migrate(db)
    await write(db, (tx) => enqueueAll(tx, some(count), now))
    const given = settings({ MAIL_URL: sink.url })
    const sendAll = async () => {
      const send = mailer(given)
      for (let caught = -1; caught < sink.caught.length; ) {
        caught = sink.caught.length
        await send(db, now)
      }
    }
    await Promise.all([sendAll(), sendAll(), sendAll()])
    expect(sink.caught).toHaveLength(count)
    expect(sink.caught.every((m) => m.to.length === 1)).toBe(true)
    const written = sink.caught.map((m) => m.headers.filter((header) => /^(resent-)?(to|cc|bcc):/i.test(header)))
    expect(written).toEqual(sink.caught.map((m) => [`To: ${m.to[0]}`]))
    expect(new Set(sink.caught.map((m) => m.to[0])).size).toBe(count)
    expect((await outbox(db)).every((m) => m.sent_at)).toBe(true)
  } finally {
    sink.close()
    await db.destroy()
  }
}, 180_000)

/** Sends as a server's job does, in a process of its own, until nothing is left that it could take. */
const sender = `
  const { connect } = await import('./db/connect.ts')
  const { mailer } = await import('./app/server/mail.ts')
  const { settings } = await import('./app/server/settings.ts')
  const db = await connect(process.argv[1])
  const send = mailer(settings({ MAIL_URL: process.argv[2] }))
  const left = () =>
    db.selectFrom('outbox').select('id').where('sent_at', 'is', null).where('attempts', '=', 0).executeTakeFirst()
  while (await left()) await send(db, new Date('${now.toISOString()}'))
  await db.destroy()
  process.exit(0)`

test('two processes on one database send everything once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-outbox-'))
  const sink = await smtpSink()
  const count = 400
  const url = process.env.TEST_POSTGRES_URL
    ? await freshPostgresUrl(process.env.TEST_POSTGRES_URL)
    : `sqlite:${join(folder, 'outbox.sqlite')}`
  const db = await connect(url)
  try {
    await migrate(db)
    await write(db, (tx) => enqueueAll(tx, some(count), now))
    const run = () =>
      new Promise<number | null>((resolve) =>
        spawn('node', ['--input-type=module', '-e', sender, url, sink.url], { stdio: 'inherit' }).on('exit', resolve),
      )
    expect(await Promise.all([run(), run()])).toEqual([0, 0])
    expect(sink.caught).toHaveLength(count)
    expect(new Set(sink.caught.flatMap((m) => m.to)).size).toBe(count)
    expect(sink.connections()).toBe(2)
  } finally {
    sink.close()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)
