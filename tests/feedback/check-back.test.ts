import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listById } from '../../app/board/list-facts-store.server.ts'
import { pointsFromList } from '../../app/board/point-store.server.ts'
import { addContact } from '../../app/consultations/answering/contact-store.server.ts'
import { checkBackResult, checkBackState, type GivenAnswer, unanswered } from '../../app/feedback/check-back.ts'
import {
  decideHeld,
  heldBehind,
  heldDecisions,
  heldReasons,
  heldSingly,
} from '../../app/feedback/check-back-held-store.server.ts'
import {
  answerCheckBack,
  askedAbout,
  beginCheckBack,
  checkBackOf,
  checkBackReference,
  checkBackShown,
  concludeCheckBack,
  inviteState,
  mayGoToBoard,
  replyTo,
  saidOf,
  skipCheckBack,
} from '../../app/feedback/check-back-store.server.ts'
import { checkBackMessage } from '../../app/feedback/check-back-text.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { referenceHash } from '../../app/ledger/reference-code.ts'
import { dropOutdated } from '../../app/people/retention-store.server.ts'
import { findFor } from '../../app/people/rights-find-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

describe('the rules of checking a wording back', () => {
  test('it is open to the end of its last day, and then waits to be answered', () => {
    const facts = { skippedBecause: null, closesOn: '2026-06-10', concludedOn: null }
    expect(checkBackState(facts, '2026-06-10')).toBe('open')
    expect(checkBackState(facts, '2026-06-11')).toBe('answering')
    expect(checkBackState({ ...facts, concludedOn: '2026-06-12' }, '2026-06-10')).toBe('concluded')
    expect(checkBackState({ ...facts, closesOn: null, skippedBecause: 'why' }, '2026-06-10')).toBe('skipped')
  })

  const given = (way: 'link' | 'open', verdict: 'yes' | 'partly' | 'no', times: number): GivenAnswer[] =>
    Array.from({ length: times }, () => ({ way, verdicts: [{ optionId: 'a', verdict }] }))

  const none = { held: [], letIn: 0 }

  test('counts stand without and with what was held back, unless a few make the difference', () => {
    const answers = [...given('open', 'yes', 30), ...given('open', 'partly', 12), ...given('open', 'no', 11)]
    const counted = (held: GivenAnswer[], letIn = 0) => checkBackResult(80, answers, { held, letIn }, ['a'], 10)
    expect(counted(given('open', 'no', 40), 12)).toMatchObject({
      heldBack: 40,
      letIn: 12,
      options: [{ yes: 30, partly: 12, no: 11, withHeld: { yes: 30, partly: 12, no: 51 } }],
    })
    expect(counted([...given('open', 'no', 40), ...given('open', 'yes', 1)]).options[0]!.withHeld).toBeNull()
    expect(counted(given('open', 'no', 4), 3)).toMatchObject({
      heldBack: null,
      letIn: null,
      options: [{ withHeld: null }],
    })
  })

  test('small counts are hidden, and what would give them away; zero is told', () => {
    const answers = [...given('link', 'yes', 30), ...given('open', 'yes', 25), ...given('open', 'partly', 3)]
    const result = checkBackResult(80, answers, { held: given('open', 'no', 4), letIn: 0 }, ['a', 'b'], 10)
    expect(result).toMatchObject({ asked: 80, answered: 58, meant: null, link: 30, open: 28, heldBack: null })
    expect(result.options).toEqual([
      { optionId: 'a', yes: null, partly: null, no: 0, withHeld: null },
      { optionId: 'b', yes: 0, partly: 0, no: 0, withHeld: { yes: 0, partly: 0, no: 0 } },
    ])
    const many = checkBackResult(
      80,
      [...answers, ...given('open', 'no', 12), ...given('open', 'partly', 9)],
      none,
      ['a'],
      10,
    )
    expect(many).toMatchObject({ meant: 55, heldBack: 0, options: [{ yes: 55, partly: 12, no: 12 }] })
    expect(checkBackResult(3, given('link', 'yes', 2), none, ['a'], 10)).toMatchObject({ answered: null, meant: null })
  })

  test('every priority that somebody found wrong needs an answer', () => {
    expect(unanswered(['a', 'b'], given('open', 'partly', 1), [])).toEqual(['a'])
    expect(unanswered(['a', 'b'], given('open', 'no', 1), ['a'])).toEqual([])
    expect(unanswered(['a', 'b'], given('open', 'yes', 9), [])).toEqual([])
  })
})

describe.each(dialects)('checking a wording back on $name', ({ fresh }) => {
  let db: Db
  const secret = 's'.repeat(40)
  const exerciseId = 'consultation-exercise'
  const head = { origin: 'https://x.example', partnership: 'The partnership', contact: 'Call us' }
  const personId = 'secretary'
  const closesOn = '2026-06-30'
  const later = new Date('2026-07-01T10:00:00Z')
  const codes: string[] = []
  beforeEach(async () => {
    codes.length = 0
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
  })
  afterEach(() => db.destroy())

  const contact = (address: string, language = 'en') =>
    write(db, (tx) => addContact(tx, { exerciseId, way: 'email', address, language, wants: 'everything' }, now))
  const begin = () =>
    write(db, async (tx) => {
      const asked = await askedAbout(tx, { exerciseId, priorityIds: ['priority-buses'] })
      const about = { exerciseId, slug: 'what-matters', title: 'Choose', decidedBy: 'The Board', closesOn }
      return beginCheckBack(
        tx,
        { listId: 'list', closesOn, asked, personId },
        (to, code) => {
          codes.push(code)
          return checkBackMessage(about, to, code, head)
        },
        now,
      )
    })
  const checkBack = async (day = today) => (await checkBackOf(db, 'list', day))!
  const say = async (
    key: string,
    code: string | null,
    said: Parameters<typeof answerCheckBack>[2]['said'],
    held: 'trap' | null = null,
  ) => {
    const { id: checkBackId } = await checkBack()
    return write(db, (tx) => answerCheckBack(tx, secret, { checkBackId, key, code, language: 'en', held, said }, now))
  }
  const buses = (verdict: 'yes' | 'partly' | 'no', words = '') => [{ optionId: 'option-buses', verdict, words }]

  test('each is written to alone in their language, with a link that is kept as a hash and works once', async () => {
    await contact('one@example.org')
    await contact('two@example.org', 'ur')
    expect(await begin()).toBe('begun')
    expect(await begin()).toBe('already')
    const mail = await db.selectFrom('outbox').selectAll().orderBy('to_address').execute()
    expect(mail.map((m) => [m.to_address, m.language])).toEqual([
      ['one@example.org', 'en'],
      ['two@example.org', 'ur'],
    ])
    expect(mail[0]!.body).toContain(`https://x.example/en/consultations/what-matters/check-back?code=`)
    expect(mail[1]!.body).toContain('/ur/consultations/what-matters/check-back?code=')
    expect(mail[0]!.body).not.toContain('two@example.org')
    const { id } = await checkBack()
    const code = codes[0]!
    expect(JSON.stringify(await db.selectFrom('check_back_invite').selectAll().execute())).not.toContain(code)
    expect(await inviteState(db, id, code)).toBe('unused')
    expect(await say('k1', code, buses('yes'))).toBe('taken')
    expect(await say('k1', code, buses('yes'))).toBe('again')
    expect(await say('k2', code, buses('no'))).toBe('used')
    expect(await say('k3', 'made up', buses('no'))).toBe('unknown')
    expect((await saidOf(db, id)).answers).toEqual([
      { way: 'link', verdicts: [{ optionId: 'option-buses', verdict: 'yes' }] },
    ])
  })

  test('the Board gets no list before it is settled, and what it has already it keeps', async () => {
    expect(await mayGoToBoard(db, 'list', today)).toBe(false)
    await begin()
    expect(await mayGoToBoard(db, 'list', today)).toBe(false)
    expect(await mayGoToBoard(db, 'list', '2026-07-01')).toBe(false)
    expect(await write(db, (tx) => concludeCheckBack(tx, { listId: 'list', personId }, now))).toBe('not_now')
    expect(await write(db, (tx) => concludeCheckBack(tx, { listId: 'list', personId }, later))).toBe('concluded')
    expect(await mayGoToBoard(db, 'list', '2026-07-01')).toBe(true)
  })

  test('a list that has points is the Board’s; one may be left out only with a public reason', async () => {
    const listed = { listId: 'list', optionIds: ['option-buses'], publishedOn: '2026-04-20' }
    expect(await write(db, (tx) => skipCheckBack(tx, { listId: 'none', because: 'x', personId }, now))).toBe(
      'not_there',
    )
    const because = 'The decision is due in four days.'
    expect(await write(db, (tx) => skipCheckBack(tx, { listId: 'list', because, personId }, now))).toBe('begun')
    expect(await checkBackShown(db, 'list', 'en', today)).toMatchObject({ state: 'skipped', skippedBecause: because })
    expect(await begin()).toBe('already')
    await db.deleteFrom('check_back').execute()
    await write(db, (tx) => pointsFromList(tx, listed))
    expect(await mayGoToBoard(db, 'list', today)).toBe(true)
    expect(await begin()).toBe('gone')
  })

  test('an objection is answered, the new wording stands beside the list, and the list stays as it was', async () => {
    const frozen = await db.selectFrom('priority_list').select(['result', 'result_hash']).execute()
    await begin()
    await say('k1', null, buses('partly', 'later, not more'))
    await say('k2', null, buses('no', 'spam'), 'trap')
    const closed = await checkBack('2026-07-01')
    const conclude = () => write(db, (tx) => concludeCheckBack(tx, { listId: 'list', personId }, later))
    expect(await conclude()).toBe('unanswered')
    const reply = {
      optionId: 'option-buses',
      outcome: 'changed' as const,
      suggested: 'Later, not more',
      wording: 'Buses that run later',
      because: 'this is what people meant',
      personId,
    }
    expect(await write(db, async (tx) => replyTo(tx, (await checkBackOf(tx, 'list', today))!, reply, now))).toBe(false)
    await write(db, (tx) => replyTo(tx, closed, { ...reply, outcome: 'kept' }, later))
    await write(db, (tx) => replyTo(tx, closed, reply, later))
    expect(JSON.stringify(await checkBackShown(db, 'list', 'en', '2026-07-01'))).not.toContain('run later')
    expect(await conclude()).toBe('concluded')
    const shown = (await checkBackShown(db, 'list', 'ur', '2026-07-01'))!
    expect(shown.priorities[0]).toMatchObject({
      title: { body: 'بسیں', language: 'ur' },
      reply: {
        outcome: 'changed',
        wording: 'Buses that run later',
        version: 2,
        on: '2026-07-01',
        reworded: { body: 'Buses that run later', language: 'en' },
      },
    })
    expect(JSON.stringify(shown)).not.toContain('later, not more')
    expect(await db.selectFrom('priority_list').select(['result', 'result_hash']).execute()).toEqual(frozen)
    expect((await listById(db, 'list', 'en'))!.options[0]).toMatchObject({
      title: { body: 'Later buses' },
      reworded: { body: 'Buses that run later', language: 'en', checked: true },
    })
    const kinds = (await ledgerRows(db)).map((row) => JSON.stringify(row))
    for (const kind of ['checkback.begun', 'wording.changed', 'checkback.concluded'])
      expect(kinds.join()).toContain(kind)
    await write(db, (tx) => pointsFromList(tx, { listId: 'list', optionIds: ['option-buses'], publishedOn: today }))
    expect(await db.selectFrom('point').select(['wording', 'slug']).where('list_id', '=', 'list').execute()).toEqual([
      { wording: 'Buses that run later', slug: 'what-matters-buses' },
    ])
  })

  test('what was held back is let in or left out with a reason, both in the ledger, until the counts are frozen', async () => {
    await begin()
    await say('k1', null, buses('yes'))
    for (const key of ['h1', 'h2', 'h3']) await say(key, null, buses('no'), 'trap')
    const { id } = await checkBack()
    const decide = (decision: 'released' | 'excluded', which: Parameters<typeof decideHeld>[1]['which']) =>
      write(db, (tx) =>
        decideHeld(tx, { checkBackId: id, listId: 'list', personId, decision, because: 'Known here', which }, later),
      )
    const counts = async () => {
      const said = await saidOf(db, id)
      return [said.answers.length, said.held.length, said.letIn]
    }
    expect(await counts()).toEqual([1, 3, 0])
    const own = await heldBehind(db, secret, id, checkBackReference(secret, 'h1'))
    expect(own).toBeDefined()
    expect(await heldBehind(db, secret, id, checkBackReference(secret, 'k1'))).toBeUndefined()
    expect(await decide('released', { ids: [own!] })).toBe(1)
    expect(await counts()).toEqual([2, 2, 1])
    expect(await decide('released', { ids: [own!] })).toBe(0)
    expect(await decide('excluded', { ids: [own!] })).toBe(0)
    expect(await decide('excluded', { reason: 'trap' })).toBe(2)
    expect(await decide('excluded', { reason: 'trap' })).toBe(0)
    expect(await heldReasons(db, id)).toContainEqual({ reason: 'trap', waiting: 0, released: 1, excluded: 2 })
    const [out] = await heldSingly(db, id, 50)
    expect(out).toMatchObject({ reason: 'trap', way: 'open', excluded: true })
    expect(await decide('released', { ids: [out!.id] })).toBe(1)
    expect(await counts()).toEqual([3, 1, 2])
    expect(await heldDecisions(db, id)).toEqual([
      { reason: 'trap', decision: 'excluded', because: 'Known here', on: '2026-07-01', by: 'secretary', people: 1 },
      { reason: 'trap', decision: 'released', because: 'Known here', on: '2026-07-01', by: 'secretary', people: 2 },
    ])
    const kinds = (await ledgerRows(db)).map(({ type }) => type)
    expect(kinds.filter((type) => type === 'checkback.released')).toHaveLength(2)
    expect(kinds.filter((type) => type === 'checkback.excluded')).toHaveLength(1)
    // An answer that was let in needs a reply as every other does.
    const conclude = () => write(db, (tx) => concludeCheckBack(tx, { listId: 'list', personId }, later))
    expect(await conclude()).toBe('unanswered')
    const reply = {
      optionId: 'option-buses',
      outcome: 'kept' as const,
      suggested: '',
      wording: '',
      because: 'x',
      personId,
    }
    await write(db, async (tx) => replyTo(tx, (await checkBackOf(tx, 'list', '2026-07-01'))!, reply, later))
    expect(await conclude()).toBe('concluded')
    expect(await decide('released', { reason: 'trap' })).toBeNull()
  })

  test('what somebody wrote is found by their reference, and goes 30 days after it was answered; counts stay', async () => {
    await begin()
    await say('k1', null, buses('yes'))
    const codeHash = referenceHash(secret, checkBackReference(secret, 'k1'))
    const { found } = await findFor(db, secret, { kind: 'erasure', codeHash, addressHash: null } as never, today)
    expect(found).toMatchObject([{ store: 'check_back', does: 'delete' }])
    await write(db, (tx) => concludeCheckBack(tx, { listId: 'list', personId }, later))
    const rows = async () => (await db.selectFrom('check_back_answer').select('id').execute()).length
    await dropOutdated(db, new Date('2026-07-31T10:00:00Z'))
    expect(await rows()).toBe(1)
    await dropOutdated(db, new Date('2026-08-01T10:00:00Z'))
    expect(await rows()).toBe(0)
    expect((await checkBack('2026-08-01')).result).toMatchObject({ asked: 0, answered: null })
  })
})
