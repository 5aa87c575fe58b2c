import { HeardBars } from '../../ui/charts/heard-bars.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import type { Coverage } from '../choice-list-contract.ts'
import { groupName, hardlyHeard, listed, type Reading, whole } from './reading.ts'

/** Who answered and who did not, before anything is ranked. */
export function WhoAnswered({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const margins = ['ageBand', 'ethnicGroup', 'sex', 'district'] as const
  const coverage = margins.flatMap((margin) => paper.list.coverage.filter((each) => each.margin === margin))
  const few = hardlyHeard(reading)
  return (
    <>
      <h2>{t('who.title')}</h2>
      <p className="meta">{t('who.key')}</p>
      <div className="chart-columns">
        {coverage.slice(0, 2).map((each) => (
          <Heard key={each.margin} coverage={each} reading={reading} />
        ))}
      </div>
      {few.length ? (
        <InsetText classes="inset-caution">
          <strong>
            {t('who.hardly', {
              groups: sentenceStart(
                listed(
                  few.map((group) => group.name),
                  locale,
                ),
                locale,
              ),
              count: few.length,
            })}
          </strong>{' '}
          {few
            .map((group) =>
              t('who.hardly_line', {
                people: formatNumber(group.people, locale),
                base: formatNumber(paper.list.base, locale),
                group: group.name,
                share: whole(group.sharePerMille, locale),
                census: whole(group.censusPerMille, locale),
              }),
            )
            .join(' ')}{' '}
          {paper.list.weighted ? t(`who.shown_${view}`) : null}
        </InsetText>
      ) : null}
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{t('who.more')}</span>
        </summary>
        <div className="govuk-details__text">
          <div className="chart-columns">
            {coverage.slice(2).map((each) => (
              <Heard key={each.margin} coverage={each} reading={reading} />
            ))}
          </div>
        </div>
      </details>
    </>
  )
}

function Heard({ coverage, reading: { paper, t, locale } }: { coverage: Coverage; reading: Reading }) {
  const { margin, groups } = coverage
  const title = t(`who.by.${margin}`)
  const fraction = (perMille: number | null) => (perMille === null ? null : perMille / 1000)
  return (
    <HeardBars
      id={`heard-${margin}`}
      title={title}
      description={t('who.key')}
      direction="ltr"
      caption={title}
      tableSummary={t('who.table')}
      head={{ group: t('who.group'), answered: t('who.answered'), lives: t('who.lives') }}
      groups={groups.map((group) => {
        const answered = group.sharePerMille === null ? t('few_people') : whole(group.sharePerMille, locale)
        const lives = group.censusPerMille === null ? t('who.no_census') : whole(group.censusPerMille, locale)
        return {
          label: groupName(paper, t, margin, group.id),
          answered: fraction(group.sharePerMille),
          lives: fraction(group.censusPerMille),
          text:
            group.sharePerMille === null || group.censusPerMille === null ? answered : t('who.of', { answered, lives }),
          answeredText:
            group.people === null
              ? t('few_people')
              : t('who.people_share', { people: formatNumber(group.people, locale), share: answered }),
          livesText: lives,
        }
      })}
    />
  )
}

const sentenceStart = (words: string, locale: string) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
