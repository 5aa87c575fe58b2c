import { listed } from '../../../priorities/pages/reading.ts'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { Table } from '../../../ui/table.tsx'
import type { QuestionResult, ResultCut } from '../../results/result.ts'
import { groupOf, itemOf, labelOf, type Reading } from './reading.ts'
import { Told } from './told.tsx'

/** What the groups of the asked cut said: where they differ in words, then the table. */
export function QuestionCut({ reading, result }: { reading: Reading; result: QuestionResult }) {
  const { by, t, locale } = reading
  const cut = by && result.cuts.find(({ dimension }) => dimension === by)
  if (!cut) return null
  const { minCell } = reading.paper.results.method.parameters
  const shown = cut.groups.filter(({ base }) => base !== null)
  const differing = cut.groups.filter(({ differs, first }) => differs && first)
  const caption = t(`cut.by.${cut.dimension}`)
  // An answer that is hidden in every group would be a column of nothing.
  const items = cut.items.flatMap((item, i) => (shown.some(({ counts }) => counts[i] !== null) ? [{ ...item, i }] : []))
  if (!items.length) {
    return (
      <>
        <h3>{caption}</h3>
        <p className="read">{t('cut.nothing')}</p>
      </>
    )
  }
  return (
    <>
      <h3>{caption}</h3>
      {differing.length ? (
        <ul className="read">
          {differing.map(({ id, first }) => (
            <li key={id}>
              <Told paper={reading.paper}>
                {t('cut.differs', {
                  group: groupOf(reading, cut.dimension, id),
                  names: listed(
                    first!.map((item) => itemOf(reading, cut.items, item)),
                    locale,
                  ),
                })}
              </Told>
            </li>
          ))}
        </ul>
      ) : (
        <p className="read">{t('cut.alike')}</p>
      )}
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={caption}
        caption={caption}
        captionClasses="govuk-visually-hidden"
        head={[
          t('cut.group'),
          { text: t('cut.base'), format: 'numeric' },
          ...items.map(({ label }) => ({
            text: <Told paper={reading.paper}>{labelOf(reading, label)}</Told>,
            label: labelOf(reading, label),
            format: 'numeric' as const,
          })),
        ]}
        rows={shown.map((group) => [
          groupOf(reading, cut.dimension, group.id),
          { text: formatNumber(group.base!, locale), format: 'numeric' },
          ...items.map(({ i }) => ({
            text: cell(group, i),
            format: 'numeric' as const,
          })),
        ])}
      />
      {shown.some(({ percents }) => percents.some((percent) => percent !== null)) ? (
        <p className="meta read">{t('cut.shares')}</p>
      ) : null}
      {cut.hiddenCells ? (
        <p className="meta read">{t('cut.hidden', { count: cut.hiddenCells, cell: minCell })}</p>
      ) : null}
    </>
  )

  function cell({ counts, percents, protecting }: ResultCut['groups'][number], i: number): string {
    const [count, percent] = [counts[i]!, percents[i]!]
    if (count === null) return t(protecting?.[i] ? 'cut.protecting' : 'hidden_short')
    if (count === 0) return t('nobody')
    return percent === null ? formatNumber(count, locale) : formatPerMille(percent * 10, locale)
  }
}
