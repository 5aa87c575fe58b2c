import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { Direction } from '../shell.tsx'

/** From data to a share of the plot's width, as an SVG percentage. Right to left, everything is mirrored. */
export type Place = Readonly<{
  /** The start edge of something `width` wide (both in data units) that begins at `value`. */
  left: (value: number, width?: number) => string
  width: (value: number) => string
}>

const percent = (share: number) => `${Number((share * 100).toFixed(3))}%`

/**
 * `domain` is what the plot's width stands for. Shares of the width, not pixels, so that the picture fills what it is
 * given on any screen without its words growing or shrinking.
 */
export function placeIn(domain: readonly [number, number], direction: Direction, from = 0, to = 1): Place {
  const scale: ScaleLinear<number, number> = scaleLinear([...domain], [from, to]).clamp(true)
  const extent = (value: number) => Math.max(0, scale(domain[0] + value) - scale(domain[0]))
  return {
    left: (value, width = 0) => percent(direction === 'rtl' ? 1 - scale(value) - extent(width) : scale(value)),
    width: (value) => percent(extent(value)),
  }
}

/** A round number at or above the largest value, so that bars are comparable and nearly fill the plot. */
export function roundMaximum(values: readonly number[]): number {
  const largest = Math.max(0, ...values)
  return largest === 0 ? 1 : (scaleLinear([0, largest], [0, 1]).nice(5).domain()[1] ?? largest)
}
