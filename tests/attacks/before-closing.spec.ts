import { readFileSync } from 'node:fs'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { type Db, write } from '../../db/connect.ts'
import { openSlug } from '../support/resident.ts'
import { expect, type Site, test } from '../support/site.ts'

/** One of each part that signs in, and nobody. */
const people = [
  null,
  'officer-1',
  'officer-2',
  'analyst',
  'secretariat',
  'jury-manager',
  'facilitator-1',
  'juror-01',
  'board-01',
  'owner-county',
  'conference-02',
  'administrator',
] as const

/** So many chose the first, the second, the third option: numbers that stand nowhere else by chance. */
const chose = [1237, 1013, 741] as const
const everybody = 1789

async function cookieOf(site: Site, key: string): Promise<string> {
  const link = await site.linkFor(key)
  const answer = await fetch(link, { method: 'POST', headers: { Origin: site.origin }, redirect: 'manual' })
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Every address of the table, about the open consultation where it is about one. */
function addressesOf(exerciseId: string): string[] {
  const declared = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('([^']+)'/g)].map(([, path]) => path!)
  const files: Record<string, string> = {
    'themes/:file': 'themes.csv',
    'import/:file': 'codes.csv',
    'answers/:file': 'answers.csv',
  }
  return declared
    .filter((path) => path !== '*')
    .map((path) => {
      for (const [end, name] of Object.entries(files)) if (path.endsWith(end)) path = path.replace(':file', name)
      const filled = path
        .replace(/^:l/, 'en')
        .replace('consultations/:slug', `consultations/${openSlug}`)
        .replace('exercise/:slug', `exercise/${openSlug}`)
        .replace(/(exercises|preview)\/:id/, `$1/${exerciseId}`)
        .replace(':part', 'v1')
        .replace(/:\w+/g, '1')
      return `/${filled}`
    })
}

/** The words of a page or a file, without what only machines read. */
const wordsOf = (text: string) =>
  text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')

/** The number itself, with or without a comma, and not within another. */
const tells = (text: string, number: number) => {
  const written = String(number).replace(/\B(?=(\d{3})+$)/g, '[,.\u00a0\u202f ]?')
  return new RegExp(`(?<![\\d.,a-f-])${written}(?![\\da-f])`).test(text)
}

/** Gives the open consultation answers whose counts can be told apart. */
async function answered(db: Db): Promise<string> {
  const { id, exerciseId } = await db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.id', 'e.id as exerciseId'])
    .where('e.slug', '=', openSlug)
    .executeTakeFirstOrThrow()
  const given = db.selectFrom('response').select('id').where('consultation_id', '=', id)
  await db.deleteFrom('response_pick').where('response_id', 'in', given).execute()
  const options = await db
    .selectFrom('question_option')
    .select('id')
    .where('question_id', '=', `${id}-pick`)
    .orderBy('position')
    .execute()
  const answers = Array.from({ length: everybody }, (_, i) => {
    const picks = chose.flatMap((people, at) => (i < people ? [options[at]!.id] : []))
    const rest = { none: picks.length === 0, somethingElse: '', order: 'places' as const, why: '' }
    return {
      ...plainAnswer,
      submissionKey: crypto.randomUUID(),
      answers: { area: { kind: 'unsaid' as const }, picks, ...rest },
      channel: 'online' as const,
      language: 'en',
      receivedOn: '2026-11-20',
    }
  })
  await write(db, (tx) => addAnswers(tx, settings().SECRET, id, answers))
  return exerciseId
}

test('nobody, signed in or not, finds a count of what people chose before closing, on any page or file', async ({
  site,
}) => {
  test.setTimeout(180_000)
  const exerciseId = await site.withDb(answered)
  const found: string[] = []
  let seen = 0
  for (const person of people) {
    const headers: HeadersInit = person ? { Cookie: await cookieOf(site, person) } : {}
    for (const path of addressesOf(exerciseId)) {
      const answer = await fetch(site.origin + path, { headers, redirect: 'manual' })
      // A packed file is bytes in which any number may stand by chance; that one is there at all is seen below.
      const packed = /pdf|zip|officedocument/.test(answer.headers.get('Content-Type') ?? '')
      const text = wordsOf(await answer.text())
      if (answer.status !== 200) continue
      seen++
      const who = `${person ?? 'nobody'}: ${path}`
      for (const number of packed ? [] : chose) if (tells(text, number)) found.push(`${who} tells ${number}`)
      const isResult = /consultations\/[^/]+\/(list|results|themes|pack\.zip|open-data\.zip)/.test(path)
      if (isResult) found.push(`${who} is there`)
    }
  }
  expect(seen).toBeGreaterThan(200)
  expect(found).toEqual([])
})
