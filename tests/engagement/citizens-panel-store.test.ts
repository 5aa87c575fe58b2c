import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  notedMakeUps,
  noteMakeUp,
  noteQuarter,
  panelCounters,
} from '../../app/engagement/panel/citizens-panel-make-up-store.server.ts'
import {
  answersOfSamples,
  drawnSamples,
  drawSample,
  nextSampleNumber,
  releaseThird,
  sampleByCode,
} from '../../app/engagement/panel/citizens-panel-sample-store.server.ts'
import {
  confirmMember,
  departures,
  dueThird,
  forgetProfile,
  joinPanel,
  leavePanel,
  memberByCode,
  ownMembership,
  type PanelJoining,
  panelCode,
  panelMembers,
} from '../../app/engagement/panel/citizens-panel-store.server.ts'
import { publicPanel } from '../../app/engagement/panel/citizens-panel-view.server.ts'
import { inForce, maySign, panelAssessmentFields } from '../../app/engagement/panel/panel-assessment.ts'
import {
  assessmentHash,
  panelAssessments,
  signPanelAssessment,
  writePanelAssessment,
} from '../../app/engagement/panel/panel-assessment-store.server.ts'
import { overlapsOf } from '../../app/engagement/register/overlap-store.server.ts'
import { entryOf, saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { referenceHash } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation, secret } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const head = { origin: 'https://example.org', partnership: 'Together', contact: 'Desk' }
const at = (day: string) => new Date(`${day}T12:00:00Z`)
const given = (n: number, rest: Partial<PanelJoining> = {}): PanelJoining => ({
  way: 'email',
  address: `panel-${n}@example.org`,
  language: 'en',
  districtId: n % 2 ? 'north' : 'south',
  entered: 'page',
  consentOn: '2026-10-01',
  wording: 'I agree to join.',
  profile: { ageBand: '30-44', sex: 'female', ethnicGroup: null, wording: 'You may keep this.' },
  ...rest,
})

describe.each(dialects)('the citizens’ panel on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    await givenConsultation(db, { slug: 'second' })
    const person = { id: 'officer', email: 'o@example.org', label: 'O', organisation_id: null, disabled_at: null }
    const created_at = '2026-01-01T00:00:00Z'
    await db
      .insertInto('person')
      .values([
        { ...person, created_at },
        { ...person, id: 'protector', email: 'p@example.org', label: 'Data protection', created_at },
      ])
      .execute()
  })
  afterAll(() => db.destroy())

  const join = (n: number, day: string, rest: Partial<PanelJoining> = {}) =>
    write(db, async (tx) => {
      const { state, id } = await joinPanel(tx, secret, given(n, rest), at(day))
      if (state === 'new') await confirmMember(tx, id, at(day))
      return id
    })
  const drawAs = (number: number, exerciseId: string, size: number, day: string) =>
    write(db, (tx) => {
      const wish = { exerciseId, size, areaId: null, by: 'none', personId: 'officer', runBy: null, number } as const
      return drawSample(tx, secret, wish, head, at(day))
    })
  const draw = async (exerciseId: string, size: number, day: string) =>
    drawAs(await nextSampleNumber(db), exerciseId, size, day)
  const outbox = () => db.selectFrom('outbox').selectAll().orderBy('to_address').execute()
  const acts = async () =>
    (await db.selectFrom('ledger').select('type').orderBy('seq').execute()).map((row) => row.type)

  test('somebody is a member once the address is confirmed, and finds their own page by code', async () => {
    const { state, id } = await write(db, (tx) => joinPanel(tx, secret, given(1), at('2026-10-01')))
    expect(state).toBe('new')
    expect(await panelMembers(db)).toEqual([])
    expect((await write(db, (tx) => joinPanel(tx, secret, given(1), at('2026-10-01')))).state).toBe('waits')
    const again = await write(db, (tx) => joinPanel(tx, secret, given(1), at('2026-10-02')))
    expect(again.state).toBe('new')
    expect(await ownMembership(db, id)).toBeUndefined()
    await write(db, (tx) => confirmMember(tx, again.id, at('2026-10-02')))
    await write(db, (tx) => confirmMember(tx, again.id, at('2026-10-05')))
    expect(await panelMembers(db)).toMatchObject([{ joinedOn: '2026-10-02', districtId: 'north', ageBand: '30-44' }])
    expect(await memberByCode(db, referenceHash(secret, panelCode(secret, again.id)))).toBe(again.id)
    expect(await ownMembership(db, again.id)).toMatchObject({
      wording: 'I agree to join.',
      consentOn: '2026-10-01',
      profile: { wording: 'You may keep this.' },
    })
    expect((await write(db, (tx) => joinPanel(tx, secret, given(1), at('2026-10-03')))).state).toBe('known')
    expect(await acts()).toEqual(['panel.joined'])
    const { payload } = await db.selectFrom('ledger_opening').select('payload').executeTakeFirstOrThrow()
    expect(payload).not.toMatch(/example\.org|north|30-44|female/)
  })

  test('what somebody said about themselves goes by itself; they stay', async () => {
    const id = await join(2, '2026-10-02')
    await write(db, (tx) => forgetProfile(tx, id, at('2026-10-03')))
    expect(await ownMembership(db, id)).toMatchObject({ profile: null })
    expect(await panelMembers(db)).toHaveLength(2)
  })

  test('nobody is asked before another person has signed the assessment; what is signed is never changed', async () => {
    const content = Object.fromEntries(panelAssessmentFields.map((name) => [name, `What ${name} says`]))
    const put = (personId: string, change = {}) =>
      write(db, (tx) => writePanelAssessment(tx, { content: { ...content, ...change }, personId }, at('2026-10-03')))
    const sign = async (personId: string, hash?: string) => {
      const [newest] = await panelAssessments(db)
      const signed = { hash: hash ?? (newest ? assessmentHash(newest) : ''), personId }
      return write(db, (tx) => signPanelAssessment(tx, signed, at('2026-10-04')))
    }
    expect(await sign('protector')).toBe('changed')
    expect(await put('officer', { risks: ' ' })).toBe(1)
    expect(await sign('protector')).toBe('empty')
    const seen = assessmentHash((await panelAssessments(db))[0]!)
    expect(await put('officer')).toBe(1)
    expect(await sign('protector', seen)).toBe('changed')
    expect(await sign('officer')).toBe('own')
    expect(await draw('exercise-october', 10, '2026-10-10')).toEqual({ trouble: 'assessment' })
    expect(await sign('protector')).toBe('signed')
    expect(await sign('protector')).toBe('changed')
    // The next version is in the making; the signed one holds as it was.
    expect(await put('protector', { risks: 'Another' })).toBe(2)
    const [next, first] = await panelAssessments(db)
    expect(next).toMatchObject({ version: 2, signedAt: null, writer: 'Data protection' })
    expect(first).toMatchObject({ version: 1, signer: 'Data protection', content })
    expect(inForce([next!, first!])).toBe(first)
    expect(maySign(next!, 'protector')).toBe(false)
    expect(await acts()).toContain('panel.assessed')
    expect(await draw('exercise-october', 10, '2026-10-10')).toEqual({ trouble: 'few', eligible: 2 })
  })

  test('a sample invites each alone in their language, is named in the register, and keeps the cap in the write', async () => {
    await join(3, '2026-10-02', { language: 'ur' })
    await join(4, '2026-10-02', { way: 'letter', address: '1 Road\nZZ1 1AA', entered: 'paper' })
    for (let n = 100; n < 120; n++) await join(n, '2026-10-02')
    // From fewer than ten an answer could be traced to a person.
    expect(await draw('exercise-october', 9, '2026-10-10')).toEqual({ trouble: 'small' })
    expect(await draw('exercise-october', 25, '2026-10-10')).toEqual({ trouble: 'few', eligible: 24 })
    expect(await outbox()).toEqual([])
    expect(await draw('exercise-october', 14, '2026-10-10')).toEqual({ drawn: 1 })
    const sent = await outbox()
    expect(sent).toHaveLength(14)
    expect(new Set(sent.map((one) => one.to_address)).size).toBe(14)
    const { code } = (await drawnSamples(db))[0]!
    for (const { language, subject, body, way, exercise_id, to_address } of sent) {
      expect(subject).toContain(
        words(language, 'citizens-panel')('mail.invitation_subject', { title: '' }).trim().split(':')[0],
      )
      // All of them have one address, which is not the public one.
      expect(body).toContain(`https://example.org/${language}/citizens-panel/answer/${code}\n`)
      expect(body).toContain(words(language, 'citizens-panel')('mail.which'))
      expect(body).not.toContain('/consultations/october')
      expect(exercise_id).toBe('exercise-october')
      expect(way).toBe(to_address.includes('@') ? 'email' : 'letter')
    }
    const [sample] = await drawnSamples(db)
    expect(sample).toMatchObject({ number: 1, people: 14, on: '2026-10-10' })
    expect(await sampleByCode(db, code!)).toMatchObject({ id: sample!.id, slug: 'october', people: 14 })
    // Nobody is reached before the message has gone.
    const rule = { minCell: 10, roundTo: 1 }
    expect(await answersOfSamples(db, rule)).toMatchObject([{ asked: 14, reached: 0, answered: null }])
    await db.updateTable('outbox').set({ sent_at: '2026-10-10T13:00:00Z' }).where('id', '!=', sent[0]!.id).execute()
    expect(await answersOfSamples(db, rule)).toMatchObject([{ asked: 14, reached: 13 }])
    expect((await entryOf(db, 'exercise-october')).panelSampleId).toBe(sample!.id)
    const second = { ...(await entryOf(db, 'exercise-second')), panelSampleId: sample!.id }
    await write(db, (tx) => saveEntry(tx, 'exercise-second', second, 'officer', at('2026-10-11')))
    const [overlap] = await overlapsOf(db, 'exercise-second', '2026-10-11')
    expect(overlap?.reasons).toContainEqual({ kind: 'panel', points: 3 })
    // Fourteen were asked five days ago: only the other ten may be asked about something else.
    expect(await draw('exercise-second', 11, '2026-10-15')).toEqual({ trouble: 'few', eligible: 10 })
    // The page that drew the first one, pressed twice or come back to, draws no second one.
    expect(await drawAs(1, 'exercise-second', 10, '2026-10-15')).toEqual({ trouble: 'drawn' })
    expect(await outbox()).toHaveLength(14)
    expect(await draw('exercise-second', 10, '2026-10-15')).toEqual({ drawn: 2 })
    const asked = await db.selectFrom('panel_sample_member').select('member_id').execute()
    expect(new Set(asked.map((row) => row.member_id)).size).toBe(24)
  })

  test('what is asked on another website has no link of the sample’s own', async () => {
    await givenConsultation(db, { slug: 'elsewhere' })
    await db.updateTable('exercise').set({ asked_elsewhere: 1 }).where('id', '=', 'exercise-elsewhere').execute()
    const entry = { ...(await entryOf(db, 'exercise-elsewhere')), address: 'https://other.example.org/asked' }
    await write(db, (tx) => saveEntry(tx, 'exercise-elsewhere', entry, 'officer', at('2026-10-11')))
    const rolledBack = new Error('only looked at')
    const look = write(db, async (tx) => {
      await tx.deleteFrom('panel_sample_member').execute()
      const wish = {
        exerciseId: 'exercise-elsewhere',
        size: 10,
        areaId: null,
        by: 'none',
        runBy: null,
        number: 3,
      } as const
      expect(await drawSample(tx, secret, { ...wish, personId: 'officer' }, head, at('2026-10-15'))).toEqual({
        drawn: 3,
      })
      const [sample] = await drawnSamples(tx)
      expect(sample).toMatchObject({ number: 3, code: null })
      const rows = await tx
        .selectFrom('outbox')
        .select(['body', 'language'])
        .where('exercise_id', '=', 'exercise-elsewhere')
        .execute()
      expect(rows).toHaveLength(10)
      for (const { body, language } of rows) {
        expect(body).toContain('https://other.example.org/asked')
        expect(body).toContain(words(language, 'citizens-panel')('mail.elsewhere'))
      }
      throw rolledBack
    })
    await expect(look).rejects.toBe(rolledBack)
  })

  test('nobody is invited to what is not open', async () => {
    expect(await draw('exercise-october', 10, '2026-12-01')).toEqual({ trouble: 'exercise' })
    expect(await draw('nothing', 10, '2026-10-15')).toEqual({ trouble: 'exercise' })
  })

  test('whoever leaves is gone from every store with what waits for them; a count by month stays', async () => {
    const [first] = await db
      .selectFrom('panel_contact')
      .select('member_id')
      .where('address', '=', 'panel-3@example.org')
      .execute()
    const id = first!.member_id
    await write(db, (tx) => leavePanel(tx, id, 'left', at('2026-10-20')))
    for (const table of ['panel_contact', 'panel_profile', 'panel_sample_member'] as const)
      expect(await db.selectFrom(table).selectAll().where('member_id', '=', id).execute()).toEqual([])
    expect((await outbox()).filter((one) => one.to_address === 'panel-3@example.org')).toEqual([])
    expect(await departures(db)).toEqual([{ month: '2026-10', why: 'left', people: 1 }])
    await write(db, (tx) => leavePanel(tx, id, 'left', at('2026-10-21')))
    expect(await departures(db)).toMatchObject([{ people: 1 }])
  })

  test('the make-up is noted once a quarter, and everybody sees no small numbers of it', async () => {
    await noteQuarter(db, at('2026-10-20'))
    await noteQuarter(db, at('2026-12-20'))
    expect((await notedMakeUps(db)).map(({ on, people }) => [on, people])).toEqual([['2026-10-20', 23]])
    expect(await publicPanel(db)).toMatchObject({
      samples: [
        { people: 10, answered: null },
        { people: 14, answered: null },
      ],
    })
    for (let n = 10; n < 22; n++) await join(n, '2026-10-21')
    await write(db, (tx) => noteMakeUp(tx, '2027-01-05'))
    const [now] = (await publicPanel(db)).makeUps
    expect(now).toMatchObject({ on: '2027-01-05', people: 35 })
    expect(now!.groups.every(({ people }) => people === null || (people >= 10 && people % 5 === 0))).toBe(true)
    expect((await panelCounters(db)).find(({ dimension }) => dimension === 'all')).toMatchObject({ people: 35 })
  })

  test('the year’s third is thanked and released in one act, once, and only as it was seen', async () => {
    const release = (people: number, day: string) =>
      write(db, (tx) => releaseThird(tx, secret, { people, personId: 'officer' }, head, at(day)))
    expect(await release(5, '2027-06-01')).toBe('nobody')
    expect((await dueThird(db, '2027-11-01')).due).toHaveLength(12)
    expect(await release(11, '2027-11-01')).toBe('changed')
    await db.deleteFrom('outbox').execute()
    expect(await release(12, '2027-11-01')).toBe('released')
    const thanks = await outbox()
    expect(thanks).toHaveLength(12)
    expect(thanks.every(({ about }) => about === 'panel:thanks')).toBe(true)
    expect(await panelMembers(db)).toHaveLength(23)
    expect(await db.selectFrom('panel_contact').select('member_id').execute()).toHaveLength(23)
    expect(await release(3, '2027-11-02')).toBe('nobody')
    expect((await departures(db))[0]).toEqual({ month: '2027-11', why: 'refresh', people: 12 })
    expect((await acts()).filter((type) => type === 'panel.released')).toHaveLength(1)
  })
})
