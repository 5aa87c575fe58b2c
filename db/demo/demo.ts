import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { londonDay } from '../../app/engagement/london-day.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { createSignInLink } from '../../app/people/session-store.server.ts'
import { clockFrom, systemClock } from '../../app/server/clock.ts'
import { settings as readSettings } from '../../app/server/settings.ts'
import { connect, type Db } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { loadDemo } from './load.ts'

/** The addresses that get a link: one of each role, two where an act needs two people. */
const shownRoles = [
  'officer-',
  'keying-officer',
  'translator-',
  'analyst',
  'secretariat',
  'jury-manager',
  'facilitator-',
  'juror-01@',
  'juror-31@',
  'board-02@',
  'board-11@',
  'owner-',
  'conference-01@',
  'data-protection',
  'administrator',
]

process.env.DEMO = '1'
process.env.DATABASE_URL ??= 'sqlite:data/demo.sqlite'
process.env.LOG_LEVEL ??= 'warn'
const settings = readSettings()

if (process.argv.includes('--reset') && settings.DATABASE_URL.startsWith('sqlite:')) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(settings.DATABASE_URL.slice(7) + suffix, { force: true })
}
const clock = settings.DEMO_DATE ? clockFrom(settings.DEMO_DATE) : systemClock
const db = await connect(settings.DATABASE_URL)
await migrate(db)
const loaded = await db.selectFrom('partnership').select('as_of').executeTakeFirst()
if (!loaded) {
  const say = (words: string) => console.log(`· Loading ${words} …`)
  await loadDemo(db, londonDay(clock.now()), settings.SECRET, say, settings.PUBLIC_ORIGIN)
} else if (loaded.as_of !== londonDay(clock.now())) {
  console.log(
    `· The demonstration was loaded as of ${loaded.as_of}. "npm run demo -- --reset" makes a new one as of today.`,
  )
}
const links = (await signInLinks(db)) + (await exampleReference(db))
await db.destroy()

await import(pathToFileURL(resolve('build/server/index.js')).href)
console.log(links)

/** A link for each role, usable all day: in a demonstration several people look at the same desk. */
async function signInLinks(db: Db): Promise<string> {
  const people = await db.selectFrom('person').select(['id', 'label', 'email']).orderBy('label').execute()
  const lines: string[] = []
  for (const person of people.filter((p) => shownRoles.some((r) => p.email.startsWith(r)))) {
    const token = await createSignInLink(db, person.id, clock.now(), { minutes: 24 * 60, uses: 1000 })
    lines.push(`  ${person.label.padEnd(38)} ${settings.PUBLIC_ORIGIN}/sign-in/${token}`)
  }
  return `\nSign in as (demonstration links, for a day):\n${lines.join('\n')}\n\nMail that would have been sent: ${settings.PUBLIC_ORIGIN}/inbox\n`
}

/** One respondent's reference, so that a visitor can see what became of an answer; a real one is known to its holder only. */
async function exampleReference(db: Db): Promise<string> {
  const row = await db
    .selectFrom('response')
    .innerJoin('response_pick', 'response_pick.response_id', 'response.id')
    .innerJoin('question_option', 'question_option.id', 'response_pick.option_id')
    .innerJoin('priority', 'priority.id', 'question_option.priority_id')
    .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
    .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
    .select('response.submission_key')
    .where('priority.slug', '=', 'buses')
    .where('exercise.slug', '=', 'what-matters-most')
    .where('response_pick.place', '=', 1)
    .where('response.status', '=', 'counted')
    .orderBy('response.submission_key')
    .executeTakeFirst()
  const stop = 'Stop with Ctrl-C.'
  if (!row) return stop
  const reference = referenceFor(settings.SECRET, row.submission_key)
  return `What became of an answer: ${settings.PUBLIC_ORIGIN}/en/my-answer with the reference ${reference}\n${stop}`
}
