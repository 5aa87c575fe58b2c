import type { ReactNode } from 'react'
import type { Direction } from '../shell.tsx'
import type { TableProps } from '../table.tsx'
import { ChartFigure, ChartLabel, type ChartWords, endEdge, lineHeight } from './figure.tsx'
import { placeIn, roundMaximum } from './place.ts'
import { wrapLabel } from './wrap-label.ts'

/** `values` are fractions of 1 in the order of `groups`; null is not published. `texts` say the same in words. */
export type DumbbellRow = Readonly<{
  label: string
  values: ReadonlyArray<number | null>
  texts?: ReadonlyArray<string>
  /** From where to where each value may wobble; each group then has a line of its own. */
  ranges?: ReadonlyArray<readonly [low: number, high: number] | null>
  /** At the far edge: "18 to 34%". */
  text?: string
}>

export type DumbbellProps = ChartWords &
  Readonly<{
    /** Two to eight groups; each has its own shape. */
    groups: ReadonlyArray<string>
    rows: ReadonlyArray<DumbbellRow>
    /** A table of its own, for instance with groups too small to draw; otherwise one of the rows' `texts`. */
    table?: TableProps
    head?: Readonly<{ label: string }>
    tableCaption?: string
    maximum?: number
  }>

/** Told apart by outline and filling, not by colour. Drawn around 0, 0. */
const shapes: ReadonlyArray<ReactNode> = [
  <circle key="disc" r="7" className="mark mark--full" />,
  <circle key="ring" r="6" className="mark mark--hollow" />,
  <rect key="square" x="-6.5" y="-6.5" width="13" height="13" className="mark mark--full" />,
  <rect key="frame" x="-5.5" y="-5.5" width="11" height="11" className="mark mark--hollow" />,
  <path key="diamond" d="M0-9L9 0 0 9-9 0z" className="mark mark--full" />,
  <path key="triangle" d="M0-7L7.5 6h-15z" className="mark mark--hollow" />,
  <path key="wedge" d="M0 7L7.5-6h-15z" className="mark mark--full" />,
  <path key="cross" d="M-6-6L6 6M6-6L-6 6" className="mark mark--hollow" />,
]

/** Room for one group's mark and range under another's. */
const lane = 16

const plotShare = 0.66

function Legend({ groups }: { groups: ReadonlyArray<string> }) {
  return (
    <ul className="chart__legend">
      {groups.map((name, index) => (
        <li key={name}>
          <svg viewBox="-10 -10 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            {shapes[index % shapes.length]}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Row({ row, y, maximum, direction }: { row: DumbbellRow; y: number; maximum: number; direction: Direction }) {
  const lines = wrapLabel(row.label)
  const middle = y + lines.length * lineHeight(direction) + 14
  const plot = placeIn([0, maximum], direction, 0.02, plotShare)
  const known = row.values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (row.ranges) return <Lanes row={row} lines={lines} y={y} maximum={maximum} direction={direction} />
  return (
    <g>
      <ChartLabel lines={lines} y={y} direction={direction} />
      <line className="chart__axis" x1={plot.left(0)} x2={plot.left(maximum)} y1={middle} y2={middle} />
      {known.length > 1 ? (
        <line className="chart__span" x1={plot.left(low)} x2={plot.left(high)} y1={middle} y2={middle} />
      ) : null}
      {row.values.map((value, index) =>
        value === null ? null : (
          <svg key={index} x={plot.left(value)} y={middle} overflow="visible" aria-hidden="true">
            {shapes[index % shapes.length]}
          </svg>
        ),
      )}
      {row.text ? (
        <text className="chart__value" x={endEdge(direction)} y={middle + 5} textAnchor="end">
          {row.text}
        </text>
      ) : null}
    </g>
  )
}

/** A line for each group: its mark with the range around it, over the stretch that lies between the groups. */
function Lanes({
  row,
  lines,
  y,
  maximum,
  direction,
}: {
  row: DumbbellRow
  lines: string[]
  y: number
  maximum: number
  direction: Direction
}) {
  const top = y + lines.length * lineHeight(direction) + 4
  const plot = placeIn([0, maximum], direction, 0.02, plotShare)
  const known = row.values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const height = lane * row.values.length
  return (
    <g>
      <ChartLabel lines={lines} y={y} direction={direction} />
      <line className="chart__axis" x1={plot.left(0)} x2={plot.left(0)} y1={top} y2={top + height} />
      {known.length > 1 ? (
        <rect
          className="chart__track"
          x={plot.left(low, high - low)}
          width={plot.width(high - low)}
          y={top}
          height={height}
        />
      ) : null}
      {row.values.map((value, index) => {
        const middle = top + lane * (index + 0.5)
        const range = row.ranges?.[index]
        return value === null ? null : (
          <g key={index}>
            {range ? (
              <line
                className="chart__range"
                x1={plot.left(range[0])}
                x2={plot.left(range[1])}
                y1={middle}
                y2={middle}
              />
            ) : null}
            <svg x={plot.left(value)} y={middle} overflow="visible" aria-hidden="true">
              {shapes[index % shapes.length]}
            </svg>
          </g>
        )
      })}
      {row.text ? (
        <text className="chart__value" x={endEdge(direction)} y={top + height / 2 + 5} textAnchor="end">
          {row.text}
        </text>
      ) : null}
    </g>
  )
}

/** How far apart groups are on each option: one line per option, one shape per group. */
export function Dumbbell({ groups, rows, table, head, tableCaption, maximum, ...words }: DumbbellProps) {
  const top =
    maximum ??
    roundMaximum(
      rows.flatMap(({ values, ranges }) =>
        values.map((value, index) => Math.max(value ?? 0, ranges?.[index]?.[1] ?? 0)),
      ),
    )
  let height = 0
  const placed = rows.map((row) => {
    const y = height
    const marks = row.ranges ? lane * row.values.length + 24 : 40
    height += wrapLabel(row.label).length * lineHeight(words.direction) + marks
    return { row, y }
  })
  return (
    <ChartFigure
      words={words}
      height={height}
      legend={<Legend groups={groups} />}
      table={
        table ?? {
          caption: tableCaption,
          firstCellIsHeader: true,
          narrow: 'stack',
          head: [head?.label ?? '', ...groups.map((text) => ({ text, format: 'numeric' as const }))],
          rows: rows.map((row) => [
            row.label,
            ...(row.texts ?? []).map((text) => ({ text, format: 'numeric' as const })),
          ]),
        }
      }
    >
      {placed.map(({ row, y }) => (
        <Row key={row.label} row={row} y={y} maximum={top} direction={words.direction} />
      ))}
    </ChartFigure>
  )
}
