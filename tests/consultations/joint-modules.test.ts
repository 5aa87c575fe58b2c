import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textsRead } from '../../app/consultations/answer-file/answer-file-store.server.ts'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { type QuestionPlan, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { freezeClosing } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { campaignsOf, markCampaigns } from '../../app/consultations/guarding/campaign-store.server.ts'
import { apartWithout } from '../../app/consultations/organisations/organisation.ts'
import {
  organisationsToReview,
  organisationViews,
  reviewOrganisation,
} from '../../app/consultations/organisations/organisation-store.server.ts'
import { draftResults } from '../../app/consultations/pages/results/results.server.ts'
import { freezeForm } from '../../app/consultations/results/form-freeze-store.server.ts'
import { publishCodebook, saveCodebook } from '../../app/consultations/texts/codebook-store.server.ts'
import { codingOf, openRound, seesRound } from '../../app/consultations/texts/coding-store.server.ts'
import { gatherTexts, saveRead, textsSeen } from '../../app/consultations/texts/free-text-store.server.ts'
import { seesAs, unseenQuestions } from '../../app/consultations/unseen-questions-store.server.ts'
import { seesOf } from '../../app/engagement/exercise-access.server.ts'
import type { Actor } from '../../app/people/session-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation, secret, texts, whileOpen } from './given.ts'

const consultationId = 'jointly'
const id = (key: string) => questionId(consultationId, key)
const after = new Date('2026-11-02T10:00:00Z')
const keeper = { signingKey: '07'.repeat(32), outsideAddress: undefined }
const wordsOf = (key: string, ownedBy?: string): QuestionPlan => ({
  key,
  kind: 'text',
  title: { en: `Question ${key}?` },
  config: { long: true, limit: 500 },
  ...(ownedBy && { ownedBy }),
})
const questions = [wordsOf('shared'), wordsOf('buses', 'council'), wordsOf('clinics', 'health')]
const code = { key: 'care', name: 'Care', definition: 'All about care', example: 'The care!' }

describe.each(dialects)('a joint exercise of two partners, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  const keysSeen = async (organisation: string) =>
    [...new Set((await textsSeen(db, exerciseId, seesAs(organisation))).map(({ body }) => body.split(' ')[0]))].sort()
  const open = async (first: string, second: string) => {
    const by = { exerciseId, personId: first, first, second, share: 100, seed: 's' }
    const opened = await write(db, (tx) => openRound(tx, by, after))
    const coding = await codingOf(db, exerciseId)
    await db.deleteFrom('coding_round').execute()
    return { opened, coding: coding! }
  }

  beforeAll(async () => {
    db = await fresh()
    ;({ exerciseId } = await givenConsultation(db))
    const people = [
      ['c1', 'council'],
      ['c2', 'council'],
      ['h1', 'health'],
      ['h2', 'health'],
    ] as const
    await write(db, async (tx) => {
      await tx
        .insertInto('organisation')
        .values(['council', 'health'].map((one) => ({ id: one, name: one, sector: 'public', is_council: 0 })))
        .execute()
      await tx
        .insertInto('person')
        .values(
          people.map(([person, organisation_id]) => ({
            id: person,
            email: `${person}@test.example`,
            label: person,
            organisation_id,
            disabled_at: null,
            created_at: whileOpen.toISOString(),
          })),
        )
        .execute()
      const asked = { id: consultationId, exerciseId, version: 2, picksMax: 0, minutes: 2, texts }
      await addConsultation(tx, { ...asked, template: 'form' })
      const form = { consultationId, version: 1, note: '', personId: 'c1', questions, published: true }
      await writeForm(tx, form, whileOpen)
      const wrote = (key: string, n: number) => ({
        value: { written: true },
        text: `${key} ${n} ${'said '.repeat(30)}`,
      })
      const sent = Array.from({ length: 12 }, (_, n) => ({
        ...plainAnswer,
        submissionKey: randomUUID(),
        answers: noAnswers,
        form: {
          version: 1,
          answers: Object.fromEntries(
            questions.flatMap(({ key }) =>
              key === 'shared' && n > 4 ? [] : [[id(key), key === 'shared' ? wrote(key, n) : wrote(key, 0)]],
            ),
          ),
        },
        channel: 'online' as const,
        language: 'en',
        receivedOn: '2026-10-10',
      }))
      await addAnswers(tx, secret, consultationId, sent)
      await gatherTexts(tx, { exerciseId, personId: 'c1' }, after)
      const all = await textsSeen(tx, exerciseId, () => true)
      // The health partner's own module has not been read yet.
      const read = all.filter(({ body }) => !body.startsWith('clinics')).map((one) => ({ id: one.id, hides: [] }))
      await saveRead(tx, { exerciseId, personId: 'c1', read }, after)
      await saveCodebook(tx, { exerciseId, personId: 'c1', codes: [code], note: '' }, after)
      await publishCodebook(tx, { exerciseId, personId: 'c1' }, after)
    })
  })
  afterAll(() => db.destroy())

  test('shows each what was written to the shared questions and its own, counts and all (P-14)', async () => {
    expect(await keysSeen('council')).toEqual(['buses', 'shared'])
    expect(await keysSeen('health')).toEqual(['clinics', 'shared'])
    expect(await textsSeen(db, exerciseId, seesAs('council'))).toHaveLength(17)
    expect(await textsRead(db, exerciseId, seesAs('council'))).toEqual({ gathered: 17, read: 17 })
    expect(await textsRead(db, exerciseId, seesAs('health'))).toEqual({ gathered: 17, read: 5 })
  })

  test('shows all of it to the secretariat alone', async () => {
    const as = (role: string) =>
      seesOf({ actor: { organisationId: 'council', grants: [{ role, scopeId: null }] } as unknown as Actor })
    expect(await textsSeen(db, exerciseId, as('secretariat'))).toHaveLength(29)
    expect(await textsSeen(db, exerciseId, as('analyst'))).toHaveLength(17)
  })

  test('has coders of one partner read its module too, of two partners only what all share', async () => {
    const own = await open('c1', 'c2')
    expect([own.opened, own.coding.texts.length, own.coding.progress.first.of]).toEqual(['opened', 17, 17])
    expect(await seesRound(db, exerciseId, own.coding, seesAs('council'))).toBe(true)
    expect(await seesRound(db, exerciseId, own.coding, seesAs('health'))).toBe(false)
    const both = await open('c1', 'h1')
    expect([both.opened, both.coding.texts.length]).toEqual(['opened', 5])
    expect(both.coding.texts.every(({ body }) => body.startsWith('shared'))).toBe(true)
    expect(await seesRound(db, exerciseId, both.coding, seesAs('health'))).toBe(true)
    // Whose module has texts that nobody has read waits for them; nobody else does.
    expect((await open('h1', 'h2')).opened).toBe('unread')
  })

  test('shows of a campaign no words written to another partner’s questions', async () => {
    await write(db, (tx) => markCampaigns(tx, { consultationId, exerciseId, personId: 'c1' }, after))
    const shown = async (organisation: string) => {
      const { ids } = await unseenQuestions(db, exerciseId, seesAs(organisation))
      return (await campaignsOf(db, consultationId, ids)).map(({ people, words }) => [people, words.split(' ')[0]])
    }
    expect(await shown('council')).toEqual([[7, 'buses']])
    expect(await shown('health')).toEqual([[7, 'clinics']])
  })

  test('leaves another partner’s figures out of the draft of the results, and keeps them in what is signed', async () => {
    await write(db, (tx) => freezeClosing(tx, keeper, exerciseId, new Date('2026-10-29T01:00:00Z')))
    await freezeForm(db, keeper, { exerciseId, personId: 'c1', reason: 'analysis' }, after)
    const ask = { db, lang: 'en', request: new Request('http://site.example/desk/exercises/x/results') }
    const seen = async (sees: ReturnType<typeof seesAs>) => {
      const { paper, unseen } = await draftResults(ask as never, exerciseId, sees)
      return { keys: paper.results.questions.map(({ key }) => key), unseen, hash: paper.resultHash }
    }
    const council = await seen(seesAs('council'))
    const health = await seen(seesAs('health'))
    expect([council.keys, council.unseen]).toEqual([['shared', 'buses'], 1])
    expect([health.keys, health.unseen]).toEqual([['shared', 'clinics'], 1])
    const whole = await seen(() => true)
    expect([whole.keys, whole.unseen]).toEqual([['shared', 'buses', 'clinics'], 0])
    expect(council.hash).toBe(whole.hash)
  })

  test('shows of an organisation’s answer what is theirs, and lets nobody publish words that they do not see', async () => {
    const said = (key: string) => [id(key), { value: { written: true }, text: `Of ${key}` }]
    const sent = {
      consultationId,
      submissionKey: randomUUID(),
      answers: noAnswers,
      form: { version: 1, answers: Object.fromEntries(['shared', 'clinics'].map(said)) },
      seed: 1,
      language: 'en',
      mayPublish: true,
      organisation: { name: 'Club', does: 'Speaks', represents: 'Members' },
    }
    await write(db, (tx) => submit(tx, secret, sent, whileOpen))
    const { keys } = await unseenQuestions(db, exerciseId, seesAs('council'))
    const club = async () => (await organisationsToReview(db, exerciseId))[0]!
    const [view] = await organisationViews(db, [await club()], '2026-11-02', 'en', keys)
    expect(view!.form!.map(({ title }) => title.body)).toEqual(['Question shared?', 'Question buses?'])
    const decide = async (unseen: ReadonlySet<string>, words: boolean) => {
      const by = { exerciseId, responseId: (await club()).id, held: false, reason: '', words, personId: 'c1', unseen }
      await write(db, (tx) => reviewOrganisation(tx, by, after))
      return (await club()).withWords
    }
    expect(await decide(keys, true)).toBe(false)
    expect(await decide(new Set(), true)).toBe(true)
    expect(await decide(keys, false)).toBe(true)
  })
})

test('an organisation’s answers to another partner’s questions stay out of a draft, words and all', () => {
  const one = { name: 'Club', does: '', represents: '', picks: [], same: false }
  const answered = ['shared', 'clinics'].map((key) => ({ question: key, key, value: '1' }))
  const words = ['shared', 'clinics'].map((key) => ({ key, language: 'en', body: key }))
  const whole = { published: [{ ...one, form: { consultation: 'c', version: 1, answers: answered }, words }], held: [] }
  const [seen] = apartWithout(whole, { keys: new Set(['clinics']) }).published
  expect(seen!.form!.answers.map(({ key }) => key)).toEqual(['shared'])
  expect(seen!.words.map(({ key }) => key)).toEqual(['shared'])
})
