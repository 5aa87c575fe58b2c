import { AsTyped } from '../../consultations/pages/answering/check-parts.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { ReferenceCode } from '../../ui/codes.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { type ComplaintAbout, type ComplaintDays, type ComplaintOutcome, complaintState } from '../complaint.ts'

/** A complaint as its sender sees it: nothing of it is ever in an address. */
export interface ComplaintView {
  today: string
  stands: ComplaintDays & {
    about: ComplaintAbout
    exercise: { title: string } | null
    outcome: ComplaintOutcome | null
  }
  body: string
  answer: string
}

/** It has arrived: the reference to find it by, and what happens next. */
export function ComplaintSent({ title, reference, by }: { title: string; reference: string; by: string }) {
  const t = useWords('complaints')
  const { code, locale } = useLanguage()
  return (
    <ResidentPage>
      <Panel titleText={title}>
        {t('sent.reference')}
        <br />
        <strong>
          <ReferenceCode code={reference} />
        </strong>
      </Panel>
      <p>{t('sent.keep')}</p>
      <h2>{t('sent.next')}</h2>
      <p>
        <Sentence parts={{ day: <DateText iso={by} locale={locale} /> }}>
          {(slots) => t('sent.next_text', slots)}
        </Sentence>
      </p>
      <p>
        <a href={`/${code}/complaints#look`}>{t('look.title')}</a>
      </p>
    </ResidentPage>
  )
}

/** How a complaint stands, and what was answered. */
export function ComplaintStands({ view: { today, stands, body, answer } }: { view: ComplaintView }) {
  const t = useWords('complaints')
  const { code, locale } = useLanguage()
  const state = complaintState(stands, today)
  const due = 'dueOn' in state ? state.dueOn : state.on
  const key = 'owed' in state ? `stands.${state.state}_${state.owed}` : `stands.${state.state}`
  return (
    <ResidentPage title={t('stands.title')} back={{ href: `/${code}/complaints`, text: t('title') }}>
      <p className="lede">
        <Sentence parts={{ day: <DateText iso={due} locale={locale} /> }}>{(slots) => t(key, slots)}</Sentence>
      </p>
      <SummaryList
        classes="summary-long"
        rows={[
          { key: t('stands.received'), value: <DateText iso={stands.receivedOn} locale={locale} /> },
          ...(stands.acknowledgedOn
            ? [{ key: t('stands.acknowledged'), value: <DateText iso={stands.acknowledgedOn} locale={locale} /> }]
            : []),
          { key: t('form.about'), value: t(`about.${stands.about}`) },
          ...(stands.exercise ? [{ key: t('form.exercise'), value: <bdi>{stands.exercise.title}</bdi> }] : []),
          { key: t('stands.yours'), value: <AsTyped text={body} /> },
          ...(stands.outcome ? [{ key: t('stands.outcome'), value: t(`outcome.${stands.outcome}`) }] : []),
          ...(answer ? [{ key: t('stands.answer'), value: <AsTyped text={answer} /> }] : []),
        ]}
      />
      <p>{t('further')}</p>
    </ResidentPage>
  )
}
