import { furtherGroupNames } from '../../consultations/equality/characteristics.ts'
import { type Category, unboundedMaxFlex } from '../lottery/quota.ts'

/** The census margins that a criterion can be filled from: everything that `npm run census` loads. */
export const dimensions = ['age', 'sex', 'district', 'ethnic_group', ...furtherGroupNames] as const
export type Dimension = (typeof dimensions)[number]

/** What the law protects further (special category data), or comes close to it: asked with explicit consent only (P-3). */
const sensitive: readonly Dimension[] = ['ethnic_group', 'gender', 'disability', 'religion', 'orientation', 'pregnancy']
/** A criterion of a jury's own may be any of them. */
export const isSensitive = (dimension: Dimension | null): boolean => dimension === null || sensitive.includes(dimension)

/** A value as targets, files and the published draw name it: the census's code, readable. */
export const groupLabel = (code: string): string => code.slice(0, 1).toUpperCase() + code.slice(1).replaceAll('-', ' ')

/** The seats a value must and may have, and how far both may give way; null where nothing is set. */
export interface Target {
  value: string
  minimum: number
  maximum: number
  minFlex: number | null
  maxFlex: number | null
  /** Why a floor stands above the census share, or what was merged. */
  note: string
}

/** What a jury is balanced by; its values divide everybody. */
export interface Criterion {
  id: string
  name: string
  /** The margin it was filled from, null where the census has none. */
  dimension: Dimension | null
  reason: string
  targets: Target[]
}

/** The targets as the lottery reads them: bounds that are not set bind nothing. */
export function categoriesFrom(criteria: readonly Criterion[], seats: number): Category[] {
  const categories = criteria.map(({ name, targets }) => ({
    name,
    values: targets.map(({ value, minimum, maximum, minFlex, maxFlex }) => ({
      name: value,
      min: minimum,
      max: maximum,
      minFlex: minFlex ?? 0,
      maxFlex: maxFlex ?? -1,
    })),
  }))
  const unbounded = unboundedMaxFlex(categories, seats)
  for (const quota of categories.flatMap(({ values }) => values)) if (quota.maxFlex === -1) quota.maxFlex = unbounded
  return categories
}

/** The targets of a file that was read: bounds that bind nothing are not set. */
export function targetsFrom(category: Category, categories: readonly Category[], seats: number): Target[] {
  const unbounded = unboundedMaxFlex(categories, seats)
  return category.values.map(({ name, min, max, minFlex, maxFlex }) => ({
    value: name,
    minimum: min,
    maximum: max,
    minFlex: minFlex === 0 ? null : minFlex,
    maxFlex: maxFlex >= unbounded ? null : maxFlex,
    note: '',
  }))
}
