import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { deleteAnswers } from '../../app/consultations/answering/response-retention-store.server.ts'
import { eraseByHash, submit } from '../../app/consultations/answering/response-store.server.ts'
import { addConsultation, consultations, isListed } from '../../app/consultations/consultation-store.server.ts'
import { usualChoice } from '../../app/consultations/equality/equality-choice.ts'
import { choose } from '../../app/consultations/equality/equality-choice-store.server.ts'
import { noMonitoring, answered as saidOn } from '../../app/consultations/equality/monitoring.ts'
import { type QuestionPlan, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { askFreeze, freezeAsked } from '../../app/consultations/freezing/computation-store.server.ts'
import { exclusionsOf } from '../../app/consultations/freezing/exclusion.ts'
import { freezeNext } from '../../app/consultations/freezing/freezing.server.ts'
import { reissueAnswers } from '../../app/consultations/freezing/reissue-erased-store.server.ts'
import type { FormAnalysisContent } from '../../app/consultations/freezing/snapshot.ts'
import { freezeClosing, snapshotOf } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { wardFiguresOf } from '../../app/consultations/freezing/ward-figures-store.server.ts'
import { campaignsOf, markCampaigns } from '../../app/consultations/guarding/campaign-store.server.ts'
import {
  organisationsToReview,
  publishedApart,
  refrozenApart,
  reviewOrganisation,
} from '../../app/consultations/organisations/organisation-store.server.ts'
import { formMaterial, freezeForm, reissueForm } from '../../app/consultations/results/form-freeze-store.server.ts'
import type { FormResults } from '../../app/consultations/results/result.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import { engagementDesk } from '../../app/engagement/desk.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { sha256 } from '../../app/ledger/commitment.ts'
import { referenceFor, referenceHash } from '../../app/ledger/reference-code.ts'
import { recordRequest } from '../../app/people/rights-store.server.ts'
import {
  frozenTexts,
  listVersions,
  newestList,
  publishedHeading,
  signList,
} from '../../app/priorities/list-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, givenConsultation, secret, texts, whileOpen } from './given.ts'

const option = (id: string) => ({ id, title: { en: `Option ${id}` }, example: null })
const questions: QuestionPlan[] = [
  { key: 'first', kind: 'rank', title: { en: 'In which order?' }, config: { options: ['a', 'b', 'c'].map(option) } },
  { key: 'why', kind: 'text', title: { en: 'Why?' }, config: { long: true, limit: 500 } },
]
const consultationId = 'ways'
const id = (key: string) => questionId(consultationId, key)
const keeper = { signingKey: '07'.repeat(32), outsideAddress: undefined }
const closed = new Date('2026-10-29T01:00:00Z')
const later = new Date('2026-11-09T12:00:00Z')

describe.each(dialects)('freezing a form on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    const person = { organisation_id: null, created_at: whileOpen.toISOString(), disabled_at: null }
    await db
      .insertInto('person')
      .values(['analyst', 'officer'].map((id) => ({ id, email: `${id}@example`, label: id, ...person })))
      .execute()
  })
  beforeEach(async () => {
    for (const table of ['form_result', 'exclusion', 'snapshot', 'computation'] as const)
      await db.deleteFrom(table).execute()
    await cleared(db)
    ;({ exerciseId } = await givenConsultation(db))
    await write(db, async (tx) => {
      await addConsultation(tx, {
        id: consultationId,
        exerciseId,
        version: 2,
        picksMax: 0,
        minutes: 2,
        texts,
        template: 'form',
      })
      await writeForm(
        tx,
        { consultationId, version: 1, note: '', personId: 'officer', questions, published: true },
        whileOpen,
      )
    })
  })
  afterAll(() => db.destroy())

  const answer = (n: number, order: string[], ageBand: string | null = '65+') => ({
    ...plainAnswer,
    submissionKey: `key-${n}`,
    answers: { ...noAnswers, area: { kind: 'district' as const, district: 'north', forum: null } },
    form: {
      version: 1,
      answers: {
        [id('first')]: { value: { places: ['a', 'b', 'c'].map((one) => [one, order.indexOf(one) + 1]) }, text: '' },
        ...(n % 4 ? {} : { [id('why')]: { value: { written: true }, text: `Canary ${n}` } }),
      },
    },
    channel: 'online' as const,
    language: 'en',
    status: 'counted' as const,
    receivedOn: '2026-10-10',
    monitoring: { ...noMonitoring, ageBand },
  })
  const people = (from: number, many: number, order: string[]) =>
    Array.from({ length: many }, (_, i) => answer(from + i, order))
  const answered = () =>
    write(db, (tx) =>
      addAnswers(tx, secret, consultationId, [...people(0, 40, ['a', 'b', 'c']), ...people(40, 20, ['b', 'a', 'c'])]),
    )
  const close = () => write(db, (tx) => freezeClosing(tx, keeper, exerciseId, closed))
  const by = () => ({ exerciseId, personId: 'analyst', reason: 'analysis' })
  const frozenDraft = async () => {
    await answered()
    await close()
    expect(await freezeForm(db, keeper, by(), later)).toMatchObject({ kind: 'frozen' })
    return (await newestList(db, exerciseId, 'form_result'))!
  }
  const sign = (listId: string, hash: string, personId: string) =>
    write(db, (tx) => signList(tx, keeper, { exerciseId, listId, hash, personId }, later, 'form_result'))

  test('compares the panel’s answers with everybody else’s only where enough came each way, and says how many did', async () => {
    const sample = { id: 'sample', name: 'Sample 1', people: 60, recruited_on: '2026-10-01', number: 1, code: 'code' }
    await db
      .insertInto('panel_sample')
      .values({ ...sample, exercise_id: exerciseId })
      .execute()
    await answered()
    const through = async (n: number) => {
      const rows = await db
        .selectFrom('response')
        .select('id')
        .where('panel_sample_id', 'is', null)
        .orderBy('submission_key')
        .limit(n)
        .execute()
      await db
        .updateTable('response')
        .set({ panel_sample_id: 'sample' })
        .where(
          'id',
          'in',
          rows.map((row) => row.id),
        )
        .execute()
    }
    await through(9)
    const few = (await formMaterial(db, exerciseId))!
    expect(few.input.groups.cameThrough).toBeUndefined()
    expect(few.about.counts.panel).toBeNull()
    await through(11)
    const { about, input } = (await formMaterial(db, exerciseId))!
    expect(about.counts.panel).toBe(20)
    expect(exclusionsOf(about.counts)).toContainEqual({ code: 'panel', people: 20 })
    const { groups, questions: results } = formResults(input)
    expect(groups.cameThrough).toMatchObject([
      { id: 'panel', people: 20 },
      { id: 'open', people: 40 },
      { id: 'not-stated', people: 0 },
    ])
    const cut = results[0]!.cuts.find(({ dimension }) => dimension === 'cameThrough')!
    expect(cut.groups.map(({ id, base }) => [id, base])).toEqual([
      ['panel', 20],
      ['open', 40],
    ])
  })

  test('cuts by a further characteristic only where the exercise asks it, and hides its small groups', async () => {
    const of = (n: number, religion: string) => {
      const one = answer(n, n % 3 ? ['a', 'b', 'c'] : ['b', 'a', 'c'])
      return { ...one, monitoring: saidOn('religion', religion, one.monitoring) }
    }
    await write(db, (tx) =>
      addAnswers(tx, secret, consultationId, [
        ...Array.from({ length: 40 }, (_, i) => of(i, 'hindu')),
        ...Array.from({ length: 35 }, (_, i) => of(100 + i, 'no-religion')),
        ...Array.from({ length: 4 }, (_, i) => of(200 + i, 'sikh')),
      ]),
    )
    expect((await formMaterial(db, exerciseId))!.input.groups).not.toHaveProperty('religion')
    const choice = { ...usualChoice, asked: [{ what: 'religion' as const, why: 'effect' as const }] }
    await write(db, (tx) => choose(tx, { exerciseId, choice, personId: 'officer' }, whileOpen))
    const { groups, questions: found } = formResults((await formMaterial(db, exerciseId))!.input)
    expect(Object.keys(groups)).toEqual(['district', 'ageBand', 'sex', 'ethnicGroup', 'religion'])
    const people = Object.fromEntries(groups.religion!.map(({ id: group, people: n }) => [group, n]))
    // The small group, and the next small one that would give it away.
    expect(people).toMatchObject({ sikh: null, hindu: 40 })
    expect(Object.values(people).filter((n) => n === null).length).toBeGreaterThan(1)
    const cut = found[0]!.cuts.find(({ dimension }) => dimension === 'religion')!
    expect(cut.groups.find(({ id: group }) => group === 'sikh')?.base).toBeNull()
    await db.deleteFrom('equality_choice').execute()
  })

  test('keeps what each ward and district said beside the results, once and rounded (decision 20)', async () => {
    await db.insertInto('exercise_area').values({ exercise_id: exerciseId, area_id: 'north' }).execute()
    const valid = { valid_from: '2020-01-01', valid_to: null }
    await db
      .insertInto('area_set')
      .values({ id: 'wards', name: 'Wards', kind: 'ward', ...valid })
      .execute()
    const area = { area_set_id: 'wards', code: 'W1', name: 'Quay', population: null, name_note: null }
    await db
      .insertInto('area')
      .values({ id: 'w1', ...area })
      .execute()
    const fromQuay = people(100, 43, ['b', 'a', 'c']).map((one) => ({
      ...one,
      answers: { ...one.answers, area: { ...one.answers.area, ward: 'w1' } },
    }))
    await write(db, (tx) => addAnswers(tx, secret, consultationId, fromQuay))
    await frozenDraft()
    const figures = (await wardFiguresOf(db, [exerciseId])).get(exerciseId)!
    expect(figures).toMatchObject({ format: 'folkmoot-wards/2', seats: [{ id: 'w1', people: 45 }] })
    // The ranking is told, what people wrote is not.
    expect(figures.questions).toHaveLength(1)
    const { areas, title } = figures.questions![0]!
    expect(title).toBe(`${id('first')}-v1-title`)
    expect(Object.fromEntries(areas.map((one) => [one.id, [one.people, one.told]]))).toEqual({
      w1: [45, [[{ item: 'b', people: 45 }]]],
      north: [
        105,
        [
          [
            { item: 'a', people: 40 },
            { item: 'b', people: 65 },
          ],
        ],
      ],
    })
    const frozen = await db
      .selectFrom('ward_figures')
      .selectAll()
      .where('exercise_id', '=', exerciseId)
      .executeTakeFirstOrThrow()
    expect(frozen.content).not.toContain('Canary')
    const entries = await db.selectFrom('ledger_opening').select('payload').execute()
    expect(entries.filter(({ payload }) => payload.includes(frozen.hash))).toHaveLength(1)
    expect(frozen.hash).toBe(sha256(frozen.content))
    await db.deleteFrom('exercise_area').execute()
    await db.updateTable('response').set({ ward_id: null }).execute()
    await db.deleteFrom('area').where('id', '=', 'w1').execute()
    await db.deleteFrom('area_set').where('id', '=', 'wards').execute()
  })

  test('is refused before closing, and the second time', async () => {
    await answered()
    expect(await freezeForm(db, keeper, by(), later)).toEqual({ kind: 'not_closed' })
    await close()
    expect(await freezeForm(db, keeper, by(), later)).toMatchObject({ kind: 'frozen' })
    expect(await freezeForm(db, keeper, by(), later)).toEqual({ kind: 'already' })
  })

  test('keeps organisations apart from every figure, in each version as they were decided by then (rule L-9)', async () => {
    await answered()
    const before = (await formMaterial(db, exerciseId))!.input
    const answersOfOne = {
      [id('first')]: { value: { places: [['a', 1]] }, text: '' },
      [id('why')]: { value: { written: true }, text: 'Our members say so' },
    }
    const speak = (name: string) =>
      write(db, (tx) =>
        submit(
          tx,
          secret,
          {
            consultationId,
            submissionKey: randomUUID(),
            answers: { ...noAnswers, area: { kind: 'unsaid' } },
            form: { version: 1, answers: answersOfOne },
            seed: 1,
            language: 'en',
            mayPublish: true,
            organisation: { name, does: 'Speaks', represents: 'Members' },
          },
          whileOpen,
        ),
      )
    await speak('One')
    await speak('Two')
    const [one, two] = await organisationsToReview(db, exerciseId)
    expect([one, two].map((each) => [each!.name, each!.mayPublish])).toEqual([
      ['One', true],
      ['Two', true],
    ])
    const decide = (responseId: string, held: boolean, words = true) => {
      const reason = 'Nobody may speak for this organisation.'
      return write(db, (tx) =>
        reviewOrganisation(
          tx,
          { exerciseId, responseId, held, reason, words, personId: 'officer', unseen: new Set() },
          closed,
        ),
      )
    }
    expect([await decide(one!.id, false), await decide(two!.id, true), await decide('nothing', true)]).toEqual([
      true,
      true,
      false,
    ])
    await close()
    const material = (await formMaterial(db, exerciseId))!
    expect(material.input).toEqual(before)
    expect(await freezeForm(db, keeper, by(), later)).toMatchObject({ kind: 'frozen' })
    const draft = (await newestList(db, exerciseId, 'form_result'))!
    const frozenIn = async (listId: string) => {
      const { content, result } = await frozenTexts(db, listId, 'form_result')
      return { ...(JSON.parse(content) as FormAnalysisContent), base: (JSON.parse(result) as FormResults).base }
    }
    const first = await frozenIn(draft.id)
    expect(first).toMatchObject({ base: 60, counts: { counted: 60, organisation: 2 } })
    expect(first.organisations).toMatchObject({
      published: [{ name: 'One', words: [{ key: 'why', body: 'Our members say so' }] }],
      held: [{ reason: 'Nobody may speak for this organisation.' }],
    })
    expect(JSON.stringify(first)).not.toContain('Two')
    await sign(draft.id, draft.result_hash, 'analyst')
    await sign(draft.id, draft.result_hash, 'officer')
    const consultation = { slug: 'october', template: 'form' as const }
    expect((await publishedApart(db, consultation)).published.map(({ name }) => name)).toEqual(['One'])
    // A decision after publication stands in the next version; the first stays as it was.
    await decide(two!.id, false)
    expect((await publishedApart(db, consultation)).held).toHaveLength(1)
    const note = 'One more organisation is heard now.'
    const reissued = await write(db, (tx) => reissueForm(tx, keeper, { exerciseId, personId: 'analyst', note }, later))
    expect((await frozenIn(reissued!)).organisations).toMatchObject({
      published: [{ name: 'One' }, { name: 'Two' }],
      held: [],
    })
    expect(await frozenIn(draft.id)).toEqual(first)
    // Once the answers are deleted the next version keeps what was frozen.
    await write(db, (tx) => deleteAnswers(tx, consultationId))
    expect((await refrozenApart(db, exerciseId, first.organisations)).organisations).toEqual(first.organisations)
  })

  test('stands as it was frozen after ten erasures: the next version says how many, and a recount would point at them', async () => {
    await answered()
    const { input } = (await formMaterial(db, exerciseId))!
    await close()
    await freezeForm(db, keeper, by(), later)
    const first = (await newestList(db, exerciseId, 'form_result'))!
    await sign(first.id, first.result_hash, 'analyst')
    await sign(first.id, first.result_hash, 'officer')
    // Seven of those who put a first, three of those who put b first.
    const keys = [...Array.from({ length: 7 }, (_, i) => `key-${i}`), ...[40, 41, 42].map((n) => `key-${n}`)]
    const hashes = keys.map((key) => referenceHash(secret, referenceFor(secret, key)))
    const gone = await db.selectFrom('response').select('id').where('reference_hash', 'in', hashes).execute()
    await write(db, async (tx) => {
      for (const hash of hashes) {
        const given = { kind: 'erasure' as const, receivedOn: '2026-11-01', identityAskedOn: null, personId: 'officer' }
        const sought = { codeHash: hash, addressHash: null, newAddress: null }
        const request_id = await recordRequest(tx, { ...given, ...sought }, later)
        await eraseByHash(tx, hash, later)
        const row = { request_id, exercise_id: exerciseId, erased_on: '2026-11-02', reissued_in: null }
        await tx.insertInto('erased_answer').values(row).execute()
      }
    })
    const note = '10 answers have been erased at the wish of those who gave them.'
    const again = { exerciseId, personId: 'officer', note, erased: 10 }
    const drafted = await write(db, (tx) => reissueAnswers(tx, keeper, again, later))
    const [before, after] = [first.id, drafted!].map((listId) => frozenTexts(db, listId, 'form_result'))
    expect((await after!).result).toBe((await before!).result)
    expect(await newestList(db, exerciseId, 'form_result')).toMatchObject({
      version: 2,
      note,
      erased: 10,
      published_at: null,
    })
    const told = await db.selectFrom('erased_answer').select('reissued_in').execute()
    expect(told).toEqual(Array(10).fill({ reissued_in: 2 }))
    const desk = async () => {
      const actor = { personId: 'analyst', organisationId: 'Officers', grants: [{ role: 'analyst', scopeId: null }] }
      const ask = { db, now: later, actor, words: (name: string) => words('en', name) }
      return (await engagementDesk(ask as never)).cards
    }
    const href = `/desk/exercises/${exerciseId}/list`
    expect(await desk()).toMatchObject([{ kind: 'due', figure: '10', href }])
    expect((await desk())[0]!.text).toContain('two people publish it')
    const { result_hash: hash } = (await newestList(db, exerciseId, 'form_result'))!
    expect(await sign(drafted!, hash, 'officer')).toBe('first')
    expect((await desk())[0]!.text).toContain('waits for the second person')
    // While the draft waits there is nothing more to issue.
    expect(await write(db, (tx) => reissueAnswers(tx, keeper, again, later))).toBeUndefined()

    const erased = new Set(gone.map((row) => row.id))
    const left = { ...input, rows: input.rows.filter((row) => !erased.has(row.id)) }
    const counts = (of: typeof input) => formResults(of).questions[0]!.tables.flatMap((table) => table.counts.flat())
    const [published, recounted] = [counts(input), counts(left)]
    const differences = published.flatMap((count, i) =>
      count === null || recounted[i] === null ? [] : count - recounted[i]!,
    )
    expect([...new Set(differences)].sort()).toEqual(expect.arrayContaining([3, 7]))
    await db.deleteFrom('erased_answer').execute()
    await db.deleteFrom('rights_request').execute()
  })

  test('is the watched job of its exercise; told to stop at the last moment, it leaves nothing', async () => {
    await answered()
    await close()
    const stopped = await freezeForm(db, keeper, by(), later, { finish: async () => false })
    expect(stopped).toEqual({ kind: 'stopped' })
    expect(await snapshotOf(db, exerciseId, 'analysis')).toBeUndefined()
    await write(db, (tx) => askFreeze(tx, by(), later))
    await freezeNext(db, keeper, later)
    expect(await freezeAsked(db, exerciseId)).toMatchObject({ state: 'done', trouble: null })
    expect(await newestList(db, exerciseId, 'form_result')).toBeDefined()
  })

  test('finds campaigns in its own questions, counts everybody, and says what is other without them', async () => {
    const words = 'Please keep the number nine bus running in the evening for all of us'
    const campaign = people(60, 12, ['c', 'b', 'a']).map((one) => ({
      ...one,
      form: {
        version: 1,
        answers: { ...one.form.answers, [id('why')]: { value: { written: true }, text: words } },
      },
    }))
    await answered()
    await write(db, (tx) => addAnswers(tx, secret, consultationId, campaign))
    const looked = await write(db, (tx) =>
      markCampaigns(tx, { consultationId, exerciseId, personId: 'analyst' }, later),
    )
    expect(looked).toBe(1)
    expect(await campaignsOf(db, consultationId, new Set())).toMatchObject([{ kind: 'words', people: 12, words }])
    await close()
    await freezeForm(db, keeper, by(), later)
    const { id: listId } = (await newestList(db, exerciseId, 'form_result'))!
    const { result, content } = await frozenTexts(db, listId, 'form_result')
    const results = JSON.parse(result) as FormResults
    expect(results.base).toBe(72)
    expect(results.variants).toMatchObject([{ name: 'without-campaigns', base: 60, people: 12 }])
    expect((JSON.parse(content) as FormAnalysisContent).counts).toMatchObject({ counted: 72, campaign: 12 })
  })

  test('nobody having answered freezes nothing', async () => {
    await close()
    expect(await freezeForm(db, keeper, by(), later)).toEqual({ kind: 'no_answers' })
  })

  test('keeps the results with their hash in the snapshot, and no word that anybody wrote', async () => {
    const draft = await frozenDraft()
    const { result, content } = await frozenTexts(db, draft.id, 'form_result')
    const about = JSON.parse(content) as FormAnalysisContent
    const results = JSON.parse(result) as FormResults
    expect(about.result).toBe(sha256(result))
    expect(draft.result_hash).toBe(sha256(result))
    expect(results.base).toBe(60)
    expect(results.questions[0]!.tables[0]!.counts).toEqual([
      [40, 20, 0],
      [20, 40, 0],
      [0, 0, 60],
    ])
    expect(results.questions[0]!.ranking!.order).toEqual([['a'], ['b'], ['c']])
    expect(results.questions[1]!.participation).toMatchObject({ answered: 15, skipped: 45 })
    expect(about.titles[about.form.questions[0]!.title]).toBe('In which order?')
    expect(result + content).not.toContain('Canary')
    expect((await snapshotOf(db, exerciseId, 'analysis'))!.rows).toBe(60)
  })

  test('destroys every key between answers and equality answers', async () => {
    await answered()
    const before = await db.selectFrom('monitoring_answer').select('key').execute()
    await close()
    await freezeForm(db, keeper, by(), later)
    const after = await db.selectFrom('monitoring_answer').select('key').execute()
    expect(after).toHaveLength(before.length)
    expect(after.filter(({ key }) => before.some((one) => one.key === key))).toEqual([])
    const joined = await db.selectFrom('response').select('id').where('monitoring_key', 'is not', null).execute()
    expect(joined).toEqual([])
  })

  test('is published by two people and not by one twice', async () => {
    const { id: listId, result_hash: hash } = await frozenDraft()
    expect(await isListed(db, exerciseId)).toBe(false)
    expect(await publishedHeading(db, 'october', undefined, 'form_result')).toBeUndefined()
    expect(await sign(listId, 'another hash', 'analyst')).toBe('other_draft')
    expect(await sign(listId, hash, 'analyst')).toBe('first')
    expect(await sign(listId, hash, 'analyst')).toBe('same_person')
    expect(await isListed(db, exerciseId)).toBe(false)
    const stamp = async () =>
      Number((await db.selectFrom('content_stamp').select('changes').executeTakeFirstOrThrow()).changes)
    const before = await stamp()
    expect(await sign(listId, hash, 'officer')).toBe('published')
    expect(await stamp(), 'what is remembered of the pages is forgotten').toBeGreaterThan(before)
    expect(await isListed(db, exerciseId)).toBe(true)
    expect((await consultations(db, 'en'))[0]).toMatchObject({ listed: true, resultsPart: 'results' })
    const types = await db.selectFrom('ledger').select('type').where('type', '=', 'results.published').execute()
    expect(types.length).toBeGreaterThan(0)
  })

  test('a correction is a new version with a note, on the same figures', async () => {
    const { id: listId, result_hash: hash } = await frozenDraft()
    const note = { exerciseId, personId: 'officer', note: 'A word of the question was wrong.' }
    expect(await write(db, (tx) => reissueForm(tx, keeper, note, later))).toBeUndefined()
    await sign(listId, hash, 'analyst')
    await sign(listId, hash, 'officer')
    expect(await write(db, (tx) => reissueForm(tx, keeper, note, later))).toBeTruthy()
    const versions = await listVersions(db, exerciseId, 'form_result')
    expect(versions.map(({ version, publishedAt }) => [version, publishedAt !== null])).toEqual([
      [2, false],
      [1, true],
    ])
    expect(versions[0]!.hash).toBe(hash)
  })
})
