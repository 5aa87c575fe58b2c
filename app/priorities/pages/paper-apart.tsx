import { Dumbbell } from '../../ui/charts/dumbbell.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { Table, type TableProps } from '../../ui/table.tsx'
import type { CrossTab, Dimension } from '../choice-list-contract.ts'
import { OptionName } from './option-name.tsx'
import {
  cell,
  groupName,
  listed,
  optionOf,
  pageOf,
  type Reading,
  rankingOf,
  shownGroups,
  tabOf,
  tabOrder,
} from './reading.ts'

/** A picture has no more shapes than it can tell apart. */
const mostDrawn = 8

/** Options by how far apart the groups of one characteristic are, the widest first; the others are a link away. */
export function Apart({ reading }: { reading: Reading }) {
  const { paper, t, locale, by } = reading
  const there = tabOrder.filter((dimension) => tabOf(paper.list, dimension))
  const dimension = there.find((each) => each === by) ?? there[0]
  const tab = dimension && tabOf(paper.list, dimension)
  if (!tab) return null
  const groups = shownGroups(tab)
  const few = tab.groups.filter((group) => group.id !== 'not-stated' && !groups.includes(group))
  const table = tableOf(tab, reading)
  return (
    <>
      <nav aria-label={t('groups_part.choose')}>
        <ul className="inline-links">
          {there.map((each) => (
            <li key={each}>
              {each === tab.dimension ? (
                <strong aria-current="true">{t(`groups_part.by.${each}`)}</strong>
              ) : (
                <a href={linkTo(reading, each)}>{t(`groups_part.by.${each}`)}</a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {groups.length > 1 && groups.length <= mostDrawn ? (
        <Picture tab={tab} table={table} reading={reading} />
      ) : (
        <Table {...table} />
      )}
      {few.length ? (
        <p className="meta read">
          {t('groups_part.few', {
            groups: listed(
              few.map((group) => groupName(paper, t, tab.dimension, group.id)),
              locale,
            ),
            base: paper.list.method.parameters.minBasePct,
          })}
        </p>
      ) : null}
      <p className="meta">
        {tab.hiddenCells ? t('groups_part.hidden_cells', { count: tab.hiddenCells }) : t('groups_part.nothing_hidden')}
      </p>
    </>
  )
}

function Picture({
  tab,
  table,
  reading: { paper, t, direction },
}: {
  tab: CrossTab
  table: TableProps
  reading: Reading
}) {
  const groups = shownGroups(tab)
  return (
    <Dumbbell
      id="apart"
      title={t(`groups_part.chart.${tab.dimension}`)}
      description={t('groups_part.key')}
      direction={direction}
      caption={t('groups_part.key')}
      tableSummary={t(`groups_part.table.${tab.dimension}`)}
      groups={groups.map((group) => groupName(paper, t, tab.dimension, group.id))}
      table={table}
      rows={widestFirst(paper, tab).map((at) => {
        const values = groups.map((group) => group.percents[at] ?? null)
        const known = values.filter((value) => value !== null)
        return {
          label: optionOf(paper, paper.list.options[at]!.id).name,
          values: values.map((value) => (value === null ? null : value / 100)),
          ranges: tab.apart
            ? groups.map((group) => {
                const range = group.between?.[at]
                return range ? ([range[0] / 100, range[1] / 100] as const) : null
              })
            : undefined,
          text: t('groups_part.from_to', { low: Math.min(...known), high: Math.max(...known) }),
        }
      })}
    />
  )
}

/** Every group, those too small to draw included: shares with their ranges, counts where there is no share. */
function tableOf(tab: CrossTab, { paper, t, locale, view }: Reading): TableProps {
  const numeric = (text: string) => ({ text, format: 'numeric' as const })
  const position = new Map(paper.list.options.map(({ id }, at) => [id, at]))
  const figure = (group: CrossTab['groups'][number], at: number) => {
    const value = group.percents[at] ?? null
    const range = group.between?.[at]
    if (value !== null) {
      return range ? t('groups_part.cell', { value, low: range[0], high: range[1] }) : t('percent', { value })
    }
    const count = group.counts[at] ?? null
    return count === null ? t('hidden') : formatNumber(count, locale)
  }
  return {
    firstCellIsHeader: true,
    narrow: 'scroll',
    scrollLabel: t(`groups_part.table.${tab.dimension}`),
    caption: t(tab.rounded ? 'groups_part.rounded' : 'groups_part.exact'),
    captionClasses: 'meta',
    head: [t('figures.option'), ...tab.groups.map((group) => numeric(groupName(paper, t, tab.dimension, group.id)))],
    rows: [
      [t('groups_part.base'), ...tab.groups.map((group) => numeric(cell(group.base, locale, t('hidden'))))],
      ...rankingOf(paper.list, view)
        .order.flat()
        .map((id) => [
          <OptionName key="option" option={optionOf(paper, id)} />,
          ...tab.groups.map((group) => numeric(figure(group, position.get(id)!))),
        ]),
    ],
  }
}

/** Options shown in two groups or more by the distance between the outermost; older lists do not carry it. */
function widestFirst(paper: Reading['paper'], tab: CrossTab): number[] {
  const { options } = paper.list
  if (tab.apart) return tab.apart.map(({ id }) => options.findIndex((option) => option.id === id))
  const range = (at: number) => {
    const known = shownGroups(tab).flatMap((group) => group.percents[at] ?? [])
    return known.length > 1 ? Math.max(...known) - Math.min(...known) : -1
  }
  return [...options.keys()].filter((at) => range(at) >= 0).sort((a, b) => range(b) - range(a) || a - b)
}

/** The same page with another characteristic drawn; what else was asked for stays. */
function linkTo({ paper, view }: Reading, dimension: Dimension): string {
  const query = new URLSearchParams({
    ...(view === 'unweighted' && paper.list.weighted ? { view } : {}),
    groups: dimension,
  })
  return `${pageOf(paper)}?${query}#groups`
}
