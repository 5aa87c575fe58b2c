import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskSection } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Recruiting } from '../../registration/recruiting.server.ts'

/** What recruiting has brought so far; nothing before there is a letter or a reply. */
export function RecruitFigures({
  recruiting,
  jury,
}: {
  recruiting: Recruiting
  jury: { home: string; seats: number }
}) {
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { letters, returned, replies, eligible, groups, short } = recruiting
  const figure = (
    name: 'letters' | 'replies' | 'eligible',
    n: number,
    href: string,
    more: Record<string, unknown> = {},
  ) => (
    <DeskFigure
      figure={formatNumber(n, locale)}
      text={t(`recruit.figures.${name}`, { count: n, ...more })}
      href={jury.home + href}
    />
  )
  return (
    <>
      {letters ? figure('letters', letters, '/letters', { returned: formatNumber(returned, locale) }) : null}
      {letters || replies ? figure('replies', replies, '/registrations') : null}
      {letters || replies ? figure('eligible', eligible, '/pool', { seats: jury.seats }) : null}
      {replies && groups ? (
        <DeskFigure
          kind={short ? 'due' : undefined}
          figure={groups - short}
          text={t('recruit.figures.groups', { count: groups })}
          href={`${jury.home}/pool`}
        />
      ) : null}
    </>
  )
}

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
