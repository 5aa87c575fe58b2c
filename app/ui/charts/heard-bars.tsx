import { BarRows, layBarRows } from './bar-rows.tsx'
import { ChartFigure, type ChartWords } from './figure.tsx'
import { roundMaximum } from './place.ts'

/** One group. Shares are fractions of 1; `answered` null is too few to publish. */
export type HeardGroup = Readonly<{
  label: string
  answered: number | null
  lives: number | null
  /** Beside the bar: "6 of 20%", or "too few". */
  text: string
  answeredText: string
  livesText: string
}>

export type HeardBarsProps = ChartWords &
  Readonly<{
    groups: ReadonlyArray<HeardGroup>
    /** Column heads of the table. */
    head: Readonly<{ group: string; answered: string; lives: string }>
    tableCaption?: string
    /** What the whole width stands for; a round number above the largest share unless given. */
    maximum?: number
  }>

/** Who answered (bars) against everyone who lives here (the line over each bar). */
export function HeardBars({ groups, head, tableCaption, maximum, ...words }: HeardBarsProps) {
  const rows = groups.map(({ label, answered, lives, text }) => ({ label, value: answered, marker: lives, text }))
  const { laid, height } = layBarRows(rows, words.direction)
  const top = maximum ?? roundMaximum(groups.flatMap(({ answered, lives }) => [answered ?? 0, lives ?? 0]))
  return (
    <ChartFigure
      words={words}
      height={height}
      table={{
        caption: tableCaption,
        firstCellIsHeader: true,
        head: [head.group, { text: head.answered, format: 'numeric' }, { text: head.lives, format: 'numeric' }],
        rows: groups.map((group) => [
          group.label,
          { text: group.answeredText, format: 'numeric' },
          { text: group.livesText, format: 'numeric' },
        ]),
      }}
    >
      <BarRows laid={laid} maximum={top} direction={words.direction} />
    </ChartFigure>
  )
}
