import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { Table } from '../../../ui/table.tsx'
import { type PanelDimension, type PanelGroup, panelDimensions } from '../../panel/citizens-panel.ts'

const steps = { age_band: 'age', sex: 'sex', ethnic_group: 'ethnic-group' } as const

/** What a group of the panel is called, in the words it was asked in. */
export function usePanelGroups(names: Readonly<Record<string, string>>) {
  const t = useWords('consultations')
  return ({ dimension, category }: { dimension: PanelDimension; category: string }) =>
    dimension === 'district' ? (names[category] ?? category) : t(`equality.${steps[dimension]}.${category}`)
}

interface PanelMakeUpProps {
  groups: readonly PanelGroup[]
  names: Readonly<Record<string, string>>
  /** Fewer than this are hidden. */
  least: number
}

/** The panel beside the census, group by group, with what is off in words before the figures (rule CP-3). */
export function PanelMakeUp({ groups, names, least }: PanelMakeUpProps) {
  const t = useWords('citizens-panel')
  const { locale } = useLanguage()
  const groupName = usePanelGroups(names)
  const share = (perMille: number | null) => (perMille === null ? '–' : formatPerMille(perMille, locale))
  const off = groups.filter((group) => group.off)
  const verdict = ({ off: how, judged }: PanelGroup) => t(`made.${how ?? (judged ? 'fits' : 'unknown')}`)
  return (
    <>
      {off.length ? (
        <InsetText classes="inset-caution">
          <p>{t('made.warning')}</p>
          <ul>
            {off.map((group) => (
              <li key={group.dimension + group.category}>
                <bdi>{groupName(group)}</bdi>: {t(`made.${group.off}`)}
              </li>
            ))}
          </ul>
        </InsetText>
      ) : groups.some((group) => group.judged) ? (
        <p>{t('made.all_fit')}</p>
      ) : null}
      {panelDimensions
        .filter((dimension) => groups.some((group) => group.dimension === dimension))
        .map((dimension) => (
          <Table
            key={dimension}
            caption={t(`made.by.${dimension}`)}
            firstCellIsHeader
            head={[
              t('made.group'),
              { text: t('made.members'), format: 'numeric' },
              { text: t('made.share'), format: 'numeric' },
              { text: t('made.residents'), format: 'numeric' },
              t('made.fit'),
            ]}
            rows={groups
              .filter((group) => group.dimension === dimension)
              .map((group) => [
                <bdi key="name">{groupName(group)}</bdi>,
                {
                  text: group.people === null ? t('made.hidden', { least }) : formatNumber(group.people, locale),
                  format: 'numeric',
                },
                { text: share(group.sharePerMille), format: 'numeric' },
                { text: share(group.residentsPerMille), format: 'numeric' },
                verdict(group),
              ])}
          />
        ))}
    </>
  )
}
