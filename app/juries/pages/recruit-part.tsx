import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import type { Recruiting } from '../recruiting.server.ts'

/** How far recruiting has come, what is next, and what keeps letters from going out. */
export function RecruitPart({ recruiting, home }: { recruiting: Recruiting; home: string }) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const number = (n: number) => formatNumber(n, locale)
  const { blocks, letters, registering, closesOn } = recruiting
  const row = (place: string, value: string) => ({
    key: t(`recruit.${place}`),
    value,
    actions: {
      items: [{ href: `${home}/${place}`, text: t('recruit.open'), visuallyHiddenText: t(`recruit.${place}`) }],
    },
  })
  return (
    <DeskSection title={t('recruit.title')} id="recruit">
      {closesOn && letters > 0 ? (
        <p>
          <Sentence parts={{ day: <DateText iso={closesOn} locale={locale} /> }}>
            {(slots) => t(`recruit.registering.${registering}`, slots)}
          </Sentence>
        </p>
      ) : null}
      {blocks.length ? (
        <>
          <p>{t('recruit.blocks')}</p>
          <ul>
            {blocks.map((block) => (
              <li key={block}>{t(`blocks.${block}`)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <SummaryList
        rows={[
          row('preparation', t('recruit.days', { count: recruiting.days, overseers: recruiting.overseers })),
          row('targets', t('recruit.criteria', { count: recruiting.criteria })),
          row(
            'letters',
            t('recruit.sent', {
              count: recruiting.letters,
              letters: number(recruiting.letters),
              returned: number(recruiting.returned),
            }),
          ),
          row(
            'registrations',
            t('recruit.replies', {
              count: recruiting.replies,
              replies: number(recruiting.replies),
              eligible: number(recruiting.eligible),
            }),
          ),
        ]}
      />
    </DeskSection>
  )
}
