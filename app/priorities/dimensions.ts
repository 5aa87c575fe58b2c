/** What every list is cut by: the place people live in and the characteristics that weights may be raked to. */
export const usualDimensions = ['district', 'ageBand', 'sex', 'ethnicGroup'] as const

/**
 * What a list is cut by besides, where it was asked and anybody told: characteristics that are never weighted by. A list
 * that was frozen before there were such cuts has none, and is read and recounted as it was.
 */
export const furtherDimensions = [
  'gender',
  'disability',
  'religion',
  'orientation',
  'pregnancy',
  'partnership',
  // Not what somebody is: whether the citizens' panel asked them, or they answered of their own accord.
  'cameThrough',
] as const

export type FurtherDimension = (typeof furtherDimensions)[number]

/** Weighting dimensions and cross-tab dimensions, by the names used in results. */
export type Dimension = (typeof usualDimensions)[number] | FurtherDimension

export const isFurtherDimension = (name: string): name is FurtherDimension =>
  (furtherDimensions as readonly string[]).includes(name)
