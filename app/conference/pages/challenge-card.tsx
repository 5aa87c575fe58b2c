import type { ReactNode } from 'react'
import { RatingTag } from '../../board/pages/words-of.tsx'
import type { Rag } from '../../board/progress.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
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
export function ChallengeCard({ challenge }: { challenge: ShownChallenge }) {
  const t = useWords('conference')
  const { code, locale } = useLanguage()
  const day = (iso: string) => <DateText iso={iso} locale={locale} />
  return (
    <>
      <p>
        <Tag classes={stateColour[challenge.state]}>{t(`challenge.${challenge.state}`)}</Tag>{' '}
        {challenge.contested ? <strong>{t('challenge.contested')}</strong> : null}
      </p>
      <div className="chart-columns">
        <Side
          who={
            <Sentence parts={{ owner: <ProperName>{challenge.owner}</ProperName> }}>
              {(slots) => t('challenge.owner_says', slots)}
            </Sentence>
          }
          rating={challenge.ownerRating}
          words={challenge.reportedOn ? <ProperName>{challenge.ownerSentence}</ProperName> : t('challenge.silent')}
          on={challenge.reportedOn ?? challenge.reportDueOn}
        />
        <Side
          who={t('challenge.we_say')}
          rating={challenge.rating}
          words={<ProperName>{challenge.weSee}</ProperName>}
          on={challenge.raisedOn}
        />
      </div>
      <SummaryList
        rows={[
          { key: t('challenge.question'), value: <ProperName>{challenge.question}</ProperName> },
          {
            key: t('challenge.answer'),
            value: challenge.answeredOn ? (
              <>
                <ProperName>{challenge.answer ?? ''}</ProperName>{' '}
                <span className="meta">{day(challenge.answeredOn)}</span>
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
      <p>
        <a href={`/${code}/board/actions/${challenge.actionSlug}`}>
          {t('challenge.action')}{' '}
          <span className="govuk-visually-hidden">
            <ProperName>{challenge.actionTitle}</ProperName>
          </span>
        </a>
      </p>
    </>
  )
}

/** One view of how an action stands: whose, the colour as word and shape, their words and their day. */
function Side({ who, rating, words, on }: { who: ReactNode; rating: Rag; words: ReactNode; on: string }) {
  const { locale } = useLanguage()
  return (
    <div>
      <p>
        <strong>{who}</strong>
        <br />
        <RatingTag rating={rating} />
      </p>
      <p>
        {words}{' '}
        <span className="meta">
          <DateText iso={on} locale={locale} />
        </span>
      </p>
    </div>
  )
}

/** Where the two ratings differ and nobody has answered: said once more above everything else. */
export function ContestedNote({ count }: { count: number }) {
  const t = useWords('conference')
  return count ? <InsetText classes="inset-caution">{t('challenge.contested_count', { count })}</InsetText> : null
}
