import type { Direction } from '../shell.tsx'
import { ChartLabel, endEdge, lineHeight } from './figure.tsx'
import { placeIn } from './place.ts'
import { wrapLabel } from './wrap-label.ts'

/** `value` null: not published, an empty track with its `text` ("too few"). `marker` is the line over the bar. */
export type BarRow = Readonly<{ label: string; value: number | null; marker?: number | null; text: string }>

const barHeight = 18
const gap = 16
/** The rest of the row's width is for `text`, as long as every text is short enough for a phone. */
const plotShare = 0.66
const shortText = 10

type Laid = Readonly<{ row: BarRow; lines: string[]; beside: boolean; y: number }>

/** Puts rows one under another: each its label's lines, then its bar; a longer text is a line of its own above the bar. */
export function layBarRows(rows: readonly BarRow[], direction: Direction): { laid: Laid[]; height: number } {
  let y = 0
  const beside = rows.every(({ text }) => text.length <= shortText)
  const laid = rows.map((row) => {
    const lines = beside ? wrapLabel(row.label) : [...wrapLabel(row.label), ...wrapLabel(row.text)]
    const here = { row, lines, beside, y }
    y += lines.length * lineHeight(direction) + 4 + barHeight + gap
    return here
  })
  return { laid, height: Math.max(0, y - gap + 4) }
}

/** Bars from the reading edge, a line over each where there is a figure to compare with, the words at the far edge. */
export function BarRows({ laid, maximum, direction }: { laid: Laid[]; maximum: number; direction: Direction }) {
  const rtl = direction === 'rtl'
  const plot = placeIn([0, maximum], direction, 0, laid.every(({ beside }) => beside) ? plotShare : 1)
  return (
    <>
      {laid.map(({ row, lines, beside, y }) => {
        const top = y + lines.length * lineHeight(direction) + 4
        return (
          <g key={row.label}>
            <ChartLabel lines={lines} y={y} direction={direction} />
            <rect
              className="chart__track"
              x={plot.left(0, maximum)}
              y={top}
              width={plot.width(maximum)}
              height={barHeight}
            />
            {row.value === null ? null : (
              <rect
                className="chart__bar"
                x={plot.left(0, row.value)}
                y={top}
                width={plot.width(row.value)}
                height={barHeight}
              />
            )}
            {row.marker === null || row.marker === undefined ? null : (
              <line
                className="chart__marker"
                x1={plot.left(row.marker)}
                x2={plot.left(row.marker)}
                y1={top - 3}
                y2={top + barHeight + 3}
              />
            )}
            {beside ? (
              <text
                className="chart__value"
                x={endEdge(direction)}
                y={top + barHeight - 4}
                textAnchor="end"
                direction={rtl ? 'rtl' : 'ltr'}
              >
                {row.text}
              </text>
            ) : null}
          </g>
        )
      })}
    </>
  )
}
