import { Sentence } from '../../../languages/sentence.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import type { Draft } from '../../answering/draft-store.server.ts'

/** What a page needs to know of how its draft was begun. */
export type BegunBy = { phone: boolean; organisation: string | null }

export const begunBy = ({ wayIn, organisation }: Draft): BegunBy => ({
  phone: wayIn?.channel === 'phone',
  organisation: organisation?.name ?? null,
})

/** On every page of an answer that no resident gives with their own hands for themselves. */
export function WayInNotice({ by }: { by: BegunBy }) {
  const t = useWords('ways')
  if (by.phone) return <InsetText>{t('phone.notice')}</InsetText>
  if (!by.organisation) return null
  return (
    <InsetText>
      <Sentence parts={{ name: <bdi>{by.organisation}</bdi> }}>{(slots) => t('organisation.notice', slots)}</Sentence>
    </InsetText>
  )
}
