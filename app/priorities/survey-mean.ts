/**
 * Mean of a raked sample with its standard error by residual linearisation (Deville and Särndal 1992): what the margins
 * explain no longer varies, so only regression residuals count. Whole clusters vary together.
 */
export type SurveyMeanInput = {
  values: readonly number[]
  weights: readonly number[]
  /** Weights before raking and the categories raked on; leave out for weights that were not raked. */
  raked?: { baseWeights: readonly number[]; categories: readonly (readonly string[])[] }
  /** Cluster of each person; persons are independent without it. */
  clusters?: readonly (string | number)[]
  /** Clusters (or persons) in the population, where they were drawn without replacement. */
  unitsInPopulation?: number
}

export type SurveyMean = {
  mean: number
  se: number
  /** Variance against a simple random sample without and with replacement. */
  deff: number
  deffReplace: number
}

function dummies(categories: readonly (readonly string[])[]): number[][] {
  const margins = categories[0]?.length ?? 0
  const columns = Array.from({ length: margins }, (_, margin) => {
    const levels = [...new Set(categories.map((key) => key[margin]!))].sort()
    return { margin, levels: margin === 0 ? levels : levels.slice(1) }
  })
  return categories.map((key) =>
    columns.flatMap(({ margin, levels }) => levels.map((level) => (key[margin] === level ? 1 : 0))),
  )
}

/** Least squares by Gauss and Jordan; a column that adds nothing gets no coefficient. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let i = 0; i < size; i++) {
    const pivot = rows[i]![i]!
    if (Math.abs(pivot) <= 1e-9 * Math.abs(matrix[i]![i]!)) continue
    for (let other = 0; other < size; other++) {
      if (other === i) continue
      const factor = rows[other]![i]! / pivot
      for (let k = i; k <= size; k++) rows[other]![k]! -= factor * rows[i]![k]!
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]!) <= 1e-9 * Math.abs(matrix[i]![i]!) ? 0 : row[size]! / row[i]!))
}

function residuals(values: readonly number[], raked: NonNullable<SurveyMeanInput['raked']>): number[] {
  const design = dummies(raked.categories)
  const size = design[0]?.length ?? 0
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  const right = new Array<number>(size).fill(0)
  design.forEach((row, person) => {
    const weight = raked.baseWeights[person]!
    row.forEach((own, i) => {
      right[i]! += weight * own * values[person]!
      row.forEach((other, j) => {
        matrix[i]![j]! += weight * own * other
      })
    })
  })
  const slope = solve(matrix, right)
  return values.map((value, person) => value - design[person]!.reduce((sum, own, i) => sum + own * slope[i]!, 0))
}

export function surveyMean(input: SurveyMeanInput): SurveyMean {
  const { values, weights } = input
  const count = values.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total
  const deviations = values.map((value) => (value - mean) / total)
  const kept = input.raked ? residuals(deviations, input.raked) : deviations
  const units = new Map<string | number, number>()
  kept.forEach((value, i) => {
    const unit = input.clusters?.[i] ?? i
    units.set(unit, (units.get(unit) ?? 0) + weights[i]! * value)
  })
  const sums = [...units.values()]
  const centre = sums.reduce((sum, value) => sum + value, 0) / sums.length
  const spread = sums.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  const drawn = input.unitsInPopulation ? 1 - sums.length / input.unitsInPopulation : 1
  const variance = (sums.length / (sums.length - 1)) * spread * drawn
  const squares = values.reduce((sum, value, i) => sum + weights[i]! * (value - mean) ** 2, 0) / total
  const replace = squares / (count - 1)
  return {
    mean,
    se: Math.sqrt(variance),
    deff: variance / (replace * (1 - count / total)),
    deffReplace: variance / replace,
  }
}
