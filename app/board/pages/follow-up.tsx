import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { Table } from '../../ui/table.tsx'
import { leadsToAction, type Stance } from '../position.ts'
import type { Rag } from '../progress.ts'
import type { RatificationState } from '../ratification.ts'
import { OverdueSince, RatingTag } from './words-of.tsx'

export interface PartnerAnswer {
  organisation: string
  dueOn: string
  state: RatificationState
  reason: string | null
  answeredOn: string | null
  overdueSince: string | null
}

export interface ActionLine {
  slug: string
  title: string
  owner: string
  champion: string
  dueOn: string
  rating: Rag | null
  challenged: readonly { rating: Rag; answered: boolean }[]
}

/** What each partner said for itself, and what is being done, with challenges beside the owner's rating. */
export function FollowUp({
  stance,
  ratifications,
  actions,
}: {
  stance: Stance
  ratifications: readonly PartnerAnswer[]
  actions: readonly ActionLine[]
}) {
  const t = useWords('board')
  const { code, locale } = useLanguage()
  if (!leadsToAction(stance) && !ratifications.length && !actions.length) return null
  return (
    <>
      <h2 id="partners">{t('decision.partners')}</h2>
      <p>{t('decision.partners_text')}</p>
      <Table
        head={[t('decision.partner'), t('decision.said'), t('decision.reason')]}
        rows={ratifications.map((r) => [
          <ProperName key="organisation">{r.organisation}</ProperName>,
          <span key="said">
            {t(`ratification.${r.state}`)}{' '}
            {r.answeredOn ? (
              <DateText iso={r.answeredOn} locale={locale} />
            ) : r.overdueSince ? (
              <OverdueSince day={r.overdueSince} />
            ) : (
              <>
                {t('ratification.by')} <DateText iso={r.dueOn} locale={locale} />
              </>
            )}
          </span>,
          r.reason ? (
            <ProperName key="reason">{r.reason}</ProperName>
          ) : r.answeredOn ? (
            t('ratification.no_reason')
          ) : (
            '–'
          ),
        ])}
      />
      <h2 id="actions">{t('decision.actions')}</h2>
      {actions.length ? null : <EmptyState>{t('decision.no_actions')}</EmptyState>}
      {actions.length ? (
        <Table
          head={[t('action.what'), t('action.who'), t('action.due'), t('action.owner_says')]}
          rows={actions.map((a) => [
            <a key="link" href={`/${code}/board/actions/${a.slug}`}>
              <ProperName>{a.title}</ProperName>
            </a>,
            t('action.owner_champion', { owner: a.owner, champion: a.champion }),
            <DateText key="due" iso={a.dueOn} locale={locale} />,
            <span key="rating">
              <RatingTag rating={a.rating} />
              {a.challenged.map((c, i) => (
                <span key={i}>
                  <br />
                  {t(c.answered ? 'action.conference_said' : 'action.conference_says')} <RatingTag rating={c.rating} />
                </span>
              ))}
            </span>,
          ])}
        />
      ) : null}
    </>
  )
}
