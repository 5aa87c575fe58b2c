import type { ReactNode } from 'react'
import { ChartFigure, type ChartWords, lineHeight } from './figure.tsx'
import { placeIn } from './place.ts'

/** One item of an agenda, in whole minutes. `text` says them ("15 minutes"). */
export type MinutesItem = Readonly<{ label: ReactNode; minutes: number; text: string }>

export type MinutesBarProps = ChartWords &
  Readonly<{
    items: ReadonlyArray<MinutesItem>
    /** How long the meeting (or its part) may last. */
    limit: Readonly<{ minutes: number; text: string }>
    total: Readonly<{ label: string; text: string }>
    head: Readonly<{ number: string; item: string; minutes: string }>
    tableCaption?: string
  }>

const barHeight = 36

/** An agenda's minutes end to end against the time there is; what runs over is hatched. */
export function MinutesBar({ items, limit, total, head, tableCaption, ...words }: MinutesBarProps) {
  const { direction, id } = words
  const sum = items.reduce((minutes, item) => minutes + item.minutes, 0)
  const whole = Math.max(limit.minutes, sum, 1)
  const plot = placeIn([0, whole], direction)
  const line = lineHeight(direction)
  const top = line + 6
  let begins = 0
  const segments = items.map((item) => {
    const segment = { item, begins }
    begins += item.minutes
    return segment
  })
  const overBy = Math.max(0, sum - limit.minutes)
  const limitIsFar = limit.minutes / whole > 0.5
  return (
    <ChartFigure
      words={words}
      height={top + barHeight + 8}
      table={{
        caption: tableCaption,
        head: [head.number, head.item, { text: head.minutes, format: 'numeric' }],
        rows: [
          ...items.map((item, index) => [
            String(index + 1),
            item.label,
            { text: item.text, format: 'numeric' as const },
          ]),
          [
            { text: total.label, colspan: 2, classes: 'table-total' },
            { text: total.text, format: 'numeric' as const, classes: 'table-total' },
          ],
        ],
      }}
    >
      <pattern id={`${id}-over`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="chart__over-ground" width="8" height="8" />
        <rect className="chart__over" width="4" height="8" />
      </pattern>
      <rect className="chart__track" x="0%" y={top} width="100%" height={barHeight} />
      {segments.map(({ item, begins: from }, index) => (
        <g key={index}>
          <rect
            className="chart__bar chart__bar--segment"
            x={plot.left(from, item.minutes)}
            y={top}
            width={plot.width(item.minutes)}
            height={barHeight}
          />
          {item.minutes / whole >= 0.06 ? (
            <svg x={plot.left(from)} overflow="visible" aria-hidden="true">
              <text className="chart__inside" x={direction === 'rtl' ? -6 : 6} y={top + barHeight / 2 + 6}>
                {index + 1}
              </text>
            </svg>
          ) : null}
        </g>
      ))}
      {overBy > 0 ? (
        <rect
          x={plot.left(limit.minutes, overBy)}
          y={top}
          width={plot.width(overBy)}
          height={barHeight}
          fill={`url(#${id}-over)`}
        />
      ) : null}
      <line
        className="chart__marker"
        x1={plot.left(limit.minutes)}
        x2={plot.left(limit.minutes)}
        y1={line + 1}
        y2={top + barHeight + 5}
      />
      <text
        className="chart__label"
        x={plot.left(limit.minutes)}
        y={line * 0.75}
        textAnchor={limitIsFar ? 'end' : 'start'}
      >
        {limit.text}
      </text>
    </ChartFigure>
  )
}
