import { ProperName } from '../../languages/read-text.tsx'
import { useWords } from '../../languages/use-words.ts'

/** What changed in a version: in the reader's language where it only says how many answers were erased, else as it was written. */
export function VersionNote({ note, erased }: { note: string; erased: number | null }) {
  const t = useWords('list')
  return erased ? t('erased_note', { count: erased }) : <ProperName>{note}</ProperName>
}
