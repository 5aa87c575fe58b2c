import type { Block } from './commission/preparation.ts'
import type { Registering } from './commission/recruitment.ts'
import type { DrawState } from './draw/draw.ts'
import type { JuryState } from './jury-state.ts'

/** What of a jury decides what its manager does next. */
export interface StepFacts {
  state: JuryState
  /** Parts of the commission that are not written yet. */
  missing: number
  blocks: readonly Block[]
  listed: boolean
  letters: number
  registering: Registering
  /** Volunteers who can be drawn. */
  eligible: number
  drawn: boolean
  draw: DrawState | null
  termsSet: boolean
  seats: number
  seated: number
  /** People who have a seat and have not been asked whether they take it. */
  unasked: number
  sessions: number
  promiseKept: boolean
}

const steps = {
  commission: '/commission',
  announce: '',
  preparation: '/preparation',
  targets: '/targets',
  offer: '/letters',
  addresses: '/letters',
  share: '/letters',
  post: '/letters',
  register: '/registrations',
  volunteers: '/registrations',
  pool: '/pool',
  start: '/draw',
  second: '/draw',
  chance: '/draw',
  terms: '/terms',
  call: '/calls',
  fill: '/seats',
  sessions: '/sessions',
  ready: '/sessions',
  sit: '/sessions',
  // The room of the vote is the facilitators' and the jurors'; how far it is stands on the jury's own page.
  vote: '',
  report: '/report',
  answer: '/report',
  done: '/report',
} as const
export type Step = keyof typeof steps

/** The page of the jury's desk on which a step is taken: what follows its address. */
export const pageOfStep = (step: Step): string => steps[step]

const stepOfBlock: Record<Block, Step> = {
  commission: 'commission',
  not_announced: 'announce',
  too_few_days: 'preparation',
  few_days_reason: 'preparation',
  overseers: 'preparation',
  principles: 'preparation',
  dpia: 'preparation',
  targets: 'targets',
  targets_conflict: 'targets',
  words: 'targets',
  dates_registering: 'offer',
  closes_after_days: 'offer',
  offer: 'offer',
  letter: 'offer',
}

/** What a jury's manager does next, one thing at a time, in the order of journey 3.4. */
export function nextStep(facts: StepFacts): Step {
  switch (facts.state) {
    case 'reported':
      return facts.promiseKept ? 'done' : 'answer'
    case 'voted':
      return 'report'
    case 'voting':
      return 'vote'
    case 'preparing':
      return facts.missing > 0 ? 'commission' : 'announce'
    default:
      // A first day that has come without anybody seated leaves the work before it to be done.
      if (facts.state === 'sitting' && facts.seated > 0) return 'sit'
      return facts.drawn || facts.seated > 0 ? afterTheDraw(facts) : beforeTheDraw(facts)
  }
}

function beforeTheDraw({ draw, blocks, letters, listed, registering, eligible }: StepFacts): Step {
  if (draw === 'ready') return 'start'
  if (draw === 'starting') return 'second'
  if (draw === 'announced') return 'chance'
  // A pool that came with a file needs no letters.
  if (letters === 0 && eligible === 0) {
    const block = blocks[0]
    if (block) return stepOfBlock[block]
    return listed ? 'share' : 'addresses'
  }
  if (registering === 'open') return 'register'
  if (registering === 'not_yet' && letters > 0) return 'post'
  return eligible > 0 ? 'pool' : 'volunteers'
}

function afterTheDraw({ termsSet, seats, seated, unasked, sessions }: StepFacts): Step {
  if (!termsSet && unasked > 0) return 'terms'
  if (unasked > 0) return 'call'
  if (seated < seats) return 'fill'
  return sessions === 0 ? 'sessions' : 'ready'
}
