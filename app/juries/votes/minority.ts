import { wordsIn } from './statement.ts'

/** A minority statement is printed beside what it answers, unsigned (J-19). */
export const mostMinorityWords = 200

/** Two jurors may add one, or a tenth of the jury where that is fewer. */
export const hasEnoughSupporters = (supporters: number, jurors: number): boolean =>
  supporters >= 2 || (supporters > 0 && 10 * supporters >= jurors)

/** What keeps a minority statement from being taken; empty when nothing does. */
export function minorityTroubles(body: string): ('missing' | 'too_long')[] {
  const words = wordsIn(body)
  if (words === 0) return ['missing']
  return words > mostMinorityWords ? ['too_long'] : []
}
