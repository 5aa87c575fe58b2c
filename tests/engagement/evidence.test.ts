import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saidPlainly } from '../../app/consultations/answering/said-store.server.ts'
import { editionWords } from '../../app/consultations/editions/edition-words-store.server.ts'
import { peopleMap } from '../../app/engagement/areas/area-share.ts'
import { alreadyKnown, evidenceQuery, monthsAgo, searchWords } from '../../app/engagement/evidence/evidence.ts'
import {
  addEvidence,
  findEvidence,
  type NewEvidence,
  reusedBy,
  reuseEvidence,
} from '../../app/engagement/evidence/evidence-library-store.server.ts'
import { createExercise } from '../../app/engagement/exercise-store.server.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import { emptyEntry } from '../../app/engagement/register/register-entry.ts'
import { saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { juryBySlug } from '../../app/juries/jury-store.server.ts'
import { rewriteText } from '../../app/languages/text-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { sittingJury } from '../juries/jury.ts'
import { dialects } from '../support/databases.ts'
import { plan, smallConsultation, smallCounty } from './small-consultation.ts'

const now = new Date('2027-02-01T10:00:00Z')
const today = '2027-02-01'

describe('what is known already', () => {
  const map = peopleMap([
    { id: 'd1', population: 100, parentIds: [] },
    { id: 'd2', population: 100, parentIds: [] },
  ])
  const lines = (...texts: string[]) => texts.map((text) => ({ text, options: [] }))
  const planned = { themeIds: ['t1'], areaIds: ['d1'], groups: ['older'], questions: lines('How long did you wait?') }
  const item = (id: string, given: object = {}) => ({
    ...planned,
    id,
    onDate: '2026-01-01',
    questions: lines(),
    ...given,
  })
  const ids = (...items: ReturnType<typeof item>[]) =>
    alreadyKnown(planned, items, map, today, practiceFrom([])).map((found) => found.item.id)

  test('is of the same theme and people, within the look-back', () => {
    expect(ids(item('a'), item('b', { themeIds: ['t2'] }), item('c', { areaIds: ['d2'] }))).toEqual(['a'])
    expect(ids(item('a', { onDate: '2025-02-01' }), item('b', { onDate: '2025-01-31' }))).toEqual(['a'])
  })

  test('stands the same question first, then the same people, then the newest', () => {
    const asked = item('asked', { groups: [], questions: lines('how long did you WAIT') })
    const newer = item('newer', { groups: [], onDate: '2026-12-01' })
    expect(ids(newer, item('people'), asked)).toEqual(['asked', 'people', 'newer'])
  })

  test('is so many whole months ago', () => {
    expect([monthsAgo('2025-12-01', today), monthsAgo('2025-12-02', today), monthsAgo(today, today)]).toEqual([
      14, 13, 0,
    ])
  })

  test('is searched by plain words', () => {
    expect(searchWords("  Café %_' Buses ")).toEqual(['cafe', 'buses'])
    // Vowel signs of Indian scripts tell words apart; points and marks over Arabic letters do not.
    expect(searchWords('કામ, કમ! ਸੜਕਾਂ')).toEqual(['કામ', 'કમ', 'ਸੜਕਾਂ'].map((word) => word.normalize('NFKD')))
    expect(searchWords('بَسیں')).toEqual(searchWords('بسیں'))
    // As an Arabic keyboard types Urdu, and with joiners and digits of the reader's own.
    expect(searchWords('كيا هے ۲۰۲۶')).toEqual(searchWords('کیا ہے 2026'))
    expect(searchWords('کھیل\u200cوں')).toEqual(searchWords('کھیلوں'))
    expect(searchWords('Szkoły, Łódź, Straße, Ørsted')).toEqual(['szkoly', 'lodz', 'strasse', 'orsted'])
  })
})

describe.each(dialects)('the evidence library on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
    await db.insertInto('theme').values({ id: 't1', position: 1, title: 'Theme 1' }).execute()
  })
  afterAll(() => db.destroy())
  const add = (title: string, given: Partial<NewEvidence> = {}) =>
    write(db, (tx) =>
      addEvidence(
        tx,
        {
          kind: 'report',
          title,
          organisationId: null,
          byName: 'A parish',
          onDate: '2026-05-05',
          summary: '',
          questions: '',
          answers: 12,
          profileNote: '',
          reference: '',
          whatChanged: '',
          themeIds: ['t1'],
          areaIds: ['county'],
          groups: ['older'],
          ...given,
        },
        'officer',
        now,
      ),
    )
  const found = async (query: string) =>
    (await findEvidence(db, evidenceQuery(new URLSearchParams(query)), today)).map(({ title }) => title)

  const polish = () => db.selectFrom('evidence_item').select('id').where('title', 'like', 'Świetlica%')

  test('finds by several words wherever they stand, whatever their case and accents', async () => {
    await add('Evening BUSES', { summary: 'The café at the station' })
    await add('Bus shelters', { questions: 'Which bus would you take?', areaIds: ['d1'], kind: 'event', groups: [] })
    expect(await found('words=cafe+buses')).toEqual(['Evening BUSES'])
    expect(await found('words=WOULD+shelters')).toEqual(['Bus shelters'])
    expect(await found('words=buses+shelters')).toEqual([])
    expect(await found('words=%25')).toHaveLength(2)
    await add('Świetlica przy szkole', { summary: 'Półkolonie w Łodzi', kind: 'event', groups: [], areaIds: ['d1'] })
    expect(await found('words=polkolonie+Lodzi')).toEqual(['Świetlica przy szkole'])
    // As it was stored before letters were spelled alike.
    await db
      .updateTable('evidence_item')
      .set({ search_text: 'swietlica połkolonie w łodzi' })
      .where('title', 'like', 'Świetlica%')
      .execute()
    expect(await found('words=polkolonie')).toEqual(['Świetlica przy szkole'])
    await db.deleteFrom('evidence_theme').where('item_id', 'in', polish()).execute()
    await db.deleteFrom('evidence_area').where('item_id', 'in', polish()).execute()
    await db.deleteFrom('evidence_item').where('id', 'in', polish()).execute()
    expect(await found('kind=event')).toEqual(['Bus shelters'])
    expect(await found('kind=nonsense')).toEqual([])
    expect(await found('group=older&theme=t1')).toEqual(['Evening BUSES'])
    expect(await found('area=d2')).toEqual(['Evening BUSES'])
    expect((await found('area=d1')).sort()).toEqual(['Bus shelters', 'Evening BUSES'])
  })

  /** The next published version of an exercise's results, of so many answers. */
  const publishResults = async (
    exerciseId: string,
    table: 'priority_list' | 'form_result',
    version: number,
    rows = 60,
  ) => {
    const id = `${table}-${exerciseId}-${version}`
    const row = { id, exercise_id: exerciseId, version, created_at: now.toISOString() }
    const snapshot = {
      ...row,
      stage: 'analysis' as const,
      parent_id: null,
      reason: '',
      rows,
      hash: id,
      content: '{}',
      created_by: null,
    }
    await db.insertInto('snapshot').values(snapshot).execute()
    await db
      .insertInto(table)
      .values({
        ...{ ...row, snapshot_id: id, result: '{}', result_hash: id, note: '', published_at: now.toISOString() },
        ...{ first_publisher: 'officer', second_publisher: 'analyst' },
      })
      .execute()
  }
  const items = (query: string) => findEvidence(db, evidenceQuery(new URLSearchParams(query)), today)

  test('holds what an exercise found as soon as its results are published, by what it asked, and follows a reissue', async () => {
    const asked = await smallConsultation(db)
    await write(db, (tx) =>
      saveEntry(
        tx,
        asked.exerciseId,
        { ...emptyEntry(['county']), themeIds: ['t1'], groups: ['carers'], questions: 'Who looks after you?' },
        'officer',
        now,
      ),
    )
    expect(await items('group=carers')).toEqual([])
    await publishResults(asked.exerciseId, 'priority_list', 1, 57)
    const [found] = await items('group=carers')
    expect(found).toMatchObject({
      ...{ id: asked.exerciseId, kind: 'exercise', title: 'What matters?', onDate: '2027-04-30', answers: 57 },
      ...{ themeIds: ['t1'], areaIds: ['county'], groups: ['carers'] },
      results: `consultations/${asked.slug}/list`,
    })
    const typed = await items('words=LOOKS+after&theme=t1&area=d1&kind=exercise')
    expect(typed.map(({ id }) => id)).toEqual([asked.exerciseId])
    // An option of the question built here.
    expect(await items('words=buses+carers')).toEqual([])
    expect((await items('words=roads+jobs')).map(({ id }) => id)).toEqual([asked.exerciseId])
    expect(await items('group=carers&kind=report')).toEqual([])
    await publishResults(asked.exerciseId, 'priority_list', 2, 58)
    expect((await items('group=carers')).map(({ answers }) => answers)).toEqual([58])
    const plans = await write(db, (tx) =>
      createExercise(tx, { plan, kind: 'consultation', runBy: 'org-1', personId: 'officer' }, now),
    )
    const given = { itemId: asked.exerciseId, exerciseId: plans, note: 'The order', personId: 'officer' }
    expect(await write(db, (tx) => reuseEvidence(tx, given, now))).toBe(true)
    expect((await items('group=carers')).map(({ used }) => used)).toEqual([1])
    const quiet = { ...given, itemId: plans, exerciseId: asked.exerciseId }
    expect(await write(db, (tx) => reuseEvidence(tx, quiet, now))).toBe(false)
    await db.deleteFrom('evidence_use').execute()
    await db.deleteFrom('priority_list').execute()
  })

  test('holds the reports of juries', async () => {
    await sittingJury(db, { jurors: 1, statements: 0 })
    const jury = (await juryBySlug(db, 'heard'))!
    expect(await items('words=evenings')).toEqual([])
    await db
      .updateTable('jury')
      .set({ question: 'What would bring you out in the evenings?', report_published_at: now.toISOString() })
      .where('id', '=', jury.id)
      .execute()
    expect(await items('words=evenings')).toMatchObject([{ results: `juries/${jury.slug}/report` }])
    await db.updateTable('jury').set({ practice: 1 }).where('id', '=', jury.id).execute()
    expect(await items('words=evenings')).toEqual([])
  })

  test('finds by words of the reader’s language, where the exercise was asked in it', async () => {
    const asked = await smallConsultation(db)
    await publishResults(asked.exerciseId, 'form_result', 1)
    const { title_text_id } = await db
      .selectFrom('consultation')
      .select('title_text_id')
      .where('id', '=', asked.consultationId)
      .executeTakeFirstOrThrow()
    const translated = { language: 'gu', edition: 'standard', body: 'શું મહત્ત્વનું છે?', checkedBy: null, checkedOn: null }
    await write(db, (tx) => rewriteText(tx, title_text_id, translated))
    const inLanguage = async (words: string, lang: string) => {
      const query = evidenceQuery(new URLSearchParams({ words }))
      return (await findEvidence(db, query, today, await editionWords(db, lang))).map(({ title }) => title)
    }
    expect(await inLanguage('મહત્ત્વનું', 'gu')).toEqual(['What matters?'])
    expect(await inLanguage('મહત્ત્વનું roads', 'gu')).toEqual(['What matters?'])
    expect(await inLanguage('મહત્ત્વનું buses2', 'gu')).toEqual([])
    // A vowel sign makes another word.
    expect(await inLanguage('મહત્ત્વની', 'gu')).toEqual([])
    expect(await inLanguage('મહત્ત્વનું', 'pl')).toEqual([])
    expect(await inLanguage('મહત્ત્વનું', 'en')).toEqual([])
    const said = await saidPlainly(db, 'gu')
    expect([said('What matters?'), said('constructor')]).toEqual(['શું મહત્ત્વનું છે?', 'constructor'])
  })

  test('records that a plan uses an item, once', async () => {
    const itemId = await add('Used')
    const exerciseId = await write(db, (tx) =>
      createExercise(tx, { plan, kind: 'consultation', runBy: 'org-1', personId: 'officer' }, now),
    )
    const use = (note: string, id = itemId) =>
      write(db, (tx) => reuseEvidence(tx, { itemId: id, exerciseId, note, personId: 'officer' }, now))
    expect([await use('The waiting times'), await use('Only the figures'), await use('x', 'nothing')]).toEqual([
      true,
      true,
      false,
    ])
    expect(await reusedBy(db, exerciseId)).toMatchObject([{ item_id: itemId, note: 'Only the figures' }])
  })
})
