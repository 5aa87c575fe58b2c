import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consultationBySlug } from '../../app/consultations/consultation-store.server.ts'
import {
  addPicture,
  allPictures,
  correctPicture,
  keptPictures,
  pictureFile,
  withdrawPicture,
} from '../../app/consultations/editions/picture-store.server.ts'
import {
  offerEdition,
  saveTranslations,
  translatedTexts,
} from '../../app/consultations/editions/translation-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { givenConsultation, whileOpen } from './given.ts'

describe.each(dialects)('a picture that a partnership added, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  let id: string
  const record = { name: 'A bus', author: 'Somebody', licence: 'CC BY 4.0', source: '' }
  const tend = { personId: 'officer', why: 'Its maker told us.' }
  const easyTitle = async () => (await consultationBySlug(db, 'october', 'en-easy'))!.title
  const only = async () => (await keptPictures(db))[0]!

  beforeAll(async () => {
    db = await fresh()
    await db
      .insertInto('person')
      .values({
        id: 'officer',
        email: 'o@test.example',
        label: 'Officer 1',
        organisation_id: null,
        disabled_at: null,
        created_at: whileOpen.toISOString(),
      })
      .execute()
    exerciseId = (await givenConsultation(db)).exerciseId
    const bytes = new Uint8Array([1, 2, 3])
    await write(db, (tx) => addPicture(tx, { ...record, bytes, personId: 'officer' }, whileOpen))
    id = (await only()).id
    const { file } = await only()
    const by = { exerciseId, language: 'en-easy', personId: 'officer', how: 'typed' }
    const body = 'What is good?\nWhat is bad?\nWhat is new?'
    const written = { place: 'title', source: 'What matters?', body, pictures: [file, 'yes.svg', file] }
    await write(db, async (tx) => {
      await saveTranslations(tx, by, [written], whileOpen)
      await offerEdition(tx, { exerciseId, edition: 'easy-read', personId: 'officer', offered: true }, whileOpen)
    })
  })
  afterAll(() => db.destroy())

  test('has its wrong licence corrected, with who and why, and what was said before in the log', async () => {
    const right = { ...record, licence: 'CC BY-NC 4.0' }
    expect(await write(db, (tx) => correctPicture(tx, { ...right, ...tend, id }, whileOpen))).toBe(true)
    expect((await allPictures(db))[0]).toMatchObject(right)
    expect((await only()).corrected).toEqual({ by: 'Officer 1', at: whileOpen.toISOString(), why: tend.why })
    const { detail } = await db
      .selectFrom('actor_event')
      .select('detail')
      .where('did', '=', 'corrected a picture')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(detail)).toMatchObject({ licence: 'CC BY-NC 4.0', 'licence before': 'CC BY 4.0', why: tend.why })
  })

  test('is withdrawn: offered and served no more, taken from every sentence, and where it stood is known', async () => {
    const { file, uses } = await only()
    const use = { exerciseId, title: 'What matters?', edition: 'easy-read', sentences: 2, published: true }
    expect(uses).toEqual([{ ...use, closesOn: '2026-10-28' }])
    expect(await pictureFile(db, file)).toEqual(Buffer.from([1, 2, 3]))
    expect((await easyTitle()).pictures).toEqual([file, 'yes.svg', file])
    expect(await write(db, (tx) => withdrawPicture(tx, { ...tend, id }, whileOpen))).toBe(true)

    expect((await allPictures(db)).some((one) => one.file === file)).toBe(false)
    expect(await pictureFile(db, file)).toBeUndefined()
    expect((await easyTitle()).pictures).toEqual(['', 'yes.svg', ''])
    const [title] = await translatedTexts(db, exerciseId, 'en-easy', () => true)
    expect(title!.pictures).toEqual(['', 'yes.svg', ''])
    const gone = await only()
    expect(gone.withdrawn).toEqual({ by: 'Officer 1', at: whileOpen.toISOString(), why: tend.why })
    expect(gone.uses).toEqual(uses)
    // Nothing of it is left to correct or to withdraw again.
    expect(await write(db, (tx) => withdrawPicture(tx, { ...tend, id }, whileOpen))).toBe(false)
    expect(await write(db, (tx) => correctPicture(tx, { ...record, ...tend, id }, whileOpen))).toBe(false)
  })
})
