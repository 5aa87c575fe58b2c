import { useWords } from '../../languages/use-words.ts'

/** Beside files that are made while they are taken: whose turn it is. */
export function FileWait({ before }: { before: number }) {
  const t = useWords('people')
  return <p className="read">{before ? t('file_wait.now', { count: before }) : t('file_wait.perhaps')}</p>
}
