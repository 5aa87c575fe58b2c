import { Details } from '../../ui/details.tsx'
import { Table } from '../../ui/table.tsx'
import { Apart } from './paper-apart.tsx'
import {
  cell,
  firstFor,
  groupName,
  listed,
  optionOf,
  percentsOf,
  type Reading,
  spelled,
  tabOf,
  tabOrder,
} from './reading.ts'

/** Where groups disagree: sentences first, then a picture and a table of one characteristic, with what is hidden. */
export function Groups({ reading }: { reading: Reading }) {
  const { paper, t, locale } = reading
  const { minCell, minBasePct, roundTo, smallNumbers } = paper.list.method.parameters
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
      <h2 id="groups">{t('groups_part.title')}</h2>
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
      <ClearNotes reading={reading} />
      <Apart reading={reading} />
      <Channels reading={reading} />
      <p className="meta read">
        {t(smallNumbers ? 'groups_part.rules_one_to_seven' : 'groups_part.rules', {
          cell: minCell,
          base: minBasePct,
          round: roundTo,
        })}
      </p>
    </>
  )
}

function ClearNotes({ reading }: { reading: Reading }) {
  const notes = clearNotes(reading)
  const { t } = reading
  if (!notes.length) return null
  return (
    <>
      <p className="read">{t('groups_part.how_far')}</p>
      <ul className="read">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}

/** What differs clearly by each characteristic, a sentence for each. */
function clearNotes({ paper, t, locale }: Reading): string[] {
  return tabOrder.flatMap((dimension) => {
    const tab = tabOf(paper.list, dimension)
    if (!tab?.apart?.length) return []
    const clear = tab.apart.filter((option) => option.clear)
    const what = t(`groups_part.what.${dimension}`)
    const widest = clear[0]
    if (!widest) return [t('groups_part.no_clear', { what })]
    const known = percentsOf(paper.list, tab, widest.id).filter((value) => value !== null)
    return [
      t('groups_part.clear', {
        what,
        count: clear.length,
        number: spelled(t, clear.length, locale),
        name: optionOf(paper, widest.id).name,
        low: Math.min(...known),
        high: Math.max(...known),
      }),
    ]
  })
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
