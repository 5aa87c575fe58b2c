import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { addDays, londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { inALanguage, type Role } from './permission.ts'

const byAddress = (db: Handle, email: string) =>
  db
    .selectFrom('person')
    .select(['id', 'disabled_at', 'organisation_id'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()

const holding = (db: Handle, day: string) =>
  db
    .selectFrom('role_grant')
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))

/** For whom somebody works; undefined where nobody has the address, null where they work for no organisation. */
export const worksFor = async (db: Handle, email: string) => (await byAddress(db, email))?.organisation_id

/**
 * Gives somebody a role, whoever is new or was barred included; returns their id. One that they hold already stays, and
 * so does the organisation they work for.
 */
export async function giveRole(
  tx: Tx,
  given: {
    email: string
    label: string
    role: Role
    organisationId: string | null
    /** What the role is limited to, such as a language. */
    scopeId?: string | null
  },
  now: Date,
): Promise<string> {
  const { email, label, role, organisationId: organisation_id, scopeId: scope_id = null } = given
  const known = await byAddress(tx, email)
  const id = known?.id ?? randomUUID()
  const day = londonDay(now)
  if (!known) {
    const person = { id, email: email.trim().toLowerCase(), label, organisation_id, disabled_at: null }
    await tx
      .insertInto('person')
      .values({ ...person, created_at: now.toISOString() })
      .execute()
  } else if (known.disabled_at) {
    await tx.updateTable('person').set({ disabled_at: null }).where('id', '=', id).execute()
    await logAct(tx, now, { personId: null, did: 'was let in again by command', objectKind: 'person', objectId: id })
  }
  if (known && !known.organisation_id && organisation_id)
    await tx.updateTable('person').set({ organisation_id }).where('id', '=', id).execute()
  const held = await holding(tx, day)
    .select('id')
    .where('person_id', '=', id)
    .where('role', '=', role)
    .where('scope_id', 'is not distinct from', scope_id)
    .executeTakeFirst()
  if (held) return id
  const grant = { id: randomUUID(), person_id: id, role, scope_id, valid_from: day, valid_to: null }
  await tx.insertInto('role_grant').values(grant).execute()
  const object = { objectKind: 'person', objectId: id, detail: { role, ...(scope_id ? { for: scope_id } : {}) } }
  await logAct(tx, now, { personId: null, did: 'was given a role by command', ...object })
  return id
}

/** Takes a role from somebody at once, in every jury or organisation; false when they do not hold it. */
export async function takeRole(tx: Tx, email: string, role: Role, now: Date): Promise<boolean> {
  const person = await byAddress(tx, email)
  if (!person) return false
  const day = londonDay(now)
  const held = await holding(tx, day).select('id').where('person_id', '=', person.id).where('role', '=', role).execute()
  if (!held.length) return false
  await tx
    .updateTable('role_grant')
    .set({ valid_to: addDays(day, -1) })
    .where(
      'id',
      'in',
      held.map(({ id }) => id),
    )
    .execute()
  const object = { objectKind: 'person', objectId: person.id, detail: { role } }
  await logAct(tx, now, { personId: null, did: 'lost a role by command', ...object })
  return true
}

/** Everybody who may or could sign in, with the roles they hold on a day and for whom they work. */
export async function usersOn(db: Handle, day: string) {
  const people = await db
    .selectFrom('person as p')
    .leftJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.id', 'p.email', 'p.label', 'p.disabled_at', 'o.name as organisation'])
    .orderBy('p.email')
    .execute()
  const grants = await holding(db, day)
    .select(['person_id', 'role', 'scope_id'])
    .orderBy('role')
    .orderBy('scope_id')
    .execute()
  const named = ({ role, scope_id }: (typeof grants)[number]) =>
    inALanguage.includes(role as Role) && scope_id ? `${role} (${scope_id})` : role
  return people.map(({ id, email, label, disabled_at, organisation }) => ({
    email,
    label,
    organisation,
    disabled: disabled_at !== null,
    roles: [...new Set(grants.filter(({ person_id }) => person_id === id).map(named))],
  }))
}
