import { expect, test } from 'vitest'
import { may, type Role } from '../../app/people/permission.ts'
import { actorOf, createSignInLink, signIn } from '../../app/people/session-store.server.ts'
import { giveRole, takeRole, usersOn, worksFor } from '../../app/people/user-store.server.ts'
import { write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const now = new Date('2026-11-22T09:00:00Z')
const day = '2026-11-22'

test.each(dialects)(
  'roles are given, taken and given again, and whoever was barred is let in, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    try {
      const give = (role: 'officer' | 'analyst', email = 'p@x.example') =>
        write(db, (tx) => giveRole(tx, { email, label: 'Officer', role, organisationId: null }, now))
      const take = (role: 'officer' | 'analyst') => write(db, (tx) => takeRole(tx, 'P@x.example', role, now))
      const roles = async () => (await usersOn(db, day)).map(({ email, roles }) => [email, ...roles])
      const id = await give('officer')
      expect(await give('officer', 'P@X.example ')).toBe(id)
      expect(await give('analyst')).toBe(id)
      expect(await roles()).toEqual([['p@x.example', 'analyst', 'officer']])
      expect(await db.selectFrom('role_grant').selectAll().execute()).toHaveLength(2)

      const session = (await signIn(db, await createSignInLink(db, id, now), now))!
      expect(await take('officer')).toBe(true)
      expect(await take('officer')).toBe(false)
      expect((await actorOf(db, session, now))?.grants.map(({ role }) => role)).toEqual(['analyst'])
      await give('officer')
      expect(await roles()).toEqual([['p@x.example', 'analyst', 'officer']])

      await db.updateTable('person').set({ disabled_at: now.toISOString() }).where('id', '=', id).execute()
      expect(await actorOf(db, session, now)).toBeUndefined()
      expect(await usersOn(db, day)).toMatchObject([{ disabled: true }])
      expect(await give('officer')).toBe(id)
      expect(await usersOn(db, day)).toMatchObject([{ disabled: false, label: 'Officer' }])
      expect(await write(db, (tx) => takeRole(tx, 'nobody@x.example', 'officer', now))).toBe(false)
    } finally {
      await db.destroy()
    }
  },
)

test.each(dialects)(
  'whoever works for nobody can be given an organisation, and keeps it, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    try {
      for (const id of ['a', 'b']) {
        const organisation = { id, name: id, sector: 'public' as const, is_council: 0, seed_name: null }
        await db.insertInto('organisation').values(organisation).execute()
      }
      const email = 'p@x.example'
      const give = (role: Role, organisationId: string | null) =>
        write(db, (tx) => giveRole(tx, { email, label: 'P', role, organisationId }, now))
      expect(await worksFor(db, email)).toBeUndefined()
      await give('secretariat', null)
      expect(await worksFor(db, email)).toBeNull()
      await give('officer', 'a')
      await give('owner', 'b')
      expect(await worksFor(db, 'P@x.example')).toBe('a')
    } finally {
      await db.destroy()
    }
  },
)

test.each(dialects)('a translator is one for each language they are named for, on $name', async ({ fresh }) => {
  const db = await fresh()
  try {
    const person = { email: 't@x.example', label: 'T', role: 'translator' as const, organisationId: null }
    const give = (scopeId: string) => write(db, (tx) => giveRole(tx, { ...person, scopeId }, now))
    await give('gu')
    await give('gu')
    const id = await give('ur')
    expect(await usersOn(db, day)).toMatchObject([{ roles: ['translator (gu)', 'translator (ur)'] }])
    const session = (await signIn(db, await createSignInLink(db, id, now), now))!
    const { grants } = (await actorOf(db, session, now))!
    expect(['gu', 'ur', 'pl'].map((language) => may(grants, 'texts.translate', language))).toEqual([true, true, false])
    expect(may(grants, 'exercise.plan')).toBe(false)
    expect(await write(db, (tx) => takeRole(tx, person.email, 'translator', now))).toBe(true)
    expect(await usersOn(db, day)).toMatchObject([{ roles: [] }])
  } finally {
    await db.destroy()
  }
})
