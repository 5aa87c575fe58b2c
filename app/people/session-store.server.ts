import { createHash, randomBytes } from 'node:crypto'
import type { Db, Handle, Tx } from '../../db/connect.ts'
import { write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import type { Grant, Role } from './permission.ts'

/** Somebody signed in: who they are, for whom they work, and the parts they hold today. */
export interface Actor {
  personId: string
  label: string
  organisationId: string | null
  grants: Grant[]
  sessionHash: string
  /** When this session was opened: some work is only done soon after. */
  signedInAt: string
}

const newToken = () => randomBytes(32).toString('base64url')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000).toISOString()

/** Makes a one-time link for a person; returns its token, which is never stored. */
export async function createSignInLink(
  tx: Handle,
  personId: string,
  now: Date,
  { minutes = 30, uses = 1 }: { minutes?: number; uses?: number } = {},
): Promise<string> {
  const token = newToken()
  await tx
    .insertInto('sign_in_link')
    .values({
      token_hash: hashOf(token),
      person_id: personId,
      expires_at: minutesAfter(now, minutes),
      uses_left: uses,
      created_at: now.toISOString(),
    })
    .execute()
  return token
}

/** Whom a link would sign in, without using it up: a mail scanner that follows it consumes nothing. */
export async function personOfLink(db: Handle, token: string, now: Date) {
  return db
    .selectFrom('sign_in_link as l')
    .innerJoin('person as p', 'p.id', 'l.person_id')
    .select(['p.id', 'p.label'])
    .where('l.token_hash', '=', hashOf(token))
    .where('l.expires_at', '>', now.toISOString())
    .where('l.uses_left', '>', 0)
    .where('p.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Consumes a link and opens a session; returns the session's token, or undefined when the link no longer serves. */
export async function signIn(db: Db, linkToken: string, now: Date): Promise<string | undefined> {
  return write(db, async (tx) => {
    const person = await personOfLink(tx, linkToken, now)
    if (!person) return undefined
    await tx
      .updateTable('sign_in_link')
      .set((eb) => ({ uses_left: eb('uses_left', '-', 1) }))
      .where('token_hash', '=', hashOf(linkToken))
      .execute()
    await logAct(tx, now, { personId: person.id, did: 'signed in', objectKind: 'person', objectId: person.id })
    return openSession(tx, person.id, now)
  })
}

/** Residents and jurors keep at least 20 hours without a warning; staff 30 idle minutes and 12 hours in all. */
async function openSession(tx: Tx, personId: string, now: Date): Promise<string> {
  const grants = await grantsOf(tx, personId, londonDay(now))
  const isStaff = grants.some((g) => g.role !== 'juror' && g.role !== 'conference_member')
  const token = newToken()
  await tx
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      person_id: personId,
      created_at: now.toISOString(),
      seen_at: now.toISOString(),
      expires_at: minutesAfter(now, isStaff ? 12 * 60 : 30 * 24 * 60),
      idle_minutes: isStaff ? 30 : 24 * 60,
      revoked_at: null,
    })
    .execute()
  return token
}

const minutesBetweenTouches = 5

/** Who a session token stands for now; undefined when it is unknown, ended, idle too long or revoked. */
export async function actorOf(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.token_hash', 's.created_at', 's.seen_at', 's.idle_minutes', 'p.id', 'p.label', 'p.organisation_id'])
    .where('s.token_hash', '=', hashOf(token))
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now.toISOString())
    .where('p.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row || minutesAfter(new Date(row.seen_at), row.idle_minutes) < now.toISOString()) return undefined
  if (minutesAfter(new Date(row.seen_at), minutesBetweenTouches) < now.toISOString()) {
    await write(db, (tx) =>
      tx.updateTable('session').set({ seen_at: now.toISOString() }).where('token_hash', '=', row.token_hash).execute(),
    )
  }
  const grants = await grantsOf(db, row.id, londonDay(now))
  return {
    personId: row.id,
    label: row.label,
    organisationId: row.organisation_id,
    grants,
    sessionHash: row.token_hash,
    signedInAt: row.created_at,
  }
}

async function grantsOf(db: Handle, personId: string, day: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('role_grant')
    .select(['role', 'scope_id'])
    .where('person_id', '=', personId)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('role')
    .execute()
  return rows.map((r) => ({ role: r.role as Role, scopeId: r.scope_id }))
}

/** Ends a session at once, on every device that holds its cookie. */
export async function revokeSession(db: Db, sessionHash: string, now: Date): Promise<void> {
  await write(db, (tx) =>
    tx.updateTable('session').set({ revoked_at: now.toISOString() }).where('token_hash', '=', sessionHash).execute(),
  )
}

/** The person with this address, whatever the letters' case. */
export async function personByEmail(db: Handle, email: string) {
  return db
    .selectFrom('person')
    .select(['id', 'email', 'label'])
    .where('email', '=', email.trim().toLowerCase())
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Somebody who is signed in, by their id. */
export async function personById(db: Handle, id: string) {
  return db
    .selectFrom('person')
    .select(['id', 'email', 'label'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}
