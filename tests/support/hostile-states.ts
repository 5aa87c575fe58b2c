import { addPaper } from '../../app/board/paper-store.server.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { write } from '../../db/connect.ts'
import { boardMetToday } from './board-met.ts'
import { drawableJury } from './drawable-jury.ts'
import type { Site } from './site.ts'

const jury = '/desk/juries/quiet-lanes'

/** Where the demonstration is not: a meeting after the lists, and a jury before its letters and its draw. */
export async function furtherStates(site: Site): Promise<void> {
  const itemId = await boardMetToday(site)
  const now = new Date()
  const assessment = {
    itemId,
    kind: 'equality_impact' as const,
    title: 'Who gains',
    summary: 'People without a car.',
    body: 'People without a car gain most.',
    on: londonDay(now),
    personId: 'demo-person-secretariat',
    now,
  }
  await site.withDb((db) => write(db, (tx) => addPaper(tx, assessment)))
  await drawableJury(site, 'quiet-lanes')
  await checkBackClosing(site, addDays(londonDay(now), 14))
}

/** The flagship list's wording is back with those who answered until a day, and nothing has been concluded. */
const checkBackClosing = (site: Site, day: string) =>
  site.withDb((db) =>
    db
      .updateTable('check_back')
      .set({ opens_on: '2020-01-01', closes_on: day, concluded_on: null, result: null })
      .execute(),
  )

/** What happens before somebody comes: what residents write is closed when the desk answers it. */
export const statesBefore: Record<string, (site: Site) => Promise<unknown>> = {
  analyst: (site) => checkBackClosing(site, '2020-01-08'),
}

/** Where somebody begins, so that their walk is sure to come by the states above. */
export const beginnings: Record<string, readonly string[]> = {
  public: ['/en', '/inbox', '/en/consultations/what-matters-most/check-back', '/en/consultations/ways-to-ask'],
  'jury-manager': [
    `${jury}/targets`,
    `${jury}/preparation`,
    `${jury}/members`,
    `${jury}/letters`,
    // Who is in its pool holds its targets fast.
    `${jury}/pool`,
    '/desk/juries/getting-about/letters',
    '/desk',
  ],
}
