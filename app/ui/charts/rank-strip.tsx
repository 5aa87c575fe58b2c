import type { Direction } from '../shell.tsx'
import type { TableProps } from '../table.tsx'
import { ChartFigure, ChartLabel, type ChartWords, endEdge, lineHeight } from './figure.tsx'
import { placeIn } from './place.ts'
import { wrapLabel } from './wrap-label.ts'

export type RankStripRow = Readonly<{
  label: string
  /** The place it has (1 is first), and every place that another way of counting gives it. */
  place: number
  others: ReadonlyArray<number>
  /** At the far edge: "2nd to 4th". */
  text: string
}>

export type RankStripProps = ChartWords &
  Readonly<{
    rows: ReadonlyArray<RankStripRow>
    /** The key: what the full mark and the hollow ones are. */
    legend: Readonly<{ place: string; others: string }>
    table: TableProps
  }>

const plotShare = 0.66
const rowGap = 34

function Row({ row, y, last, direction }: { row: RankStripRow; y: number; last: number; direction: Direction }) {
  const lines = wrapLabel(row.label)
  const middle = y + lines.length * lineHeight(direction) + 12
  const plot = placeIn([1, Math.max(2, last)], direction, 0.03, plotShare)
  const places = [...new Set(row.others)].filter((place) => place !== row.place)
  const all = [row.place, ...places]
  return (
    <g>
      <ChartLabel lines={lines} y={y} direction={direction} />
      <line className="chart__axis" x1={plot.left(1)} x2={plot.left(last)} y1={middle} y2={middle} />
      {places.length ? (
        <line
          className="chart__span"
          x1={plot.left(Math.min(...all))}
          x2={plot.left(Math.max(...all))}
          y1={middle}
          y2={middle}
        />
      ) : null}
      {places.map((place) => (
        <circle key={place} className="mark mark--hollow" cx={plot.left(place)} cy={middle} r="6" />
      ))}
      <circle className="mark mark--full" cx={plot.left(row.place)} cy={middle} r="8" />
      <text className="chart__value" x={endEdge(direction)} y={middle + 5} textAnchor="end">
        {row.text}
      </text>
    </g>
  )
}

/** Where each option would stand by other ways of counting: a line from first place to last, a mark for every place. */
export function RankStrip({ rows, legend, table, ...words }: RankStripProps) {
  let height = 0
  const placed = rows.map((row) => {
    const y = height
    height += wrapLabel(row.label).length * lineHeight(words.direction) + rowGap
    return { row, y }
  })
  return (
    <ChartFigure
      words={words}
      height={height}
      legend={
        <ul className="chart__legend">
          {(['place', 'others'] as const).map((kind) => (
            <li key={kind}>
              <svg viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true" focusable="false">
                <circle
                  className={kind === 'place' ? 'mark mark--full' : 'mark mark--hollow'}
                  r={kind === 'place' ? 8 : 6}
                />
              </svg>
              {legend[kind]}
            </li>
          ))}
        </ul>
      }
      table={table}
    >
      {placed.map(({ row, y }) => (
        <Row key={row.label} row={row} y={y} last={rows.length} direction={words.direction} />
      ))}
    </ChartFigure>
  )
}
