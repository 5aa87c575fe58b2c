import type { ReactNode } from 'react'
import type { Direction } from '../shell.tsx'
import { ChartFigure, ChartLabel, type ChartWords, endEdge, lineHeight } from './figure.tsx'
import { placeIn, roundMaximum } from './place.ts'
import { wrapLabel } from './wrap-label.ts'

/** `values` are fractions of 1 in the order of `groups`; null is not published. `texts` say the same in words. */
export type DumbbellRow = Readonly<{
  label: string
  values: ReadonlyArray<number | null>
  texts: ReadonlyArray<string>
  /** At the far edge: "18 to 34%". */
  text?: string
}>

export type DumbbellProps = ChartWords &
  Readonly<{
    /** Two to six groups; each has its own shape. */
    groups: ReadonlyArray<string>
    rows: ReadonlyArray<DumbbellRow>
    head: Readonly<{ label: string }>
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
]

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
  const ends = { x1: plot.left(Math.min(...known)), x2: plot.left(Math.max(...known)) }
  return (
    <g>
      <ChartLabel lines={lines} y={y} direction={direction} />
      <line className="chart__axis" x1={plot.left(0)} x2={plot.left(maximum)} y1={middle} y2={middle} />
      {known.length > 1 ? <line className="chart__span" {...ends} y1={middle} y2={middle} /> : null}
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

/** How far apart groups are on each option: one line per option, one shape per group. */
export function Dumbbell({ groups, rows, head, tableCaption, maximum, ...words }: DumbbellProps) {
  const top = maximum ?? roundMaximum(rows.flatMap(({ values }) => values.map((value) => value ?? 0)))
  let height = 0
  const placed = rows.map((row) => {
    const y = height
    height += wrapLabel(row.label).length * lineHeight(words.direction) + 40
    return { row, y }
  })
  return (
    <ChartFigure
      words={words}
      height={height}
      legend={<Legend groups={groups} />}
      table={{
        caption: tableCaption,
        firstCellIsHeader: true,
        narrow: 'stack',
        head: [head.label, ...groups.map((text) => ({ text, format: 'numeric' as const }))],
        rows: rows.map((row) => [row.label, ...row.texts.map((text) => ({ text, format: 'numeric' as const }))]),
      }}
    >
      {placed.map(({ row, y }) => (
        <Row key={row.label} row={row} y={y} maximum={top} direction={words.direction} />
      ))}
    </ChartFigure>
  )
}
