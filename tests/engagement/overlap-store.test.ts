import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBank } from '../../app/consultations/building/form-start.ts'
import { questionBank } from '../../app/consultations/building/question-bank.ts'
import { emptyForm, type WorkingForm, withQuestion } from '../../app/consultations/building/working-form.ts'
import { askForm, saveWorkingForm } from '../../app/consultations/building/working-form-store.server.ts'
import { addConsultation } from '../../app/consultations/consultation-store.server.ts'
import type { ExercisePlan } from '../../app/engagement/exercise.ts'
import {
  createExercise,
  exerciseById,
  publishExercise,
  signFormative,
} from '../../app/engagement/exercise-store.server.ts'
import {
  removeStakeholder,
  saveStakeholder,
  stakeholdersOf,
} from '../../app/engagement/notices/stakeholder-store.server.ts'
import { nudger } from '../../app/engagement/partner-mail.server.ts'
import { joinedToEach } from '../../app/engagement/partner-store.server.ts'
import { practiceFrom } from '../../app/engagement/practice.ts'
import { readinessOf } from '../../app/engagement/publishing/publishing.server.ts'
import {
  answerOverlap,
  overlapsOf,
  recordSilence,
  replyToPartner,
  writeToPartner,
} from '../../app/engagement/register/overlap-store.server.ts'
import { addPoll, pollsFrom, removePoll } from '../../app/engagement/register/poll-store.server.ts'
import { emptyEntry } from '../../app/engagement/register/register-entry.ts'
import { saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { plan, smallCounty } from './small-consultation.ts'

const now = new Date('2027-01-04T10:00:00Z')
const today = '2027-01-04'
const words = { title: { en: 'x' }, hint: null }
const wordings = { area: words, pick: words, order: words, why: words }

describe.each(dialects)('overlaps on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
    await db
      .insertInto('organisation')
      .values(
        ['org-1', 'org-2'].map((id) => ({ id, name: id, sector: 'public' as const, is_council: 0, seed_name: null })),
      )
      .execute()
    await db.insertInto('theme').values({ id: 't1', position: 1, title: 'Theme 1' }).execute()
    await db
      .insertInto('role_grant')
      .values({
        id: 'g1',
        person_id: 'somebody',
        role: 'secretariat',
        scope_id: null,
        valid_from: '2027-01-01',
        valid_to: null,
      })
      .execute()
  })
  afterAll(() => db.destroy())

  /** A plan that lacks nothing but what an overlap asks for. */
  const ready = (title: string, runBy: string, given: Partial<ExercisePlan> = {}, questions = 'Same question?') =>
    write(db, async (tx) => {
      const id = await createExercise(
        tx,
        { plan: { ...plan, title, ...given }, kind: 'consultation', runBy, personId: 'officer' },
        now,
      )
      const entry = {
        ...emptyEntry(['county']),
        themeIds: ['t1'],
        groups: ['young'],
        methods: ['online'],
        askedElsewhere: true,
        address: 'https://partner.example/',
        questions,
      }
      await saveEntry(tx, id, entry, 'officer', now)
      await signFormative(tx, id, 'officer', now)
      return id
    })
  const troubles = async (id: string, day = today) =>
    (await readinessOf(db, (await exerciseById(db, id))!, day)).troubles.map(({ key }) => key)
  /** What the page does: publishes only when nothing stands in the way, in one transaction. */
  const tryToPublish = (id: string, day = today) =>
    write(db, async (tx) => {
      const exercise = (await exerciseById(tx, id))!
      const { troubles: found } = await readinessOf(tx, exercise, day)
      if (found.length) return false
      await publishExercise(tx, exercise, 'officer', now)
      await recordSilence(tx, id, day)
      return true
    })
  const answer = (id: string, otherId: string, kind: 'joint' | 'go_ahead', at = now) =>
    write(db, async (tx) => {
      const overlap = (await overlapsOf(tx, id, today)).find((one) => one.otherId === otherId)!
      const by = { exerciseId: id, personId: 'officer' }
      await answerOverlap(tx, { ...by, overlap, answer: kind, reason: 'Another budget year, another decision' }, at)
      if (kind === 'joint')
        await writeToPartner(tx, { ...by, otherId, body: 'Together?', practice: practiceFrom([]) }, at)
    })
  const clear = async (...ids: string[]) => {
    for (const table of ['overlap_answer', 'overlap_message'] as const)
      await db.deleteFrom(table).where('exercise_id', 'in', ids).execute()
    await db.updateTable('exercise').set({ published_at: null, opens_on: null }).where('id', 'in', ids).execute()
    await db.deleteFrom('exercise_theme').where('exercise_id', 'in', ids).execute()
    await db.deleteFrom('exercise_tag').where('exercise_id', 'in', ids).execute()
  }

  test('two plans that overlap by nine cannot both be published without a recorded answer', async () => {
    const mine = await ready('Mine', 'org-1')
    const theirs = await ready('Theirs', 'org-2')
    expect((await overlapsOf(db, mine, today)).map(({ otherId, score }) => [otherId, score])).toEqual([[theirs, 9]])
    expect([await tryToPublish(mine), await tryToPublish(theirs)]).toEqual([false, false])
    await answer(mine, theirs, 'go_ahead')
    expect(await tryToPublish(mine)).toBe(true)
    expect(await tryToPublish(theirs)).toBe(false)
    expect(await troubles(theirs)).toEqual(['overlap.unanswered'])
    await answer(theirs, mine, 'go_ahead')
    expect(await tryToPublish(theirs)).toBe(true)
    const recorded = (await ledgerRows(db)).filter(({ type }) => type === 'overlap.answered')
    expect(recorded).toHaveLength(2)
    await clear(mine, theirs)
  })

  test('a smaller overlap asks for nothing, and an answered one that grows asks again', async () => {
    const mine = await ready('Mine again', 'org-1', {}, 'Something else?')
    const theirs = await ready('Theirs again', 'org-2')
    expect((await overlapsOf(db, mine, today))[0]).toMatchObject({ score: 7, weight: 'talk' })
    expect(await troubles(mine)).toEqual([])
    await answer(mine, theirs, 'go_ahead')
    const entry = { ...emptyEntry(['county']), themeIds: ['t1'], groups: ['young'], methods: ['online'] }
    const same = { ...entry, askedElsewhere: true, address: 'https://x.example/', questions: 'same QUESTION' }
    await write(db, (tx) => saveEntry(tx, mine, same, 'officer', now))
    expect(await troubles(mine)).toEqual(['overlap.grown'])
    await clear(mine, theirs)
  })

  describe('the questions of forms built here', () => {
    const form = questionBank.reduce(
      (so, entry) => {
        const keys = so.questions.map(({ key }) => key)
        return withQuestion(so, fromBank(entry, keys, null))
      },
      { ...emptyForm('All kinds'), lead: { en: 'Lead' } } as WorkingForm,
    )
    const build = (exerciseId: string, own: WorkingForm) =>
      write(db, (tx) => saveWorkingForm(tx, { exerciseId, form: own, personId: 'officer', did: 'changed' }, now))
    const ask = (exerciseId: string, own: WorkingForm) =>
      write(db, async (tx) => {
        const texts = { title: own.title, lead: own.lead, decision: { en: 'D' }, canChange: { en: 'C' } }
        const all = { ...texts, cannotChange: { en: 'N' }, questions: wordings }
        await addConsultation(tx, {
          ...{ id: `c-${exerciseId}`, exerciseId, version: 1, picksMax: 0, minutes: 2, texts: all, template: 'form' },
        })
        await askForm(
          tx,
          { consultationId: `c-${exerciseId}`, version: 1, note: '', personId: 'officer', form: own },
          now,
        )
      })
    const reasons = async (id: string) =>
      (await overlapsOf(db, id, today)).map(({ score, reasons: all }) => [score, all])
    const shared = async (id: string) =>
      (await overlapsOf(db, id, today)).flatMap(({ reasons: all }) =>
        all.flatMap((one) => (one.kind === 'question' ? [one.shared] : [])),
      )

    test('count whatever their kind, asked or being written, and a copy cannot be published without an answer', async () => {
      const mine = await ready('Copied', 'org-1', {}, '')
      const theirs = await ready('The first', 'org-2', {}, '')
      expect((await reasons(mine)).map(([score]) => score)).toEqual([7])
      await ask(theirs, form)
      await build(mine, form)
      const titles = form.questions.map(({ title }) => title.en)
      expect(await shared(mine)).toEqual([titles])
      expect(await shared(theirs)).toEqual([titles])
      expect((await reasons(mine)).map(([score]) => score)).toEqual([9])
      expect(await troubles(mine)).toContain('overlap.unanswered')
      // Asked and still being changed, a question is not told twice.
      await ask(mine, form)
      expect(await shared(mine)).toEqual([titles])
      await clear(mine, theirs)
      await db.deleteFrom('working_form').execute()
    })

    test('are found among another’s typed lines', async () => {
      const titles = form.questions.map(({ title }) => title.en)
      const typed = titles.map((title) => title.toUpperCase())
      const mine = await ready('Typed', 'org-1', {}, ['Anything else', ...typed].join('\n'))
      const theirs = await ready('Built', 'org-2', {}, '')
      await build(theirs, form)
      expect(await shared(mine)).toEqual([typed])
      expect(await shared(theirs)).toEqual([titles])
      await clear(mine, theirs)
      await db.deleteFrom('working_form').execute()
    })
  })

  test('a partner asked for a joint exercise has its days, is chased through the secretariat, and silence is recorded', async () => {
    const mine = await ready('Joint', 'org-1')
    const theirs = await ready('Asked', 'org-2')
    await answer(mine, theirs, 'joint')
    expect(await troubles(mine)).toEqual(['overlap.waiting'])
    const nudge = nudger('https://x.example')
    const mails = async () => db.selectFrom('outbox').select(['to_address', 'subject']).execute()
    await nudge(db, new Date('2027-01-11T12:00:00Z'))
    expect(await mails()).toEqual([])
    await nudge(db, new Date('2027-01-12T12:00:00Z'))
    await nudge(db, new Date('2027-01-13T12:00:00Z'))
    expect(await mails()).toMatchObject([{ to_address: 'somebody@test.example' }])
    expect(await tryToPublish(mine, '2027-01-17')).toBe(false)
    expect(await tryToPublish(mine, '2027-01-18')).toBe(true)
    const types = (await ledgerRows(db)).map(({ type }) => type)
    expect(types.filter((type) => type === 'overlap.unanswered')).toHaveLength(1)
    await clear(mine, theirs)
  })

  test('a partner who agrees joins: one exercise is published, the other is not', async () => {
    const mine = await ready('Ours', 'org-1')
    const theirs = await ready('Joined', 'org-2')
    await answer(mine, theirs, 'joint')
    const [message] = await db.selectFrom('overlap_message').select('id').where('exercise_id', '=', mine).execute()
    const reply = { messageId: message!.id, reply: 'agreed' as const, text: 'Gladly, in one', personId: 'officer' }
    await write(db, (tx) => replyToPartner(tx, reply, now))
    expect((await joinedToEach(db, [mine])).get(mine)).toEqual(['org-2'])
    expect(await troubles(theirs)).toEqual(['overlap.joined'])
    expect(await tryToPublish(mine)).toBe(true)
    await clear(mine, theirs)
  })

  test('nothing is launched before a poll in its area', async () => {
    const mine = await ready('Before the poll', 'org-1')
    const poll = { name: 'Elections', quietFrom: '2027-02-20', onDate: '2027-03-10', areaIds: ['d1'] }
    const id = await write(db, (tx) => addPoll(tx, poll, 'officer', now))
    expect(await pollsFrom(db, today)).toEqual([{ id, ...poll }])
    expect(await troubles(mine)).toEqual(['poll.launch'])
    expect(await pollsFrom(db, '2027-03-11')).toEqual([])
    await write(db, (tx) => removePoll(tx, { id, name: poll.name }, 'officer', now))
    expect(await troubles(mine)).toEqual([])
    await clear(mine)
  })

  test('the map of who is affected is kept by exercise, the most affected first', async () => {
    const mine = await ready('Mapped', 'org-1')
    const other = await ready('Not mapped', 'org-2')
    const put = (id: string, given: object) =>
      write(db, (tx) =>
        saveStakeholder(
          tx,
          id,
          { name: 'Drivers', affected: 'some', reach: '', assignedTo: '', expected: null, ...given },
          'officer',
          now,
        ),
      )
    await put(mine, {})
    await put(mine, { name: 'Passengers', affected: 'most', reach: 'At the stops', expected: 200 })
    const [first, second] = await stakeholdersOf(db, mine)
    expect([first!.name, second!.name]).toEqual(['Passengers', 'Drivers'])
    await put(other, { id: first!.id, name: 'Changed by another' })
    await write(db, (tx) => removeStakeholder(tx, other, first!.id, 'officer', now))
    expect((await stakeholdersOf(db, mine)).map(({ name }) => name)).toEqual(['Passengers', 'Drivers'])
    await put(mine, { id: second!.id, name: 'Drivers', reach: 'In the depot' })
    await write(db, (tx) => removeStakeholder(tx, mine, first!.id, 'officer', now))
    expect(await stakeholdersOf(db, mine)).toMatchObject([{ name: 'Drivers', reach: 'In the depot' }])
  })
})
