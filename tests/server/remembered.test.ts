import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../../db/connect.ts'
import { remembered } from '../../db/remembered.ts'
import { givenConsultation } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'
import { stampedTables } from '../support/tables-read.ts'

describe.each(dialects)('what is remembered on $name', ({ fresh }) => {
  let db: Db
  let made = 0
  const ask = () => remembered(db, 'closing day', async () => ++made)
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
  })
  afterAll(() => db.destroy())

  test('is made once while nothing that it shows changes', async () => {
    const first = await ask()
    await db
      .insertInto('coverage_counter')
      .values({ ...(await counter()), people: 1 })
      .execute()
    expect([await ask(), await ask()]).toEqual([first, first])
  })

  test('is forgotten the moment a date, a text or an area is changed, added or taken away', async () => {
    const text = { text_id: 'consultation-x', language: 'pl', edition: 'standard', checked_by: null, checked_on: null }
    await db.insertInto('text').values({ id: text.text_id, used_for: 'test' }).execute()
    const changes = [
      () => db.updateTable('exercise').set({ closes_on: '2026-10-27' }).execute(),
      () =>
        db
          .insertInto('text_version')
          .values({ ...text, version: 1, body: 'Tak' })
          .execute(),
      () => db.updateTable('text_version').set({ body: 'Nie' }).where('text_id', '=', text.text_id).execute(),
      () => db.deleteFrom('text_version').where('text_id', '=', text.text_id).execute(),
      () => db.updateTable('area').set({ name: 'Northern' }).where('id', '=', 'north').execute(),
    ]
    for (const change of changes) {
      const before = await ask()
      await change()
      expect(await ask()).toBe(before + 1)
    }
  })

  test('is forgotten when the public record changes, on every database alike', async () => {
    expect(await stampedTables(db)).toEqual(
      expect.arrayContaining([
        'ratification',
        'position',
        'agenda_request',
        'seat',
        'priority_list',
        'form_result',
        'exercise_partner',
        'edition_offer',
        'equality_choice',
      ]),
    )
    const before = await ask()
    await db
      .insertInto('body')
      .values({ id: 'body-x', kind: 'board', name: 'A board', remit: 'r', cycle_weeks: 6 })
      .execute()
    expect(await ask()).toBe(before + 1)
  })

  const counter = async () => ({
    consultation_id: (await db.selectFrom('consultation').select('id').executeTakeFirstOrThrow()).id,
    dimension: 'all',
    category: 'all',
  })
})
