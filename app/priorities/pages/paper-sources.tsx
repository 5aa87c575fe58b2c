import { ProperName } from '../../languages/read-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { Table } from '../../ui/table.tsx'
import { OptionName } from './option-name.tsx'
import { bandPlaces, listed, optionOf, ordinal, placeCell, placeIn, type Reading, rankingOf } from './reading.ts'

/** One list per kind of taking part, and the one that weighs them as declared; the sweep says how much that matters. */
export function Sources({ reading }: { reading: Reading }) {
  const { paper, t, locale, view } = reading
  const combined = paper.list.beside?.combined
  if (!combined) return null
  const nameOf = (id: string) => paper.about.sources?.find((source) => source.id === id)?.name ?? id
  const shown = combined.sources.filter(({ order }) => order !== null)
  const main = rankingOf(paper.list, view)
  const share = (weight: number) =>
    formatNumber((100 * weight) / shown.reduce((sum, source) => sum + source.weight, 0), locale)
  const { sweep } = combined
  return (
    <>
      <h3 id="sources">{t('sources.title')}</h3>
      <p className="read">
        {t('sources.intro', {
          sources: listed(
            shown.map(({ id, people, weight }) =>
              t('sources.one', { name: nameOf(id), people: formatNumber(people ?? 0, locale), share: share(weight) }),
            ),
            locale,
          ),
        })}
      </p>
      <ul className="read">
        {combined.outside.map((id) => (
          <li key={id}>
            {t('sources.move', {
              name: optionOf(paper, id).name,
              place: ordinal(t, placeIn(combined.order, id)),
              band: placeCell(t, bandPlaces(main, id)),
            })}
          </li>
        ))}
        {combined.outside.length ? null : <li>{t('sources.same')}</li>}
        {combined.sources
          .filter(({ people }) => people === null)
          .map(({ id }) => (
            <li key={id}>{t('sources.few', { name: nameOf(id), people: paper.list.method.parameters.minCell })}</li>
          ))}
      </ul>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t('sources.title')}
        head={[
          t('figures.option'),
          ...shown.map(({ id }) => ({ text: <ProperName>{nameOf(id)}</ProperName> })),
          t('sources.together'),
          { text: t('sources.in_top', { count: sweep.top }), format: 'numeric' },
          t('sources.places'),
        ]}
        rows={combined.order.flat().map((id) => {
          const drawn = sweep.options.find((option) => option.id === id)!
          return [
            <OptionName key="option" option={optionOf(paper, id)} />,
            ...shown.map(({ order }) => ordinal(t, placeIn(order!, id))),
            { text: <strong>{ordinal(t, placeIn(combined.order, id))}</strong> },
            { text: formatNumber(Math.round(drawn.inTopPerMille / 10), locale), format: 'numeric' as const },
            placeCell(t, { rankFrom: drawn.bestPlace, rankTo: drawn.worstPlace }),
          ]
        })}
      />
      <p className="meta read">{t('sources.note', { draws: sweep.draws })}</p>
    </>
  )
}
