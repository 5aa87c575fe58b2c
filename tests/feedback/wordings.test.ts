import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listById } from '../../app/board/list-facts-store.server.ts'
import { readSaid } from '../../app/consultations/answering/said-store.server.ts'
import { editionWords } from '../../app/consultations/editions/edition-words-store.server.ts'
import { isWordingPlace } from '../../app/consultations/editions/places.ts'
import { stateOf } from '../../app/consultations/editions/translation.ts'
import {
  saveTranslations,
  signTranslations,
  translatedTexts,
} from '../../app/consultations/editions/translation-store.server.ts'
import { draftWording } from '../../app/feedback/check-back-draft-store.server.ts'
import {
  beginCheckBack,
  checkBackOf,
  checkBackShown,
  concludeCheckBack,
  replyTo,
  skipCheckBack,
  wordedList,
} from '../../app/feedback/check-back-store.server.ts'
import { exercisesReworded } from '../../app/feedback/wording-store.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const now = new Date('2026-11-10T10:00:00Z')
const closesOn = '2026-11-24'
const later = new Date('2026-11-25T10:00:00Z')
const listId = 'list'

describe.each(dialects)('priorities worded anew on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  let optionId: string
  beforeEach(async () => {
    db = await fresh()
    const person = { label: 'O', organisation_id: null, created_at: '', disabled_at: null }
    await db
      .insertInto('person')
      .values(['analyst', 'translator', 'speaker'].map((id) => ({ ...person, id, email: `${id}@example.org` })))
      .execute()
    const made = await givenConsultation(db)
    exerciseId = made.exerciseId
    const options = await db.selectFrom('question_option').select('id').orderBy('position').execute()
    optionId = options[0]!.id
    const standing = { sharePerMille: 500, rank: 1, rankFrom: 1, rankTo: 4, band: 0 }
    const result = {
      base: 100,
      options: options.map(({ id }) => ({ id, among: 20, unweighted: standing, weighted: null })),
      unweighted: { bands: [{ letter: 'A', ids: options.map(({ id }) => id) }] },
      weighted: null,
      coverage: [],
    }
    const made_at = now.toISOString()
    await db
      .insertInto('snapshot')
      .values({
        ...{ id: 'snapshot', exercise_id: exerciseId, stage: 'analysis' as const, version: 1, parent_id: null },
        ...{ reason: '', rows: 100, content: '{}', hash: 'h', created_by: null, created_at: made_at },
      })
      .execute()
    await db
      .insertInto('priority_list')
      .values({
        ...{ id: listId, exercise_id: exerciseId, snapshot_id: 'snapshot', version: 1, note: '', created_at: made_at },
        ...{
          result: JSON.stringify(result),
          result_hash: randomUUID(),
          first_publisher: 'analyst',
          second_publisher: 'speaker',
        },
        published_at: made_at,
      })
      .execute()
  })
  afterEach(() => db.destroy())

  const draft = (wording: string, because = 'Plainer', at = now) =>
    write(db, (tx) => draftWording(tx, { listId, optionId, wording, because, personId: 'analyst' }, at))
  const begin = () =>
    write(db, (tx) =>
      beginCheckBack(tx, { listId, closesOn, asked: [], personId: 'analyst' }, () => ({}) as never, now),
    )
  const reply = (outcome: 'changed' | 'kept', wording = '') =>
    write(db, async (tx) =>
      replyTo(
        tx,
        (await checkBackOf(tx, listId, '2026-11-25'))!,
        { optionId, outcome, suggested: '', wording, because: 'Said so', personId: 'analyst' },
        later,
      ),
    )
  const conclude = () => write(db, (tx) => concludeCheckBack(tx, { listId, personId: 'analyst' }, later))
  const option = async (lang: string) =>
    (await wordedList(db, listId, lang))!.options.find(({ id }) => id === optionId)!
  const inUrdu = async () =>
    (await translatedTexts(db, exerciseId, 'ur', () => true)).filter(({ place }) => isWordingPlace(place))
  const translate = async (body: string) => {
    const [text] = await inUrdu()
    const by = { exerciseId, language: 'ur', personId: 'translator', how: 'typed' }
    const { place, english } = text!
    await write(db, (tx) => saveTranslations(tx, by, [{ place, source: english, body }], now))
  }
  const sign = async (personId: string) => {
    const texts = await inUrdu()
    const by = { exerciseId, language: 'ur', personId, checker: 'A speaker' }
    return write(db, (tx) => signTranslations(tx, by, texts, now))
  }
  const ledger = async () => (await ledgerRows(db)).map((row) => JSON.stringify(row)).join('\n')

  test('an edit goes out with what it was and why; places and figures stand; its own words again take it back', async () => {
    const frozen = await listById(db, listId, 'en')
    expect(await draft('Option one')).toBe('drafted')
    expect(await draft('Option two', 'Clearer')).toBe('drafted')
    expect(await option('en')).toMatchObject({
      title: { body: 'Option two', language: 'en' },
      asked: { title: { body: 'Option a' }, because: 'Clearer' },
    })
    expect(await listById(db, listId, 'en')).toEqual(frozen)
    expect(await draft('Option a', '')).toBe('as_asked')
    expect(await option('en')).toMatchObject({ title: { body: 'Option a' }, asked: null })
    // Wordings that were put aside leave no text behind.
    expect(await db.selectFrom('text').select('id').where('used_for', '=', 'wording').execute()).toEqual([])
    await draft('Option two', 'Clearer')
    await begin()
    expect(await ledger()).toContain('wording.drafted')
    expect(await draft('Option three')).toBe('already')
  })

  test('an edit that is kept is what the priority says from then on', async () => {
    await draft('Option two')
    await begin()
    await reply('kept')
    expect((await listById(db, listId, 'en'))!.options.find(({ id }) => id === optionId)!.reworded).toBeNull()
    expect(await conclude()).toBe('concluded')
    expect((await listById(db, listId, 'en'))!.options.find(({ id }) => id === optionId)!.reworded).toMatchObject({
      body: 'Option two',
    })
    const shown = (await checkBackShown(db, listId, 'en', '2026-11-25'))!.priorities.find(
      (one) => one.optionId === optionId,
    )
    expect(shown).toMatchObject({
      title: { body: 'Option two' },
      asked: { title: { body: 'Option a' }, because: 'Plainer' },
      reply: { outcome: 'kept', reworded: null },
    })
    expect(await ledger()).toContain('wording.changed')
  })

  test('an edit that is changed once more is one new version, not two', async () => {
    await draft('Option two')
    await begin()
    await reply('changed', 'Option three')
    await conclude()
    const versions = await db.selectFrom('check_back_reply').select('version').execute()
    expect(versions).toEqual([{ version: 2 }])
    expect(await db.selectFrom('check_back_draft').select('version').execute()).toEqual([{ version: null }])
    const shown = (await checkBackShown(db, listId, 'en', '2026-11-25'))!.priorities.find(
      (one) => one.optionId === optionId,
    )
    expect(shown).toMatchObject({
      title: { body: 'Option two' },
      asked: { title: { body: 'Option a' } },
      reply: { reworded: { body: 'Option three' } },
    })
    expect((await option('en')).title.body).toBe('Option three')
  })

  test('where the step is left out the edit falls: nobody was asked about it', async () => {
    await draft('Option two')
    await write(db, (tx) => skipCheckBack(tx, { listId, because: 'No time is left for it.', personId: 'analyst' }, now))
    expect(await option('en')).toMatchObject({ title: { body: 'Option a' }, asked: null })
    expect((await exercisesReworded(db)).size).toBe(0)
  })

  test('new words are translated in the workspace, are unchecked until another has read them, and reach readers', async () => {
    await draft('Option two')
    expect(await inUrdu()).toMatchObject([{ english: 'Option two', body: '' }])
    expect([...(await exercisesReworded(db))]).toEqual([exerciseId])
    expect((await option('ur')).title).toMatchObject({ body: 'Option two', language: 'en' })
    await translate('دوسرا')
    expect((await option('ur')).title).toMatchObject({ body: 'دوسرا', language: 'ur', checked: false })
    expect(await sign('translator')).toBe(0)
    expect(await sign('speaker')).toBe(1)
    expect((await option('ur')).title).toMatchObject({ checked: true })
    await begin()
    await reply('changed', 'Option three')
    // The earlier words’ translation is not read as these words’: translators see it beside them, out of date.
    expect((await inUrdu()).map(stateOf)).toEqual(['outdated'])
    // What is not out yet is found by nobody who searches.
    await translate('تیسرا')
    expect((await editionWords(db, 'ur')).get(exerciseId)).not.toContain('تیسرا')
    expect(await readSaid(db, 'ur')).not.toHaveProperty('Option three')
    await conclude()
    expect((await option('ur')).title).toMatchObject({ body: 'تیسرا', language: 'ur', checked: false })
    expect((await option('pl')).title).toMatchObject({ body: 'Option three', language: 'en' })
    // Points, meetings and sheets name it by its English.
    expect((await readSaid(db, 'ur'))['Option three']).toEqual({ body: 'تیسرا', language: 'ur' })
    expect((await editionWords(db, 'ur')).get(exerciseId)).toContain('تیسرا')
  })

  test('words that come back have their translation at once', async () => {
    await begin()
    await reply('changed', 'Option three')
    await translate('تیسرا')
    await reply('changed', 'Option four')
    expect((await inUrdu()).map(stateOf)).toEqual(['outdated'])
    await reply('changed', 'Option three')
    await conclude()
    expect((await option('ur')).title).toMatchObject({ body: 'تیسرا', language: 'ur' })
  })
})
