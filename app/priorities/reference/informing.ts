/** Keys of `expected` that explain a case and are not compared. */
const INFORMING = new Set([
  'group_recovery',
  'soft_group_recovery',
  'notes',
  'note',
  'summary',
  'reason',
  'why_safe',
  'must_hold',
  'also',
  'published',
  'published_winner',
  'vote_events',
  'r_default_epsilon1_weights_max_abs_diff',
])

export const isInforming = (key: string): boolean => INFORMING.has(key) || key.endsWith('_note')
