/** The value at position `rank` (0 is the smallest) if `values` were sorted; reorders them (Hoare's quickselect). */
export function orderStatistic(values: Float64Array, rank: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i += 1
      while (values[j]! > pivot) j -= 1
      if (i <= j) {
        const moved = values[i]!
        values[i] = values[j]!
        values[j] = moved
        i += 1
        j -= 1
      }
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else break
  }
  return values[rank]!
}

/** Position of the quantile: a share `confidence` of `count` values is at or below it. */
export function quantileRank(count: number, confidence: number): number {
  return Math.min(count - 1, Math.max(0, Math.ceil(confidence * count) - 1))
}
