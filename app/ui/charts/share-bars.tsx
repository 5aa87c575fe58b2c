import { BarRows, layBarRows } from './bar-rows.tsx'
import { ChartFigure, type ChartWords } from './figure.tsx'
import { roundMaximum } from './place.ts'

/** One option. `share` and `marker` are fractions of 1; null is not published. */
export type ShareRow = Readonly<{
  label: string
  share: number | null
  text: string
  /** Another count of the same option, as a line over the bar: unweighted, or last time. */
  marker?: number | null
  markerText?: string
}>

export type ShareBarsProps = ChartWords &
  Readonly<{
    rows: ReadonlyArray<ShareRow>
    head: Readonly<{ label: string; share: string; marker?: string }>
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
        head: [head.label, { text: head.share, format: 'numeric' }, ...marker],
        rows: rows.map((row) => [
          row.label,
          { text: row.text, format: 'numeric' },
          ...(head.marker ? [{ text: row.markerText, format: 'numeric' as const }] : []),
        ]),
      }}
    >
      <BarRows laid={laid} maximum={top} direction={words.direction} />
    </ChartFigure>
  )
}
