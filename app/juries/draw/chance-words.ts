/** A chance as numbers that people can hold; the words are in `chances.words` under the key. */
export interface HeldChance {
  key: 'none' | 'one_in' | 'in_ten' | 'nearly' | 'certain'
  n: number
}

/** Up to about a third as "1 in n"; above, where the nearest "1 in n" may be far away, as tenths. */
const tenthsFrom = 0.4

/** How to say a chance from 0 to 1, so that neither nothing nor a certain seat is rounded to something else. */
export function heldChance(chance: number): HeldChance {
  if (chance <= 0) return { key: 'none', n: 0 }
  if (chance >= 1) return { key: 'certain', n: 0 }
  if (chance < tenthsFrom) return { key: 'one_in', n: Math.round(1 / chance) }
  const n = Math.round(chance * 10)
  return n < 10 ? { key: 'in_ten', n } : { key: 'nearly', n: 9 }
}
