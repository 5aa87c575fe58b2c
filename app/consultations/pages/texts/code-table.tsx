import { ProperName } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { Table } from '../../../ui/table.tsx'
import type { Code } from '../../texts/codebook.ts'

/** What each code is, with its example. */
export function CodeTable({ codes }: { codes: readonly Code[] }) {
  const t = useWords('themes')
  return (
    <Table
      firstCellIsHeader
      head={[t('page.heads.name'), t('page.heads.definition'), t('page.heads.example')]}
      rows={codes.map(({ name, definition, example }) => [
        <ProperName key="name">{name}</ProperName>,
        <ProperName key="definition">{definition}</ProperName>,
        <ProperName key="example">{example}</ProperName>,
      ])}
    />
  )
}
