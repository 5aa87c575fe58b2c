import { useWords } from '../../../languages/use-words.ts'
import { Table } from '../../../ui/table.tsx'
import type { Code } from '../../texts/codebook.ts'

/** What each code is, with its example. */
export function CodeTable({ codes }: { codes: readonly Code[] }) {
  const t = useWords('texts')
  return (
    <Table
      firstCellIsHeader
      head={[t('codebook.name'), t('codebook.definition'), t('codebook.example')]}
      rows={codes.map(({ name, definition, example }) => [name, definition, example])}
    />
  )
}
