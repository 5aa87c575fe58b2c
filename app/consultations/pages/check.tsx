import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import { InOwnLanguage, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import type { OptionText } from '../consultation-store.server.ts'
import type { Opening } from '../opening.ts'

export interface CheckView {
  step: 'check'
  area: { kind: 'outside' | 'unsaid' } | { kind: 'district'; district: string; forum: string | null }
  picks: OptionText[]
  none: boolean
  somethingElse: string
  order: 'places' | 'same' | null
  why: string
  submissionKey: string
  /** What is shown here as one hash: what is sent must be what was seen. */
  hash: string
  opening: Opening
  closesOn: string | null
}

/** What is about to be sent, with a way to change each; after closing, what was not sent, so that nothing typed is lost. */
export function CheckAnswers({ view, path }: { view: CheckView; path: string }) {
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  const day = view.closesOn ? <DateText iso={view.closesOn} locale={locale} /> : ''
  const open = view.opening === 'open'
  const change = (step: string, of: string) =>
    open
      ? { items: [{ href: `${path}/answer/${step}?change`, text: t('check.change'), visuallyHiddenText: of }] }
      : undefined
  return (
    <>
      {open ? null : (
        <InsetText classes="inset-caution">
          <h2>{t('check.closed_title')}</h2>
          <p>
            <Sentence parts={{ day }}>{(slots) => t('check.closed_text', slots)}</Sentence>
          </p>
          <p>
            <a href={`/${code}/help`}>{t('check.closed_help')}</a>
          </p>
        </InsetText>
      )}
      <SummaryList
        rows={[
          { key: t('check.area'), value: <Place area={view.area} />, actions: change('area', t('check.area')) },
          { key: t('check.picks'), value: <Picks view={view} />, actions: change('pick', t('check.picks')) },
          view.order && {
            key: t('check.order'),
            value: t(view.order === 'same' ? 'check.same' : 'check.in_order'),
            actions: change('order', t('check.order')),
          },
          {
            key: t('check.why'),
            value: view.why ? <AsTyped text={view.why} /> : t('check.nothing'),
            actions: change('why', t('check.why')),
          },
        ]}
      />
      {open ? (
        <Form method="post" noValidate>
          <p>
            <Sentence parts={{ day }}>{(slots) => t('check.before', slots)}</Sentence>
          </p>
          <input type="hidden" name="submission_key" value={view.submissionKey} />
          <input type="hidden" name="hash" value={view.hash} />
          <Button>{t('check.send')}</Button>
        </Form>
      ) : null}
    </>
  )
}

/** Line by line as it was written, each in its own direction: people answer in the language they like. */
function AsTyped({ text }: { text: string }) {
  return (
    <p dir="auto">
      {text.split('\n').map((line, i) => (
        <Fragment key={i}>
          {i ? <br /> : null}
          <bdi>{line}</bdi>
        </Fragment>
      ))}
    </p>
  )
}

function Place({ area }: { area: CheckView['area'] }) {
  const t = useWords('consultations')
  if (area.kind !== 'district') return <>{t(`check.${area.kind}`)}</>
  return (
    <>
      <ProperName>{area.district}</ProperName>
      {area.forum ? (
        <>
          <br />
          <ProperName>{area.forum}</ProperName>
        </>
      ) : null}
    </>
  )
}

function Picks({ view }: { view: CheckView }) {
  const t = useWords('consultations')
  const List = view.order === 'places' ? 'ol' : 'ul'
  return (
    <>
      {view.none ? <p>{t('check.none')}</p> : null}
      {view.picks.length ? (
        <List>
          {view.picks.map((option) => (
            <li key={option.id}>
              <InOwnLanguage text={option.title} />
            </li>
          ))}
        </List>
      ) : null}
      {view.somethingElse ? (
        <p>
          <Sentence parts={{ text: <bdi>{view.somethingElse}</bdi> }}>{(slots) => t('check.else', slots)}</Sentence>
        </p>
      ) : null}
    </>
  )
}
