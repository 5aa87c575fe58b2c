import { randomUUID } from 'node:crypto'
import { connect, type Db, write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { firstLanguage } from '../languages/language.ts'
import { languages } from '../languages/words.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { systemClock } from '../server/clock.ts'
import { settings } from '../server/settings.ts'
import { organisationsKnown } from './organisation-load-store.server.ts'
import { forAnOrganisation, inALanguage, type Role, roles } from './permission.ts'
import { createSignInLink, personByEmail } from './session-store.server.ts'
import { giveRole, takeRole, usersOn, worksFor } from './user-store.server.ts'

const usage = `npm run users -- name "<partnership>" "<how to reach it>"
npm run users -- add <e-mail> "<label>" <role> ["<organisation>" [<language>]]   adds a person or another role, prints a sign-in link; lets in again whoever was barred;
                                                                    ${forAnOrganisation.join(', ')} act for an organisation; a translator translates into one language, such as gu, a line each
npm run users -- take <e-mail> <role>                               takes a role from somebody, at once
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

/** A misspelt name would be an organisation of its own, so only those that are loaded can be named. */
async function organisationNamed(db: Db, title: string): Promise<string> {
  const known = (await organisationsKnown(db)).find(({ name }) => name.toLowerCase() === title.toLowerCase())
  if (!known) throw new Error(`There is no organisation "${title}". Load it first: npm run organisations`)
  return known.id
}

async function add(
  db: Db,
  email: string,
  label: string,
  role: string,
  organisation?: string,
  language?: string,
): Promise<string> {
  if (!/^\S+@\S+$/.test(email)) throw new Error(`"${email}" is no e-mail address.`)
  const given = { email, label, role: roleOf(role) }
  if (!organisation && forAnOrganisation.includes(given.role) && !(await worksFor(db, email)))
    throw new Error(`Say for which organisation ${email} is ${role}, as the last word of the command.`)
  const scopeId = inALanguage.includes(given.role) ? languageNamed(language) : null
  const organisationId = organisation ? await organisationNamed(db, organisation) : null
  const token = await write(db, async (tx) => {
    const id = await giveRole(tx, { ...given, organisationId, scopeId }, now)
    return createSignInLink(tx, id, now, { minutes: 24 * 60 })
  })
  return `${email} is ${role}. This link works once, for a day:\n${settings().PUBLIC_ORIGIN}/sign-in/${token}`
}

function languageNamed(code: string | undefined): string {
  const others = languages().filter((one) => one.code !== firstLanguage)
  const known = others.find((one) => one.code === code)
  if (!known)
    throw new Error(
      `Say after the organisation into which language: ${others.map((one) => `${one.code} (${one.name})`).join(', ')}.`,
    )
  return known.code
}

function roleOf(role: string): Role {
  if (!(roles as readonly string[]).includes(role)) throw new Error(`There is no role "${role}".\n${usage}`)
  return role as Role
}

async function take(db: Db, email: string, role: string): Promise<string> {
  const wanted = roleOf(role)
  const taken = await write(db, (tx) => takeRole(tx, email, wanted, now))
  return taken ? `${email} is no longer ${role}.` : `${email} is not ${role}.`
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

const list = async (db: Db): Promise<string> =>
  (await usersOn(db, londonDay(now)))
    .map(({ email, label, organisation, roles: held, disabled }) =>
      [email, label, organisation ?? '', held.join(', ') || 'no role', disabled ? 'disabled' : ''].join('\t').trim(),
    )
    .join('\n')

const [verb, first, second, third, fourth, fifth] = process.argv.slice(2)
const db = await connect(settings().DATABASE_URL)
try {
  if (verb === 'name' && first && second) console.log(await name(db, first, second))
  else if (verb === 'add' && first && second && third) console.log(await add(db, first, second, third, fourth, fifth))
  else if (verb === 'take' && first && second) console.log(await take(db, first, second))
  else if (verb === 'disable' && first) console.log(await disable(db, first))
  else if (verb === 'list') console.log(await list(db))
  else throw new Error(usage)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await db.destroy()
}
