import type { Direction } from '../shell.tsx'

export type RankLineProps = Readonly<{
  /** Best and worst place the option may hold (1 is first), and the place it was counted at. */
  from: number
  to: number
  rank: number
  /** How many options there are: the line's whole length. */
  options: number
  /** "Placed 2nd to 7th", unique `id`, and what the line's ends mean. */
  title: string
  description: string
  id: string
  direction: Direction
}>

const width = 240
const inset = 10

/**
 * From which place to which an option may stand, as a thick stretch of a thin line, with its counted place as a dot.
 * The row it stands in says the same in words, and the list's table holds the figures.
 */
export function RankLine({ from, to, rank, options, title, description, id, direction }: RankLineProps) {
  const step = (width - 2 * inset) / Math.max(1, options - 1)
  const x = (place: number) => {
    const along = inset + (place - 1) * step
    return Number((direction === 'rtl' ? width - along : along).toFixed(2))
  }
  return (
    <svg
      className="rank-line"
      viewBox={`0 0 ${width} 34`}
      width={width}
      height="34"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <line className="rank-line__all" x1={inset} y1="17" x2={width - inset} y2="17" />
      {from === to ? null : <line className="rank-line__range" x1={x(from)} y1="17" x2={x(to)} y2="17" />}
      <circle className="rank-line__place" cx={x(rank)} cy="17" r="8" />
    </svg>
  )
}
