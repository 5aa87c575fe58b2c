import type { Handle } from '../../db/connect.ts'
import { missingFrom } from './commission/commission.ts'
import { recruitingOf } from './commission/preparation-store.server.ts'
import { registeringOn } from './commission/recruitment.ts'
import { currentDraw } from './draw/draw-store.server.ts'
import type { JuryState } from './jury-state.ts'
import type { Jury } from './jury-store.server.ts'
import { countAddresses, countLetters } from './letters/invitation-store.server.ts'
import { nextStep, type Step } from './next-step.ts'
import { isDrawn } from './registration/application.ts'
import { countApplications } from './registration/application-store.server.ts'
import { promisesOf } from './report/promise-store.server.ts'
import { membersOf } from './seats/member-store.server.ts'
import { sessionsOf } from './sessions/session-store.server.ts'
import { hasTerms } from './support/terms-store.server.ts'

/** What the manager of a jury does next, as everything stands on a day (London). */
export async function nextStepOf(db: Handle, jury: Jury & { state: JuryState }, today: string): Promise<Step> {
  const { blocks, recruitment } = await recruitingOf(db, jury)
  const counts = await countApplications(db, jury.id)
  const people = (test: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(test).reduce((sum, row) => sum + row.people, 0)
  const promise = (await promisesOf(db, today, jury.id))[0]
  return nextStep({
    state: jury.state,
    missing: missingFrom(jury.commission).length,
    blocks,
    listed: (await countAddresses(db, jury.id)).length > 0,
    letters: (await countLetters(db, jury.id)).letters,
    registering: registeringOn(recruitment, today),
    eligible: people(({ status, eligible }) => status === 'POOL' && eligible),
    drawn: counts.some(({ status }) => isDrawn(status)),
    draw: (await currentDraw(db, jury.id))?.state ?? null,
    termsSet: await hasTerms(db, jury.id),
    seats: jury.commission.seats,
    seated: (await membersOf(db, jury.id)).filter(({ state }) => state === 'seated').length,
    unasked: people(({ status }) => status === 'SELECTED'),
    sessions: (await sessionsOf(db, jury.id)).length,
    promiseKept: !promise || promise.answeredOn !== null,
  })
}
