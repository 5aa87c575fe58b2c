import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContact } from '../../app/consultations/answering/contact-store.server.ts'
import { addDays } from '../../app/engagement/london-day.ts'
import { dropToldContacts } from '../../app/feedback/contact-retention-store.server.ts'
import { enqueue } from '../../app/server/outbox-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

const exerciseId = 'consultation-exercise'

describe.each(dialects)('addresses and sent messages on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
  })
  afterAll(() => db.destroy())

  test('go 30 days after the last message that was asked for, and only their number stays', async () => {
    await write(db, async (tx) => {
      const contact = { exerciseId, way: 'email' as const, language: 'en' }
      await addContact(tx, { ...contact, address: 'results@example.org', wants: 'results' }, now)
      await addContact(tx, { ...contact, address: 'all@example.org', wants: 'everything' }, now)
      const sent = { sent_on: today, prepared_on: today, due_on: today, sent_by: null, content: null }
      await tx
        .insertInto('feedback_message')
        .values({ id: 'm', exercise_id: exerciseId, kind: 'results', ...sent })
        .execute()
      for (const to of ['results@example.org', 'all@example.org'])
        await enqueue(tx, { to, subject: 'Results', body: 'Dear', exerciseId }, now)
      await enqueue(tx, { to: 'staff@example.org', subject: 'Your link', body: '' }, now)
      await tx.updateTable('outbox').set({ sent_at: now.toISOString() }).execute()
    })
    const left = async () =>
      (await db.selectFrom('contact').select('address').orderBy('address').execute()).map((c) => c.address)
    const deletions = () => db.selectFrom('ledger').select('seq').where('type', '=', 'retention.deleted').execute()
    const later = (days: number) => new Date(`${addDays(today, days)}T12:00:00Z`)
    await dropToldContacts(db, later(29))
    expect(await left()).toEqual(['all@example.org', 'results@example.org'])
    expect(await deletions()).toEqual([])
    await dropToldContacts(db, later(31))
    expect(await left()).toEqual(['all@example.org'])
    const messages = await db.selectFrom('outbox').select('to_address').execute()
    expect(messages).toEqual([{ to_address: 'staff@example.org' }])
    expect(await deletions()).toHaveLength(2)
    const openings = await db.selectFrom('ledger_opening').select('payload').execute()
    expect(JSON.stringify(openings)).not.toContain('example.org')
    await dropToldContacts(db, later(31))
    expect(await deletions()).toHaveLength(2)
  })
})
