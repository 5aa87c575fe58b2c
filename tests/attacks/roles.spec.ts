import { readFileSync } from 'node:fs'
import { expect, type Site, test } from '../support/site.ts'

/** One of each part, and of the parts that are limited to an organisation or a jury one from each side. */
const people = [
  'officer-1',
  'officer-2',
  'officer-3',
  'keying-officer',
  'translator-gu',
  'analyst',
  'secretariat',
  'jury-manager',
  'facilitator-1',
  'juror-01',
  'juror-31',
  'board-01',
  'board-11',
  'owner-county',
  'owner-nhs',
  'owner-police',
  'conference-02',
  'data-protection',
  'administrator',
] as const
type Person = (typeof people)[number]

const officers: Person[] = ['officer-1', 'officer-2', 'officer-3']
const owners: Person[] = ['owner-county', 'owner-nhs', 'owner-police']
const board: Person[] = ['board-01', 'board-11']
const secretariat: Person[] = ['secretariat']
const dataProtection: Person[] = ['data-protection', 'secretariat']
const manager: Person[] = ['jury-manager']
const facilitator: Person[] = ['facilitator-1']
/** The county council runs these; another council's officer and the county's analyst each see less. */
const county = '/desk/exercises/demo-exercise-what-matters'
const charnwood = '/desk/exercises/demo-exercise-evening-buses'
const unseen: Person[] = []
/** A past juror of the first jury sits in the conference now. */
const heard = '/desk/juries/being-heard-in-the-county'
const practice = '/desk/juries/practice-jury'
/** Sits tomorrow; its jurors are nobody of the above. */
const seated = '/desk/juries/care-at-home'
const firstDay = `${seated}/sessions/demo-seated-session-1`
const recruiting = '/desk/juries/getting-about'
const ofHeard: Person[] = ['juror-01', 'conference-02']
const ofPractice: Person[] = ['juror-31']

/** Who is let in where: by the pattern in the table of addresses, then by the very page. Everybody else finds nothing. */
const rooms = (ids: Ids): Record<string, Record<string, readonly Person[]>> => ({
  desk: { '/desk': people },
  'desk/sign-in-again': { '/desk/sign-in-again': people },
  'desk/complaints': { '/desk/complaints': ['data-protection'] },
  'desk/complaints/new': { '/desk/complaints/new': ['data-protection'] },
  'desk/complaints/:id': { '/desk/complaints/nothing': unseen },
  'desk/rights': { '/desk/rights': dataProtection },
  'desk/retention': { '/desk/retention': dataProtection },
  'desk/rights/:id': { '/desk/rights/nothing': unseen },
  'desk/rights/:id/data.zip': { '/desk/rights/nothing/data.zip': unseen },
  'desk/settings': { '/desk/settings': ['administrator'] },
  'desk/settings/equality': { '/desk/settings/equality': ['administrator'] },
  'desk/exercises': { '/desk/exercises': [...officers, ...secretariat] },
  'desk/exercises/new': { '/desk/exercises/new': [...officers, ...secretariat] },
  'desk/exercises/:id': {
    [county]: ['officer-1', ...secretariat],
    [charnwood]: ['officer-2', ...secretariat],
    '/desk/exercises/nothing': unseen,
  },
  'desk/exercises/:id/register': {
    [`${county}/register`]: ['officer-1', ...secretariat],
    [`${charnwood}/register`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/equality': {
    [`${county}/equality`]: ['officer-1', ...secretariat],
    [`${charnwood}/equality`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/overlap': {
    [`${county}/overlap`]: ['officer-1', ...secretariat],
    [`${charnwood}/overlap`]: ['officer-2', ...secretariat],
  },
  'desk/notices': { '/desk/notices': secretariat },
  'desk/exercises/:id/notices': {
    [`${county}/notices`]: ['officer-1', ...secretariat],
    [`${charnwood}/notices`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/stakeholders': {
    [`${county}/stakeholders`]: ['officer-1', ...secretariat],
    [`${charnwood}/stakeholders`]: ['officer-2', ...secretariat],
  },
  'desk/citizens-panel': { '/desk/citizens-panel': [...officers, ...secretariat] },
  'desk/citizens-panel/draw': { '/desk/citizens-panel/draw': [...officers, ...secretariat] },
  'desk/citizens-panel/assessment': {
    '/desk/citizens-panel/assessment': [...officers, ...secretariat, 'data-protection'],
  },
  'desk/citizens-panel/member': { '/desk/citizens-panel/member': [...officers, ...secretariat] },
  'desk/citizens-panel/letters/:run': {
    '/desk/citizens-panel/letters/00000000-0000-4000-8000-000000000000': unseen,
  },
  'desk/evidence': { '/desk/evidence': [...officers, ...secretariat] },
  'desk/newsletter': { '/desk/newsletter': [...officers, ...secretariat] },
  'desk/polls': { '/desk/polls': [...officers, ...secretariat] },
  'desk/exercises/:id/questions': {
    [`${county}/questions`]: ['officer-1', ...secretariat],
    [`${charnwood}/questions`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/check': {
    [`${county}/check`]: ['officer-1', ...secretariat],
    [`${charnwood}/check`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/extend': {
    [`${county}/extend`]: ['officer-1', ...secretariat],
    [`${charnwood}/extend`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/assessments/:kind': {
    [`${county}/assessments/equality`]: ['officer-1', ...secretariat],
    [`${charnwood}/assessments/controllers`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/form': {
    [`${county}/form`]: ['officer-1', ...secretariat],
    [`${charnwood}/form`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/languages': {
    [`${county}/languages`]: ['officer-1', ...secretariat],
    [`${charnwood}/languages`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/languages/:language': {
    [`${county}/languages/ur`]: ['officer-1', ...secretariat],
    [`${county}/languages/gu`]: ['officer-1', ...secretariat, 'translator-gu'],
    [`${charnwood}/languages/gu`]: ['officer-2', ...secretariat],
    [`${county}/languages/en`]: unseen,
  },
  'desk/exercises/:id/languages/:language/:file': {
    [`${county}/languages/ur/texts.xlf`]: ['officer-1', ...secretariat],
    [`${county}/languages/gu/texts.csv`]: ['officer-1', ...secretariat, 'translator-gu'],
  },
  'desk/exercises/:id/editions/:edition': {
    [`${county}/editions/easy-read`]: ['officer-1', ...secretariat],
    [`${county}/editions/youth`]: ['officer-1', ...secretariat],
  },
  'desk/pictures': { '/desk/pictures': [...officers, ...secretariat] },
  'desk/exercises/:id/form/bank': { [`${county}/form/bank`]: unseen },
  ':l/preview/:id': { '/ur/preview/demo-exercise-what-matters': ['officer-1', ...secretariat] },
  ':l/preview/:id/paper.pdf': { '/en/preview/demo-exercise-what-matters/paper.pdf': ['officer-1', ...secretariat] },
  // There is no map of a form whose areas have no boundaries.
  ':l/preview/:id/:question/map.svg': { '/en/preview/demo-exercise-ways-to-ask/park-place/map.svg': [] },
  'desk/exercises/:id/form/:key': { [`${county}/form/nothing`]: unseen },
  'desk/exercises/:id/form/:key/route': { [`${county}/form/nothing/route`]: unseen },
  'desk/exercises/:id/statements': {
    [`${county}/statements`]: ['officer-1', ...secretariat],
    [`${charnwood}/statements`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/import': { [`${county}/import`]: ['officer-1'], [`${charnwood}/import`]: unseen },
  'desk/exercises/:id/import/:file': { [`${county}/import/codes.csv`]: ['officer-1'] },
  'desk/exercises/:id/import/survey': { [`${county}/import/survey`]: ['officer-1'] },
  // The county's exercise has the template's questions: no other program's file answers them.
  'desk/exercises/:id/import/exchange': {
    [`${county}/import/exchange`]: unseen,
    '/desk/exercises/demo-exercise-ways-to-ask/import/exchange': ['officer-1'],
  },
  'desk/exercises/:id/confirming': {
    [`${county}/confirming`]: ['officer-1', ...secretariat],
    [`${charnwood}/confirming`]: ['officer-2', ...secretariat],
  },
  'desk/exercises/:id/confirming/:file': { [`${county}/confirming/codes.csv`]: unseen },
  'desk/exercises/:id/phone': { [`${county}/phone`]: ['officer-1'], [`${charnwood}/phone`]: unseen },
  'desk/exercises/:id/groups': { [`${county}/groups`]: ['officer-1'], [`${charnwood}/groups`]: unseen },
  'desk/exercises/:id/groups/payments': {
    [`${county}/groups/payments`]: ['officer-1', ...secretariat],
    [`${charnwood}/groups/payments`]: unseen,
  },
  'desk/exercises/:id/paper': {
    [`${county}/paper`]: ['officer-1', ...secretariat],
    [`${charnwood}/paper`]: unseen,
  },
  'desk/exercises/:id/paper/:batch': { [`${county}/paper/nothing`]: unseen },
  'desk/exercises/:id/paper/:batch/sheets': { [`${county}/paper/nothing/sheets`]: unseen },
  'desk/exercises/:id/sources': { [`${county}/sources`]: ['officer-1'], [`${charnwood}/sources`]: unseen },
  'desk/exercises/:id/coverage': { [`${county}/coverage`]: ['officer-1', 'analyst'] },
  'desk/exercises/:id/coverage/targets': {
    [`${county}/coverage/targets`]: ['officer-1'],
    [`${charnwood}/coverage/targets`]: unseen,
  },
  'desk/exercises/:id/feedback': { [`${county}/feedback`]: ['officer-1', ...secretariat] },
  'desk/exercises/:id/feedback/letters/:run': {
    [`${county}/feedback/letters/00000000-0000-4000-8000-000000000000`]: unseen,
  },
  'desk/exercises/:id/organisations': {
    [`${county}/organisations`]: ['officer-1', 'analyst', ...secretariat],
    '/desk/exercises/demo-exercise-what-next/organisations': unseen,
  },
  'desk/exercises/:id/cleaning': { [`${county}/cleaning`]: ['officer-1', 'analyst'] },
  'desk/exercises/:id/answers': {
    [`${county}/answers`]: ['officer-1', 'analyst'],
    [`${charnwood}/answers`]: unseen,
    // Nobody has answers in their hands before closing.
    '/desk/exercises/demo-exercise-what-next/answers': unseen,
  },
  'desk/exercises/:id/answers/:file': {
    [`${county}/answers/answers.csv`]: ['officer-1', 'analyst'],
    [`${county}/answers/codebook.csv`]: ['officer-1', 'analyst'],
    '/desk/exercises/demo-exercise-what-next/answers/answers.csv': unseen,
  },
  'desk/exercises/:id/quarantine': { [`${county}/quarantine`]: ['officer-1', 'analyst'] },
  'desk/exercises/:id/texts': { [`${county}/texts`]: ['officer-1', 'analyst'], [`${charnwood}/texts`]: unseen },
  'desk/exercises/:id/texts/reading': { [`${county}/texts/reading`]: ['analyst'] },
  'desk/exercises/:id/texts/codebook': { [`${county}/texts/codebook`]: ['officer-1', 'analyst'] },
  'desk/exercises/:id/texts/coding': { [`${county}/texts/coding`]: unseen },
  'desk/exercises/:id/texts/themes': { [`${county}/texts/themes`]: unseen },
  'desk/exercises/:id/list': { [`${county}/list`]: ['officer-1', 'analyst'] },
  'desk/exercises/:id/list/draft': { [`${county}/list/draft`]: unseen },
  'desk/exercises/:id/list/check-back': {
    [`${county}/list/check-back`]: ['analyst', ...secretariat],
    [`${charnwood}/list/check-back`]: unseen,
  },
  'desk/exercises/:id/list/check-back/held': {
    [`${county}/list/check-back/held`]: ['analyst', ...secretariat],
    [`${charnwood}/list/check-back/held`]: unseen,
  },
  'desk/exercises/:id/list/trials': { [`${county}/list/trials`]: unseen },
  'desk/exercises/:id/results': {
    [`${county}/results`]: unseen,
    '/desk/exercises/demo-exercise-ways-to-ask/results': unseen,
  },
  'desk/juries': { '/desk/juries': [...manager, ...facilitator, ...ofHeard, ...ofPractice] },
  'desk/juries/new': { '/desk/juries/new': manager },
  'desk/juries/:slug': {
    [heard]: [...manager, ...facilitator, ...ofHeard],
    [practice]: [...manager, ...facilitator, ...ofPractice],
    '/desk/juries/nothing': unseen,
  },
  'desk/juries/:slug/commission': { [`${heard}/commission`]: manager },
  'desk/juries/:slug/pool': { [`${heard}/pool`]: manager },
  'desk/juries/:slug/pool/:file': { [`${heard}/pool/respondents.csv`]: manager },
  'desk/juries/:slug/draw': { [`${heard}/draw`]: [...manager, ...secretariat], [`${practice}/draw`]: manager },
  'desk/juries/:slug/preparation': { [`${recruiting}/preparation`]: manager },
  'desk/juries/:slug/targets': { [`${recruiting}/targets`]: manager },
  'desk/juries/:slug/targets.csv': { [`${recruiting}/targets.csv`]: manager },
  'desk/juries/:slug/targets/:criterion': {
    [`${recruiting}/targets/demo-criterion-age`]: manager,
    [`${practice}/targets/demo-criterion-age`]: unseen,
  },
  'desk/juries/:slug/targets/:criterion/words': {
    [`${recruiting}/targets/demo-criterion-age/words`]: manager,
    [`${practice}/targets/demo-criterion-age/words`]: unseen,
  },
  'desk/juries/:slug/letters': { [`${recruiting}/letters`]: manager },
  'desk/juries/:slug/letters/:file': {
    [`${recruiting}/letters/test-letter.pdf`]: manager,
    [`${recruiting}/letters/letters.pdf`]: manager,
  },
  'desk/juries/:slug/registrations': { [`${recruiting}/registrations`]: manager },
  'desk/juries/:slug/members': { [`${heard}/members`]: manager },
  'desk/juries/:slug/sessions': { [`${heard}/sessions`]: manager },
  'desk/juries/:slug/sessions/:session': {
    [`${practice}/sessions/${ids.session}`]: [...manager, ...facilitator],
    [`${heard}/sessions/${ids.session}`]: unseen,
  },
  'desk/juries/:slug/calls': { [`${seated}/calls`]: manager },
  'desk/juries/:slug/seats': { [`${seated}/seats`]: manager, [`${heard}/seats`]: manager },
  'desk/juries/:slug/terms': { [`${seated}/terms`]: manager },
  'desk/juries/:slug/support': { [`${seated}/support`]: manager },
  'desk/juries/:slug/reach/:application': {
    [`${seated}/reach/demo-seated-applicant-01`]: manager,
    [`${seated}/reach/nobody`]: unseen,
  },
  'desk/juries/:slug/support/:badge': {
    [`${seated}/support/10`]: manager,
    [`${seated}/support/nobody`]: unseen,
  },
  'desk/juries/:slug/payments': { [`${heard}/payments`]: manager },
  'desk/juries/:slug/payments.csv': { [`${heard}/payments.csv`]: manager },
  'desk/juries/:slug/badges': {
    [`${seated}/badges`]: [...manager, ...facilitator],
    [`${practice}/badges`]: [...manager, ...facilitator],
  },
  'desk/juries/:slug/badges.pdf': { [`${seated}/badges.pdf`]: [...manager, ...facilitator] },
  'desk/juries/:slug/deletion': { [`${seated}/deletion`]: manager },
  'desk/juries/:slug/sessions/:session/tables': {
    [`${firstDay}/tables`]: [...manager, ...facilitator],
    [`${practice}/sessions/${ids.session}/tables`]: [...manager, ...facilitator],
    [`${heard}/sessions/${ids.session}/tables`]: unseen,
  },
  'desk/juries/:slug/sessions/:session/tables.pdf': {
    [`${practice}/sessions/${ids.session}/tables.pdf`]: unseen,
    [`${heard}/sessions/${ids.session}/tables.pdf`]: unseen,
  },
  'desk/juries/:slug/sessions/:session/day-sheet': {
    [`${firstDay}/day-sheet`]: [...manager, ...facilitator],
    [`${heard}/sessions/${ids.session}/day-sheet`]: unseen,
  },
  'desk/juries/:slug/sessions/:session/day-sheet.pdf': {
    [`${firstDay}/day-sheet.pdf`]: [...manager, ...facilitator],
  },
  'desk/juries/:slug/statements': { [`${practice}/statements`]: facilitator },
  'desk/juries/:slug/vote': {
    [`${heard}/vote`]: [...facilitator, ...ofHeard],
    [`${practice}/vote`]: [...facilitator, ...ofPractice],
  },
  'desk/juries/:slug/ballot': { [`${heard}/ballot`]: ofHeard, [`${practice}/ballot`]: ofPractice },
  'desk/juries/:slug/minority': { [`${heard}/minority`]: ofHeard, [`${practice}/minority`]: ofPractice },
  'desk/juries/:slug/report': { [`${heard}/report`]: manager },
  'desk/board': { '/desk/board': secretariat },
  'desk/board/pack': { '/desk/board/pack': [...board, ...secretariat] },
  'desk/board/requests/:id': { [`/desk/board/requests/${ids.request}`]: secretariat },
  'desk/board/remit': { '/desk/board/remit': secretariat },
  'desk/board/meetings/new': { '/desk/board/meetings/new': secretariat },
  'desk/board/meetings/:date': {
    [`/desk/board/meetings/${ids.meeting}`]: secretariat,
    '/desk/board/meetings/2001-01-01': unseen,
  },
  'desk/board/items/:id/paper': { [`/desk/board/items/${ids.item}/paper`]: secretariat },
  'desk/board/lists/:id': { [`/desk/board/lists/${ids.list}`]: secretariat },
  'desk/board/points/:slug': {
    '/desk/board/points/being-heard-in-the-county-5': secretariat,
    '/desk/board/points/nothing': unseen,
  },
  'desk/board/points/:slug/action': { '/desk/board/points/being-heard-in-the-county-5/action': secretariat },
  'desk/ratifications': { '/desk/ratifications': board },
  'desk/actions': { '/desk/actions': owners },
  'desk/actions/:id/report': {
    '/desk/actions/demo-action-1/report': ['owner-nhs'],
    '/desk/actions/demo-action-3/report': ['owner-county'],
    '/desk/actions/demo-action-4/report': ['owner-police'],
    '/desk/actions/nothing/report': unseen,
  },
  'desk/conference': { '/desk/conference': ['conference-02', ...secretariat] },
  'desk/conference/raise/:report': {
    [`/desk/conference/raise/${ids.report}`]: ['conference-02'],
    '/desk/conference/raise/nothing': unseen,
  },
  'desk/challenges': { '/desk/challenges': owners },
  'desk/challenges/:id': {
    '/desk/challenges/demo-challenge-9': ['owner-county'],
    '/desk/challenges/demo-challenge-10': ['owner-police'],
    '/desk/challenges/nothing': unseen,
  },
})

interface Ids {
  session: string
  request: string
  meeting: string
  item: string
  list: string
  report: string
}

const idsOf = (site: Site): Promise<Ids> =>
  site.withDb(async (db) => {
    const session = await db
      .selectFrom('jury_session')
      .innerJoin('jury', 'jury.id', 'jury_session.jury_id')
      .innerJoin('exercise', 'exercise.id', 'jury.exercise_id')
      .select('jury_session.id')
      .where('exercise.slug', '=', 'practice-jury')
      .executeTakeFirstOrThrow()
    const meeting = await db
      .selectFrom('meeting')
      .select(['id', 'on_date'])
      .where('held', '=', 0)
      .executeTakeFirstOrThrow()
    const item = await db
      .selectFrom('agenda_item')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirstOrThrow()
    const request = await db
      .selectFrom('agenda_request')
      .select('id')
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    const list = await db
      .selectFrom('priority_list')
      .select('id')
      .where('published_at', 'is not', null)
      .executeTakeFirstOrThrow()
    const report = await db
      .selectFrom('progress_report')
      .select('id')
      .where('action_id', '=', 'demo-action-5')
      .where('reported_on', 'is not', null)
      .orderBy('due_on', 'desc')
      .executeTakeFirstOrThrow()
    return {
      session: session.id,
      request: request.id,
      meeting: meeting.on_date,
      item: item.id,
      list: list.id,
      report: report.id,
    }
  })

async function cookieOf(site: Site, key: string): Promise<string> {
  const answer = await fetch(await site.linkFor(key), {
    method: 'POST',
    headers: { Origin: site.origin },
    redirect: 'manual',
  })
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

async function ask(site: Site, path: string, method: 'GET' | 'POST', cookie?: string) {
  const answer = await fetch(site.origin + path, {
    method,
    redirect: 'manual',
    headers: { ...(cookie ? { Cookie: cookie } : {}), Origin: site.origin },
    ...(method === 'POST' ? { body: new URLSearchParams({ intent: 'nothing' }) } : {}),
  })
  await answer.arrayBuffer()
  return answer
}

test('the table names every address behind the desk', async ({ site }) => {
  const declared = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('(desk[^']*|:l\/preview[^']*)'/g)].map(
    ([, path]) => path,
  )
  expect(declared.length).toBeGreaterThan(30)
  expect(Object.keys(rooms(await idsOf(site))).sort()).toEqual(declared.sort())
})

test('nobody signed in is led to sign in, and back to where they were going', async ({ site }) => {
  for (const path of Object.values(rooms(await idsOf(site))).flatMap((pages) => Object.keys(pages))) {
    const seen = await ask(site, path, 'GET')
    expect(seen.status, path).toBe(303)
    expect(seen.headers.get('location'), path).toBe(`/sign-in?to=${encodeURIComponent(path)}`)
    const sent = await ask(site, path, 'POST')
    expect([303, 405], `posting to ${path}`).toContain(sent.status)
    if (sent.status === 303) expect(sent.headers.get('location')).toMatch(/^\/sign-in/)
  }
})

for (const person of people) {
  test(`${person} is let in where they work and finds nothing elsewhere`, async ({ site }) => {
    const cookie = await cookieOf(site, person)
    const wrong: string[] = []
    for (const pages of Object.values(rooms(await idsOf(site)))) {
      for (const [path, permitted] of Object.entries(pages)) {
        const expected = permitted.includes(person) ? 200 : 404
        const { status } = await ask(site, path, 'GET', cookie)
        if (status !== expected) wrong.push(`${path}: ${status} instead of ${expected}`)
        if (expected === 200) continue
        const sent = await ask(site, path, 'POST', cookie)
        if (sent.status !== 404 && sent.status !== 405) wrong.push(`posting to ${path}: ${sent.status}`)
      }
    }
    const { status } = await ask(site, '/desk/nowhere', 'GET', cookie)
    expect(status).toBe(404)
    expect(wrong).toEqual([])
  })
}

/** Files that are handed out however long ago one signed in, each with the reason. */
const harmless: Record<string, string> = {
  ':l/preview/:id/paper.pdf': 'an empty form',
  ':l/preview/:id/:question/map.svg': 'the outlines of areas',
  'desk/exercises/:id/languages/:language/:file': 'texts to be translated',
  'desk/exercises/:id/import/:file': 'an empty sheet and the list of codes',
  'desk/juries/:slug/targets.csv': 'numbers of seats',
  'desk/juries/:slug/badges.pdf': 'names that jurors chose to wear',
  'desk/juries/:slug/sessions/:session/tables.pdf': 'the same names, to hang up in the room',
  'desk/juries/:slug/sessions/:session/day-sheet.pdf': 'printed in the hall; only on the day and the one before',
}

test('no file with people’s data leaves a desk that was left open', async ({ site }) => {
  const declared = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('([^']+)', '[^']+\.ts'\)/g)]
    .map(([, pattern]) => pattern!)
    .filter((pattern) => /^(desk|:l\/preview)\//.test(pattern))
  const table = rooms(await idsOf(site))
  const cookies = await Promise.all(people.map((person) => cookieOf(site, person)))
  const openedAt = (minutes: number) =>
    site.withDb((db) =>
      db
        .updateTable('session')
        .set({ created_at: new Date(Date.now() - minutes * 60_000).toISOString() })
        .execute(),
    )
  const answers = (path: string) => Promise.all(cookies.map((cookie) => ask(site, path, 'GET', cookie)))
  await openedAt(16)
  const wrong: string[] = []
  const free = (pattern: string, path: string) => pattern in harmless || path.endsWith('/test-letter.pdf')
  for (const [pattern, pages] of Object.entries(table)) {
    for (const path of Object.keys(pages)) {
      const got = await answers(path)
      const led = got.filter(({ headers }) => headers.get('location')?.startsWith('/desk/sign-in-again?to=%2Fdesk%2F'))
      const files = got.filter(({ status, headers }) => status === 200 && headers.has('content-disposition'))
      const kept = declared.includes(pattern) && !free(pattern, path)
      if (files.length && !free(pattern, path)) wrong.push(`${path} is handed out`)
      if (kept !== led.length > 0) wrong.push(`${path} leads ${led.length} people to sign in again`)
    }
  }
  expect(wrong).toEqual([])
  expect(Object.keys(harmless).filter((pattern) => !declared.includes(pattern))).toEqual([])
  await openedAt(14)
  for (const path of [`${county}/answers/answers.csv`, `${heard}/pool/respondents.csv`, `${heard}/payments.csv`]) {
    expect((await answers(path)).filter(({ status }) => status === 200).length, path).toBeGreaterThan(0)
  }
})

test('a day sheet is printed without more ado on the day and the one before, and soon after signing in on others', async ({
  site,
}) => {
  const cookie = await cookieOf(site, 'facilitator-1')
  const path = `${firstDay}/day-sheet`
  await site.withDb((db) =>
    db
      .updateTable('session')
      .set({ created_at: new Date(Date.now() - 16 * 60_000).toISOString() })
      .execute(),
  )
  const { on_date: tomorrow } = await site.withDb((db) =>
    db.selectFrom('jury_session').select('on_date').where('id', '=', 'demo-seated-session-1').executeTakeFirstOrThrow(),
  )
  const dayIs = (on_date: string) =>
    site.withDb((db) =>
      db.updateTable('jury_session').set({ on_date }).where('id', '=', 'demo-seated-session-1').execute(),
    )
  const other = (days: number) => new Date(Date.parse(tomorrow) + days * 86_400_000).toISOString().slice(0, 10)
  try {
    for (const [days, status] of [
      [0, 200],
      [-1, 200],
      [1, 303],
      [-2, 303],
    ] as const) {
      await dayIs(other(days))
      const got = await ask(site, `${path}.pdf`, 'GET', cookie)
      expect(got.status, `${days}`).toBe(status)
      if (status === 303) expect(got.headers.get('location')).toBe(`/desk/sign-in-again?to=${encodeURIComponent(path)}`)
    }
  } finally {
    await dayIs(tomorrow)
  }
})

test('a facilitator sees needs that matter in the room: no money, no contact, nothing people were selected by', async ({
  site,
}) => {
  const cookie = await cookieOf(site, 'facilitator-1')
  const read = async (path: string) => (await fetch(site.origin + path, { headers: { Cookie: cookie } })).text()
  const pages = [seated, `${seated}/badges`, firstDay, `${firstDay}/tables`, `${firstDay}/day-sheet`]
  const addresses = pages.flatMap((path) => [path, `${path}.data`])
  const texts = await Promise.all(addresses.map(read))
  const hidden = ['Volunteer', '960801', '@demonstration', 'Quince Row', '£', 'oucher', '16-29', '65+', 'Female']
  const kept = ['Two children', 'No bus before ten', 'demo-seated-applicant']
  for (const [i, text] of texts.entries()) {
    // A page's data is handed to nobody but its own renderer; the page itself must be there.
    if (!addresses[i]!.endsWith('.data')) expect(text.length, addresses[i]).toBeGreaterThan(300)
    for (const secret of [...hidden, ...kept]) expect(text, `${i} ${secret}`).not.toContain(secret)
  }
  expect(texts.at(-2)).toContain('Gujarati')
  const manager = await cookieOf(site, 'jury-manager')
  const theirs = await (await fetch(`${site.origin}${firstDay}/day-sheet`, { headers: { Cookie: manager } })).text()
  expect(theirs).toContain('No bus before ten')
  for (const text of [theirs, await read(`${firstDay}/day-sheet`)]) expect(text).not.toContain('960801')
})

test('a part that has ended opens nothing any more', async ({ site }) => {
  const cookie = await cookieOf(site, 'analyst')
  const grants = (validTo: string | null) =>
    site.withDb((db) =>
      db
        .updateTable('role_grant')
        .set({ valid_to: validTo })
        .where('role', '=', 'analyst')
        .where('person_id', 'in', (q) =>
          q.selectFrom('person').select('id').where('email', '=', 'analyst@demonstration.example'),
        )
        .execute(),
    )
  expect((await ask(site, `${county}/list`, 'GET', cookie)).status).toBe(200)
  await grants('2026-01-01')
  try {
    expect((await ask(site, `${county}/list`, 'GET', cookie)).status).toBe(404)
  } finally {
    await grants(null)
  }
})

test('an exercise’s page leads nobody to where they may not be', async ({ site }) => {
  const exercises = ['demo-exercise-what-next', 'demo-exercise-ways-to-ask', 'demo-exercise-what-matters']
  for (const who of ['officer-1', 'secretariat']) {
    const cookie = await cookieOf(site, who)
    const led = new Set<string>()
    for (const id of exercises) {
      const page = await fetch(`${site.origin}/desk/exercises/${id}`, { headers: { Cookie: cookie } })
      for (const [, href] of (await page.text()).matchAll(/href="(\/[^"#]*)"/g)) led.add(href!.replaceAll('&amp;', '&'))
    }
    expect([...led].filter((href) => href.startsWith('/desk/exercises/')).length, who).toBeGreaterThan(15)
    for (const href of led) expect((await ask(site, href, 'GET', cookie)).status, `${who}: ${href}`).not.toBe(404)
  }
})
