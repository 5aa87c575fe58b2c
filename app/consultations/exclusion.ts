/** What was left out of a list, marked in it or counted apart, in the order a reader asks about it. */
export const exclusionCodes = [
  'organisation',
  'outside',
  'late',
  'withdrawn',
  'unsent',
  'duplicate',
  'campaign',
] as const
