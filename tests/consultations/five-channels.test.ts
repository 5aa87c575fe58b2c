import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { type Answers, noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { characteristics } from '../../app/consultations/equality/characteristics.ts'
import type { EqualityChoice } from '../../app/consultations/equality/equality-choice.ts'
import { choose, marksOf } from '../../app/consultations/equality/equality-choice-store.server.ts'
import {
  answered,
  type MonitoringStep,
  noMonitoring,
  withWording,
} from '../../app/consultations/equality/monitoring.ts'
import { monitoringOf, saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import type { Form } from '../../app/consultations/form.ts'
import { formOf, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { answerCounts, freezeMaterial } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import {
  closeGroup,
  createGroup,
  groupByCode,
  groupCount,
  groupsOf,
} from '../../app/consultations/groups/group-store.server.ts'
import type { OrganisationSays, WayIn } from '../../app/consultations/groups/way-in.ts'
import { aboutLabels } from '../../app/consultations/imports/about-labels.ts'
import { readExchange } from '../../app/consultations/imports/exchange-answers.ts'
import { rowsOf } from '../../app/consultations/imports/exchanging.server.ts'
import { importColumns, readImport } from '../../app/consultations/imports/import.ts'
import { importCodes, loadImport, prepareImport } from '../../app/consultations/imports/import-store.server.ts'
import { undoImport } from '../../app/consultations/imports/import-undo-store.server.ts'
import { organisationRows } from '../../app/consultations/organisations/organisation.ts'
import {
  organisationsApart,
  organisationViews,
} from '../../app/consultations/organisations/organisation-store.server.ts'
import { formPaperVersion, readFormEntry } from '../../app/consultations/paper/paper-form-entry.ts'
import { readSheet } from '../../app/consultations/paper/paper-sheet.ts'
import {
  batchOf,
  formsOf,
  keyAgain,
  keyForm,
  openBatch,
  signBatch,
  startCheck,
} from '../../app/consultations/paper/paper-store.server.ts'
import { answersOfSamples } from '../../app/engagement/panel/citizens-panel-sample-store.server.ts'
import { words as wordsOf } from '../../app/languages/words.server.ts'
import { canonicalJson } from '../../app/ledger/canonical.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { type Db, write } from '../../db/connect.ts'
import type { Channel } from '../../db/tables/consultations.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, cleared, counters, countOf, givenConsultation, secret, texts, whileOpen } from './given.ts'

const reading = { codes: { areas: [] }, labels: aboutLabels((area) => wordsOf('en', area)) }

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
  /** A sample of the panel that was drawn for the exercise. */
  const givenSample = async () => {
    const id = randomUUID()
    const row = { id, name: `Sample ${id}`, people: 40, recruited_on: '2026-10-01', exercise_id: asked.exerciseId }
    await db
      .insertInto('panel_sample')
      .values({ ...row, number: 1, code: id })
      .execute()
    return id
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
    const sample = await givenSample()
    const keys: [string, string][] = [
      ['online', await send(answers)],
      ['phone', await send(answers, { wayIn: { channel: 'phone' } })],
      ['group', await send(answers, { wayIn: { channel: 'group', group: groupId, code } })],
      ['paper', await imported(answers, 'paper')],
      ['import', await imported(answers, 'event')],
      ['panel', await send(answers, { wayIn: { channel: 'online', sample } })],
      ['panel by telephone', await send(answers, { wayIn: { channel: 'phone', sample } })],
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
      { channel: 'online', group_id: null, panel_sample_id: null },
      { channel: 'phone', group_id: null, panel_sample_id: null },
      { channel: 'group', group_id: groupId, panel_sample_id: null },
      { channel: 'paper', group_id: null, panel_sample_id: null },
      { channel: 'event', group_id: null, panel_sample_id: null },
      { channel: 'online', group_id: null, panel_sample_id: sample },
      { channel: 'phone', group_id: null, panel_sample_id: sample },
    ])
    expect(await counters(db)).toMatchObject({
      'all/all': 7,
      'district/north': 7,
      'language/ur': 7,
      'channel/online': 2,
      'channel/phone': 2,
      'channel/group': 1,
      'channel/paper': 1,
      'channel/event': 1,
    })
    // What a caller says of themselves goes to the other store just as everybody's does.
    const [, phone] = keys[1]!
    await write(db, (tx) => saveMonitoring(tx, phone, () => ({ ...noMonitoring, sex: 'female' })))
    expect((await monitoringOf(db, phone))?.known.sex).toBe('female')
  })

  test('what people say of themselves is the same row, however it came', async () => {
    const choice: EqualityChoice = {
      asked: characteristics.map((what) => ({ what, why: 'heard' })),
      wording: { sex: 'registered', gender: 'trans' },
    }
    await write(db, (tx) => choose(tx, { exerciseId: asked.exerciseId, choice, personId: 'officer' }, whileOpen))
    const marks = await marksOf(db, choice, 'en')
    const steps: [MonitoringStep, string][] = [
      ['age', '30-44'],
      ['sex', 'female'],
      ['gender', 'same'],
      ['ethnic-group', 'asian'],
      ['ethnic-detail', 'indian'],
      ['condition', 'yes'],
      ['impact', 'a-little'],
      ['religion', 'hindu'],
      ['orientation', 'straight'],
      ['pregnancy', 'no'],
      ['partnership', 'married'],
    ]
    const answers = answersWith(asked.optionIds, 'c', 'a')
    const { id: groupId, code } = (await group())!
    for (const wayIn of [
      undefined,
      { channel: 'phone' as const },
      { channel: 'group' as const, group: groupId, code },
    ]) {
      const key = await send(answers, { wayIn })
      for (const [step, said] of steps) {
        await write(db, (tx) =>
          saveMonitoring(tx, key, (known) => {
            const next = answered(step, said, known)
            return step === 'sex' || step === 'gender' ? withWording(step, marks[step], next) : next
          }),
        )
      }
    }
    // The numbers of the printed sheet.
    const keyed = { age: '3', sex: '1', gender: '1', 'ethnic-detail': '1', condition: '1', impact: '2' }
    const more = { religion: '4', orientation: '1', pregnancy: '2', partnership: '2' }
    const sheet = readSheet({ ...keyed, ...more }, choice, marks)
    if (!sheet.ok) throw new Error(JSON.stringify(sheet.problems))
    const one = { ...plainAnswer, submissionKey: randomUUID(), answers, channel: 'paper' as const, language: 'ur' }
    await write(db, (tx) =>
      addAnswers(tx, secret, asked.id, [{ ...one, receivedOn: '2026-10-10', monitoring: sheet.said }]),
    )
    const codes = await importCodes(db, asked.id, whileOpen)
    const said = ['30-44', 'female', 'asian', 'indian', 'same', 'yes-a-little', 'hindu', 'straight', 'no', 'married']
    const csv = `${importColumns(codes)}\na1,event,north,3,1,,,${said}\n`
    const read = readImport(new TextEncoder().encode(csv), codes)
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    const file = {
      consultationId: asked.id,
      source: 'Stall',
      fileHash: 'h',
      status: 'counted' as const,
      rows: read.rows,
    }
    const prepared = await prepareImport(db, secret, { ...file, personId: 'officer' }, whileOpen)
    const { id: importId } = await write(db, (tx) => loadImport(tx, prepared, whileOpen))
    const rows = await db.selectFrom('monitoring_answer').selectAll().execute()
    expect(rows).toHaveLength(5)
    const bare = rows.map(({ key: _, ...row }) => row)
    for (const row of bare) expect(row).toEqual(bare[0])
    expect(bare[0]).toMatchObject({ disability: 'yes-a-little', worded: '{"gender":"trans-1","sex":"registered-1"}' })
    expect(JSON.parse(bare[0]!.further).religion).toEqual({ code: 'hindu', list: 'census-2021-religion' })
    expect(await counters(db)).toMatchObject({
      'religion/hindu': 5,
      'partnership/married': 5,
      'disability/yes-a-little': 5,
    })
    // A load that is taken out takes what it said of people with it.
    const undo = { consultationId: asked.id, importId, reason: 'A test', personId: 'officer' }
    await write(db, (tx) => undoImport(tx, undo, whileOpen))
    expect(await counters(db)).toMatchObject({
      'religion/hindu': 4,
      'partnership/married': 4,
      'disability/yes-a-little': 4,
    })
    await db.deleteFrom('equality_choice').execute()
  })

  test('the same answer to a form of own questions is the same row online, by phone, on paper, in a group and in a file', async () => {
    const consultationId = 'own-form'
    const option = (id: string) => ({ id, title: { en: `Option ${id}` }, example: null })
    const questions = [
      {
        key: 'first',
        kind: 'order' as const,
        title: { en: 'What first?' },
        config: { options: ['a', 'b', 'c'].map(option), most: 2 },
      },
    ]
    await write(db, async (tx) => {
      const about = { id: consultationId, exerciseId: asked.exerciseId, version: 2, picksMax: 0, minutes: 1, texts }
      await addConsultation(tx, { ...about, template: 'form' })
      const plan = { consultationId, version: 1, note: '', personId: 'officer', questions, published: true }
      await writeForm(tx, plan, whileOpen)
    })
    const form = (await formOf(db, consultationId, '2026-10-10'))!
    const id = questionId(consultationId, 'first')
    const answers = { ...noAnswers, area: { kind: 'unsaid' as const } }
    const value = { options: ['c', 'a'], same: false, none: false }
    const sent = { version: 1, answers: { [id]: { value, text: '' } } }
    const groupCode = (await write(db, (tx) =>
      createGroup(tx, secret, { consultationId, name: 'Own', partner: 'P', personId: 'officer' }, whileOpen),
    ))!
    const { id: groupId, code } = (await groupByCode(db, groupCode))!
    const one = (wayIn?: WayIn) =>
      write(db, (tx) => {
        const about = { consultationId, submissionKey: randomUUID(), answers, form: sent, seed: 1, language: 'en' }
        return submit(tx, secret, { ...about, wayIn }, whileOpen)
      })
    await one()
    await one({ channel: 'phone' })
    await one({ channel: 'group', group: groupId, code })
    await keyedOnPaper(form)
    await loadedFromFile(form)
    const rows = await db.selectFrom('response').selectAll().where('consultation_id', '=', consultationId).execute()
    expect(rows.map(({ channel }) => channel).sort()).toEqual(['event', 'group', 'online', 'paper', 'phone'])
    const same = await Promise.all(
      rows.map(async (row) => {
        const {
          id: own,
          submission_key,
          body_hash,
          reference_hash,
          ledger_seq,
          order_seed,
          channel,
          group_id,
          ...rest
        } = row
        const { import_id, source, source_row, ...response } = rest
        const given = await db.selectFrom('response_answer').selectAll().where('response_id', '=', own).execute()
        const opening = await db
          .selectFrom('ledger_opening')
          .select('payload')
          .where('seq', '=', ledger_seq!)
          .executeTakeFirstOrThrow()
        return {
          response,
          given: given.map(({ question_id, value: kept }) => [question_id, kept]),
          commitment: opening.payload.replace(own, 'this'),
        }
      }),
    )
    for (const row of same.slice(1)) expect(row).toEqual(same[0])
    expect(same[0]!.given).toEqual([[id, canonicalJson(value)]])
  })

  /** One form keyed, keyed again by somebody else and signed, as at the desk. */
  async function keyedOnPaper(form: Form) {
    const { consultationId } = form
    const about = { consultationId, name: 'Library', receivedOn: '2026-10-10', formVersion: formPaperVersion(form, []) }
    const batchId = (await write(db, (tx) => openBatch(tx, { ...about, personId: 'officer' }, whileOpen)))!
    const keyed = { area: '', language: 'en', late: false, keys: { first: '3 1' }, words: {} }
    const read = readFormEntry(keyed, { form, districts: [], seed: 1 })
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const { entry } = read
    await write(db, async (tx) => {
      const batch = async () => (await batchOf(tx, batchId, consultationId))!
      await keyForm(tx, { batchId, number: 1, entry, personId: 'officer' }, whileOpen)
      await keyForm(
        tx,
        {
          batchId,
          number: 2,
          entry: { ...entry, given: { ...entry.given, [Object.keys(entry.given)[0]!]: null } },
          personId: 'officer',
        },
        whileOpen,
      )
      await startCheck(tx, await batch())
      const drawn = (await formsOf(tx, batchId)).filter(({ toCheck }) => toCheck)
      expect(drawn).toHaveLength(1)
      const second = { batch: await batch(), form: drawn[0]!, entry: drawn[0]!.entry, personId: 'officer', picksMax: 0 }
      await keyAgain(tx, second)
      expect(await batch()).toMatchObject({ fields_checked: 3, fields_wrong: 0 })
      expect(await signBatch(tx, secret, await batch(), 'officer', whileOpen, form)).toBe('signed')
      // The other form was left blank: it is counted as that, and is nobody's answer.
      expect((await batch()).leftOut).toEqual({ blank: 1 })
      // How well it was keyed goes with the results.
      expect(await answerCounts(tx, consultationId)).toMatchObject({ keyed: 2, fields_checked: 3, blank: 1 })
    })
  }

  async function loadedFromFile(form: Form) {
    const main = new TextEncoder().encode('# NUMBER ALTERNATIVES: 3\n1: 3,1\n')
    const read = readExchange(form.questions[0]!, {}, { main, votes: null, sign: 'counts' })
    if (!read.ok) throw new Error(JSON.stringify(read.troubles))
    const rows = rowsOf({ ...read.value, questionId: form.questions[0]!.id, channel: 'event' }, form, reading)
    const file = { consultationId: form.consultationId, source: 'PrefLib', fileHash: 'h', status: 'counted' as const }
    const prepared = await prepareImport(db, secret, { ...file, rows, personId: 'officer' }, whileOpen)
    await write(db, (tx) => loadImport(tx, prepared, whileOpen))
  }

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

  test('a sample is told of from ten answers on, and only while ten have not answered', async () => {
    const sample = await givenSample()
    const rule = { minCell: 10, roundTo: 5 }
    const told = async () => (await answersOfSamples(db, rule, asked.exerciseId))[0]
    const keys: string[] = []
    const more = async (n: number) => {
      for (let i = 0; i < n; i++)
        keys.push(await send(answersWith(asked.optionIds, 'a'), { wayIn: { channel: 'online', sample } }))
    }
    await more(9)
    expect(await told()).toMatchObject({ asked: 40, reached: 40, answered: null, rate: null })
    await more(4)
    expect(await told()).toMatchObject({ answered: 10, rate: 25 })
    await write(db, (tx) => withdraw(tx, secret, referenceFor(secret, keys[0]!), whileOpen))
    const gone = await db.selectFrom('response').select('panel_sample_id').where('status', '=', 'withdrawn').execute()
    expect(gone).toEqual([{ panel_sample_id: null }])
    await more(18)
    expect(await told()).toMatchObject({ answered: 30, rate: 75 })
    await more(1)
    expect(await told()).toMatchObject({ answered: null, rate: null })
    expect(await answersOfSamples(db, rule, 'another')).toEqual([])
    // The list compares them with everybody else's once there are enough of those too, and says how many there are.
    const cut = { dimension: 'cameThrough', groups: ['panel', 'open'], census: [] }
    expect((await freezeMaterial(db, asked.exerciseId))!.input.further).toBeUndefined()
    for (let i = 0; i < 10; i++) await send(answersWith(asked.optionIds, 'b'))
    const { input, about } = (await freezeMaterial(db, asked.exerciseId))!
    expect(input.further).toEqual([cut])
    expect(about.counts).toMatchObject({ counted: 41, panel: 31 })
    const tab = choiceList(input).crossTabs.find(({ dimension }) => dimension === 'cameThrough')!
    expect(tab.groups.map(({ id, base }) => [id, base])).toEqual([
      ['panel', 30],
      ['open', 10],
    ])
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
  const { id, submission_key, body_hash, reference_hash, ledger_seq, channel, group_id, panel_sample_id, ...response } =
    row
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
    own: { channel, group_id, panel_sample_id },
  }
}
