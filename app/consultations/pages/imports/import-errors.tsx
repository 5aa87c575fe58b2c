import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Details } from '../../../ui/details.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import type { RepeatedError, RepeatedTrouble } from '../../imports/repeated-errors.ts'

export const mostErrorsShown = 100

/** How many row numbers are told before the others are only counted, and how many open out. */
const rowsTold = 3
const rowsListed = 200

/** Every error by rows and column, so that the file can be mended where it was made. */
export function ImportErrors({ wrong, total }: { wrong: RepeatedError[]; total: number }) {
  const t = useWords('engagement')
  const own = useWords('exchange')
  const rows = wrong.map(({ lines, column, question, key, values }) => ({
    row: <RowNumbers lines={lines} />,
    column: question ? own('asked', { column, question }) : column,
    what: String(t(`import.errors.${key}`, { ...values, column: values.column ?? column })),
  }))
  return <ErrorTable rows={rows} total={total} shown={rowsIn(wrong)} />
}

const rowsIn = (wrong: readonly { lines: number[] }[]) => wrong.reduce((sum, { lines }) => sum + lines.length, 0)

/** The rows that have the same error: the first few, and all of them for who opens it. */
function RowNumbers({ lines }: { lines: readonly number[] }) {
  const t = useWords('exchange')
  const { locale } = useLanguage()
  const joiner = new Intl.ListFormat(locale, { type: 'unit' })
  const some = (most: number) => {
    const rows = joiner.format(lines.slice(0, most).map(String))
    return lines.length > most ? t('rows_more', { rows, count: lines.length - most }) : rows
  }
  if (lines.length <= rowsTold) return some(rowsTold)
  return (
    <Details summaryText={some(rowsTold)} classes="error-rows">
      {some(rowsListed)}
    </Details>
  )
}

/** The same for the files of other programs, of which some come in twos. */
export function FileTroubles({ wrong, total }: { wrong: RepeatedTrouble[]; total: number }) {
  const t = useWords('exchange')
  const rows = wrong.map(({ file, lines, column, key, values }) => ({
    row: <RowNumbers lines={lines} />,
    column: file ? <bdi>{column ? t('file_column', { file, column }) : file}</bdi> : column,
    what: String(t(`file.${key}`, { ...values, column })),
  }))
  return <ErrorTable rows={rows} total={total} shown={rowsIn(wrong)} />
}

function ErrorTable({
  rows,
  total,
  shown,
}: {
  rows: { row: ReactNode; column: ReactNode; what: string }[]
  total: number
  shown: number
}) {
  const t = useWords('engagement')
  return (
    <DeskSection title={t('import.wrong', { count: total })} id="wrong">
      {total > shown ? <p>{t('import.wrong_first', { count: shown })}</p> : null}
      <Table
        head={[t('import.row'), t('import.column'), t('import.what')]}
        rows={rows.map(({ row, column, what }) => [row, column || '–', what])}
      />
    </DeskSection>
  )
}
