import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Commission,
  commissionParts,
  misplacedDays,
  missingFrom,
  proposedFollowUps,
  quorumOf,
} from '../../app/juries/commission/commission.ts'
import { hasEnoughSupporters, minorityTroubles } from '../../app/juries/votes/minority.ts'
import { inReportOrder, isTie, outcomeOf, voidReason } from '../../app/juries/votes/outcome.ts'
import { statementState, tidy, wordCount, wordingTroubles } from '../../app/juries/votes/statement.ts'
import {
  type Choice,
  type Counts,
  closingTrouble,
  consent,
  countChoices,
  fourFifths,
  needed,
  noCounts,
  openingTroubles,
  reaches,
  readBallot,
  scale,
  support,
  voteState,
  voting,
} from '../../app/juries/votes/vote.ts'

const counts = (of: Partial<Counts>): Counts => ({ ...noCounts, ...of })
const rules = (present: number, quorum = 0) => ({ threshold: fourFifths, present, quorum })

describe('the threshold (J-17)', () => {
  test.each([
    [24, 20],
    [23, 19],
    [22, 18],
    [21, 17],
    [20, 16],
    [18, 15],
    [16, 13],
  ])('of %i voting, %i make a recommendation and one fewer does not', (of, least) => {
    expect(needed(of, fourFifths)).toBe(least)
    expect(outcomeOf(counts({ support: least, oppose: of - least }), rules(of))).toBe('recommendation')
    expect(outcomeOf(counts({ support: least - 1, oppose: of - least + 1 }), rules(of))).toBe('majority')
  })

  test('18 of 23 is a majority view: 78 %', () => {
    expect(outcomeOf(counts({ live_with: 18, strongly_oppose: 5 }), rules(23))).toBe('majority')
  })

  test('half is not a majority, and is a tie', () => {
    const half = counts({ support: 10, oppose: 10 })
    expect(outcomeOf(half, rules(20))).toBe('not_adopted')
    expect(isTie(half)).toBe(true)
    expect(outcomeOf(counts({ support: 11, oppose: 10 }), rules(21))).toBe('majority')
  })

  test('for every size, as exact fractions decide', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 200 }), (of, yes) => {
        fc.pre(yes <= of)
        expect(reaches(yes, of, fourFifths)).toBe(BigInt(yes) * 5n >= BigInt(of) * 4n)
        expect(reaches(yes, of, fourFifths)).toBe(yes >= needed(of, fourFifths))
      }),
    )
    expect(reaches(0, 0, fourFifths)).toBe(false)
  })
})

describe('who is counted (J-16, J-18)', () => {
  test('the threshold counts the first three points, the headline the first two, the denominator no abstention', () => {
    const c = counts({ strongly_support: 5, support: 6, live_with: 6, oppose: 2, strongly_oppose: 2, abstain: 3 })
    expect([consent(c), support(c), voting(c)]).toEqual([17, 11, 21])
    expect(outcomeOf(c, rules(24))).toBe('recommendation')
  })

  test('a quarter abstaining still counts, more than a quarter is void', () => {
    expect(outcomeOf(counts({ support: 18, abstain: 6 }), rules(24))).toBe('recommendation')
    expect(outcomeOf(counts({ support: 17, abstain: 7 }), rules(24))).toBe('void')
    expect(voidReason(counts({ support: 17, abstain: 7 }), rules(24))).toBe('abstentions')
  })

  test('too few ballots are void whatever they say', () => {
    expect(quorumOf(24)).toBe(16)
    expect(voidReason(counts({ support: 15 }), rules(24, 16))).toBe('quorum')
    expect(outcomeOf(counts({ support: 16 }), rules(24, 16))).toBe('recommendation')
  })

  test('abstaining instead of opposing never loses a recommendation unless it makes the vote void', () => {
    const choices = fc.array(fc.constantFrom(...scale), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(choices, (chosen) => {
        const before = outcomeOf(countChoices(chosen), rules(chosen.length))
        fc.pre(before === 'recommendation')
        const i = chosen.findIndex((c) => c === 'oppose' || c === 'strongly_oppose')
        fc.pre(i >= 0)
        const after = chosen.map((c, j): Choice => (j === i ? 'abstain' : c))
        expect(['recommendation', 'void']).toContain(outcomeOf(countChoices(after), rules(chosen.length)))
      }),
    )
  })

  test('the order in which ballots are counted changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...scale), { maxLength: 30 }), (chosen) => {
        expect(countChoices([...chosen].reverse())).toEqual(countChoices(chosen))
      }),
    )
  })

  test('a report begins with what has most support', () => {
    const of = (number: number, yes: number, outcome: 'recommendation' | 'majority' | 'not_adopted') => ({
      number,
      outcome,
      counts: counts({ support: yes, oppose: 21 - yes }),
    })
    const shown = inReportOrder([
      of(13, 9, 'not_adopted'),
      of(2, 17, 'recommendation'),
      of(10, 16, 'majority'),
      of(9, 17, 'recommendation'),
      of(1, 21, 'recommendation'),
    ])
    expect(shown.map((s) => s.number)).toEqual([1, 2, 9, 10, 13])
  })
})

describe('opening and closing a vote (J-11, J-20)', () => {
  test('needs a quorum, locked statements and no other vote', () => {
    expect(openingTroubles({ present: 16, quorum: 16, locked: 3, unlocked: 1, open: false, reported: false })).toEqual(
      [],
    )
    expect(openingTroubles({ present: 15, quorum: 16, locked: 0, unlocked: 1, open: true, reported: true })).toEqual([
      'reported',
      'already_open',
      'no_statements',
      'quorum',
    ])
  })

  test('takes two different people, one of them a facilitator', () => {
    const facilitator = { personId: 'a', part: 'facilitator' } as const
    expect(closingTrouble(undefined, { personId: 'j', part: 'juror' })).toBeUndefined()
    expect(closingTrouble(facilitator, { personId: 'j', part: 'juror' })).toBeUndefined()
    expect(closingTrouble(facilitator, { personId: 'b', part: 'facilitator' })).toBeUndefined()
    expect(closingTrouble(facilitator, { personId: 'a', part: 'juror' })).toBe('same_person')
    expect(closingTrouble({ personId: 'i', part: 'juror' }, { personId: 'j', part: 'juror' })).toBe('two_jurors')
  })

  test('goes from open over closing and closed to opened', () => {
    expect(voteState({ closedAt: null, countedAt: null, firstCloser: null })).toBe('open')
    expect(voteState({ closedAt: null, countedAt: null, firstCloser: 'a' })).toBe('closing')
    expect(voteState({ closedAt: 'x', countedAt: null, firstCloser: 'a' })).toBe('closed')
    expect(voteState({ closedAt: 'x', countedAt: 'y', firstCloser: 'a' })).toBe('opened')
  })

  test('a ballot answers every statement and nothing else', () => {
    const ids = ['s1', 's2', 's3']
    expect(readBallot(ids, { s1: 'support', s2: 'nonsense', s9: 'oppose' })).toEqual({
      choices: { s1: 'support' },
      missing: ['s2', 's3'],
    })
    expect(readBallot(ids, { s1: 'abstain', s2: 'oppose', s3: 'live_with' }).missing).toEqual([])
  })
})

describe('a statement (J-15)', () => {
  test('has the standard form whether or not its fixed words were typed', () => {
    const expected = {
      body: 'We recommend that every reception desk offers an interpreter',
      because: 'people miss care',
    }
    expect(tidy({ body: 'every reception desk offers an interpreter.', because: 'people miss care.' })).toEqual(
      expected,
    )
    expect(
      tidy({
        body: ' We recommend that  every reception\ndesk offers an interpreter',
        because: 'Because people miss care',
      }),
    ).toEqual(expected)
    expect(tidy(tidy(expected))).toEqual(expected)
  })

  test('has at most 60 words, the fixed ones counted', () => {
    const because = 'x '.repeat(53)
    expect(wordCount(tidy({ body: 'a b c', because }))).toBe(60)
    expect(wordingTroubles(tidy({ body: 'a b c', because }))).toEqual([])
    expect(wordingTroubles(tidy({ body: 'a b c d', because }))).toEqual(['too_many_words'])
    expect(wordingTroubles(tidy({ body: 'We recommend that', because: ' ' }))).toEqual([
      'body_missing',
      'because_missing',
    ])
  })

  test('is settled by its vote unless the vote was void', () => {
    const state = (lockedAt: string | null, outcome: string | null, inOpenVote = false) =>
      statementState({ lockedAt, voted: outcome ? { outcome, openedAt: '2026-10-02' } : null, inOpenVote })
    expect(state(null, null)).toBe('draft')
    expect(state('2026-10-01', null)).toBe('locked')
    expect(state('2026-10-01', null, true)).toBe('in_vote')
    expect(state('2026-10-01', 'majority')).toBe('decided')
    expect(state('2026-10-01', 'void')).toBe('back_to_discussion')
    expect(state(null, 'void')).toBe('draft')
    expect(state('2026-10-03', 'void')).toBe('locked')
  })
})

describe('a minority statement (J-19)', () => {
  test('needs two jurors or a tenth, and at most 200 words', () => {
    expect(hasEnoughSupporters(1, 24)).toBe(false)
    expect(hasEnoughSupporters(2, 24)).toBe(true)
    expect(hasEnoughSupporters(1, 10)).toBe(true)
    expect(hasEnoughSupporters(0, 5)).toBe(false)
    expect(minorityTroubles('word '.repeat(200))).toEqual([])
    expect(minorityTroubles('word '.repeat(201))).toEqual(['too_long'])
    expect(minorityTroubles(' … ')).toEqual(['missing'])
  })
})

describe('a commission (J-1)', () => {
  const whole: Commission = {
    question: 'What?',
    commissionedBy: 'The Board',
    budget: '£90,000',
    promiseWho: 'The Board',
    promiseBy: '2026-10-01',
    promiseHow: 'Point by point',
    outOfBounds: 'National law',
    oversight: 'Seven people',
    ...proposedFollowUps('2026-10-01'),
    seats: 24,
  }

  test('names each part that is missing', () => {
    expect(missingFrom(whole)).toEqual([])
    for (const part of commissionParts) expect(missingFrom({ ...whole, [part]: '  ' })).toEqual([part])
    expect(missingFrom({ ...whole, promiseBy: '', oversight: '' })).toEqual(['promiseBy', 'oversight'])
  })

  test('follows up 6 and 12 months after the answer', () => {
    expect(proposedFollowUps('2026-10-01')).toEqual({ followUp6On: '2027-04-01', followUp12On: '2027-10-01' })
    expect(misplacedDays(whole, '2026-09-01')).toEqual([])
    expect(misplacedDays({ ...whole, followUp6On: '2026-09-30' }, '2026-09-01')).toEqual(['followUp6On'])
    expect(misplacedDays({ ...whole, followUp12On: '2027-01-01' }, '2026-09-01')).toEqual(['followUp12On'])
    expect(misplacedDays(whole, '2026-10-01')).toEqual(['promiseBy'])
  })
})
