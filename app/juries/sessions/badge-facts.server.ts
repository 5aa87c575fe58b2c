import { may } from '../../people/permission.ts'
import { notFound } from '../../server/page.ts'
import { type JuryAsk, juryFor } from '../jury-access.server.ts'
import { jurorsOf } from '../support/juror-store.server.ts'
import { termsOf } from '../support/terms-store.server.ts'

/** Badges for those who prepare or run the day: a number, a name only where the juror wants one, whom to turn to. */
export async function badgesFor(ask: JuryAsk) {
  const jury = await juryFor(ask, 'jury.see')
  const manages = may(ask.actor.grants, 'jury.manage', jury.id)
  if (!manages && !may(ask.actor.grants, 'jury.facilitate', jury.id)) throw notFound()
  return {
    jury,
    manages,
    safeguarding: (await termsOf(ask.db, jury.id)).safeguarding,
    badges: (await jurorsOf(ask.db, jury.id))
      .filter(({ state }) => state === 'seated' || state === 'alternate')
      .map(({ badge, badgeName }) => ({ badge, badgeName })),
  }
}
