import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { WarningText } from '../../ui/warning-text.tsx'
import type { PublishedPosition } from '../decision-store.server.ts'
import { Paragraphs } from './words-of.tsx'

/** The Board's reasons, how the responses were taken into account, who was there, and the assessment that was read. */
export function PositionPart({
  position,
  present,
  equality,
}: {
  position: PublishedPosition
  present: { seats: number; present: number; substitutes: number } | null
  equality: { id: string; title: string; summary: string } | null
}) {
  const t = useWords('board')
  const { code, locale } = useLanguage()
  return (
    <>
      {position.advisory ? (
        <WarningText iconFallbackText={t('agenda.warning')}>{t('decision.advisory')}</WarningText>
      ) : null}
      <h2 id="why">{t('decision.why')}</h2>
      <Paragraphs text={position.reason} />
      <h2 id="account">{t('decision.account')}</h2>
      <Paragraphs text={position.responsesAccount} />
      <SummaryList
        rows={[
          { key: t('decision.class'), value: t(`class.${position.reasonClass}`) },
          position.reasonDetail
            ? {
                key: t(`class_detail.${position.reasonClass}`),
                value: <ProperName>{position.reasonDetail}</ProperName>,
              }
            : null,
          position.passedTo
            ? { key: t('decision.passed_to'), value: <ProperName>{position.passedTo}</ProperName> }
            : null,
          position.evidence
            ? {
                key: t('decision.evidence'),
                value: (
                  <a href={position.evidence}>
                    <bdi translate="no">{position.evidence}</bdi>
                  </a>
                ),
              }
            : null,
          {
            key: t('decision.meeting'),
            value: (
              <a href={`/${code}/board/meetings/${position.decidedOn}`}>
                <DateText iso={position.decidedOn} locale={locale} />
              </a>
            ),
          },
          present
            ? {
                key: t('decision.present'),
                value: t('decision.present_of', {
                  count: present.substitutes,
                  present: present.present,
                  seats: present.seats,
                }),
              }
            : null,
          {
            key: t('decision.method'),
            value: (
              <>
                {t(`method.${position.method}`)} {position.dissent ? <ProperName>{position.dissent}</ProperName> : null}
              </>
            ),
          },
          equality
            ? {
                key: t('decision.equality'),
                value: (
                  <>
                    <a href={`/${code}/board/papers/${equality.id}`}>
                      <ProperName>{equality.title}</ProperName>
                    </a>
                    <br />
                    <ProperName>{equality.summary}</ProperName>
                  </>
                ),
              }
            : null,
        ]}
      />
    </>
  )
}
