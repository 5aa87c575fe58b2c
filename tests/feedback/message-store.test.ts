import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pointsFromList } from '../../app/board/point-store.server.ts'
import { addContact, removeContact } from '../../app/consultations/answering/contact-store.server.ts'
import { messagesOf } from '../../app/feedback/message-facts-store.server.ts'
import { preparedTexts, prepareMessages, recipientsOf, sendMessage } from '../../app/feedback/message-store.server.ts'
import {
  failed,
  lettersOf,
  makePrintRun,
  markByHand,
  waitingByHand,
} from '../../app/server/outbox-hand-store.server.ts'
import { type Db, type Tx, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

const head = { origin: 'https://x.example', partnership: 'The partnership', contact: 'Call us' }
const exerciseId = 'consultation-exercise'
const slug = 'what-matters'

describe.each(dialects)('messages to those who took part on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
  })
  afterAll(() => db.destroy())
  beforeEach(async () => {
    for (const table of ['outbox', 'contact', 'feedback_message'] as const) await db.deleteFrom(table).execute()
  })
  const ask = (address: string, change: Partial<Parameters<typeof addContact>[1]> = {}) =>
    write(db, (tx) => {
      const contact = { exerciseId, way: 'email' as const, address, language: 'en', wants: 'everything' as const }
      return addContact(tx, { ...contact, ...change }, now)
    })
  const outbox = () => db.selectFrom('outbox').selectAll().orderBy('to_address').execute()
  const mark = async (kind: 'results' | 'decision' = 'results') => {
    const languages = (await recipientsOf(db, exerciseId, kind)).map((r) => r.language)
    return (await preparedTexts(db, { slug, kind, languages }, today)).mark
  }
  const send = (kind: 'results' | 'decision', seen: string, handle?: Tx) => {
    const given = { exerciseId, slug, kind, mark: seen, personId: 'secretary' }
    return handle ? sendMessage(handle, given, head, now) : write(db, (tx) => sendMessage(tx, given, head, now))
  }
  const state = async (kind: string, day = today) => (await messagesOf(db, slug, day)).find((m) => m.kind === kind)!

  test('what is due is made ready once, however often the job runs', async () => {
    await Promise.all([prepareMessages(db, now), prepareMessages(db, now)])
    const rows = await db.selectFrom('feedback_message').selectAll().orderBy('kind', 'desc').execute()
    expect(rows.filter((r) => r.exercise_id === exerciseId)).toMatchObject([
      { kind: 'results', due_on: '2026-05-01', prepared_on: today, sent_on: null },
      { kind: 'decision', due_on: '2026-06-15', prepared_on: today, sent_on: null },
    ])
    expect(await state('results')).toMatchObject({ state: { state: 'overdue', days: 45 }, tellable: true })
  })

  test('each goes alone, by the way and in the language asked for, with a way to stop', async () => {
    await ask('one@example.org')
    await ask('two@example.org', { language: 'ur' })
    await ask('+447700900123', { way: 'text', language: 'ur' })
    await ask('1 High Street\nLE1 1AA', { way: 'letter' })
    expect(await send('results', await mark())).toBe('sent')
    const rows = await outbox()
    expect(rows).toHaveLength(4)
    const contacts = await db.selectFrom('contact').selectAll().execute()
    for (const row of rows) {
      const own = contacts.find((c) => c.address === row.to_address)!
      expect(row).toMatchObject({ way: own.way, language: own.language, exercise_id: exerciseId, sent_at: null })
      expect(row.stop_url).toBe(`https://x.example/${own.language}/stop/${own.id}`)
      for (const other of contacts.filter((c) => c !== own)) {
        expect(row.body).not.toContain(other.address)
        expect(row.body).not.toContain(other.id)
      }
    }
    const [letter, text, one, two] = ['1 High', '+44', 'one@', 'two@'].map(
      (a) => rows.find((r) => r.to_address.startsWith(a))!,
    )
    expect(one!.subject).toBe('Results: Choose')
    expect(one!.body).toContain('The results are out. 100 people answered.')
    expect(one!.body).toContain('• Cleaner parks')
    expect(one!.body).toContain('https://x.example/en/consultations/what-matters/list')
    expect(one!.body).toContain(one!.stop_url!)
    expect(two!.subject).toMatch(/^نتائج/)
    expect(two!.body).toContain('• بسیں')
    expect(two!.body).toContain('https://x.example/ur/consultations/what-matters/list')
    expect(text!.body.split('\n')).toHaveLength(2)
    expect(letter!.body).toContain('write to The partnership')
    expect(letter!.body).not.toContain('/stop/')
    expect(await state('results')).toMatchObject({
      state: { state: 'sent', on: today, late: true },
      sentTo: { emails: 2, texts: 1, letters: 1 },
      tellable: false,
    })
  })

  test('nothing is sent twice, nor what the officer did not see', async () => {
    await ask('one@example.org')
    const seen = await mark()
    await db.updateTable('priority_list').set({ version: 2 }).where('id', '=', 'list').execute()
    await db.updateTable('text_version').set({ body: 'Much later buses' }).where('body', '=', 'Later buses').execute()
    expect(await send('results', seen)).toBe('changed')
    expect(await outbox()).toEqual([])
    expect(await send('results', await mark())).toBe('sent')
    expect(await send('results', await mark())).toBe('already')
    expect(await outbox()).toHaveLength(1)
    const again = await mark()
    await expect(
      write(db, async (tx) => {
        await tx.deleteFrom('feedback_message').execute()
        expect(await send('results', again, tx)).toBe('sent')
        throw new Error('the event did not happen')
      }),
    ).rejects.toThrow('did not happen')
    expect(await outbox()).toHaveLength(1)
  })

  test('who wants only the results hears nothing else, and a decision that is missing is told as missing', async () => {
    await ask('one@example.org', { wants: 'results' })
    await ask('two@example.org')
    expect((await recipientsOf(db, exerciseId, 'decision')).map((r) => r.address)).toEqual(['two@example.org'])
    expect(await send('decision', await mark('decision'))).toBe('sent')
    const [message] = await outbox()
    expect(message!.body).toContain('Nothing has been put to the Board yet.')
    await db.deleteFrom('feedback_message').execute()
    await db.deleteFrom('outbox').execute()
    const listed = { listId: 'list', optionIds: ['option-buses'], publishedOn: '2026-04-20' }
    await write(db, (tx) => pointsFromList(tx, listed))
    await ask('+447700900124', { way: 'text' })
    expect(await send('decision', await mark('decision'))).toBe('sent')
    const [text, mail] = await outbox()
    expect(mail!.body).toMatch(/It has answered 0\.\n\n• .* — no answer so far/)
    expect(text!.body).toContain('what the Board has answered so far, and what not')
  })

  test('stopping removes the address and what is still on its way to it, and nobody else’s', async () => {
    await ask('one@example.org')
    await ask('two@example.org')
    await send('results', await mark())
    const { id } = await db
      .selectFrom('contact')
      .select('id')
      .where('address', '=', 'one@example.org')
      .executeTakeFirstOrThrow()
    expect(await write(db, (tx) => removeContact(tx, id))).toBe(true)
    expect(await write(db, (tx) => removeContact(tx, id))).toBe(false)
    expect((await outbox()).map((m) => m.to_address)).toEqual(['two@example.org'])
    expect(await db.selectFrom('contact').select('address').execute()).toEqual([{ address: 'two@example.org' }])
  })

  test('letters are posted by print run: what came after the printing waits for the next', async () => {
    await ask('1 High Street\nLE1 1AA', { way: 'letter' })
    await ask('+447700900123', { way: 'text' })
    await send('results', await mark())
    const run = await write(db, (tx) => makePrintRun(tx, exerciseId))
    expect(await lettersOf(db, exerciseId, run!)).toHaveLength(1)
    expect(await write(db, (tx) => makePrintRun(tx, exerciseId))).toBeUndefined()
    await ask('2 High Street\nLE1 1AA', { way: 'letter' })
    await send('decision', await mark('decision'))
    const count = (which: { batch: string } | { ids: string[] }, exercise = exerciseId) =>
      write(db, (tx) => markByHand(tx, exercise, which, now))
    expect(await count({ batch: run! }, 'jury-exercise')).toBe(0)
    expect(await count({ batch: run! })).toBe(1)
    expect((await waitingByHand(db, exerciseId, 'letter')).map((l) => l.batch)).toEqual([null, null])
    const texts = await waitingByHand(db, exerciseId, 'text')
    expect(texts).toHaveLength(2)
    expect(await count({ ids: [texts[0]!.id] })).toBe(1)
    expect(await count({ ids: [] })).toBe(0)
    expect(await failed(db, exerciseId)).toEqual([])
  })
})
