import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { ShareBars } from '../../../ui/charts/share-bars.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { Table } from '../../../ui/table.tsx'
import { heldChance } from '../../draw/chance-words.ts'
import type { ChanceSummary, GroupChances } from '../../lottery/chance-summary.ts'

/** A chance from 0 to 1 as a per cent that tells neighbours apart: 0.1123 as "11.2%". */
export function useChance() {
  const { locale } = useLanguage()
  return (chance: number) => formatPerMille(chance * 1_000, locale, 1)
}

/** A chance from 0 to 1 in words, as "about 1 in 9". */
export function useHeldChance() {
  const t = useWords('drawing')
  return (chance: number) => {
    const { key, n } = heldChance(chance)
    return t(`chances.words.${key}`, { n })
  }
}

/** What a lottery gives everybody: in words, as bars, and by group. */
export function Chances({ summary, groupsTitle }: { summary: ChanceSummary; groupsTitle: string }) {
  const t = useWords('drawing')
  const chance = useChance()
  const { bound, distinct, panels } = summary
  return (
    <>
      <p className="read">
        <Range summary={summary} />
      </p>
      <p className="read">
        {bound === null ? t('chances.no_bound') : t('chances.bound', { bound: chance(bound) })}{' '}
        {t('chances.panels', { distinct, panels })}
      </p>
      <Histogram summary={summary} />
      <h3 id="by-group">{groupsTitle}</h3>
      <p className="read">{t('chances.by_group_text')}</p>
      {summary.groups.map((group) => (
        <GroupTable key={group.category} group={group} />
      ))}
    </>
  )
}

function Range({ summary: { lowest, highest, average } }: { summary: ChanceSummary }) {
  const t = useWords('drawing')
  const chance = useChance()
  const held = useHeldChance()
  const [low, high] = [held(lowest), held(highest)]
  if (chance(lowest) === chance(highest)) return t('chances.same', { lowest: chance(lowest), words: low })
  return (
    <>
      {t('chances.range', { lowest: chance(lowest), highest: chance(highest), average: chance(average) })}{' '}
      {low === high ? t('chances.range_alike', { words: low }) : t('chances.range_words', { low, high })}
    </>
  )
}

function Histogram({ summary: { histogram, people } }: { summary: ChanceSummary }) {
  const t = useWords('drawing')
  const chance = useChance()
  const { direction, locale } = useLanguage()
  const label = ({ from, to }: { from: number; to: number }) =>
    t('chances.from_to', { from: chance(from), to: chance(to) })
  const ends = { low: label(histogram[0]!), high: label(histogram.at(-1)!) }
  return (
    <>
      <h3>{t('chances.histogram')}</h3>
      <ShareBars
        id="histogram"
        title={t('chances.histogram')}
        description={t('chances.histogram_desc', ends)}
        direction={direction}
        head={{ label: t('chances.chance'), share: t('chances.people') }}
        rows={histogram.map((bar) => ({
          label: label(bar),
          share: bar.people / people,
          text: formatNumber(bar.people, locale),
        }))}
      />
    </>
  )
}

/** The seats a value may have: "3" or "3 to 5". */
export function useSeats() {
  const t = useWords('drawing')
  return ({ min, max }: { min: number; max: number }) =>
    min === max ? t('chances.seats_exact', { min }) : t('chances.seats_range', { min, max })
}

function GroupTable({ group: { category, values } }: { group: { category: string; values: GroupChances[] } }) {
  const t = useWords('drawing')
  const { locale } = useLanguage()
  const chance = useChance()
  const seats = useSeats()
  const cell = (value: number | null) => ({
    text: value === null ? t('chances.nobody') : chance(value),
    format: 'numeric' as const,
  })
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  return (
    <Table
      firstCellIsHeader
      caption={
        <Sentence parts={{ category: <ProperName>{category}</ProperName> }}>
          {(slots) => t('chances.groups', slots)}
        </Sentence>
      }
      captionClasses="govuk-table__caption--s"
      head={[
        t('chances.group'),
        numeric(t('chances.people')),
        numeric(t('chances.seats')),
        numeric(t('chances.expected')),
        numeric(t('chances.lowest')),
        numeric(t('chances.average')),
        numeric(t('chances.highest')),
      ]}
      rows={values.map((value) => [
        <ProperName key="name">{value.name}</ProperName>,
        numeric(formatNumber(value.people, locale)),
        numeric(seats(value)),
        numeric(formatNumber(value.seats, locale, 1)),
        cell(value.lowest),
        cell(value.average),
        cell(value.highest),
      ])}
    />
  )
}
