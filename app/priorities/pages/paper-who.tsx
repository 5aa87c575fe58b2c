import { ConfirmedBy } from '../../consultations/pages/confirming/confirmed-by.tsx'
import { HeardBars } from '../../ui/charts/heard-bars.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import type { Coverage } from '../choice-list-contract.ts'
import { furtherDimensions, isFurtherDimension } from '../dimensions.ts'
import { categoryName, groupName, hardlyHeard, listed, type Reading, whole } from './reading.ts'

/** Who answered and who did not, before anything is ranked. */
export function WhoAnswered({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const margins = ['ageBand', 'ethnicGroup', 'sex', 'district', ...furtherDimensions] as const
  const coverage = margins.flatMap((margin) => paper.list.coverage.filter((each) => each.margin === margin))
  const further = coverage.filter(({ margin }) => isFurtherDimension(margin))
  // No census tells how people were asked.
  const without = further.filter((each) => each.margin !== 'cameThrough' && !inCensus(each))
  const few = hardlyHeard(reading)
  return (
    <>
      <h2 id="who">{t('who.title')}</h2>
      <p className="read">{peopleCounted(reading)}</p>
      <p className="meta">{barsAre(reading, coverage)}</p>
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
              t(group.of === undefined || group.of === paper.list.base ? 'who.hardly_line' : 'who.hardly_line_said', {
                people: formatNumber(group.people, locale),
                base: formatNumber(group.of ?? paper.list.base, locale),
                group: group.name,
                share: whole(group.sharePerMille, locale),
                census: whole(group.censusPerMille, locale),
              }),
            )
            .join(' ')}{' '}
          {paper.list.weighted ? t(`who.shown_${view}`) : null}
        </InsetText>
      ) : null}
      <SmallGroups reading={reading} />
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">{t(further.length ? 'who.more_further' : 'who.more')}</span>
        </summary>
        <div className="govuk-details__text">
          {without.length ? (
            <p className="meta read">
              {t('who.none_loaded', {
                what: listed(
                  without.map(({ margin }) => t(`groups_part.what.${margin}`)),
                  locale,
                ),
              })}
            </p>
          ) : null}
          <div className="chart-columns">
            {coverage.slice(2).map((each) => (
              <Heard key={each.margin} coverage={each} reading={reading} />
            ))}
          </div>
        </div>
      </details>
      <ConfirmedBy confirming={paper.confirming} base={paper.list.base} />
    </>
  )
}

/** What the bars are shares of: in lists published before it was told, everybody who answered. */
const barsAre = ({ paper, t }: Reading, coverage: readonly Coverage[]) =>
  t(coverage.some(({ of }) => of !== undefined && of < paper.list.base) ? 'who.key_said' : 'who.key')

/** How many people stand behind the list, and as how many evenly spread ones they tell. */
function peopleCounted({ paper, t, locale }: Reading): string {
  const base = formatNumber(paper.list.base, locale)
  const { applied, effectiveSample } = paper.list.weights
  if (!applied || effectiveSample === null) return t('who.people', { base })
  return t('who.effective', { base, effective: formatNumber(effectiveSample, locale) })
}

/** Groups that are named because nothing, or no percentage, can be told of them (rule P-10). */
function SmallGroups({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const { minCell, minBasePct } = paper.list.method.parameters
  const single = paper.list.coverage.filter(({ margin }) => margin !== 'ageSex')
  const groups = single.flatMap(({ margin, groups: own }) =>
    own.filter(({ id }) => id !== 'not-stated').map((group) => ({ ...group, margin })),
  )
  const name = (margin: string, id: string) => categoryName(reading, margin, id)
  const hidden = groups.filter(({ reportable }) => !reportable).map(({ margin, id }) => name(margin, id))
  const both = paper.list.coverage.find(({ margin }) => margin === 'ageSex')
  const hiddenBoth = (both?.groups ?? [])
    .filter(({ id, reportable }) => !reportable && !id.includes('not-stated'))
    .map(({ id }) => name('ageSex', id))
  const small = groups
    .filter(({ people }) => people !== null && people < minBasePct)
    .map(({ margin, id, people }) => t('who.with_people', { group: name(margin, id), people }))
  const notReported = [...hidden, ...hiddenBoth]
  return (
    <>
      {notReported.length ? (
        <p className="read">{t('who.not_reported', { groups: listed(notReported, locale), cell: minCell })}</p>
      ) : null}
      {small.length ? (
        <p className="read">{t('who.no_percentages', { groups: listed(small, locale), base: minBasePct })}</p>
      ) : null}
    </>
  )
}

const inCensus = ({ groups }: Coverage) => groups.some(({ censusPerMille }) => censusPerMille !== null)

function Heard({ coverage, reading }: { coverage: Coverage; reading: Reading }) {
  const { paper, t, locale, direction } = reading
  const { margin, groups } = coverage
  const title = t(`who.by.${margin}`)
  const fraction = (perMille: number | null) => (perMille === null ? null : perMille / 1000)
  return (
    <HeardBars
      id={`heard-${margin}`}
      title={title}
      description={barsAre(reading, [coverage])}
      direction={direction}
      caption={title}
      tableSummary={t('who.table')}
      head={{ group: t('who.group'), answered: t('who.answered'), lives: t('who.lives') }}
      groups={groups.map((group) => {
        const answered = group.sharePerMille === null ? t('few_people') : whole(group.sharePerMille, locale)
        const isCounted = isFurtherDimension(margin) && margin !== 'cameThrough'
        const noFigure = isCounted && !inCensus(coverage) ? t('who.not_loaded') : t('who.no_census')
        const lives = group.censusPerMille === null ? noFigure : whole(group.censusPerMille, locale)
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
