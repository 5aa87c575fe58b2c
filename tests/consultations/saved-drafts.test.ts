import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  changeDraft,
  createDraft,
  draftOf,
  dropOldDrafts,
  markSent,
  sentFrom,
  slugOfDraft,
} from '../../app/consultations/answering/draft-store.server.ts'
import { codeOf, draftCode, draftToken } from '../../app/consultations/answering/draft-token.ts'
import { mailCode } from '../../app/consultations/answering/saving.server.ts'
import { isLeaving, wantsToLeave } from '../../app/consultations/answering/saving.ts'
import { answerCounts } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { languageOf } from '../../app/languages/words.server.ts'
import { readReference } from '../../app/ledger/reference-code.ts'
import { markSent as markMailSent, newest } from '../../app/server/outbox-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, countOf, frozenAtClosing, givenConsultation, secret, whileOpen } from './given.ts'

describe('the code of answers that are not sent yet', () => {
  const code = draftCode(secret, randomUUID())

  test('is one that can be said, and its token is only this server’s to make', () => {
    expect(readReference(code.toLowerCase().replaceAll('-', ' '))).toBe(code)
    expect(codeOf(draftToken(secret, code))).toBe(code)
    expect(draftToken('another secret that is long enough', code)).not.toBe(draftToken(secret, code))
    expect(codeOf('guessed')).toBeUndefined()
  })

  test('leaving a page as it was asks nothing of it; leaving with something typed keeps it like any answer', () => {
    expect(isLeaving({ wish: ['save'], something_else: [' '] })).toBe(true)
    expect(isLeaving({ wish: ['save'], pick: ['a'] })).toBe(false)
    expect(wantsToLeave({ wish: ['save'], pick: ['a'] })).toBe(true)
    expect(isLeaving({ something_else: [''] })).toBe(false)
  })
})

describe.each(dialects)('saved drafts on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(async () => {
    await cleared(db)
    asked = await givenConsultation(db)
  })
  afterAll(() => db.destroy())
  const begin = () => write(db, (tx) => createDraft(tx, secret, asked.id, 'en', whileOpen))

  test('are found by their code, which the database does not hold', async () => {
    const token = await begin()
    await write(db, (tx) => changeDraft(tx, token, asked.id, 'en', whileOpen, (a) => ({ ...a, why: 'Half a thought' })))
    const code = codeOf(token)!
    expect(await slugOfDraft(db, draftToken(secret, code))).toBe('october')
    expect((await draftOf(db, draftToken(secret, code), asked.id))?.answers.why).toBe('Half a thought')
    const row = JSON.stringify(await db.selectFrom('draft').selectAll().execute())
    expect([row.includes(code), row.includes(code.replaceAll('-', '')), row.includes(token)]).toEqual([
      false,
      false,
      false,
    ])
    expect(await slugOfDraft(db, draftToken('another secret that is long enough', code))).toBeUndefined()
    expect(await countOf(db, 'response')).toBe(0)
  })

  test('that were sent leave their key alone, no hour, and nothing after that day', async () => {
    const token = await begin()
    await write(db, (tx) => changeDraft(tx, token, asked.id, 'en', whileOpen, (a) => ({ ...a, why: 'Said' })))
    const key = (await draftOf(db, token, asked.id))!.submissionKey
    await write(db, (tx) => markSent(tx, token, { submissionKey: key }, whileOpen))
    expect(await draftOf(db, token, asked.id)).toBeUndefined()
    expect(await slugOfDraft(db, token)).toBeUndefined()
    expect((await sentFrom(db, token, asked.id))?.submissionKey).toBe(key)
    const row = await db.selectFrom('draft').selectAll().executeTakeFirstOrThrow()
    expect(row.answers).not.toContain('Said')
    expect([row.created_at, row.updated_at]).toEqual(['2026-10-10', '2026-10-10'])
    await dropOldDrafts(db, new Date('2026-10-10T20:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(1)
    await dropOldDrafts(db, new Date('2026-10-11T09:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(0)
  })

  test('go 14 days after closing, and the ledger says how many', async () => {
    await begin()
    await begin()
    await frozenAtClosing(db, asked.exerciseId, '2026-10-29T00:00:10Z')
    const before = await countOf(db, 'ledger')
    await dropOldDrafts(db, new Date('2026-11-11T12:00:00Z'))
    expect([await countOf(db, 'draft'), (await countOf(db, 'ledger')) - before]).toEqual([2, 0])
    await dropOldDrafts(db, new Date('2026-11-12T12:00:00Z'))
    await dropOldDrafts(db, new Date('2026-11-12T13:00:00Z'))
    expect([await countOf(db, 'draft'), (await countOf(db, 'ledger')) - before]).toEqual([0, 1])
    const opening = await db.selectFrom('ledger_opening').selectAll().execute()
    expect(opening.map((row) => row.payload).join()).toContain('"deleted":2')
  })

  test('outlast a clock that jumps ahead and freezes at once', async () => {
    await begin()
    await frozenAtClosing(db, asked.exerciseId, '2027-11-14T12:00:00Z')
    await dropOldDrafts(db, new Date('2027-11-14T13:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(1)
    await dropOldDrafts(db, new Date('2027-11-28T12:00:00Z'))
    expect(await countOf(db, 'draft')).toBe(0)
  })

  test('are mailed once: the message goes when it is sent, and no address stands beside a draft', async () => {
    const told = {
      code: codeOf(await begin())!,
      title: 'What matters?',
      closesOn: '2026-10-28',
      language: languageOf('pl')!,
    }
    await write(db, (tx) => mailCode(tx, 'https://example.org', 'one@example.org', told, whileOpen))
    const [message] = await newest(db, 1)
    expect(message!.body).toContain(`https://example.org/pl/come-back?code=${told.code}`)
    expect(JSON.stringify(await db.selectFrom('draft').selectAll().execute())).not.toContain('one@')
    await dropOldDrafts(db, whileOpen)
    expect(await newest(db, 1)).toHaveLength(1)
    await db.updateTable('outbox').set({ claimed_by: 'this' }).execute()
    await markMailSent(db, message!.id, 'this', whileOpen)
    await dropOldDrafts(db, whileOpen)
    expect(await newest(db, 1)).toEqual([])
  })

  test('leave no address behind where the message could not be delivered, or nothing sends messages', async () => {
    const told = { code: codeOf(await begin())!, title: 'What?', closesOn: null, language: languageOf('en')! }
    const mail = () => write(db, (tx) => mailCode(tx, 'https://example.org', 'one@example.org', told, whileOpen))
    await mail()
    await db.updateTable('outbox').set({ given_up_at: whileOpen.toISOString() }).execute()
    await dropOldDrafts(db, whileOpen)
    expect(await newest(db, 1)).toEqual([])
    await mail()
    await dropOldDrafts(db, new Date('2026-10-24T12:00:00Z'))
    expect(await newest(db, 1)).toHaveLength(1)
    await dropOldDrafts(db, new Date('2026-10-25T12:00:00Z'))
    expect(await newest(db, 1)).toEqual([])
  })

  test('are counted at closing as begun and never sent; what is left of a sent one is not', async () => {
    await begin()
    const token = await begin()
    await write(db, (tx) => markSent(tx, token, { submissionKey: randomUUID() }, whileOpen))
    expect((await answerCounts(db, asked.id)).unsent).toBe(1)
  })
})
