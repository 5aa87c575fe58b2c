import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registeringOn } from '../../app/juries/commission/recruitment.ts'
import {
  recruitmentFor,
  recruitmentOf,
  saveRecruitment,
  slugOfShortCode,
} from '../../app/juries/commission/recruitment-store.server.ts'
import type { JuryAsk } from '../../app/juries/jury-access.server.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import {
  addressesOf,
  drawLetters,
  letterCode,
  saveAddresses,
} from '../../app/juries/letters/invitation-store.server.ts'
import { noMailing } from '../../app/juries/letters/mailing.ts'
import { closeNow } from '../../app/juries/letters/mailing-form.server.ts'
import { mailingOf, saveMailing } from '../../app/juries/letters/mailing-store.server.ts'
import { poolProfile } from '../../app/juries/pool/pool-profile.ts'
import {
  countApplications,
  countIneligible,
  poolOf,
  register,
  setStatus,
} from '../../app/juries/registration/application-store.server.ts'
import { recruitingShown, repliesTo } from '../../app/juries/registration/recruiting.server.ts'
import { categoriesOf, criteriaOf, moveValues, saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, secret, sittingJury } from './jury.ts'
import { registration, sexAndPlace, withTargets } from './recruiting.ts'

describe.each(dialects)('recruiting is kept on $name', ({ fresh }) => {
  let db: Db
  let jury: Jury
  beforeEach(async () => {
    db = await fresh()
    jury = (await sittingJury(db, { jurors: 0, statements: 0, seats: 3 })).jury
  })
  afterEach(() => db.destroy())
  const take = (given = {}) => write(db, (tx) => register(tx, secret, jury.id, registration(given), now))

  test('settings begin with what is proposed, and a short code leads to the jury', async () => {
    expect(await recruitmentOf(db, jury.id)).toBeUndefined()
    const proposed = await write(db, (tx) => recruitmentFor(tx, jury.id))
    expect(proposed).toMatchObject({ onePerHousehold: true, alternates: 6, leastAge: 16, codes: 'per_letter' })
    const changed = { ...proposed, opensOn: '2026-11-01', closesOn: '2026-11-29', dates: ['2026-12-01'], leastAge: 18 }
    await write(db, (tx) => saveRecruitment(tx, jury.id, changed))
    expect(await write(db, (tx) => recruitmentFor(tx, jury.id))).toEqual(changed)
    expect(await slugOfShortCode(db, changed.shortCode.toUpperCase())).toBe('heard')
    expect(await slugOfShortCode(db, 'nowhere')).toBeUndefined()
  })

  test('closed by hand it is closed from that moment on, and its days stay as they were', async () => {
    const proposed = await write(db, (tx) => recruitmentFor(tx, jury.id))
    // It opened on the day on which it is closed.
    const given = { ...proposed, opensOn: '2026-10-01', closesOn: '2026-10-29', dates: ['2026-12-01'] }
    await write(db, (tx) => saveRecruitment(tx, jury.id, given))
    const managing = { personId: 'manager', grants: [{ role: 'jury_manager', scopeId: null }] }
    const words = () => (key: string) => key
    const ask = { db, now, params: { slug: jury.slug }, actor: managing, words } as unknown as JuryAsk
    expect(await closeNow(ask)).toEqual([])
    const closed = (await recruitmentOf(db, jury.id))!
    expect(closed).toMatchObject({ opensOn: '2026-10-01', closesOn: '2026-10-01', closedAt: now.toISOString() })
    expect(registeringOn(closed, '2026-10-01')).toBe('closed')
    expect(registeringOn({ ...closed, closedAt: null }, '2026-10-01')).toBe('open')
    expect(await closeNow(ask)).toMatchObject([{ field: 'close' }])
    const entries = await db
      .selectFrom('ledger as l')
      .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
      .select('o.payload')
      .where('l.type', '=', 'jury.registration-closed')
      .execute()
    expect(entries.map(({ payload }) => JSON.parse(payload))).toEqual([
      { jury: jury.slug, closesOn: '2026-10-01', closedAt: now.toISOString() },
    ])
  })

  test('targets keep their order and ids; a criterion that goes takes what was said under it', async () => {
    await withTargets(db, jury.id)
    expect(await criteriaOf(db, jury.id)).toEqual(sexAndPlace)
    expect(await categoriesOf(db, jury.id)).toEqual([
      {
        name: 'Sex',
        values: [
          { name: 'Female', min: 1, max: 2, minFlex: 0, maxFlex: 5 },
          { name: 'Male', min: 1, max: 2, minFlex: 0, maxFlex: 5 },
        ],
      },
      {
        name: 'Place',
        values: [
          { name: 'Town', min: 1, max: 3, minFlex: 0, maxFlex: 5 },
          { name: 'Village', min: 0, max: 2, minFlex: 0, maxFlex: 5 },
        ],
      },
    ])
    await take()
    await write(db, (tx) => moveValues(tx, 'sex', ['Female'], 'Anybody'))
    const [sex, place] = sexAndPlace
    // The two names change places, and one criterion goes.
    await write(db, (tx) =>
      saveTargets(tx, jury.id, [
        { ...place!, name: 'Sex' },
        { ...sex!, name: 'Place' },
      ]),
    )
    expect((await criteriaOf(db, jury.id)).map(({ id, name }) => [id, name])).toEqual([
      ['place', 'Sex'],
      ['sex', 'Place'],
    ])
    await write(db, (tx) => saveTargets(tx, jury.id, [sex!]))
    const said = await db.selectFrom('jury_selection_value').select(['criterion_id', 'value']).execute()
    expect(said).toEqual([{ criterion_id: 'sex', value: 'Anybody' }])
  })

  test('a registration counts once however often it is sent, and another body under its key is refused', async () => {
    await withTargets(db, jury.id)
    const given = registration()
    const send = (body = given) => write(db, (tx) => register(tx, secret, jury.id, body, now))
    const first = await send()
    expect(first).toMatchObject({ kind: 'accepted', reference: expect.stringMatching(/^\w{4}-\w{4}-\w{2}$/) })
    expect(await send()).toEqual({ ...first, kind: 'repeated' })
    expect(await send({ ...given, language: 'ur' })).toEqual({ kind: 'conflict' })
    expect(await db.selectFrom('jury_application').select('id').execute()).toHaveLength(1)
    expect(await db.selectFrom('jury_applicant_contact').select('email').execute()).toEqual([
      { email: 'shared@example.org' },
    ])
  })

  test('the pool is who can be drawn: no tests, nobody ineligible or withdrawn, nobody with a value that is gone', async () => {
    await withTargets(db, jury.id)
    await take({ values: { sex: 'Female', place: 'Town' } })
    await take({ values: { sex: 'male', place: 'Village' } })
    await take({ test: true })
    await take({ values: { sex: 'Female', place: 'Elsewhere' } })
    await take({ values: { sex: 'Female' } })
    await take()
    const why = { submissionKey: 'no', source: 'paper', test: false, language: 'en', why: 'served' } as const
    await write(db, (tx) => countIneligible(tx, secret, jury.id, why, now))
    await write(db, (tx) => countIneligible(tx, secret, jury.id, why, now))
    const all = await poolOf(db, jury.id)
    await write(db, (tx) => setStatus(tx, jury.id, [all.ids[0]!], 'WITHDRAWN', now))
    const { pool, ids, incomplete } = await poolOf(db, jury.id)
    expect(ids).toEqual(all.ids.slice(1))
    expect(pool.volunteers.map(({ id }) => id)).toEqual(pool.volunteers.map(({ id }) => id).sort())
    expect(all.pool.volunteers.map(({ values }) => values.join()).sort()).toEqual(['0,0', '0,0', '1,1'])
    expect(incomplete.map(({ criterion, value }) => [criterion, value])).toEqual(
      expect.arrayContaining([
        ['Place', 'Elsewhere'],
        ['Place', null],
      ]),
    )
    const shown = await recruitingShown(db, jury, '2026-11-02')
    expect(shown).toMatchObject({ drawn: false, eligible: pool.volunteers.length, groups: 4 })
    expect(shown.replies).toBeGreaterThan(shown.eligible)
    expect(shown.short).toBe(poolProfile(pool, 3).flatMap(({ values }) => values.filter(({ short }) => short)).length)
    const counts = await countApplications(db, jury.id)
    expect(counts.filter((row) => row.whyNot === 'served')).toEqual([
      { status: 'POOL', eligible: false, source: 'paper', whyNot: 'served', people: 1 },
    ])
    expect(counts.reduce((sum, row) => sum + row.people, 0)).toBe(7)
    // Who came with a file answered no letter.
    const before = (await repliesTo(db, jury.id)).toLetters
    expect(before.all).toBe(shown.replies)
    await take({ submissionKey: 'from-a-file', source: 'import' })
    expect((await repliesTo(db, jury.id)).toLetters).toEqual(before)
    expect((await recruitingShown(db, jury, '2026-11-02')).replies).toBe(before.all)
  })

  test('people of one household are known as such, by the letter or by the address as they write it', async () => {
    await withTargets(db, jury.id)
    const addresses = [{ area: 'Melton', address: '14 Alder Row, Melton, ZZ9 9ZZ', oversampled: false }]
    await write(db, (tx) => saveAddresses(tx, secret, { juryId: jury.id, addresses, personId: 'manager' }, now))
    await write(db, (tx) => saveMailing(tx, jury.id, { ...noMailing, letters: { Melton: 1 } }))
    const draw = { jury, letters: { Melton: 1 }, extraPercent: 20, seed: 1, personId: 'manager' }
    expect(await write(db, (tx) => drawLetters(tx, secret, draw, now))).toBe(1)
    const { id: invitationId } = await db.selectFrom('jury_invitation').select('id').executeTakeFirstOrThrow()
    await take({ invitationId, household: 'WRITTEN OTHERWISE' })
    await take({ household: 'ZZ99ZZ 14' })
    await take({ household: '' })
    await take({ household: '' })
    const homes = (await poolOf(db, jury.id)).pool.volunteers.map(({ household }) => household)
    expect(homes.filter((home) => home === null)).toHaveLength(2)
    expect(new Set(homes.filter((home) => home !== null)).size).toBe(1)
    expect(JSON.stringify(homes)).not.toContain('ZZ9')
  })

  test('letters are drawn once, by area, more to oversampled addresses, and the seed repeats them', async () => {
    const addresses = Array.from({ length: 300 }, (_, i) => ({
      area: i < 200 ? 'Blaby' : 'Melton',
      address: `${i + 1} Row, ZZ1 1AA`,
      oversampled: i % 2 === 0,
    }))
    const list = { juryId: jury.id, addresses, personId: 'manager' }
    await write(db, (tx) => saveAddresses(tx, secret, list, now))
    await write(db, (tx) => saveMailing(tx, jury.id, { ...noMailing, phone: '0116 496 0000' }))
    const draw = { jury, letters: { Blaby: 110, Melton: 20 }, extraPercent: 20, seed: 2 ** 52 + 1, personId: 'manager' }
    expect(await write(db, (tx) => drawLetters(tx, secret, draw, now))).toBe(130)
    expect(await mailingOf(db, jury.id)).toMatchObject({
      phone: '0116 496 0000',
      letters: draw.letters,
      seed: draw.seed,
      sampledAt: now.toISOString(),
    })
    const drawn = await db
      .selectFrom('jury_address')
      .select(['area', 'oversampled'])
      .select((eb) => eb.fn.countAll().as('n'))
      .where('drawn', '=', 1)
      .groupBy(['area', 'oversampled'])
      .orderBy('area')
      .orderBy('oversampled')
      .execute()
    expect(drawn.map((row) => [row.area, row.oversampled, Number(row.n)])).toEqual([
      ['Blaby', 0, 50],
      ['Blaby', 1, 60],
      ['Melton', 0, 9],
      ['Melton', 1, 11],
    ])
    await expect(write(db, (tx) => drawLetters(tx, secret, draw, now))).rejects.toThrow(/before/)
    await expect(write(db, (tx) => saveAddresses(tx, secret, list, now))).rejects.toThrow(/drawn/)
    expect(letterCode(secret, jury.id, 1)).not.toBe(letterCode(secret, jury.id, 2))
    const types = await db.selectFrom('ledger').select('type').execute()
    expect(types.filter(({ type }) => type === 'jury.letters')).toHaveLength(1)
    expect(await addressesOf(db, jury.id)).toHaveLength(300)
  })
})
