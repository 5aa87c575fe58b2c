import { useWords } from '../../../languages/use-words.ts'
import { EmptyState } from '../../../ui/paper-parts.tsx'

/** What stands on the pages of calls and seats before anybody has been drawn. */
export function NotDrawn({ href }: { href: string }) {
  const t = useWords('seating')
  return (
    <EmptyState>
      <p>{t('not_drawn')}</p>
      <p>
        <a href={href}>{t('to_draw')}</a>
      </p>
    </EmptyState>
  )
}
