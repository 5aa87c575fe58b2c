import type { Clock } from './clock.ts'

/** How far the clock may run ahead of the time that has passed, and how long it must then go on before it is believed. */
const mostAhead = 10 * 60_000
const disbelieved = 3_600_000

/**
 * Tells whether the date may be believed. A clock that jumps ahead would close what is open, and codes and answers that
 * go at closing cannot be brought back; somebody has an hour to set it right. One that is set back is believed at once.
 * @param passed milliseconds that have passed since some moment, whatever the clock says
 */
export function clockWatch(clock: Clock, passed: () => number): () => { believed: boolean; jumped: boolean } {
  let seen = { at: clock.now().getTime(), passed: passed() }
  let from = Number.NEGATIVE_INFINITY
  return () => {
    const now = { at: clock.now().getTime(), passed: passed() }
    const ahead = now.at - seen.at - (now.passed - seen.passed)
    seen = now
    if (ahead > mostAhead) from = now.passed + disbelieved
    if (ahead < -mostAhead) from = now.passed
    return { believed: now.passed >= from, jumped: ahead > mostAhead }
  }
}
