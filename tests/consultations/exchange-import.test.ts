import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import { formOf, type QuestionPlan, questionId, writeForm } from '../../app/consultations/form-store.server.ts'
import { leftOutOf } from '../../app/consultations/freezing/exclusion.ts'
import { answerCounts } from '../../app/consultations/freezing/freeze-material-store.server.ts'
import { aboutLabels } from '../../app/consultations/imports/about-labels.ts'
import { readExchange } from '../../app/consultations/imports/exchange-answers.ts'
import {
  chooseAgain,
  givenFiles,
  keepAnswers,
  keepFiles,
  sentFiles,
  waitingForm,
} from '../../app/consultations/imports/exchange-sending.server.ts'
import { rowsOf } from '../../app/consultations/imports/exchanging.server.ts'
import {
  importsOf,
  loadedBefore,
  loadImport,
  prepareImport,
} from '../../app/consultations/imports/import-store.server.ts'
import { undoImport } from '../../app/consultations/imports/import-undo-store.server.ts'
import { writeBudgetVote } from '../../app/consultations/imports/pabulib-file.ts'
import { writeRankings } from '../../app/consultations/imports/preflib-file.ts'
import { keepUpload, uploadOf } from '../../app/consultations/imports/survey-upload-store.server.ts'
import { formMaterial } from '../../app/consultations/results/form-freeze-store.server.ts'
import { openDataFiles } from '../../app/consultations/results/open-data.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import { words as wordsOf } from '../../app/languages/words.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { cleared, counters, countOf, givenConsultation, secret, texts, whileOpen } from './given.ts'

const names = ['Buses', 'Homes, for everybody', 'Parks']
const ids = ['a', 'b', 'c']
const option = (id: string, i: number) => ({ id, title: { en: names[i]! }, example: null })
const questions: QuestionPlan[] = [
  { key: 'first', kind: 'order', title: { en: 'What first?' }, config: { options: ids.map(option), most: 2 } },
  {
    key: 'money',
    kind: 'spend',
    title: { en: 'What to buy?' },
    config: { options: ids.map((id, i) => ({ ...option(id, i), cost: 100 * (i + 1) })), budget: 400 },
  },
  { key: 'views', kind: 'statements', title: { en: 'Do you agree?' }, config: { statements: ids.map(option) } },
]
const consultationId = 'exchanged'
const bytes = (text: string) => new TextEncoder().encode(text)

/** 520 people each: enough that whole answers leave again as they came. */
const rankings = writeRankings(
  {
    title: '',
    alternatives: names,
    orders: [
      { people: 300, groups: [[2], [0]] },
      { people: 150, groups: [[0, 1]] },
      { people: 70, groups: [[1]] },
    ],
  },
  '2026-10-01',
)
const budget = writeBudgetVote({
  meta: {},
  budget: 400,
  voteType: 'approval',
  projects: ids.map((id, i) => ({ id, cost: 100 * (i + 1), name: names[i]! })),
  voters: Array.from({ length: 520 }, (_, i) => ({ id: `v${i}`, projects: [['a', 'c'], ['b'], []][i % 3]! })),
})
const comments = `comment-id,agrees,disagrees,moderated,comment-body\n${names
  .map((name, i) => `${i},${[520, 0, 260][i]},${[0, 520, 0][i]},1,"${name}"`)
  .join('\n')}`
/** As in the database of Polis: −1 says agree. */
const votes = `comment-id,voter-id,vote\n${Array.from({ length: 520 }, (_, i) =>
  [`0,${i},-1`, `1,${i},1`, `2,${i},${i % 2 ? -1 : 0}`].join('\n'),
).join('\n')}`

const reading = { codes: { areas: [] }, labels: aboutLabels((area) => wordsOf('en', area)) }

describe.each(dialects)('other programs’ files as answers on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  beforeAll(async () => {
    db = await fresh()
    const officer = { id: 'officer', email: 'o@example', label: 'Officer', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...officer, created_at: whileOpen.toISOString() })
      .execute()
  })
  beforeEach(async () => {
    await cleared(db)
    ;({ exerciseId } = await givenConsultation(db))
    await write(db, async (tx) => {
      const about = { id: consultationId, exerciseId, version: 2, picksMax: 0, minutes: 2, texts }
      await addConsultation(tx, { ...about, template: 'form' })
      const plan = { consultationId, version: 1, note: '', personId: 'officer', questions, published: true }
      await writeForm(tx, plan, whileOpen)
    })
  })
  afterAll(() => db.destroy())

  const material = async () => (await formMaterial(db, exerciseId))!
  const load = async (key: string, source: string, main: string, second?: string) => {
    const { input } = await material()
    const form = (await formOf(db, consultationId, '2026-10-10'))!
    const question = form.questions.find((one) => one.key === key)!
    const files = { main: bytes(main), votes: second ? bytes(second) : null, sign: 'counts' as const }
    const read = readExchange(question, input.titles, files)
    if (!read.ok) throw new Error(JSON.stringify(read.troubles.slice(0, 3)))
    const content = { ...read.value, questionId: questionId(consultationId, key), channel: 'event' as const }
    const file = {
      consultationId,
      source,
      fileHash: `hash of ${main}`,
      status: 'counted' as const,
      personId: 'officer',
    }
    const prepared = await prepareImport(db, secret, { ...file, rows: rowsOf(content, form, reading) }, whileOpen)
    return write(db, (tx) => loadImport(tx, prepared, whileOpen))
  }
  /** The files of the published open data, by name, without the day they were written on. */
  const exported = async () => {
    const { about, input } = await material()
    const results = formResults(input)
    const words = { title: '', opened: '', closed: '2026-10-28', published: '2026-11-20', version: '1', note: '' }
    const files = openDataFiles({
      results,
      questions: about.form.questions,
      titles: about.titles,
      label: () => '',
      group: () => '',
      method: '',
      about: { ...words, code: '', snapshot: '', result: '' },
      url: '',
      residents: {},
      leftOut: [],
      themes: null,
      organisations: [],
    })
    const whole = Object.entries(files).filter(([name]) => /^(preflib|pabulib|polis)\//.test(name))
    return { results, files: Object.fromEntries(whole) as Record<string, string> }
  }
  const undo = (importId: string, reason = 'the wrong file') =>
    write(db, (tx) => undoImport(tx, { consultationId, importId, reason, personId: 'officer' }, whileOpen))

  test('load whole and leave as they came: what is exported, taken out and loaded again is exported the same', async () => {
    const first = [
      await load('first', 'PrefLib', rankings),
      await load('money', 'pabulib', budget),
      await load('views', 'Polis', comments, votes),
    ]
    expect(first.map(({ added, known }) => [added, known])).toEqual([
      [520, 0],
      [520, 0],
      [520, 0],
    ])
    // The same file again adds nobody.
    expect(await load('money', 'pabulib', budget)).toMatchObject({ added: 0, known: 520 })
    const before = await exported()
    expect(before.results.base).toBe(1560)
    const [order, money, views] = before.results.questions
    expect(order!.patterns!.rows.map(({ people }) => people)).toEqual([300, 150, 70])
    expect(money!.participation.answered).toBe(520)
    // Everybody agreed with the first statement, though the file wrote −1.
    expect(views!.tables[0]!.counts[0]).toEqual([520, 0, 0, 0])
    // All came in one load: nothing can be said of how the order would wobble.
    expect([order!.ranking!.bands, order!.ranking!.options[0]!.from]).toEqual([null, null])

    for (const { id } of first) expect(await undo(id)).toBe(520)
    expect((await material()).input.rows).toEqual([])
    const again = async (key: string, source: string, ending: string) => {
      const at = (end: string) => Object.entries(before.files).find(([name]) => name.endsWith(end))![1]
      return load(key, source, at(ending), key === 'views' ? at('votes.csv') : undefined)
    }
    await again('first', 'PrefLib', '.toi')
    await again('money', 'pabulib', '.pb')
    await again('views', 'Polis', 'comments.csv')
    const after = await exported()
    expect(after.files).toEqual(before.files)
    expect(after.results).toEqual(before.results)
  })

  test('a load that is taken out leaves counts and a reason, no content, and the ledger whole', async () => {
    const { id } = await load('first', 'PrefLib', rankings)
    expect(await counters(db)).toMatchObject({ 'all/all': 520, 'channel/event': 520 })
    expect(await loadedBefore(db, consultationId, `hash of ${rankings}`)).toMatchObject({ source: 'PrefLib' })
    expect(await undo(id)).toBe(520)
    expect([await undo(id), await undo('another')]).toEqual([undefined, undefined])
    expect(Object.values(await counters(db)).filter((people) => people !== 0)).toEqual([])
    expect(await db.selectFrom('response_answer').selectAll().execute()).toEqual([])
    expect(await countOf(db, 'response')).toBe(520)
    expect(await answerCounts(db, consultationId)).toMatchObject({ counted: 0, withdrawn: 0, undone: 520, campaign: 0 })
    expect(await importsOf(db, consultationId)).toMatchObject([
      { source: 'PrefLib', added: 520, undoneOn: '2026-10-10', undoneFor: 'the wrong file' },
    ])
    expect(await loadedBefore(db, consultationId, `hash of ${rankings}`)).toBeUndefined()
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
  })

  test('rows that were nobody’s answer stand in the ledger of exclusions, once for each source', async () => {
    const loadAside = async (source: string, apart: { tests: number; unfinished: number } | undefined, at: Date) => {
      const file = { consultationId, source, fileHash: 'h', status: 'counted' as const, personId: 'officer' }
      const prepared = await prepareImport(db, secret, { ...file, rows: [], apart }, at)
      return write(db, (tx) => loadImport(tx, prepared, at))
    }
    const later = new Date(whileOpen.getTime() + 60_000)
    const first = await loadAside('Qualtrics', { tests: 3, unfinished: 4 }, whileOpen)
    await loadAside('Schools', { tests: 0, unfinished: 1 }, whileOpen)
    await loadAside('Sheets', undefined, whileOpen)
    expect(await answerCounts(db, consultationId)).toMatchObject({ file_tests: 3, file_unfinished: 5 })
    // The tool's later file holds the same tries again, and somebody has finished meanwhile.
    const second = await loadAside('Qualtrics', { tests: 3, unfinished: 2 }, later)
    const counts = await answerCounts(db, consultationId)
    expect(counts).toMatchObject({ counted: 0, file_tests: 3, file_unfinished: 3 })
    expect(leftOutOf(counts).reasons).toEqual([
      { code: 'file_tests', people: 3 },
      { code: 'file_unfinished', people: 3 },
    ])
    expect((await importsOf(db, consultationId)).find(({ id }) => id === first.id)).toMatchObject({
      tests: 3,
      unfinished: 4,
    })
    await undo(second.id)
    expect(await answerCounts(db, consultationId)).toMatchObject({ file_tests: 3, file_unfinished: 5 })
    await undo(first.id)
    expect(await answerCounts(db, consultationId)).not.toHaveProperty('file_tests')
  })

  test('a file waits for whoever sent it, and only on the page it was sent to', async () => {
    const sent = { files: { main: { name: 'f', text: '\ufeff1: 1' }, votes: null }, choices: { question: 'q' } }
    const content = { people: [], notes: [], questionId: 'q', channel: 'event' as const, sent }
    const about = { consultationId, source: 's', status: 'counted' as const, fileName: 'f', fileHash: 'h' }
    const id = await write(db, (tx) => keepUpload(tx, { ...about, content, personId: 'officer' }, whileOpen))
    const whose = { id, consultationId, personId: 'officer' }
    expect(await uploadOf(db, 'exchange', whose)).toMatchObject({ content })
    expect(await uploadOf(db, 'table', whose)).toBeUndefined()
    expect(await uploadOf(db, 'exchange', { ...whose, personId: 'another' })).toBeUndefined()
  })

  test('files and choices are there again for whoever chooses otherwise, byte by byte', async () => {
    const ask = (personId: string) =>
      ({ db, now: whileOpen, actor: { personId, grants: [], name: '', id: '' } }) as never
    const whose = (id: string) => ({ id, consultationId, personId: 'officer' })
    const posted = async (fields: Record<string, string | File>) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const words = Object.entries(fields).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, [value]]] : [],
      )
      const errors = [{ field: 'file', message: 'Choose a file' }]
      const sent = { ok: false as const, errors, typed: Object.fromEntries(words), form }
      return givenFiles(ask('officer'), consultationId, sent)
    }
    const first = await posted({ question: 'wrong', file: new File(['\ufeff1: 1'], 'a.soc'), votes: new File([], '') })
    expect(first.errors).toEqual([])
    const typed = await keepFiles(ask('officer'), consultationId, first)
    expect(typed).toMatchObject({ question: ['wrong'], 'kept-name': ['a.soc'] })
    const id = typed.kept![0]!
    const second = await posted({ question: 'right', kept: id })
    expect([second.errors, [...second.main!.bytes]]).toEqual([[], [...Buffer.from('\ufeff1: 1')]])
    expect(await keepFiles(ask('officer'), consultationId, second)).toMatchObject({ kept: [id] })
    // Somebody else's are not taken, and what is no text is not kept.
    const stolen = await givenFiles(ask('another'), consultationId, {
      ok: false,
      errors: [{ field: 'file', message: 'Choose a file' }],
      typed: { kept: [id] },
      form: new FormData(),
    })
    expect([stolen.main, stolen.errors.length]).toEqual([null, 1])
    const sheet = await posted({ file: new File([new Uint8Array([0xff, 0xfe, 0])], 'b.xlsx') })
    expect(await keepFiles(ask('officer'), consultationId, sheet)).toEqual({})
    const read = await keepAnswers(ask('officer'), second, {
      consultationId,
      source: 's',
      status: 'counted',
      fileName: 'a.soc',
      fileHash: 'h',
      content: { people: [], notes: [], questionId: 'right', channel: 'event', sent: sentFiles(second) },
      personId: 'officer',
    })
    expect(await uploadOf(db, 'files', whose(id))).toBeUndefined()
    expect(await chooseAgain(ask('another'), read, consultationId)).toBe(false)
    expect(await chooseAgain(ask('officer'), read, consultationId)).toBe(true)
    expect(await waitingForm(db, whose(read))).toMatchObject({
      question: ['right'],
      kept: [read],
      'kept-name': ['a.soc'],
    })
  })
})
