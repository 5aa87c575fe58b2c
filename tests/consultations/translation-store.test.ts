import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newQuestion } from '../../app/consultations/building/form-start.ts'
import { emptyForm, type WorkingForm } from '../../app/consultations/building/working-form.ts'
import { askForm, saveWorkingForm } from '../../app/consultations/building/working-form-store.server.ts'
import { addConsultation, consultationBySlug, questionsOf } from '../../app/consultations/consultation-store.server.ts'
import { counted, mayCheck, stateOf } from '../../app/consultations/editions/translation.ts'
import {
  carryTranslations,
  editionsOffered,
  offerEdition,
  saveTranslations,
  signTranslations,
  translatedTexts,
} from '../../app/consultations/editions/translation-store.server.ts'
import { formOf, formTexts } from '../../app/consultations/form-store.server.ts'
import { exerciseById } from '../../app/engagement/exercise-store.server.ts'
import { publicationFacts } from '../../app/engagement/publishing/publication-facts.server.ts'
import { aboutTexts } from '../../app/languages/page-texts.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, givenConsultation, texts, whileOpen } from './given.ts'

const everything = () => true

describe.each(dialects)('translations on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    const person = { label: 'O', organisation_id: null, created_at: '', disabled_at: null }
    await db
      .insertInto('person')
      .values(['officer', 'speaker'].map((id) => ({ ...person, id, email: `${id}@example.org` })))
      .execute()
  })
  beforeEach(async () => {
    await db.deleteFrom('translation').execute()
    await db.deleteFrom('edition_offer').execute()
    await db.deleteFrom('working_form').execute()
    await cleared(db)
    exerciseId = (await givenConsultation(db)).exerciseId
  })
  afterAll(() => db.destroy())
  const by = () => ({ exerciseId, language: 'ur', personId: 'officer' })
  const bySpeaker = () => ({ ...by(), personId: 'speaker', checker: 'A service' })
  const read = () => translatedTexts(db, exerciseId, 'ur', everything)
  const save = (place: string, source: string, body: string) =>
    write(db, (tx) => saveTranslations(tx, { ...by(), how: 'typed' }, [{ place, source, body }], whileOpen))
  const start = async () => (await consultationBySlug(db, 'october', 'ur'))!

  test('begin with what stands in the text store, and name what is missing', async () => {
    const all = await read()
    expect(all[0]).toMatchObject({
      place: 'title',
      english: 'What matters?',
      body: 'What matters? (اردو)',
      checkedBy: null,
    })
    expect(all.find(({ place }) => place === 'cannot-change')).toMatchObject({ body: '', source: '' })
    expect(counted(all)).toMatchObject({ missing: 1, unchecked: 13, outdated: 0, checked: 0 })
  })

  test('are read by residents at once, unchecked until a speaker is recorded, and unchecked again when changed', async () => {
    expect(await start()).toMatchObject({ cannotChange: { body: 'That', language: 'en' } })
    expect(aboutTexts(await start(), 'ur')).toMatchObject({ lacking: true, checked: false })
    await save('cannot-change', 'That', 'وہ')
    expect((await start()).cannotChange).toEqual({ body: 'وہ', language: 'ur', checked: false })
    const signed = await write(db, async (tx) =>
      signTranslations(tx, bySpeaker(), await translatedTexts(tx, exerciseId, 'ur', everything), whileOpen),
    )
    expect(signed).toBe(14)
    expect(aboutTexts(await start(), 'ur')).toMatchObject({ lacking: false, checked: true })
    expect((await read())[0]).toMatchObject({ checkedBy: 'A service', checkedOn: '2026-10-10' })
    await save('title', 'What matters?', 'کیا اہم؟')
    expect((await start()).title).toEqual({ body: 'کیا اہم؟', language: 'ur', checked: false })
    expect(counted(await read())).toMatchObject({ unchecked: 1, checked: 13 })
  })

  test('taken back leave English, and made from other English are not read', async () => {
    await save('title', 'What matters?', '')
    expect((await start()).title).toEqual({ body: 'What matters?', language: 'en', checked: true })
    await save('lead', 'Another lead', 'دوسرا')
    expect((await start()).lead.body).toBe('Lead (اردو)')
    expect(stateOf((await read())[1]!)).toBe('outdated')
  })

  test('are never checked by whoever translated them, an imported one by whoever took the file', async () => {
    await save('title', 'What matters?', 'کیا اہم ہے؟')
    const sign = (given: ReturnType<typeof bySpeaker>) =>
      write(db, async (tx) =>
        signTranslations(tx, given, await translatedTexts(tx, exerciseId, 'ur', everything), whileOpen),
      )
    const title = async () => (await read()).find(({ place }) => place === 'title')!
    expect([await sign({ ...bySpeaker(), personId: 'officer' }), stateOf(await title())]).toEqual([12, 'unchecked'])
    expect(mayCheck(await title(), 'officer')).toBe(false)
    expect(mayCheck(await title(), 'speaker')).toBe(true)
    expect([await sign(bySpeaker()), stateOf(await title())]).toEqual([1, 'checked'])
    expect(mayCheck(await title(), 'speaker')).toBe(false)
  })

  test('of options merge with the same option', async () => {
    const option = (await read()).find((one) => one.place.startsWith('pick.option-'))!
    await save(option.place, option.english, 'انتخاب')
    const { options } = await questionsOf(db, (await start()).id, 'ur')
    expect(options[0]!.title).toMatchObject({ body: 'انتخاب', language: 'ur' })
  })

  test('of a form being written wait for it, survive a new version where the English stands, and fall behind where not', async () => {
    const one = newQuestion('text', 'own', [], null)
    const form: WorkingForm = {
      ...emptyForm('Built'),
      lead: { en: 'Why' },
      questions: [{ ...one, key: 'own', title: { en: 'Say' } }],
    }
    const working = (next: WorkingForm) =>
      write(db, (tx) => saveWorkingForm(tx, { exerciseId, form: next, personId: 'officer', did: 'wrote' }, whileOpen))
    await working(form)
    await save('own.title', 'Say', 'کہیں')
    await write(db, async (tx) => {
      await signTranslations(tx, bySpeaker(), await translatedTexts(tx, exerciseId, 'ur', everything), whileOpen)
      const made = { id: 'built', exerciseId, version: 2, picksMax: 0, minutes: 1, texts, template: 'form' as const }
      await addConsultation(tx, made)
    })
    const ask = (version: number, next: WorkingForm) =>
      write(db, async (tx) => {
        await askForm(tx, { consultationId: 'built', version, note: '', personId: 'officer', form: next }, whileOpen)
        await carryTranslations(tx, exerciseId)
      })
    const title = async () => {
      const asked = (await formOf(db, 'built', '2026-10-10'))!
      return (await formTexts(db, asked.questions, 'ur')).get(asked.questions[0]!.title)
    }
    await ask(1, form)
    expect(await title()).toEqual({ body: 'کہیں', language: 'ur', checked: true })
    await ask(2, form)
    expect(await title()).toEqual({ body: 'کہیں', language: 'ur', checked: true })
    const next = { ...form, questions: [{ ...form.questions[0]!, title: { en: 'Say more' } }] }
    await working(next)
    await ask(3, next)
    expect(await title()).toEqual({ body: 'Say more', language: 'en', checked: true })
    expect((await read()).find(({ place }) => place === 'own.title')).toMatchObject({ body: 'کہیں', source: 'Say' })
  })

  test('of an edition are read under its own address, only while it is on offer, the rest in everyday words', async () => {
    const easy = async () => (await consultationBySlug(db, 'october', 'en-easy'))!
    const own = { exerciseId, language: 'en-easy', personId: 'officer' }
    const written = {
      place: 'title',
      source: 'What matters?',
      body: 'What is good?\nWhat is bad?',
      pictures: ['yes.svg', ''],
    }
    await write(db, (tx) => saveTranslations(tx, { ...own, how: 'typed' }, [written], whileOpen))
    const offer = (offered: boolean) =>
      write(db, (tx) => offerEdition(tx, { exerciseId, edition: 'easy-read', personId: 'officer', offered }, whileOpen))
    const plain = { body: 'What matters?', language: 'en', checked: true }
    // Who signs that they have seen the questions has seen them in each edition that residents can choose.
    const waysToSee = async () =>
      (await publicationFacts(db, (await exerciseById(db, exerciseId))!, '2026-10-10')).waysToSee
    expect((await easy()).title).toEqual(plain)
    await offer(true)
    expect(await editionsOffered(db, exerciseId)).toEqual(['easy-read'])
    const text = { body: written.body, language: 'en', checked: false, edition: 'easy-read', pictures: ['yes.svg', ''] }
    expect((await easy()).title).toEqual(text)
    expect((await easy()).lead).toEqual({ body: 'Lead', language: 'en', checked: true })
    expect(aboutTexts(await easy(), 'en', 'easy-read')).toEqual({ lacking: true, checked: false, untried: true })
    for (const other of ['en', 'en-youth'])
      expect((await consultationBySlug(db, 'october', other))!.title).toEqual(plain)
    expect(await waysToSee()).toEqual(['phone', 'rtl', 'print', 'easy-read'])
    await offer(false)
    expect(await waysToSee()).toEqual(['phone', 'rtl', 'print'])
    expect((await easy()).title).toEqual(plain)
    expect((await read())[0]!.body).toBe('What matters? (اردو)')
  })
})
