import type { ReactNode } from 'react'
import type { Direction } from '../shell.tsx'
import { Table, type TableProps } from '../table.tsx'

/** What every chart is told in words; no chart has any of its own. */
export type ChartWords = Readonly<{
  /** Unique on the page; the picture's title and description take their ids from it. */
  id: string
  /** The picture's name, and what it shows in a sentence or two. */
  title: string
  description: string
  direction: Direction
  /** How to read it, beside the picture. */
  caption?: ReactNode
  /** With it the table is closed below the picture under these words; without it the table stands open above. */
  tableSummary?: ReactNode
}>

type ChartFigureProps = Readonly<{
  words: ChartWords
  /** In CSS pixels; the width is whatever the column gives. */
  height: number
  table: TableProps
  /** The key to shapes, beside the caption. */
  legend?: ReactNode
  children: ReactNode
}>

/** A picture and the same figures as a table, in one `figure`. */
export function ChartFigure({ words, height, table, legend, children }: ChartFigureProps) {
  const { id, title, description, direction, caption, tableSummary } = words
  const data = <Table narrow="plain" {...table} />
  return (
    <figure className="chart">
      {caption || legend ? (
        <figcaption className="meta">
          {caption}
          {legend}
        </figcaption>
      ) : null}
      {tableSummary ? null : data}
      <svg
        className="chart__picture"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height={height}
        direction={direction}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        {children}
      </svg>
      {tableSummary ? (
        <details className="govuk-details chart__data">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">{tableSummary}</span>
          </summary>
          <div className="govuk-details__text">{data}</div>
        </details>
      ) : null}
    </figure>
  )
}

/** Lines of text stacked from `y` down, at the edge where reading starts. */
export function ChartLabel({ lines, y, direction }: { lines: string[]; y: number; direction: Direction }) {
  const line = lineHeight(direction)
  return (
    <>
      {lines.map((words, index) => (
        <text key={index} className="chart__label" x={startEdge(direction)} y={y + index * line + line * 0.75}>
          {words}
        </text>
      ))}
    </>
  )
}

/** Nastaliq needs nearly twice the room between lines that Latin letters do. */
export const lineHeight = (direction: Direction) => (direction === 'rtl' ? 32 : 22)
/** Where a line of text starts: the left edge, or the right edge where lines run from it. */
export const startEdge = (direction: Direction) => (direction === 'rtl' ? '100%' : '0%')
export const endEdge = (direction: Direction) => (direction === 'rtl' ? '0%' : '100%')
