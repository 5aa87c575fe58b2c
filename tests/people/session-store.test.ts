import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../app/people/permission.ts'
import {
  actorOf,
  createSignInLink,
  personOfLink,
  revokeSession,
  signIn,
} from '../../app/people/session-store.server.ts'
import type { Db } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const start = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

describe.each(dialects)('signing in on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
  })
  afterEach(() => db.destroy())

  async function person(role: Role) {
    await db
      .insertInto('person')
      .values({
        id: 'p',
        email: 'p@x.example',
        label: 'Officer',
        organisation_id: null,
        created_at: start.toISOString(),
        disabled_at: null,
      })
      .execute()
    await db
      .insertInto('role_grant')
      .values({ id: 'g', person_id: 'p', role, scope_id: null, valid_from: '2026-01-01', valid_to: '2026-12-31' })
      .execute()
  }

  test('looking at a link consumes nothing; using it does, once, however many try at once', async () => {
    await person('officer')
    const link = await createSignInLink(db, 'p', start)
    for (let i = 0; i < 3; i++) expect(await personOfLink(db, link, later(1))).toMatchObject({ id: 'p' })
    const sessions = await Promise.all(Array.from({ length: 8 }, () => signIn(db, link, later(1))))
    expect(sessions.filter(Boolean)).toHaveLength(1)
    expect(await personOfLink(db, link, later(1))).toBeUndefined()
  })

  test('a link ends after half an hour', async () => {
    await person('officer')
    const link = await createSignInLink(db, 'p', start)
    expect(await signIn(db, link, later(31))).toBeUndefined()
  })

  test('a session ends when idle, when revoked, and when the person may no longer work here', async () => {
    await person('officer')
    const token = (await signIn(db, await createSignInLink(db, 'p', start), start))!
    const actor = await actorOf(db, token, later(20))
    expect(actor).toMatchObject({ personId: 'p', grants: [{ role: 'officer', scopeId: null }] })
    expect(await actorOf(db, token, later(45)), 'touched at 20 minutes').toBeDefined()
    expect(await actorOf(db, token, later(100)), 'idle').toBeUndefined()
    await revokeSession(db, actor!.sessionHash, later(46))
    expect(await actorOf(db, token, later(47)), 'revoked').toBeUndefined()
    const second = (await signIn(db, await createSignInLink(db, 'p', start), start))!
    await db.updateTable('person').set({ disabled_at: start.toISOString() }).execute()
    expect(await actorOf(db, second, later(1)), 'disabled').toBeUndefined()
  })

  test('a juror keeps a session for twenty hours without doing anything', async () => {
    await person('juror')
    const token = (await signIn(db, await createSignInLink(db, 'p', start), start))!
    expect(await actorOf(db, token, later(20 * 60))).toBeDefined()
  })

  test('the database holds no token that would open anything', async () => {
    await person('officer')
    const link = await createSignInLink(db, 'p', start, { uses: 2 })
    const token = (await signIn(db, link, start))!
    const stored = JSON.stringify([
      await db.selectFrom('session').selectAll().execute(),
      await db.selectFrom('sign_in_link').selectAll().execute(),
    ])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(link)
  })
})
