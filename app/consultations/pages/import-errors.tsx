import type { ReactNode } from 'react'
import { useWords } from '../../languages/use-words.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import type { FileTrouble } from '../file-trouble.ts'
import type { ImportError } from '../import.ts'

export const mostErrorsShown = 100

/** Every error by row and column, so that the file can be mended where it was made. */
export function ImportErrors({ wrong, total }: { wrong: ImportError[]; total: number }) {
  const t = useWords('engagement')
  const rows = wrong.map(({ line, column, key, values }) => ({
    row: String(line),
    column,
    what: String(t(`import.errors.${key}`, { ...values, column: values.column ?? column })),
  }))
  return <ErrorTable rows={rows} total={total} />
}

/** The same for the files of other programs, of which some come in twos. */
export function FileTroubles({ wrong, total }: { wrong: FileTrouble[]; total: number }) {
  const t = useWords('exchange')
  const rows = wrong.map(({ file, row, column, key, values }) => ({
    row: String(row),
    column: file ? <bdi>{column ? t('file_column', { file, column }) : file}</bdi> : column,
    what: String(t(`file.${key}`, { ...values, column })),
  }))
  return <ErrorTable rows={rows} total={total} />
}

function ErrorTable({ rows, total }: { rows: { row: string; column: ReactNode; what: string }[]; total: number }) {
  const t = useWords('engagement')
  return (
    <DeskSection title={t('import.wrong', { count: total })} id="wrong">
      {total > rows.length ? <p>{t('import.wrong_first', { count: rows.length })}</p> : null}
      <Table
        narrow="plain"
        head={[{ text: t('import.row'), format: 'numeric' }, t('import.column'), t('import.what')]}
        rows={rows.map(({ row, column, what }) => [{ text: row, format: 'numeric' }, column || '–', what])}
      />
    </DeskSection>
  )
}
