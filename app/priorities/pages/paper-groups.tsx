import { Dumbbell } from '../../ui/charts/dumbbell.tsx'
import { Details } from '../../ui/details.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { Table } from '../../ui/table.tsx'
import type { CrossTab } from '../choice-list-contract.ts'
import { cell, firstFor, groupName, listed, optionOf, type Reading, rankingOf, tabOf, tabOrder } from './reading.ts'

/** Where groups disagree: sentences first, then a picture of ages, then every table with what is hidden and why. */
export function Groups({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const overall = paper.list.unweighted.order.flat().slice(0, 3)
  const notes = paper.list.unweighted.order.flat().flatMap((id) => {
    const groups = firstFor(reading, id, 'unweighted')
    return groups.length
      ? [t('groups_part.flip', { name: optionOf(paper, id).name, groups: listed(groups, locale) })]
      : []
  })
  const first = listed(
    overall.map((id) => optionOf(paper, id).name),
    locale,
  )
  return (
    <>
      <h2>{t('groups_part.title')}</h2>
      {notes.length ? (
        <>
          <p className="read">{t('groups_part.intro', { names: first })}</p>
          <ul className="read">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('groups_part.alike')}</p>
      )}
      <Ages reading={reading} />
      {tabOrder.map((dimension) => {
        const tab = tabOf(paper.list, dimension)
        return tab ? <GroupTable key={dimension} tab={tab} reading={reading} /> : null
      })}
      <Channels reading={reading} />
      <p className="meta read">
        {t('groups_part.rules', {
          cell: paper.list.method.parameters.minCell,
          base: paper.list.method.parameters.minBasePct,
          round: paper.list.method.parameters.roundTo,
        })}
      </p>
    </>
  )
}

/** Options by how far apart the ages are, the widest first. */
function Ages({ reading: { paper, t } }: { reading: Reading }) {
  const tab = tabOf(paper.list, 'ageBand')
  const groups = (tab?.groups ?? []).filter(
    (group) => group.id !== 'not-stated' && group.percents.some((p) => p !== null),
  )
  if (groups.length < 2 || groups.length > 6) return null
  const rows = paper.list.options.map(({ id }, at) => {
    const percents = groups.map((group) => group.percents[at] ?? null)
    const known = percents.filter((value): value is number => value !== null)
    const [low, high] = [Math.min(...known), Math.max(...known)]
    return { name: optionOf(paper, id).name, percents, known, low, high }
  })
  const shown = rows.filter((row) => row.known.length > 1).sort((a, b) => b.high - b.low - (a.high - a.low))
  return (
    <Dumbbell
      id="ages"
      title={t('groups_part.ages')}
      description={t('groups_part.ages_key')}
      direction="ltr"
      caption={t('groups_part.ages_key')}
      tableSummary={t('groups_part.ages_table')}
      groups={groups.map((group) => groupName(paper, t, 'ageBand', group.id))}
      head={{ label: t('figures.option') }}
      rows={shown.map(({ name, percents, low, high }) => ({
        label: name,
        values: percents.map((value) => (value === null ? null : value / 100)),
        texts: percents.map((value) => (value === null ? t('hidden') : t('percent', { value }))),
        text: t('groups_part.from_to', { low, high }),
      }))}
    />
  )
}

function GroupTable({ tab, reading: { paper, t, locale, view } }: { tab: CrossTab; reading: Reading }) {
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const position = new Map(paper.list.options.map(({ id }, at) => [id, at]))
  const figure = (group: CrossTab['groups'][number], at: number) => {
    const share = group.percents[at] ?? null
    const count = group.counts[at] ?? null
    if (share !== null) return t('percent', { value: share })
    return count === null ? t('hidden') : formatNumber(count, locale)
  }
  return (
    <Details summaryText={t(`groups_part.by.${tab.dimension}`)}>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t(`groups_part.by.${tab.dimension}`)}
        caption={t(tab.rounded ? 'groups_part.rounded' : 'groups_part.exact')}
        captionClasses="meta"
        head={[
          t('figures.option'),
          ...tab.groups.map((group) => numeric(groupName(paper, t, tab.dimension, group.id))),
        ]}
        rows={[
          [t('groups_part.base'), ...tab.groups.map((group) => numeric(cell(group.base, locale, t('hidden'))))],
          ...rankingOf(paper.list, view)
            .order.flat()
            .map((id) => [
              optionOf(paper, id).name,
              ...tab.groups.map((group) => numeric(figure(group, position.get(id)!))),
            ]),
        ]}
      />
      <p className="meta">
        {tab.hiddenCells ? t('groups_part.hidden_cells', { count: tab.hiddenCells }) : t('groups_part.nothing_hidden')}
      </p>
    </Details>
  )
}

function Channels({ reading: { paper, t, locale } }: { reading: Reading }) {
  const cut = paper.list.districtByChannel
  if (!cut.columns.length) return null
  const numeric = (value: number | null) => ({ text: cell(value, locale, t('hidden')), format: 'numeric' as const })
  return (
    <Details summaryText={t('groups_part.by.channel')}>
      <Table
        firstCellIsHeader
        narrow="scroll"
        scrollLabel={t('groups_part.by.channel')}
        head={[
          t('groups_part.district'),
          ...cut.columns.map((id) => ({ text: groupName(paper, t, 'channel', id), format: 'numeric' as const })),
          { text: t('groups_part.all'), format: 'numeric' as const },
        ]}
        rows={[
          ...cut.rows.map((id, i) => [
            groupName(paper, t, 'district', id),
            ...cut.columns.map((_, j) => numeric(cut.counts[i]![j]!)),
            numeric(cut.rowTotals[i]!),
          ]),
          [t('groups_part.all'), ...cut.columnTotals.map(numeric), numeric(cut.total)],
        ]}
      />
      <p className="meta read">{t('groups_part.channel_note')}</p>
    </Details>
  )
}
