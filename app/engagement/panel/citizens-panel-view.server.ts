import type { Handle } from '../../../db/connect.ts'
import { areaNames } from '../../consultations/coverage/coverage-store.server.ts'
import { publishRule } from '../practice.ts'
import { practiceOf } from '../practice-store.server.ts'
import { makeUpOf } from './citizens-panel.ts'
import { notedMakeUps } from './citizens-panel-make-up-store.server.ts'
import { answersOfSamples, drawnSamples } from './citizens-panel-sample-store.server.ts'
import { refreshes } from './citizens-panel-store.server.ts'

const mostShown = 12

/**
 * The panel as everybody may see it: only as it was noted on a day, so that two looks never tell of who joined in between,
 * with small numbers hidden and the others rounded.
 */
export async function publicPanel(db: Handle) {
  const rule = publishRule(await practiceOf(db))
  const few = (people: number) => (people < rule.minCell ? null : people)
  const noted = (await notedMakeUps(db)).filter(({ people }) => people >= rule.minCell).slice(0, mostShown)
  const makeUps = noted.map(({ on, people, counters, residents }) => ({
    on,
    people: people - (people % rule.roundTo),
    groups: makeUpOf(counters, residents, rule, true),
  }))
  const districts = makeUps.flatMap(({ groups }) =>
    groups.filter(({ dimension }) => dimension === 'district').map(({ category }) => category),
  )
  const answers = await answersOfSamples(db, rule)
  return {
    least: rule.minCell,
    makeUps,
    names: await areaNames(db, [...new Set(districts)]),
    refreshes: (await refreshes(db)).map(({ on, people }) => ({ on, people: few(people) })),
    samples: (await drawnSamples(db))
      .filter(({ publishedAt }) => publishedAt !== null)
      .map(({ id, title, slug, on, people }) => {
        const answered = answers.find((sample) => sample.id === id)?.answered ?? null
        return { title, slug, on, people: few(people), answered }
      }),
  }
}
