import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minutesToTell } from '../../app/consultations/building/form-length.ts'
import { fromBank } from '../../app/consultations/building/form-start.ts'
import { questionBank } from '../../app/consultations/building/question-bank.ts'
import { emptyForm, type WorkingForm, withQuestion } from '../../app/consultations/building/working-form.ts'
import {
  askedForm,
  askForm,
  dropWorkingForm,
  formInWords,
  formsToCopy,
  formVersions,
  saveWorkingForm,
  usedKeys,
  workingFormOf,
} from '../../app/consultations/building/working-form-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { formOf, questionId } from '../../app/consultations/form-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, givenConsultation, texts, whileOpen } from './given.ts'

const consultationId = 'built'
const day = '2026-10-10'

/** One question of every kind and more, the second asked by the answer to the first, and with another language. */
function wholeBank(): WorkingForm {
  let form: WorkingForm = { ...emptyForm('Everything'), title: texts.title, lead: texts.lead }
  for (const entry of questionBank) {
    form = withQuestion(
      form,
      fromBank(
        entry,
        form.questions.map(({ key }) => key),
        null,
      ),
    )
  }
  const [first, second, ...rest] = form.questions
  return {
    ...form,
    questions: [
      { ...first!, bank: null, title: { ...first!.title, ur: 'سوال' }, section: { en: 'Section' } },
      { ...second!, bank: null, onlyIf: { question: first!.key, anyOf: ['very-satisfied'], not: true } },
      ...rest.map((one, i) => ({ ...one, bank: null, sharesPage: i === 2 })),
    ],
  }
}

describe.each(dialects)('forms being written on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    await db
      .insertInto('person')
      .values({
        id: 'officer',
        email: 'officer@example.org',
        label: 'Officer',
        organisation_id: null,
        created_at: whileOpen.toISOString(),
        disabled_at: null,
      })
      .execute()
  })
  beforeEach(async () => {
    await db.deleteFrom('working_form').execute()
    await cleared(db)
    exerciseId = (await givenConsultation(db)).exerciseId
    await write(db, (tx) =>
      addConsultation(tx, {
        id: consultationId,
        exerciseId,
        version: 2,
        picksMax: 0,
        minutes: 2,
        texts,
        template: 'form',
      }),
    )
  })
  afterAll(() => db.destroy())
  const save = (form: WorkingForm) =>
    write(db, (tx) => saveWorkingForm(tx, { exerciseId, form, personId: 'officer', did: 'changed' }, whileOpen))
  const ask = (form: WorkingForm, version: number, note = '') =>
    write(db, (tx) => askForm(tx, { consultationId, version, note, personId: 'officer', form }, whileOpen))

  test('are kept with their gaps, changed, and set aside', async () => {
    expect(await workingFormOf(db, exerciseId)).toBeUndefined()
    await save(emptyForm('First'))
    await save({ ...wholeBank(), lead: { en: '' } })
    expect(await workingFormOf(db, exerciseId)).toEqual({ ...wholeBank(), lead: { en: '' } })
    await write(db, (tx) => dropWorkingForm(tx, exerciseId, 'officer', whileOpen))
    expect(await workingFormOf(db, exerciseId)).toBeUndefined()
  })

  test('are asked as they were written, and come back word for word in every language to be written further', async () => {
    const form = wholeBank()
    await ask(form, 1)
    const asked = (await formOf(db, consultationId, day))!
    expect(asked.questions.map(({ kind }) => kind)).toEqual(form.questions.map(({ kind }) => kind))
    expect(asked.questions[1]!.onlyIf).toEqual({
      question: questionId(consultationId, form.questions[0]!.key),
      anyOf: ['very-satisfied'],
      not: true,
    })
    expect(asked.questions[4]!.page).toBe(asked.questions[3]!.page)
    const back = (await formInWords(db, consultationId, 1, day))!
    expect(back.questions.map(({ title }) => title)).toEqual(form.questions.map(({ title }) => title))
    // Written again it is the same form: nothing of a kind's configuration is lost on the way.
    await ask(back, 2, 'The same again')
    const again = (await formInWords(db, consultationId, 2, day))!
    expect(again).toEqual(back)
    expect(await formVersions(db, consultationId)).toEqual([
      { version: 2, note: 'The same again', publishedAt: whileOpen.toISOString() },
      { version: 1, note: '', publishedAt: whileOpen.toISOString() },
    ])
    expect(await usedKeys(db, consultationId)).toHaveLength(form.questions.length)
  })

  test('say how long what is asked now takes, also after a change', async () => {
    const minutes = async () =>
      (await db.selectFrom('consultation').select('minutes').where('id', '=', consultationId).executeTakeFirstOrThrow())
        .minutes
    await ask(wholeBank(), 1)
    const before = await minutes()
    const shorter = { ...wholeBank(), questions: wholeBank().questions.slice(0, 1) }
    await ask(shorter, 2, 'Only what the Board can act on')
    expect(await minutes()).toBe(minutesToTell(shorter))
    expect(await minutes()).toBeLessThan(before)
  })

  test('can be copied to another exercise once they are public, the newest version of each', async () => {
    await ask(wholeBank(), 1)
    expect(await askedForm(db, exerciseId)).toMatchObject({ consultationId, version: 1 })
    expect(await formsToCopy(db, exerciseId)).toEqual([])
    expect(await formsToCopy(db, 'another')).toMatchObject([{ id: exerciseId, version: 1 }])
    await db.updateTable('exercise').set({ published_at: null }).where('id', '=', exerciseId).execute()
    expect(await formsToCopy(db, 'another')).toEqual([])
  })
})
