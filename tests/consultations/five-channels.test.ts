import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answer-batch-store.server.ts'
import type { Answers } from '../../app/consultations/answers.ts'
import {
  closeGroup,
  createGroup,
  groupByCode,
  groupCount,
  groupsOf,
} from '../../app/consultations/group-store.server.ts'
import { noMonitoring } from '../../app/consultations/monitoring.ts'
import { monitoringOf, saveMonitoring } from '../../app/consultations/monitoring-store.server.ts'
import { organisationRows } from '../../app/consultations/organisation.ts'
import { organisationsApart, organisationViews } from '../../app/consultations/organisation-store.server.ts'
import { submit, withdraw } from '../../app/consultations/response-store.server.ts'
import type { OrganisationSays, WayIn } from '../../app/consultations/way-in.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import type { Channel } from '../../db/tables/consultations.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, cleared, counters, countOf, givenConsultation, secret, whileOpen } from './given.ts'

describe.each(dialects)('ways to answer on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
  })
  beforeEach(async () => {
    await cleared(db)
    asked = await givenConsultation(db)
    await db
      .insertInto('person')
      .values(officer)
      .onConflict((c) => c.doNothing())
      .execute()
  })
  afterAll(() => db.destroy())
  const officer = {
    id: 'officer',
    email: 'officer@example.org',
    label: 'Officer',
    organisation_id: null,
    created_at: '2026-09-01T10:00:00Z',
    disabled_at: null,
  }
  const group = async (name = 'Elders') => {
    const given = { consultationId: asked.id, name, partner: 'A charity', personId: 'officer' }
    const code = await write(db, (tx) => createGroup(tx, secret, given, whileOpen))
    return code ? groupByCode(db, code) : undefined
  }
  const send = (answers: Answers, more: { wayIn?: WayIn; organisation?: OrganisationSays; late?: boolean } = {}) => {
    const submissionKey = randomUUID()
    const submission = { consultationId: asked.id, submissionKey, answers, seed: 1, language: 'ur', ...more }
    return write(db, (tx) => submit(tx, secret, submission, whileOpen)).then(() => submissionKey)
  }
  const imported = async (answers: Answers, channel: Channel) => {
    const submissionKey = randomUUID()
    const one = {
      ...plainAnswer,
      submissionKey,
      answers,
      channel,
      language: 'ur',
      receivedOn: '2026-10-10',
      orderSeed: 1,
    }
    await write(db, (tx) => addAnswers(tx, secret, asked.id, [one]))
    return submissionKey
  }

  test('the same answer through five channels gives an identical row, identical picks, texts, commitment and counts', async () => {
    const answers = { ...answersWith(asked.optionIds, 'c', 'a'), why: 'The last bus', somethingElse: 'Trams' }
    const { id: groupId, code } = (await group())!
    const keys: [Channel | 'import', string][] = [
      ['online', await send(answers)],
      ['phone', await send(answers, { wayIn: { channel: 'phone' } })],
      ['group', await send(answers, { wayIn: { channel: 'group', group: groupId, code } })],
      ['paper', await imported(answers, 'paper')],
      ['import', await imported(answers, 'event')],
    ]
    const rows = await Promise.all(keys.map(([, key]) => whole(db, key)))
    for (const row of rows.slice(1)) expect(row.same).toEqual(rows[0]!.same)
    expect(rows[0]!.same.response).toMatchObject({
      status: 'counted',
      district_id: 'north',
      forum_id: 'hill',
      language: 'ur',
    })
    expect(rows[0]!.same.texts).toHaveLength(2)
    expect(rows.map(({ own }) => own)).toEqual([
      { channel: 'online', group_id: null },
      { channel: 'phone', group_id: null },
      { channel: 'group', group_id: groupId },
      { channel: 'paper', group_id: null },
      { channel: 'event', group_id: null },
    ])
    expect(await counters(db)).toMatchObject({
      'all/all': 5,
      'district/north': 5,
      'language/ur': 5,
      'channel/online': 1,
      'channel/phone': 1,
      'channel/group': 1,
      'channel/paper': 1,
      'channel/event': 1,
    })
    // What a caller says of themselves goes to the other store just as everybody's does.
    const [, phone] = keys[1]!
    await write(db, (tx) => saveMonitoring(tx, phone, () => ({ ...noMonitoring, sex: 'female' })))
    expect((await monitoringOf(db, phone))?.known.sex).toBe('female')
  })

  test('a group sees its count from ten on, and a closed link keeps what came under it', async () => {
    const { id, code } = (await group())!
    const wayIn = { channel: 'group' as const, group: id, code }
    const keys: string[] = []
    for (let i = 0; i < 9; i++) keys.push(await send(answersWith(asked.optionIds, 'a'), { wayIn }))
    expect(await groupCount(db, id)).toBeNull()
    keys.push(await send(answersWith(asked.optionIds, 'b'), { wayIn }))
    expect(await groupCount(db, id)).toBe(10)
    await write(db, (tx) => withdraw(tx, secret, referenceFor(secret, keys[0]!), whileOpen))
    expect(await groupCount(db, id)).toBeNull()
    expect(await group()).toBeUndefined()
    const close = (consultationId: string) =>
      write(db, (tx) => closeGroup(tx, { id, consultationId, personId: 'officer' }, whileOpen))
    expect([await close('another'), await close(asked.id), await close(asked.id)]).toEqual([false, true, false])
    expect(await groupsOf(db, asked.id)).toMatchObject([{ name: 'Elders', partner: 'A charity', count: null }])
    expect((await groupByCode(db, code))?.closedAt).toBe(whileOpen.toISOString())
  })

  test('a clock that jumps changes no receipt, doubles nothing and leaves the ledger in order', async () => {
    const answers = answersWith(asked.optionIds, 'a')
    const submissionKey = randomUUID()
    const at = (day: string, key = submissionKey, late = false) => {
      const submission = { consultationId: asked.id, submissionKey: key, answers, seed: 1, language: 'en', late }
      return write(db, (tx) => submit(tx, secret, submission, new Date(`${day}T12:00:00Z`)))
    }
    const first = await at('2026-10-10')
    for (const day of ['2025-09-05', '2027-11-14']) {
      expect(await at(day)).toEqual({ ...first, kind: 'repeated' })
      await at(day, randomUUID(), day > '2027')
    }
    expect(await countOf(db, 'response')).toBe(3)
    expect((await counters(db))['all/all']).toBe(2)
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
  })

  test('an organisation is kept apart from residents: no count, no equality answers; taken back it leaves nothing', async () => {
    const organisation = { name: 'Bus users', does: 'Speaks for passengers', represents: '300 members' }
    const key = await send({ ...answersWith(asked.optionIds, 'a'), area: { kind: 'unsaid' } }, { organisation })
    expect(await counters(db)).toEqual({})
    expect((await whole(db, key)).same.response).toMatchObject({ status: 'organisation' })
    expect(await write(db, (tx) => saveMonitoring(tx, key, (known) => known))).toBeUndefined()
    expect(await db.selectFrom('response_organisation').selectAll().execute()).toMatchObject([organisation])
    const apart = await organisationsApart(db, asked.exerciseId)
    const [heard] = await organisationViews(db, apart.published, '2026-11-01', 'ur')
    expect(heard).toMatchObject({ ...organisation, picks: [{ body: 'Option a (اردو)' }], same: false, form: null })
    expect(organisationRows(apart)).toEqual([
      ['Bus users', 'Speaks for passengers', '300 members', 'choice 1', asked.optionIds.a],
    ])
    await write(db, (tx) => withdraw(tx, secret, referenceFor(secret, key), whileOpen))
    expect(await organisationsApart(db, asked.exerciseId)).toEqual({ published: [], held: [] })
    expect(await db.selectFrom('response_organisation').selectAll().execute()).toEqual([])
    expect([await counters(db), await countOf(db, 'response')]).toEqual([{}, 1])
  })
})

/** Everything stored of one answer: what must be the same however it came, and what tells the ways apart. */
async function whole(db: Db, key: string) {
  const row = await db.selectFrom('response').selectAll().where('submission_key', '=', key).executeTakeFirstOrThrow()
  const { id, submission_key, body_hash, reference_hash, ledger_seq, channel, group_id, ...response } = row
  const of = { picks: 'response_pick', texts: 'response_text' } as const
  const parts = await Promise.all(
    Object.values(of).map((table) => db.selectFrom(table).selectAll().where('response_id', '=', id).execute()),
  )
  const opening = await db
    .selectFrom('ledger_opening')
    .select('payload')
    .where('seq', '=', ledger_seq!)
    .executeTakeFirstOrThrow()
  const bare = (all: object[]) => all.map((one) => JSON.stringify({ ...one, response_id: undefined })).sort()
  return {
    same: {
      response,
      picks: bare(parts[0]!),
      texts: bare(parts[1]!),
      commitment: opening.payload.replace(id, 'this'),
      hashes: [submission_key, body_hash, reference_hash].map((text) => text.length),
    },
    own: { channel, group_id },
  }
}
