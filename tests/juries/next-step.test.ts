import { expect, test } from 'vitest'
import { nextStep, pageOfStep, type StepFacts } from '../../app/juries/next-step.ts'

const nothing: StepFacts = {
  state: 'preparing',
  missing: 3,
  blocks: ['commission', 'not_announced', 'targets'],
  listed: false,
  letters: 0,
  registering: 'not_yet',
  eligible: 0,
  drawn: false,
  draw: null,
  termsSet: false,
  seats: 24,
  seated: 0,
  unasked: 0,
  sessions: 0,
  promiseKept: false,
}

test('a jury is carried from its commission to its answer, one thing at a time', () => {
  const changes: [Partial<StepFacts>, string][] = [
    [{}, 'commission'],
    [{ missing: 0 }, 'announce'],
    [{ state: 'announced', blocks: ['overseers', 'targets', 'letter'] }, 'preparation'],
    [{ blocks: ['targets', 'letter'] }, 'targets'],
    [{ blocks: ['letter'] }, 'offer'],
    [{ blocks: [] }, 'addresses'],
    [{ listed: true }, 'share'],
    [{ letters: 5000 }, 'post'],
    [{ registering: 'open' }, 'register'],
    [{ registering: 'closed' }, 'volunteers'],
    [{ eligible: 149 }, 'pool'],
    [{ draw: 'ready' }, 'start'],
    [{ draw: 'starting' }, 'second'],
    [{ draw: 'announced' }, 'chance'],
    [{ draw: 'concluded', drawn: true, unasked: 24 }, 'terms'],
    [{ termsSet: true }, 'call'],
    [{ unasked: 0, seated: 23 }, 'fill'],
    [{ seated: 24 }, 'sessions'],
    [{ sessions: 4 }, 'ready'],
    [{ state: 'sitting' }, 'sit'],
    [{ state: 'voting' }, 'vote'],
    [{ state: 'voted' }, 'report'],
    [{ state: 'reported' }, 'answer'],
    [{ promiseKept: true }, 'done'],
  ]
  let facts = nothing
  for (const [change, step] of changes) {
    facts = { ...facts, ...change }
    expect(nextStep(facts), step).toBe(step)
  }
})

test('a pool that came with a file needs no letters, and a draw that was given up leads back to the pool', () => {
  const pool: StepFacts = { ...nothing, state: 'announced', missing: 0, eligible: 60 }
  expect(nextStep(pool)).toBe('pool')
  expect(nextStep({ ...pool, draw: 'given_up' })).toBe('pool')
  expect(nextStep({ ...pool, state: 'sitting' })).toBe('pool')
  expect(pageOfStep('pool')).toBe('/pool')
})
