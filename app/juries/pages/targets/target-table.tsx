import { useWords } from '../../../languages/use-words.ts'
import { Table } from '../../../ui/table.tsx'
import type { Target } from '../../targets/target.ts'
import { valueName } from '../../targets/target-change.ts'

/** The seats of each value, beside those that the census would give it, with the reason where somebody gave one. */
export function TargetTable({ targets, due }: { targets: readonly Target[]; due: readonly number[] | null }) {
  const t = useWords('recruitment')
  const between = (least: number, most: number) =>
    least === most ? String(least) : t('targets.between', { least, most })
  const columns = [
    due && { head: t('targets.due'), cell: (_: Target, i: number) => String(due[i]) },
    { head: t('targets.seats'), cell: ({ minimum, maximum }: Target) => between(minimum, maximum) },
    targets.some(({ minFlex, maxFlex }) => minFlex !== null || maxFlex !== null) && {
      head: t('targets.flex'),
      cell: ({ minimum, maximum, minFlex, maxFlex }: Target) => between(minFlex ?? minimum, maxFlex ?? maximum),
    },
  ].filter((column) => column !== null && column !== false)
  const notes = targets.map(({ note, maximum }) => note || (maximum === 0 ? t('targets.nobody') : ''))
  const noted = notes.some(Boolean)
  const format = 'numeric' as const
  return (
    <Table
      firstCellIsHeader
      head={[
        t('targets.value'),
        ...columns.map(({ head }) => ({ text: head, format })),
        ...(noted ? [t('targets.note')] : []),
      ]}
      rows={targets.map((target, i) => [
        valueName(target.value),
        ...columns.map(({ cell }) => ({ text: cell(target, i), format })),
        ...(noted ? [notes[i]!] : []),
      ])}
    />
  )
}
