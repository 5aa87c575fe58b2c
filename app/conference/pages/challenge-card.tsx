import { RatingTag } from '../../board/pages/words-of.tsx'
import type { Rag } from '../../board/progress.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { ChallengeState } from '../challenge.ts'

export interface ShownChallenge {
  id: string
  actionSlug: string
  actionTitle: string
  owner: string
  ownerRating: Rag
  ownerSentence: string
  reportedOn: string | null
  reportDueOn: string
  rating: Rag
  weSee: string
  question: string
  raisedOn: string
  dueOn: string
  answer: string | null
  answeredOn: string | null
  state: ChallengeState
  contested: boolean
}

const stateColour: Record<ChallengeState, string> = {
  answered: '',
  waiting: 'govuk-tag--blue',
  overdue: 'govuk-tag--red',
}

/** One challenge: what the owner says and what the conference sees, side by side, then the question and its answer. */
export function ChallengeCard({ challenge, level = 3 }: { challenge: ShownChallenge; level?: 2 | 3 }) {
  const t = useWords('conference')
  const { code, locale } = useLanguage()
  const Heading = `h${level}` as const
  const day = (iso: string) => <DateText iso={iso} locale={locale} />
  return (
    <section aria-labelledby={`challenge-${challenge.id}`}>
      <Heading id={`challenge-${challenge.id}`}>
        <a href={`/${code}/board/actions/${challenge.actionSlug}`}>{challenge.actionTitle}</a>
      </Heading>
      <p>
        <Tag classes={stateColour[challenge.state]}>{t(`challenge.${challenge.state}`)}</Tag>{' '}
        {challenge.contested ? <strong>{t('challenge.contested')}</strong> : null}
      </p>
      <SummaryList
        rows={[
          {
            key: t('challenge.owner_says', { owner: challenge.owner }),
            value: (
              <>
                <RatingTag rating={challenge.ownerRating} />
                <br />
                {challenge.reportedOn ? challenge.ownerSentence : t('challenge.silent')}{' '}
                <span className="meta">{day(challenge.reportedOn ?? challenge.reportDueOn)}</span>
              </>
            ),
          },
          {
            key: t('challenge.we_say'),
            value: (
              <>
                <RatingTag rating={challenge.rating} />
                <br />
                {challenge.weSee} <span className="meta">{day(challenge.raisedOn)}</span>
              </>
            ),
          },
          { key: t('challenge.question'), value: challenge.question },
          {
            key: t('challenge.answer'),
            value: challenge.answeredOn ? (
              <>
                {challenge.answer} <span className="meta">{day(challenge.answeredOn)}</span>
              </>
            ) : (
              <>
                {t(challenge.state === 'overdue' ? 'challenge.overdue_since' : 'challenge.answer_by')}{' '}
                {day(challenge.dueOn)}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

/** Where the two ratings differ and nobody has answered: said once more above everything else. */
export function ContestedNote({ count }: { count: number }) {
  const t = useWords('conference')
  return count ? <InsetText classes="inset-caution">{t('challenge.contested_count', { count })}</InsetText> : null
}
