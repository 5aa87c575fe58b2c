import type { ReactNode } from 'react'
import { Rag, type RagStatus, ragOutline } from '../rag.tsx'
import { ChartFigure, type ChartWords, lineHeight, startEdge } from './figure.tsx'
import { placeIn } from './place.ts'

/** One report, oldest first. `at` is an ISO instant or day; `dateText` the same in words. */
export type RagReport = Readonly<{ at: string; status: RagStatus; dateText: string; note?: ReactNode }>

export type RagHistoryProps = ChartWords &
  Readonly<{
    reports: ReadonlyArray<RagReport>
    /** Where the line ends: now, or the day it was closed. */
    until: string
    untilText: string
    /** The word for each status. */
    statusWords: Readonly<Record<RagStatus, string>>
    head: Readonly<{ date: string; status: string; note?: string }>
    tableCaption?: string
  }>

/** Best at the top, so that a line going down is getting worse. */
const order: ReadonlyArray<RagStatus> = ['done', 'green', 'amber', 'red', 'not-reported']
const plotFrom = 0.38
const plotTo = 0.97

/** Ratings over time as steps: each stands until the next report changes it. */
export function RagHistory(props: RagHistoryProps) {
  const { reports, until, untilText, statusWords, head, tableCaption, ...words } = props
  const { direction } = words
  const lane = lineHeight(direction) + 10
  const lanes = order.filter((status) => reports.some((report) => report.status === status))
  const middle = (status: RagStatus) => lanes.indexOf(status) * lane + lane / 2
  const start = Date.parse(reports[0]?.at ?? until)
  const plot = placeIn([start, Math.max(start + 1, Date.parse(until))], direction, plotFrom, plotTo)
  const x = (iso: string) => plot.left(Date.parse(iso))
  const bottom = lanes.length * lane
  const startText = reports[0]?.dateText ?? ''
  // Side by side the two dates would run into each other on a phone.
  const untilLine = startText.length + untilText.length > 22 ? 2 : 1
  return (
    <ChartFigure
      words={words}
      height={bottom + untilLine * lineHeight(direction) + 8}
      table={{
        caption: tableCaption,
        narrow: 'stack',
        head: [head.date, head.status, ...(head.note ? [head.note] : [])],
        rows: reports.map((report) => [
          report.dateText,
          <Rag key="status" status={report.status}>
            {statusWords[report.status]}
          </Rag>,
          ...(head.note ? [report.note] : []),
        ]),
      }}
    >
      {lanes.map((status) => (
        <g key={status}>
          <text className="chart__label" x={startEdge(direction)} y={middle(status) + 5}>
            {statusWords[status]}
          </text>
          <line
            className="chart__axis"
            x1={x(reports[0]?.at ?? until)}
            x2={x(until)}
            y1={middle(status)}
            y2={middle(status)}
          />
        </g>
      ))}
      {reports.map((report, index) => {
        const next = reports[index + 1]
        const y = middle(report.status)
        return (
          <g key={index} className={`chart__step rag--${report.status}`}>
            <line x1={x(report.at)} x2={x(next?.at ?? until)} y1={y} y2={y} />
            {next ? <line x1={x(next.at)} x2={x(next.at)} y1={y} y2={middle(next.status)} /> : null}
          </g>
        )
      })}
      {reports.map((report, index) => (
        <svg key={index} x={x(report.at)} y={middle(report.status)} overflow="visible" aria-hidden="true">
          <g className={`chart__shape rag--${report.status}`} transform="translate(-8 -8)">
            {report.status === 'not-reported' ? (
              <rect className="chart__shape-ground" x="2" y="2" width="12" height="12" />
            ) : null}
            {ragOutline(report.status)}
          </g>
        </svg>
      ))}
      <text className="chart__label" x={plot.left(start)} y={bottom + lineHeight(direction) * 0.75}>
        {startText}
      </text>
      <text
        className="chart__label"
        x={x(until)}
        y={bottom + (untilLine - 0.25) * lineHeight(direction)}
        textAnchor="end"
      >
        {untilText}
      </text>
    </ChartFigure>
  )
}
