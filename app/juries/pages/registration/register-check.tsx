import { Form } from '@remix-run/react'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { CheckView } from '../../registration/registration-view.server.ts'
import { InWords } from './in-words.tsx'

/** What is about to be sent, with a way to change each; after closing, what was not sent, so that nothing typed is lost. */
export function RegistrationCheck({ view, path }: { view: CheckView; path: string }) {
  const t = useWords('registration')
  const { locale } = useLanguage()
  const change = (step: string, of: string) => ({
    items: view.open ? [{ href: `${path}/${step}?change`, text: t('check.change'), visuallyHiddenText: of }] : [],
  })
  const row = (step: string, key: string, value: React.ReactNode) => ({ key, value, actions: change(step, key) })
  const { contact, needs } = view
  const day = view.closesOn ? <DateText iso={view.closesOn} locale={locale} /> : ''
  return (
    <>
      {view.open ? null : (
        <InsetText classes="inset-caution">
          <h2>{t('start.closed_title')}</h2>
          <p>
            <Sentence parts={{ day }}>{(slots) => t('start.closed_text', slots)}</Sentence>
          </p>
        </InsetText>
      )}
      <SummaryList
        rows={[
          row(
            'dates',
            t('dates.short'),
            <ul className="plain-list">
              {view.dates.map((date) => (
                <li key={date}>
                  <DateText iso={date} locale={locale} format="weekday" />
                </li>
              ))}
            </ul>,
          ),
          ...view.about.map(({ step, name, value }) => ({
            key: <InWords worded={name} />,
            value: <InWords worded={value} />,
            actions: change(step, typeof name === 'string' ? name : name.body),
          })),
          row('name', t('name.short'), <bdi>{view.name}</bdi>),
          row('address', t('address.short'), <bdi>{view.address}</bdi>),
          row(
            'contact',
            t('contact.short'),
            <>
              <p>{t(`contact.ways.${contact.prefers}`)}</p>
              {contact.email ? (
                <p>
                  <bdi>{contact.email}</bdi>
                </p>
              ) : null}
              {contact.phone ? (
                <p>
                  <bdi>{contact.phone}</bdi>
                </p>
              ) : null}
            </>,
          ),
          row('needs', t('needs.short'), <Needs needs={needs} />),
        ]}
      />
      {view.open ? (
        <Form method="post" noValidate>
          <p>{t('check.before')}</p>
          <input type="hidden" name="submission_key" value={view.submissionKey} />
          <input type="hidden" name="hash" value={view.hash} />
          <Button>{t('check.send')}</Button>
        </Form>
      ) : null}
    </>
  )
}

function Needs({ needs }: { needs: CheckView['needs'] }) {
  const t = useWords('registration')
  const kinds = needs.kinds.filter((kind) => kind !== 'other')
  if (!kinds.length && !needs.other) return <>{t('needs.nothing')}</>
  return (
    <>
      <ul className="plain-list">
        {kinds.map((kind) => (
          <li key={kind}>
            {t(`needs.kinds.${kind}`)}
            {kind === 'interpreter' && needs.language ? (
              <>
                {': '}
                <bdi>{needs.language}</bdi>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {needs.other ? (
        <p>
          <bdi>{needs.other}</bdi>
        </p>
      ) : null}
    </>
  )
}
