import { useWords } from '../../../languages/use-words.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'

interface SeatingLinksProps {
  jury: { home: string; manages: boolean; sessions: readonly { id: string; title: string }[] }
}

/** The way from the draw to the tables, in the order of the work; facilitators see what is theirs on the day. */
export function SeatingLinks({ jury }: SeatingLinksProps) {
  const t = useWords('seating')
  const { home, manages, sessions } = jury
  const link = (page: string) => (
    <li key={page}>
      <a href={`${home}/${page}`}>{t(`links.${page}`)}</a>
    </li>
  )
  return (
    <DeskSection title={t('links.title')} id="seating">
      <ol>
        {manages ? ['terms', 'calls', 'seats', 'support'].map(link) : null}
        {link('badges')}
        {sessions.map(({ id, title }) => (
          <li key={id}>
            {title}: <a href={`${home}/sessions/${id}/tables`}>{t('links.tables')}</a>,{' '}
            <a href={`${home}/sessions/${id}/day-sheet`}>{t('links.day_sheet')}</a>
          </li>
        ))}
        {manages ? ['payments', 'deletion'].map(link) : null}
      </ol>
    </DeskSection>
  )
}
