import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { objectToMonitoring, responseData } from '../../app/consultations/answering/response-rights-store.server.ts'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import {
  carryTranslations,
  saveTranslations,
  translatedTexts,
} from '../../app/consultations/editions/translation-store.server.ts'
import { becausesOf, questionWords, reasonSentences } from '../../app/consultations/equality/characteristic-words.ts'
import { characteristics, furtherLists } from '../../app/consultations/equality/characteristics.ts'
import { asReason, type EqualityChoice, usualChoice } from '../../app/consultations/equality/equality-choice.ts'
import {
  choiceFor,
  choose,
  chosenFor,
  ownReasons,
  wordedAs,
} from '../../app/consultations/equality/equality-choice-store.server.ts'
import {
  answered,
  firstMonitoringStep,
  isAsked,
  isOffered,
  monitoringSteps,
  nextMonitoringStep,
  noMonitoring,
  preferNot,
  previousMonitoringStep,
  withWording,
} from '../../app/consultations/equality/monitoring.ts'
import { monitoringOf, saveMonitoring } from '../../app/consultations/equality/monitoring-store.server.ts'
import { changeWording } from '../../app/consultations/equality/wording-store.server.ts'
import { sheetView } from '../../app/consultations/paper/sheet-view.server.ts'
import { exerciseById } from '../../app/engagement/exercise-store.server.ts'
import { publicationFacts } from '../../app/engagement/publishing/publication-facts.server.ts'
import { saveAssessment } from '../../app/engagement/publishing/publication-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { referenceFor, referenceHash } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, cleared, counters, givenConsultation, secret, whileOpen } from './given.ts'

const nine: EqualityChoice = {
  asked: characteristics.map((what, i) => ({ what, why: i % 2 ? 'effect' : 'heard' })),
  wording: { sex: 'registered', gender: 'trans' },
}
const only = (...asked: EqualityChoice['asked'][number]['what'][]): EqualityChoice => ({
  ...usualChoice,
  asked: asked.map((what) => ({ what, why: 'heard' })),
})

test('the pages are those of what is asked, in one order, whatever is left out', () => {
  const way = (choice: EqualityChoice) => {
    const steps = []
    for (let step = firstMonitoringStep(choice); step; step = nextMonitoringStep(step, noMonitoring, choice))
      steps.push(step)
    return steps
  }
  expect(way(usualChoice)).toEqual(['age', 'sex', 'gender', 'ethnic-group', 'condition'])
  expect(way(only('religion', 'sex'))).toEqual(['sex', 'religion'])
  expect(way(nine).slice(-5)).toEqual(['condition', 'religion', 'orientation', 'pregnancy', 'partnership'])
  expect(firstMonitoringStep(only())).toBeNull()
  expect(previousMonitoringStep('religion', noMonitoring, only('age', 'religion'))).toBe('age')
  expect(monitoringSteps.some((step) => isAsked(step, noMonitoring, only()))).toBe(false)
})

test('a further characteristic is kept with the list its code is of, and goes whole', () => {
  const said = answered('religion', 'sikh', noMonitoring)
  expect(said.further).toEqual({ religion: { code: 'sikh', list: 'census-2021-religion' } })
  const own = answered('religion', '', said, 'Quaker')
  expect(own.further.religion).toEqual({ code: null, list: 'census-2021-religion', words: 'Quaker' })
  for (const code of [preferNot, '', 'married', 'constructor'])
    expect(answered('religion', code, said).further).toEqual({})
  expect(answered('pregnancy', 'yes', noMonitoring, 'words').further.pregnancy).not.toHaveProperty('words')
})

test('a page takes its own codes, "prefer not to say" and nothing at all, and nothing else', () => {
  expect(['female', preferNot, ''].every((code) => isOffered('sex', code, noMonitoring))).toBe(true)
  expect(['sikh', 'constructor', '1'].some((code) => isOffered('sex', code, noMonitoring))).toBe(false)
  const asian = answered('ethnic-group', 'asian', noMonitoring)
  expect([isOffered('ethnic-detail', 'indian', asian), isOffered('ethnic-detail', 'arab', asian)]).toEqual([
    true,
    false,
  ])
})

test('the words that a contested question was put in stand beside an answer to it, and only then', () => {
  const said = withWording('sex', 'registered-1', answered('sex', 'female', noMonitoring))
  expect(said.worded).toEqual({ sex: 'registered-1' })
  expect(withWording('sex', 'registered-1', answered('sex', preferNot, said)).worded).toEqual({})
})

test('a reason of one’s own ends in no full stop, because what is asked follows it', () => {
  expect(['To hear all. ', 'Why: because:', 'Is it fair?'].map(asReason)).toEqual([
    'To hear all',
    'Why: because',
    'Is it fair?',
  ])
})

test('every question has a title and each code a name in every language', () => {
  for (const language of ['en', 'ur', 'gu', 'pa', 'pl']) {
    const say = (area: string) => words(language, area)
    for (const [step, { codes }] of Object.entries(furtherLists)) {
      const question = questionWords(say, step as keyof typeof furtherLists)
      const said = [question.title, ...codes.map((code) => question.code(code))]
      expect(new Set(said).size, `${language} ${step}`).toBe(codes.length + 1)
      expect(said.filter((text) => !text || /^[a-z]+\./.test(text))).toEqual([])
    }
    expect(questionWords(say, 'gender', 'trans').code('same')).toBe(questionWords(say, 'condition').code('no'))
    expect(questionWords(say, 'sex', 'registered').code('female')).toBe(questionWords(say, 'sex').code('female'))
    expect(reasonSentences(say, nine, language)).toHaveLength(2)
  }
})

describe.each(dialects)('what an exercise asks people about themselves on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  beforeAll(async () => {
    db = await fresh()
    const person = { organisation_id: null, created_at: whileOpen.toISOString(), disabled_at: null }
    await db
      .insertInto('person')
      .values({ id: 'officer', email: 'o@example.org', label: 'Officer', ...person })
      .execute()
  })
  beforeEach(async () => {
    for (const table of ['equality_choice', 'exercise_assessment', 'monitoring_wording', 'translation'] as const)
      await db.deleteFrom(table).execute()
    await cleared(db)
    asked = await givenConsultation(db)
  })
  afterAll(() => db.destroy())
  const set = (choice: EqualityChoice) =>
    write(db, (tx) => choose(tx, { exerciseId: asked.exerciseId, choice, personId: 'officer' }, whileOpen))

  test('is what is usual until its officer chooses, and is signed with the equality assessment', async () => {
    expect(await chosenFor(db, asked.exerciseId)).toBeUndefined()
    expect(await choiceFor(db, asked.exerciseId)).toEqual(usualChoice)
    const content = Object.fromEntries(
      ['groups', 'characteristics', 'effects', 'reduce', 'watch'].map((field) => [field, 'Something']),
    )
    const assessment = { exerciseId: asked.exerciseId, kind: 'equality' as const, content, personId: 'officer' }
    await write(db, (tx) => saveAssessment(tx, assessment, whileOpen))
    const hash = async () => {
      const exercise = (await exerciseById(db, asked.exerciseId))!
      return (await publicationFacts(db, exercise, '2026-10-10')).hashes.equality
    }
    const hashes = [await hash()]
    await set(nine)
    hashes.push(await hash())
    await set({ ...nine, wording: { sex: 'legal', gender: 'trans' } })
    hashes.push(await hash())
    expect(new Set(hashes).size).toBe(3)
    expect(await choiceFor(db, asked.exerciseId)).toMatchObject({ wording: { sex: 'legal' } })
  })

  test('is on the paper of every edition but the one that asks young people nothing about themselves', async () => {
    for (const language of ['en', 'ur', 'en-easy'])
      expect((await sheetView(db, asked.exerciseId, language))?.questions.length, language).toBeGreaterThan(0)
    expect(await sheetView(db, asked.exerciseId, 'en-youth')).toBeUndefined()
  })

  test('keeps the mark of stored words, and of the partnership’s own by when they were written', async () => {
    expect(await wordedAs(db, 'sex', nine, 'ur')).toEqual({ name: 'registered', mark: 'registered-1', own: undefined })
    expect(await wordedAs(db, 'sex', usualChoice, 'en')).toMatchObject({ name: null, mark: 'usual-1' })
    const wording = { step: 'sex' as const, language: 'en', title: 'Your sex?', hint: '' }
    await write(db, (tx) => changeWording(tx, wording, 'officer', whileOpen))
    expect(await wordedAs(db, 'sex', usualChoice, 'en')).toMatchObject({
      mark: `own-en-${whileOpen.toISOString()}`,
      own: { title: 'Your sex?' },
    })
    expect(await wordedAs(db, 'sex', usualChoice, 'ur')).toMatchObject({ mark: 'usual-1' })
  })

  test('tells the officer’s own reason in every language that it has, in English otherwise, and is signed with it', async () => {
    const choice: EqualityChoice = { ...nine, asked: [{ what: 'religion', why: 'own' }, ...only('age').asked] }
    const say = async (religion: string) => {
      const own = { religion, age: 'Not the reason that was chosen' }
      await write(db, async (tx) => {
        await choose(tx, { exerciseId: asked.exerciseId, choice, own, personId: 'officer' }, whileOpen)
        await carryTranslations(tx, asked.exerciseId)
      })
      return (await chosenFor(db, asked.exerciseId))!
    }
    const sentencesIn = async (language: string, now: EqualityChoice) =>
      becausesOf((area) => words(language, area), now, language, await ownReasons(db, now, language))
    const first = await say('So that halls are near to those who pray')
    expect(first.asked.map(({ what, own }) => [what, own !== undefined])).toEqual([
      ['religion', true],
      ['age', false],
    ])
    expect((await sentencesIn('ur', first)).map(({ why }) => why.language)).toEqual([null, 'en'])
    const [text] = (await translatedTexts(db, asked.exerciseId, 'ur', () => true)).filter(
      (one) => one.place === 'why-religion',
    )
    expect(text!.english).toBe('So that halls are near to those who pray')
    const by = { exerciseId: asked.exerciseId, language: 'ur', personId: 'officer', how: 'page' }
    const urdu = { place: text!.place, source: text!.english, body: 'تاکہ ہال قریب ہوں' }
    await write(db, (tx) => saveTranslations(tx, by, [urdu], whileOpen))
    expect((await sentencesIn('ur', first))[1]!.why).toEqual({ body: urdu.body, language: 'ur' })
    expect((await sentencesIn('pl', first))[1]!.why.language).toBe('en')
    // The same words keep their text; other words are another text, which nobody has translated.
    expect(await say('So that halls are near to those who pray')).toEqual(first)
    const second = await say('Because halls differ')
    expect(second.asked[0]!.own).not.toBe(first.asked[0]!.own)
    expect((await sentencesIn('ur', second))[1]!.why).toEqual({ body: 'Because halls differ', language: 'en' })
    expect((await sentencesIn('ur', await say('So that halls are near to those who pray')))[1]!.why.language).toBe('ur')
  })

  test('counts further characteristics, gives them to whose they are, and forgets them on request', async () => {
    const submissionKey = randomUUID()
    const answers = answersWith(asked.optionIds, 'a')
    const submission = { consultationId: asked.id, submissionKey, answers, seed: 1, language: 'en' }
    await write(db, (tx) => submit(tx, secret, submission, whileOpen))
    const say = (...steps: [Parameters<typeof answered>[0], string, string?][]) =>
      write(db, (tx) =>
        saveMonitoring(tx, submissionKey, (known) =>
          steps.reduce((so, [step, code, own]) => answered(step, code, so, own), known),
        ),
      )
    await say(['religion', 'other-religion', 'Jain'], ['orientation', 'bisexual'])
    await say(['orientation', 'straight'], ['gender', 'same'])
    const before = await counters(db)
    expect(before).toMatchObject({ 'religion/other-religion': 1, 'orientation/straight': 1, 'gender/same': 1 })
    expect(before['orientation/bisexual'] ?? 0).toBe(0)
    const { responseId } = (await monitoringOf(db, submissionKey))!
    expect((await responseData(db, responseId)).equality).toMatchObject({
      further: { religion: { code: 'other-religion', list: 'census-2021-religion', words: 'Jain' } },
    })
    const hash = referenceHash(secret, referenceFor(secret, submissionKey))
    await write(db, (tx) => objectToMonitoring(tx, hash))
    expect(
      Object.entries(await counters(db)).filter(([key, n]) => /religion|orientation|gender/.test(key) && n),
    ).toEqual([])
    expect(await db.selectFrom('monitoring_answer').selectAll().execute()).toEqual([])
  })
})
