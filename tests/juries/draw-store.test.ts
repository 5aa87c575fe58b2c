import { describe, expect, test } from 'vitest'
import { addDays } from '../../app/engagement/london-day.ts'
import { concludeDraw } from '../../app/juries/draw/draw-conclusion-store.server.ts'
import { announceDraw, giveUpDraw, startDraw, takeBackStart } from '../../app/juries/draw/draw-start-store.server.ts'
import { announcedDraws, currentDraw, packOf, peopleOfDraw } from '../../app/juries/draw/draw-store.server.ts'
import { verifyDraw } from '../../app/juries/draw/draw-verify.ts'
import { givenUpDraws } from '../../app/juries/draw/drawn-store.server.ts'
import { makeLottery } from '../../app/juries/draw/lottery-job.server.ts'
import {
  askLottery,
  claimLottery,
  lotteryOf,
  stopLottery,
  tellProgress,
} from '../../app/juries/draw/lottery-store.server.ts'
import { ownChanceOf } from '../../app/juries/draw/own-chance.server.ts'
import { hashOf, type Outcome, type Source } from '../../app/juries/draw/public-draw.ts'
import {
  stillToTell,
  stillToTellGivenUp,
  tellGivenUp,
  tellResult,
} from '../../app/juries/draw/result-telling.server.ts'
import { tickTold } from '../../app/juries/draw/told-store.server.ts'
import type { JuryAsk } from '../../app/juries/jury-access.server.ts'
import { select } from '../../app/juries/lottery/selection.ts'
import { deletePools } from '../../app/juries/pool/pool-deletion-store.server.ts'
import { readPool } from '../../app/juries/pool/pool-import.ts'
import { importPool } from '../../app/juries/pool/pool-import-store.server.ts'
import { setStatus } from '../../app/juries/registration/application-store.server.ts'
import { alternatesFor } from '../../app/juries/seats/alternate-choice.server.ts'
import { holdersOf } from '../../app/juries/seats/holder-store.server.ts'
import { takeMembers, troublesWithSeats } from '../../app/juries/seats/member-store.server.ts'
import { addAlternates } from '../../app/juries/seats/more-alternates-choice.server.ts'
import { takeSeat } from '../../app/juries/seats/seat-store.server.ts'
import { categoriesOf, targetsUsed } from '../../app/juries/targets/target-store.server.ts'
import { changeTargets } from '../../app/juries/targets/targeting.server.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { referenceFor, referenceHash } from '../../app/ledger/reference-code.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { type Db, type Tx, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, secret } from './jury.ts'
import { firstDay, type Registered, recruitedJury } from './recruited.ts'

const ages = ['young', 'old'] as const
const areas = ['Blaby', 'Melton'] as const
const twelve = Array.from(
  { length: 12 },
  (_, i): Registered => ({ status: 'POOL', age: ages[i % 2]!, area: areas[i % 3 === 0 ? 0 : 1]! }),
)
const keeper = { signingKey: '7f'.repeat(32), outsideAddress: undefined }
const wall = new Date('2026-10-01T14:00:00Z')
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const secrets = ['red', 'green', 'blue']
const source: Source = { kind: 'dice', throws: 10, witnesses: secrets.map(hashOf) }
const outcome: Outcome = { kind: 'dice', throws: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4], secrets }
const plan = { source, decidesAt: hoursLater(25), reason: '' }

/** The rules themselves in place of the worker that runs them; `worker.test.ts` runs the worker. */
const here: NonNullable<Parameters<typeof makeLottery>[4]> = {
  select: (input, watch) => select(input, watch),
  by: 'here',
}

async function made(db: Db, juryId: string, kind: 'trial' | 'draw' = 'draw', panels = 40) {
  await write(db, (tx) => askLottery(tx, { juryId, kind, rule: 'leximin', panels, personId: 'manager' }, now))
  const asked = (await write(db, (tx) => claimLottery(tx, 'here', wall)))!
  await makeLottery(db, asked, secret, now, here)
}

async function addSecond(db: Db) {
  await db
    .insertInto('person')
    .values({
      id: 'second',
      email: 'second@example.org',
      label: 'Secretariat',
      organisation_id: null,
      created_at: now.toISOString(),
      disabled_at: null,
    })
    .execute()
}

const manager = { personId: 'manager', session: 'session-1' }
const second = { personId: 'second', session: 'session-2' }
type Jury = Awaited<ReturnType<typeof recruitedJury>>
const starting = async (tx: Tx, jury: Jury, starter: typeof manager, noticeHours = 24) => ({
  jury,
  draw: (await currentDraw(tx, jury.id))!,
  starter,
  secret,
  noticeHours,
})
const start = (db: Db, jury: Jury, more: Partial<typeof plan> = {}, at = now) =>
  write(db, async (tx) => startDraw(tx, { ...(await starting(tx, jury, manager)), plan: { ...plan, ...more } }, at))
const announceBy = (db: Db, jury: Jury, starter: typeof manager, at = now) =>
  write(db, async (tx) => announceDraw(tx, { ...(await starting(tx, jury, starter)), keeper }, at))
const conclude = async (db: Db, jury: Jury, given: Outcome = outcome, at = hoursLater(26)) => {
  const draw = (await currentDraw(db, jury.id))!
  const alternates = given === outcome ? await alternatesFor(db, draw, given) : []
  return write(db, (tx) => concludeDraw(tx, { jury, draw, outcome: given, alternates, personId: 'manager' }, at))
}
/** A jury whose draw two people made and announced, and that is concluded. */
async function drawnJury(db: Db): Promise<Jury> {
  await addSecond(db)
  const jury = await recruitedJury(db, twelve)
  await made(db, jury.id)
  await start(db, jury)
  await announceBy(db, jury, second)
  await conclude(db, jury)
  return jury
}
const applications = (db: Db) =>
  db
    .selectFrom('jury_application')
    .select(['id', 'status', 'selection_run_id as run', 'alternate_rank as rank'])
    .orderBy('id')
    .execute()
const ledger = (db: Db) =>
  db
    .selectFrom('ledger as l')
    .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
    .select(['l.type', 'o.payload'])
    .where('l.type', 'like', 'draw.%')
    .orderBy('l.seq')
    .execute()

describe.each(dialects)('a draw on $name', ({ fresh }) => {
  test('a trial tells the chances and leaves nobody drawn', async () => {
    const db = await fresh()
    const jury = await recruitedJury(db, twelve)
    await made(db, jury.id, 'trial')
    const { state, summary } = (await lotteryOf(db, jury.id, 'trial'))!
    expect(state).toBe('done')
    expect(summary).toMatchObject({ people: 12, seats: 4, panels: 40 })
    expect(summary!.histogram.reduce((sum, { people }) => sum + people, 0)).toBe(12)
    expect(summary!.groups.map(({ values }) => values.reduce((sum, { seats }) => sum + seats, 0))).toEqual([4, 4])
    expect(await currentDraw(db, jury.id)).toBeUndefined()
    await db.destroy()
  })

  test('an impossible pool fails in words, and a stopped lottery leaves nothing', async () => {
    const db = await fresh()
    const jury = await recruitedJury(
      db,
      twelve.filter(({ area }) => area === 'Blaby'),
    )
    await made(db, jury.id)
    const failed = (await lotteryOf(db, jury.id, 'draw'))!
    expect(failed.state).toBe('failed')
    expect(failed.errors.map(({ code }) => code)).toContain('lower-minimum')
    await write(db, (tx) =>
      askLottery(tx, { juryId: jury.id, kind: 'draw', rule: 'maximin', panels: 40, personId: 'manager' }, now),
    )
    const asked = (await write(db, (tx) => claimLottery(tx, 'here', wall)))!
    await write(db, (tx) => stopLottery(tx, { juryId: jury.id, kind: 'draw', personId: 'manager' }, now))
    expect(await tellProgress(db, { id: asked.id, holder: 'here', stage: 'lottery', percent: 5 }, wall)).toBe(false)
    await makeLottery(db, asked, secret, now, here)
    expect(await lotteryOf(db, jury.id, 'draw')).toBeUndefined()
    for (const table of ['jury_draw', 'jury_draw_file', 'jury_draw_person'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    await db.destroy()
  })

  test('a lottery without an end is stopped at its limit, in words, and leaves nothing', async () => {
    const db = await fresh()
    const jury = await recruitedJury(db, twelve)
    await write(db, (tx) =>
      askLottery(tx, { juryId: jury.id, kind: 'draw', rule: 'leximin', panels: 40, personId: 'manager' }, now),
    )
    const asked = (await write(db, (tx) => claimLottery(tx, 'here', wall)))!
    const endless: typeof here.select = (_, watch) =>
      new Promise((_, reject) => {
        watch!.signal!.addEventListener('abort', () => reject(watch!.signal!.reason))
      })
    await makeLottery(db, asked, secret, now, { ...here, select: endless, minutes: 0.0005 })
    const failed = (await lotteryOf(db, jury.id, 'draw'))!
    expect(failed).toMatchObject({ state: 'failed', summary: null })
    expect(failed.errors).toEqual([{ code: 'lottery-too-long', params: { minutes: 0.0005, people: 12 } }])
    expect(await currentDraw(db, jury.id)).toBeUndefined()
    await db.destroy()
  })

  test('what a process that died had begun is begun again by another, three times', async () => {
    const db = await fresh()
    const jury = await recruitedJury(db, twelve)
    await write(db, (tx) =>
      askLottery(tx, { juryId: jury.id, kind: 'draw', rule: 'leximin', panels: 40, personId: 'manager' }, now),
    )
    const claim = (by: string, minutes: number) =>
      write(db, (tx) => claimLottery(tx, by, new Date(wall.getTime() + minutes * 60_000)))
    const first = (await claim('dead', 0))!
    expect(await claim('other', 0.2)).toBeUndefined()
    expect((await claim('other', 1))!.id).toBe(first.id)
    // The first one wakes up: its work is not kept.
    await makeLottery(db, first, secret, now, { ...here, by: 'dead' })
    expect(await currentDraw(db, jury.id)).toBeUndefined()
    expect(await claim('third', 2)).toBeDefined()
    expect(await claim('fourth', 3)).toBeUndefined()
    expect((await lotteryOf(db, jury.id, 'draw'))!.errors[0]!.code).toBe('lottery-died')
    await db.destroy()
  })

  test('two people in two sessions announce it, and its chance decides it once its time has come', async () => {
    const db = await fresh()
    await addSecond(db)
    const jury = await recruitedJury(db, twelve)
    await made(db, jury.id)
    expect(await announceBy(db, jury, second)).toEqual(['not_ready'])
    expect(await start(db, jury, { decidesAt: hoursLater(23) })).toEqual(['too_soon'])
    expect(await start(db, jury)).toEqual([])
    expect(await start(db, jury)).toContain('not_ready')
    expect(await announceBy(db, jury, { ...manager, session: 'session-9' })).toEqual(['same_person'])
    expect(await announceBy(db, jury, { ...second, session: manager.session })).toEqual(['same_session'])
    expect(await announceBy(db, jury, second, hoursLater(2))).toEqual(['too_soon'])
    expect(await ledger(db)).toEqual([])
    expect(await announceBy(db, jury, second)).toEqual([])
    const draw = (await currentDraw(db, jury.id))!
    expect(draw).toMatchObject({ number: 1, state: 'announced', firstStarter: 'manager', secondStarter: 'second' })
    const pack = await packOf(db, draw.id)
    expect(verifyDraw(pack, { announced: draw.announcement! })).toEqual({
      altered: [],
      drawn: false,
      panels: 40,
      people: 12,
    })
    expect(Object.values(pack).join()).not.toMatch(/canary|home-/)
    expect(await db.selectFrom('checkpoint').select('reason').execute()).toEqual([{ reason: 'draw' }])

    const before = await applications(db)
    expect((await conclude(db, jury, outcome, hoursLater(24))).map(({ code }) => code)).toEqual(['draw-too-early'])
    const lied: Outcome = {
      kind: 'dice',
      throws: outcome.kind === 'dice' ? outcome.throws : [],
      secrets: ['x', 'green', 'blue'],
    }
    expect((await conclude(db, jury, lied)).map(({ code }) => code)).toEqual(['witness-secret'])
    expect(await applications(db)).toEqual(before)

    expect(await conclude(db, jury)).toEqual([])
    const drawn = await applications(db)
    const selected = drawn.filter(({ status }) => status === 'SELECTED')
    expect(selected).toHaveLength(4)
    expect(selected.every(({ run }) => run === draw.id)).toBe(true)
    expect(drawn.flatMap(({ rank }) => rank ?? []).sort()).toEqual([1, 2])
    expect(drawn.filter(({ rank }) => rank !== null).every(({ status }) => status === 'POOL')).toBe(true)
    expect((await conclude(db, jury)).map(({ code }) => code)).toEqual(['draw-not-announced'])
    const entries = await ledger(db)
    expect(entries.map(({ type }) => type)).toEqual(['draw.announced', 'draw.concluded'])
    const { conclusion } = JSON.parse(entries[1]!.payload)
    const published = { announced: draw.announcement!, concluded: conclusion }
    expect(verifyDraw(await packOf(db, draw.id), published)).toMatchObject({ altered: [], drawn: true })
    await db.destroy()
  })

  test('a changed pool is not announced, and who has withdrawn since leaves a seat to be filled', async () => {
    const db = await fresh()
    await addSecond(db)
    const jury = await recruitedJury(db, twelve)
    await made(db, jury.id)
    await start(db, jury)
    const gone = (tx: Tx) => setStatus(tx, jury.id, ['drawn-a1'], 'WITHDRAWN', now)
    await write(db, gone)
    expect(await announceBy(db, jury, second)).toEqual(['pool_changed'])
    await write(db, (tx) => setStatus(tx, jury.id, ['drawn-a1'], 'POOL', now))
    await write(db, async (tx) => takeBackStart(tx, await starting(tx, jury, second), now))
    expect((await packOf(db, (await currentDraw(db, jury.id))!.id))['announcement.json']).toBeUndefined()
    await start(db, jury)
    await announceBy(db, jury, second)
    const everybody = (await applications(db)).map(({ id }) => id)
    await write(db, (tx) => setStatus(tx, jury.id, everybody.slice(0, 9), 'WITHDRAWN', now))
    expect(await conclude(db, jury)).toEqual([])
    const drawn = (await applications(db)).filter(({ run }) => run !== null)
    expect(drawn).toHaveLength(4)
    expect(drawn.every(({ id, status }) => status === (everybody.indexOf(id) < 9 ? 'WITHDRAWN' : 'SELECTED'))).toBe(
      true,
    )
    const alternates = (await applications(db)).filter(({ rank }) => rank !== null)
    expect(alternates.every(({ status }) => status === 'POOL')).toBe(true)
    await db.destroy()
  })

  test('an alternate who took a seat that became free reads so on their own chance, and no rank', async () => {
    const db = await fresh()
    const jury = await drawnJury(db)
    const first = (await applications(db)).find(({ rank }) => rank === 1)!
    const reference = referenceFor(secret, 'the first alternate')
    await db
      .updateTable('jury_application')
      .set({ reference_hash: referenceHash(secret, reference) })
      .where('id', '=', first.id)
      .execute()
    const draw = (await currentDraw(db, jury.id))!
    const settings = { SECRET: secret } as Parameters<typeof ownChanceOf>[0]['settings']
    const own = async () => (await ownChanceOf({ db, settings, now }, draw, reference))!.outcome
    expect(await own()).toBe('alternate')
    const holder = (await holdersOf(db, jury.id)).find(({ id }) => id === first.id)!
    const note = { how: 'phone' as const, wording: 'Being paid may change your benefits.' }
    const taking = { jury, holder, state: 'seated' as const, note, email: '', personId: 'manager' }
    await write(db, (tx) => takeSeat(tx, { ...taking, labelFor: (badge) => `Juror ${badge}` }, now))
    expect(await own()).toBe('alternate_seated')
    await db.destroy()
  })

  test('once it is announced nobody else gets in: by a file, by a list, as an alternate or into a seat', async () => {
    const db = await fresh()
    await addSecond(db)
    const jury = await recruitedJury(db, twelve)
    const row = (id: string, status: string) => `${id},young,Blaby,${status}`
    const take = async (...rows: string[]) => {
      const read = readPool(['id,age,area,selection_status', ...rows].join('\n'), await categoriesOf(db, jury.id))
      if (!read.ok) throw new Error(JSON.stringify(read.errors))
      const given = { juryId: jury.id, ...read, fileHash: 'f', personId: 'manager', secret }
      return write(db, (tx) => importPool(tx, given, now))
    }
    const listed = { badge: '77', area: 'Blaby', email: 'friend@example.org', state: 'seated' as const }
    const list = { juryId: jury.id, members: [listed], personId: 'manager', labelFor: (badge: string) => badge }

    // Somebody who was put there by a list keeps a draw from being announced, until they are taken out again.
    await made(db, jury.id)
    await write(db, (tx) => takeMembers(tx, list, now))
    expect(await start(db, jury)).toEqual(['members_listed'])
    const out = [{ ...listed, state: 'withdrawn' as const }]
    await write(db, (tx) => takeMembers(tx, { ...list, members: out }, now))
    expect(await start(db, jury)).toEqual([])
    expect(await announceBy(db, jury, second)).toEqual([])

    const before = await applications(db)
    const closed = async () => {
      expect(await take(row('x1', 'SELECTED'), row('x2', 'POOL'))).toEqual([{ code: 'draw-stands', params: {} }])
      expect(await troublesWithSeats(db, jury, [listed], now)).toMatchObject([{ row: 0, trouble: 'drawn_here' }])
      await expect(write(db, (tx) => takeMembers(tx, list, now))).rejects.toThrow(/a draw of this jury stands/)
    }
    await closed()
    expect(await applications(db)).toEqual(before)
    await conclude(db, jury)
    await closed()

    // Rows that came in all the same, as before this was refused: neither alternates nor seated.
    const stray = { id: 'stray', external_id: 'stray', submission_key: 'stray', reference_hash: 'stray' }
    const [model] = await db.selectFrom('jury_application').selectAll().where('id', '=', 'drawn-a1').execute()
    await db
      .insertInto('jury_application')
      .values({ ...model!, ...stray, status: 'SELECTED', selection_run_id: null, alternate_rank: null })
      .execute()
    const holder = (await holdersOf(db, jury.id)).find(({ id }) => id === 'stray')!
    const note = { how: 'phone' as const, wording: 'Being paid may change your benefits.' }
    const taking = { jury, holder, state: 'seated' as const, note, email: '', personId: 'manager' }
    await expect(write(db, (tx) => takeSeat(tx, { ...taking, labelFor: (badge) => badge }, now))).rejects.toThrow(
      /not of the draw/,
    )
    await write(db, (tx) => setStatus(tx, jury.id, ['stray'], 'POOL', now))
    const others = (await applications(db)).flatMap(({ id, status, rank }) =>
      status === 'POOL' && rank === null ? [id] : [],
    )
    expect(others).toContain('stray')
    const added = await write(db, (tx) => addAlternates(tx, { jury, ids: others, personId: 'manager' }, now))
    expect(added).toBe(others.length - 1)

    // Given up, the pool takes people again, and still no seat that was drawn elsewhere.
    const draw = (await currentDraw(db, jury.id))!
    await write(db, (tx) => giveUpDraw(tx, { jury, draw, starter: manager, reason: 'A letter was lost' }, now))
    expect(await take(row('x1', 'SELECTED'), row('x2', 'POOL'))).toEqual([
      { code: 'seat-not-drawn', params: { status: 'SELECTED' }, row: 2, columns: ['selection_status'] },
    ])
    expect(await take(row('x1', 'POOL'), row('x2', 'POOL'))).toEqual([])
    await db.destroy()
  })

  test('a seat that comes from no draw here is named in the ledger, by a file or by a list', async () => {
    const db = await fresh()
    const jury = await recruitedJury(db, [])
    const file = 'id,age,area,selection_status\na,young,Blaby,CONFIRMED\nb,old,Melton,'
    const read = readPool(file, await categoriesOf(db, jury.id))
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    const given = { juryId: jury.id, ...read, fileHash: 'f', personId: 'manager', secret }
    expect(await write(db, (tx) => importPool(tx, given, now))).toEqual([])
    const member = (badge: string, state: 'seated' | 'alternate') => ({ badge, area: 'Blaby', email: '', state })
    const list = { juryId: jury.id, personId: 'manager', labelFor: (badge: string) => badge }
    const members = [member('1', 'seated'), member('2', 'alternate')]
    await write(db, (tx) => takeMembers(tx, { ...list, members }, now))
    await write(db, (tx) => takeMembers(tx, { ...list, members: [{ ...members[0]!, area: 'Melton' }] }, now))
    const entries = await db
      .selectFrom('ledger as l')
      .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
      .select(['l.type', 'o.payload'])
      .where('l.type', 'like', 'jury.seats_from%')
      .orderBy('l.seq')
      .execute()
    expect(entries.map(({ type, payload }) => [type, JSON.parse(payload)])).toEqual([
      ['jury.seats_from_file', { jury: 'drawn', seats: 1, people: 2, file: 'f' }],
      ['jury.seats_from_list', { jury: 'drawn', seated: 1, alternates: 1 }],
    ])
    await db.destroy()
  })

  test('once it is decided everybody is told whom it did not pick, once and in their language', async () => {
    const db = await fresh()
    await addSecond(db)
    const jury = await recruitedJury(db, twelve)
    await made(db, jury.id)
    await start(db, jury)
    await announceBy(db, jury, second)
    const draw = (await currentDraw(db, jury.id))!
    const ask = { settings: { SECRET: secret, PUBLIC_ORIGIN: 'https://folkmoot.example' }, now } as JuryAsk
    const tell = () => write(db, (tx) => tellResult(tx, ask, { jury, draw }))
    expect(await tell()).toBe(0)
    await conclude(db, jury)
    const people = await applications(db)
    const notPicked = people.filter(({ status, rank }) => status === 'POOL' && rank === null)
    const standing = people.filter(({ rank }) => rank !== null)
    expect([notPicked.length, standing.length]).toEqual([6, 2])
    const languages = ['en', 'ur', 'gu', 'pa', 'pl']
    for (const [i, { id }] of notPicked.entries()) {
      const email = i < 5 ? `${languages[i]}@example.org` : ''
      await db.updateTable('jury_applicant_contact').set({ email }).where('application_id', '=', id).execute()
      await db
        .updateTable('jury_application')
        .set({ language: languages[i] ?? 'en' })
        .where('id', '=', id)
        .execute()
    }
    expect(await tell()).toBe(7)
    expect(await tell()).toBe(0)
    const sent = await db.selectFrom('outbox').select(['to_address as to', 'subject', 'body', 'language']).execute()
    expect(sent).toHaveLength(7)
    const key = async (id: string) =>
      (await db.selectFrom('jury_application').select('submission_key as key').where('id', '=', id).executeTakeFirst())!
        .key
    for (const [i, language] of languages.entries()) {
      const { locale } = languageOf(language)!
      const mail = sent.find(({ to }) => to === `${language}@example.org`)!
      const t = words(language, 'juror')
      expect(mail).toMatchObject({ language, subject: t('result.subject', { title: 'drawn' }) })
      expect(mail.body).toContain(formatDate(addDays(firstDay, 14), locale))
      expect(mail.body).toContain(referenceFor(secret, await key(notPicked[i]!.id)))
      expect(mail.body).toContain(`https://folkmoot.example/${language}/juries/drawn/draw`)
      expect(mail.body).not.toMatch(/\{\{/)
    }
    expect(sent.filter(({ body }) => body.includes('as an alternate'))).toHaveLength(2)
    expect(new Set(languages.map((language) => words(language, 'juror')('result.alternate'))).size).toBe(5)

    // Whoever left no address is rung or written to, and ticked off once.
    const [left, ...others] = await stillToTell(db, draw.id)
    expect([left!.id, others]).toEqual([notPicked[5]!.id, []])
    const tick = () =>
      write(db, (tx) =>
        tickTold(
          tx,
          { juryId: jury.id, drawIds: [draw.id], applicationId: left!.id, how: 'phone', personId: 'manager' },
          now,
        ),
      )
    expect([await tick(), await tick(), await stillToTell(db, draw.id)]).toEqual([true, false, []])
    await db.destroy()
  })

  test('targets stand from the announcement on, and change again once it is given up', async () => {
    const db = await fresh()
    await addSecond(db)
    const jury = await recruitedJury(db, twelve)
    const actor = { personId: 'manager', grants: [{ role: 'jury_manager', scopeId: null }] }
    const ask = { db, now, params: { slug: jury.slug }, actor, words: (area: string) => words('en', area) }
    const noted = { note: 'Looked at again' }
    const change = () =>
      changeTargets(ask as unknown as JuryAsk, 'changed targets', async ([age, ...others]) => ({
        criteria: [{ ...age!, targets: age!.targets.map((target) => ({ ...target, ...noted })) }, ...others],
      }))
    expect(await change()).toEqual([])
    await made(db, jury.id)
    await start(db, jury)
    await announceBy(db, jury, second)
    expect(await targetsUsed(db, jury.id)).toBe('announced')
    expect(await change()).toMatchObject([
      { field: 'targets', message: words('en', 'recruitment')('errors.announced') },
    ])
    const draw = (await currentDraw(db, jury.id))!
    await write(db, (tx) => giveUpDraw(tx, { jury, draw, starter: manager, reason: 'Wrong targets' }, now))
    expect(await targetsUsed(db, jury.id)).toBe('registered')
    expect(await change()).toEqual([])
    await db.destroy()
  })

  test('whoever had been told of a draw is told that it was given up, once and in their language; nobody else is', async () => {
    const db = await fresh()
    const jury = await drawnJury(db)
    const draw = (await currentDraw(db, jury.id))!
    const ask = { settings: { SECRET: secret, PUBLIC_ORIGIN: 'https://folkmoot.example' }, now } as JuryAsk
    const people = await applications(db)
    const notPicked = people.filter(({ status, rank }) => status === 'POOL' && rank === null).map(({ id }) => id)
    const drawn = people.filter(({ status }) => status === 'SELECTED').map(({ id }) => id)
    const languages = ['en', 'ur', 'gu', 'pa', 'pl']
    for (const [i, id] of notPicked.entries()) {
      const email = i < 5 ? `${languages[i]}@example.org` : ''
      await db.updateTable('jury_applicant_contact').set({ email }).where('application_id', '=', id).execute()
      await db
        .updateTable('jury_application')
        .set({ language: languages[i] ?? 'en' })
        .where('id', '=', id)
        .execute()
    }
    await write(db, (tx) => tellResult(tx, ask, { jury, draw }))
    // One of those drawn has been rung and did not answer; one without an address has been rung; one withdrew meanwhile.
    const called = (applicationId: string, hours: number) => {
      const by = { called_by: 'manager', outcome: 'no_answer' as const, note_shown: 0 }
      const call = { id: `call-${hours}`, application_id: applicationId, called_at: hoursLater(hours).toISOString() }
      return db
        .insertInto('jury_call')
        .values({ ...call, ...by })
        .execute()
    }
    await called(drawn[0]!, 27)
    const tick = (news: 'result' | 'given_up') =>
      write(db, async (tx) => {
        const drawIds = news === 'result' ? [draw.id] : await givenUpDraws(tx, jury.id)
        const of = { juryId: jury.id, drawIds, applicationId: notPicked[5]!, personId: 'manager' }
        return tickTold(tx, { ...of, how: 'phone', news }, now)
      })
    expect(await tick('result')).toBe(true)
    await write(db, (tx) => setStatus(tx, jury.id, [notPicked[0]!], 'WITHDRAWN', now))
    await db.deleteFrom('outbox').execute()

    const tell = () => write(db, (tx) => tellGivenUp(tx, ask, { jury, drawId: draw.id }))
    expect(await tell()).toBe(0)
    await write(db, (tx) =>
      giveUpDraw(tx, { jury, draw, starter: manager, reason: 'A letter was lost' }, hoursLater(28)),
    )
    // Four who were not picked, two alternates and the one who was rung.
    expect(await tell()).toBe(7)
    expect(await tell()).toBe(0)
    const sent = await db.selectFrom('outbox').select(['to_address as to', 'subject', 'body', 'language']).execute()
    expect(sent.map(({ to }) => to)).not.toContain('en@example.org')
    for (const language of languages.slice(1)) {
      const mail = sent.find(({ to }) => to === `${language}@example.org`)!
      expect(mail).toMatchObject({ language, subject: words(language, 'juror')('result.subject', { title: 'drawn' }) })
      expect(mail.body).toContain(`https://folkmoot.example/${language}/juries/drawn/draw`)
      expect(mail.body).not.toMatch(/\{\{/)
    }
    expect(new Set(languages.map((language) => words(language, 'juror')('result.given_up'))).size).toBe(5)
    const left = async () => (await stillToTellGivenUp(db, jury.id)).map(({ id }) => id)
    expect(await left()).toEqual([notPicked[5]])

    // A second draw is given up too: who was to be told of the first is still there, once; who was rung between is not.
    await called(drawn[1]!, 29)
    await made(db, jury.id)
    expect(await start(db, jury, { reason: 'A letter was lost' })).toEqual([])
    await announceBy(db, jury, second)
    await conclude(db, jury, outcome, hoursLater(30))
    const again = { jury, draw: (await currentDraw(db, jury.id))!, starter: manager, reason: 'A letter was found' }
    await called(notPicked[5]!, 31)
    expect(await write(db, (tx) => giveUpDraw(tx, again, hoursLater(32)))).toBe('given_up')
    expect(await left()).toEqual([notPicked[5]])
    expect([await tick('given_up'), await tick('given_up')]).toEqual([true, false])
    expect(await left()).toEqual([])
    await db.destroy()
  })

  test('another draw needs the first to be given up and a reason in public; the pool’s deletion unlinks both', async () => {
    const db = await fresh()
    const jury = await drawnJury(db)
    const draw = (await currentDraw(db, jury.id))!
    const giveUp = () =>
      write(db, (tx) => giveUpDraw(tx, { jury, draw, starter: manager, reason: 'A letter was lost' }, hoursLater(27)))
    const [one] = (await applications(db)).filter(({ status }) => status === 'SELECTED')
    await write(db, (tx) => setStatus(tx, jury.id, [one!.id], 'CONFIRMED', now))
    expect(await giveUp()).toBe('confirmed')
    await write(db, (tx) => setStatus(tx, jury.id, [one!.id], 'SELECTED', now))
    const seat = {
      id: 'seat-1',
      jury_id: jury.id,
      badge: 'B1',
      district: 'Charnwood',
      state: 'seated',
      seated_on: '2026-11-02',
    } as const
    await db.insertInto('jury_member').values(seat).execute()
    expect(await giveUp()).toBe('confirmed')
    await db.deleteFrom('jury_member').execute()
    expect(await giveUp()).toBe('given_up')
    expect((await applications(db)).every(({ status, run, rank }) => status === 'POOL' && !run && !rank)).toBe(true)
    await made(db, jury.id)
    expect(await start(db, jury)).toEqual(['reason'])
    expect(await start(db, jury, { reason: 'The first was given up' })).toEqual([])
    expect(await announceBy(db, jury, second)).toEqual([])
    expect((await announcedDraws(db, jury.id)).map(({ number, state }) => [number, state])).toEqual([
      [2, 'announced'],
      [1, 'given_up'],
    ])
    expect(await peopleOfDraw(db, draw.id)).toHaveLength(12)
    await deletePools(db, new Date(`${addDays(firstDay, 15)}T12:00:00Z`))
    expect(await db.selectFrom('jury_draw_person').selectAll().execute()).toEqual([])
    expect((await announcedDraws(db, jury.id)).every(({ sealedSalt }) => sealedSalt === null)).toBe(true)
    expect(verifyDraw(await packOf(db, draw.id)).altered).toEqual([])
    await db.destroy()
  })
})
