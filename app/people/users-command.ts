import { randomUUID } from 'node:crypto'
import { connect, type Db, write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { systemClock } from '../server/clock.ts'
import { settings } from '../server/settings.ts'
import { type Role, roles } from './permission.ts'
import { createSignInLink, personByEmail } from './session-store.server.ts'

const usage = `npm run users -- name "<partnership>" "<how to reach it>"
npm run users -- add <e-mail> "<label>" <role> ["<organisation>"]   adds a person or another role, prints a sign-in link
npm run users -- disable <e-mail>                                   ends all of somebody's sessions and bars new ones
npm run users -- list
Roles: ${roles.join(', ')}`

const now = systemClock.now()

async function name(db: Db, title: string, contact: string): Promise<string> {
  const known = await db.selectFrom('partnership').select('id').executeTakeFirst()
  if (known) await db.updateTable('partnership').set({ name: title, contact }).execute()
  else
    await db
      .insertInto('partnership')
      .values({ id: randomUUID(), name: title, contact, demonstration: 0, as_of: null })
      .execute()
  return `The partnership is called ${title}.`
}

async function organisationNamed(db: Db, title: string): Promise<string> {
  const known = await db.selectFrom('organisation').select('id').where('name', '=', title).executeTakeFirst()
  if (known) return known.id
  const id = randomUUID()
  await db
    .insertInto('organisation')
    .values({ id, name: title, sector: 'public', is_council: 0, seed_name: null })
    .execute()
  return id
}

async function add(db: Db, email: string, label: string, role: string, organisation?: string): Promise<string> {
  if (!(roles as readonly string[]).includes(role)) throw new Error(`There is no role "${role}".\n${usage}`)
  if (!/^\S+@\S+$/.test(email)) throw new Error(`"${email}" is no e-mail address.`)
  const organisation_id = organisation ? await organisationNamed(db, organisation) : null
  const token = await write(db, async (tx) => {
    const known = await personByEmail(tx, email)
    const id = known?.id ?? randomUUID()
    if (!known) {
      const person = {
        id,
        email: email.toLowerCase(),
        label,
        organisation_id,
        created_at: now.toISOString(),
        disabled_at: null,
      }
      await tx.insertInto('person').values(person).execute()
    }
    const grant = {
      id: randomUUID(),
      person_id: id,
      role: role as Role,
      scope_id: null,
      valid_from: londonDay(now),
      valid_to: null,
    }
    await tx.insertInto('role_grant').values(grant).execute()
    await logAct(tx, now, {
      personId: null,
      did: 'was given a role by command',
      objectKind: 'person',
      objectId: id,
      detail: { role },
    })
    return createSignInLink(tx, id, now, { minutes: 24 * 60 })
  })
  return `${email} is ${role}. This link works once, for a day:\n${settings().PUBLIC_ORIGIN}/sign-in/${token}`
}

async function disable(db: Db, email: string): Promise<string> {
  return write(db, async (tx) => {
    const person = await personByEmail(tx, email)
    if (!person) return `Nobody active has the address ${email}.`
    await tx.updateTable('person').set({ disabled_at: now.toISOString() }).where('id', '=', person.id).execute()
    await tx.updateTable('session').set({ revoked_at: now.toISOString() }).where('person_id', '=', person.id).execute()
    await logAct(tx, now, { personId: null, did: 'was disabled by command', objectKind: 'person', objectId: person.id })
    return `${email} can no longer sign in.`
  })
}

async function list(db: Db): Promise<string> {
  const people = await db
    .selectFrom('person as p')
    .leftJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.email', 'p.label', 'p.disabled_at', 'g.role'])
    .orderBy('p.email')
    .execute()
  return people
    .map((p) => [p.email, p.label, p.role ?? 'no role', p.disabled_at ? 'disabled' : ''].join('\t'))
    .join('\n')
}

const [verb, first, second, third, fourth] = process.argv.slice(2)
const db = await connect(settings().DATABASE_URL)
try {
  if (verb === 'name' && first && second) console.log(await name(db, first, second))
  else if (verb === 'add' && first && second && third) console.log(await add(db, first, second, third, fourth))
  else if (verb === 'disable' && first) console.log(await disable(db, first))
  else if (verb === 'list') console.log(await list(db))
  else throw new Error(usage)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.destroy()
}
