import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { MinutesBar } from '../../ui/charts/minutes-bar.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { WarningText } from '../../ui/warning-text.tsx'
import { type Part, type Proposer, partUse } from '../agenda.ts'

/** The minutes of one part against its time, with what is spare or over in words. */
export function AgendaPart(props: {
  part: Part
  items: readonly { part: Part; minutes: number; title: string; proposer: Proposer }[]
  limit: number
}) {
  const { part, items, limit } = props
  const t = useWords('board')
  const { direction } = useLanguage()
  if (!items.length) return <EmptyState>{t('agenda.empty')}</EmptyState>
  const use = partUse(items, part, limit)
  const minutes = (count: number) => t('agenda.minutes', { count })
  return (
    <>
      {use.over ? (
        <WarningText iconFallbackText={t('agenda.warning')}>
          {t('agenda.over', { count: use.over, limit: minutes(limit) })}
        </WarningText>
      ) : (
        <p>
          {t(use.spare ? 'agenda.fits' : 'agenda.full', {
            used: minutes(use.used),
            limit: minutes(limit),
            spare: minutes(use.spare),
          })}
        </p>
      )}
      <MinutesBar
        id={`minutes-${part}`}
        title={t('agenda.bar', { part })}
        description={t('agenda.bar_text', { used: minutes(use.used), limit: minutes(limit), count: items.length })}
        direction={direction}
        tableSummary={t('agenda.table')}
        items={items.map((i) => ({
          label: <ProperName>{i.title}</ProperName>,
          minutes: i.minutes,
          text: minutes(i.minutes),
        }))}
        limit={{ minutes: limit, text: minutes(limit) }}
        total={{ label: t('agenda.total'), text: minutes(use.used) }}
        head={{ number: t('agenda.number'), item: t('agenda.item'), minutes: t('agenda.length') }}
      />
    </>
  )
}
