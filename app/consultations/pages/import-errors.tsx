import { useWords } from '../../languages/use-words.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Table } from '../../ui/table.tsx'
import type { ImportError } from '../import.ts'

export const mostErrorsShown = 100

/** Every error by row and column, so that the file can be mended where it was made. */
export function ImportErrors({ wrong, total }: { wrong: ImportError[]; total: number }) {
  const t = useWords('engagement')
  return (
    <DeskSection title={t('import.wrong', { count: total })} id="wrong">
      {total > wrong.length ? <p>{t('import.wrong_first', { count: wrong.length })}</p> : null}
      <Table
        narrow="plain"
        head={[{ text: t('import.row'), format: 'numeric' }, t('import.column'), t('import.what')]}
        rows={wrong.map(({ line, column, key, values }) => [
          { text: String(line), format: 'numeric' },
          column || '–',
          String(t(`import.errors.${key}`, { ...values, column: values.column ?? column })),
        ])}
      />
    </DeskSection>
  )
}
