import type { ReactNode } from 'react'
import { BarRows, layBarRows } from './bar-rows.tsx'
import { ChartFigure, type ChartWords } from './figure.tsx'
import { roundMaximum } from './place.ts'

/** One option. `share` and `marker` are fractions of 1; null is not published. */
export type ShareRow = Readonly<{
  label: string
  /** How the table writes it, where the plain label does not tell which language it is in. */
  name?: ReactNode
  share: number | null
  text: string
  /** Another count of the same option, as a line over the bar: unweighted, or last time. */
  marker?: number | null
  markerText?: string
}>

export type ShareBarsProps = ChartWords &
  Readonly<{
    rows: ReadonlyArray<ShareRow>
    /** `shareName` is `share` as the table writes it, like a row's `name`. */
    head: Readonly<{ label: string; share: string; shareName?: ReactNode; marker?: string }>
    tableCaption?: string
    maximum?: number
  }>

/** How many chose each option, with another count as a line over the bar where there is one. */
export function ShareBars({ rows, head, tableCaption, maximum, ...words }: ShareBarsProps) {
  const { laid, height } = layBarRows(
    rows.map(({ label, share, marker, text }) => ({ label, value: share, marker, text })),
    words.direction,
  )
  const top = maximum ?? roundMaximum(rows.flatMap(({ share, marker }) => [share ?? 0, marker ?? 0]))
  const marker = head.marker ? [{ text: head.marker, format: 'numeric' as const }] : []
  return (
    <ChartFigure
      words={words}
      height={height}
      table={{
        caption: tableCaption,
        firstCellIsHeader: true,
        head: [head.label, { text: head.shareName ?? head.share, label: head.share, format: 'numeric' }, ...marker],
        rows: rows.map((row) => [
          row.name ?? row.label,
          { text: row.text, format: 'numeric' },
          ...(head.marker ? [{ text: row.markerText, format: 'numeric' as const }] : []),
        ]),
      }}
    >
      <BarRows laid={laid} maximum={top} direction={words.direction} />
    </ChartFigure>
  )
}
