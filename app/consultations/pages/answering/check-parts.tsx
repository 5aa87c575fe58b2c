import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import type { SeatKind } from '../../../engagement/register/register-entry.ts'
import { editionPart, outside } from '../../../languages/edition.ts'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Trap, Work } from '../guarding/guard-fields.tsx'

interface Closing {
  closesOn: string | null
}

/** Why what follows will not count, and what can still be done with it. */
export function ClosedMeanwhile({ closesOn }: Closing) {
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  const day = closesOn ? <DateText iso={closesOn} locale={locale} /> : ''
  return (
    <InsetText classes="inset-caution">
      <h2>{t('check.closed_title')}</h2>
      <p>
        <Sentence parts={{ day }}>{(slots) => t('check.closed_text', slots)}</Sentence>
      </p>
      <p>
        <a href={`/${code}/help`} {...outside(code)}>
          {t('check.closed_help')}
        </a>
      </p>
    </InsetText>
  )
}

/** Answers wait where the consultation takes none yet: its days were moved, or the server's clock was. */
export function NotOpenMeanwhile() {
  const t = useWords('ways')
  return (
    <InsetText classes="inset-caution">
      <h2>{t('waiting.title')}</h2>
      <p>{t('waiting.text')}</p>
    </InsetText>
  )
}

/** Sends what was seen, and only that: key and hash say what it was. After closing it is sent to be read, not counted. */
export function SendForm({
  open,
  closesOn,
  wrote,
  submissionKey,
  hash,
  work,
  confirms,
}: Closing & {
  open: boolean
  wrote: boolean
  submissionKey: string
  hash: string
  work: string | null
  confirms: boolean
}) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  const verifying = useWords('verifying')
  const day = closesOn ? <DateText iso={closesOn} locale={locale} /> : ''
  return (
    <Form method="post" noValidate>
      {confirms ? <p>{verifying('check.before')}</p> : null}
      {open ? (
        <p>
          <Sentence parts={{ day }}>{(slots) => t('check.before', slots)}</Sentence>
        </p>
      ) : null}
      {wrote ? <MayPublish /> : null}
      <Helped />
      <input type="hidden" name="submission_key" value={submissionKey} />
      <input type="hidden" name="hash" value={hash} />
      <Trap />
      <Work work={work} />
      <Button classes={open ? undefined : 'govuk-button--secondary'}>
        {confirms ? verifying('check.button') : t(open ? 'check.send' : 'check.send_late')}
      </Button>
    </Form>
  )
}

/** Asked of whoever wrote something in their own words. Nothing chosen is no. */
export function MayPublish({ value }: { value?: string }) {
  const t = useWords('consultations')
  return (
    <Radios
      name="publish"
      classes="govuk-radios--inline"
      fieldset={{ legend: t('may_publish.question') }}
      hint={t('may_publish.hint')}
      items={[
        { value: 'yes', text: t('may_publish.yes') },
        { value: 'no', text: t('may_publish.no') },
      ]}
      value={value}
    />
  )
}

/** Asked in the Easy Read edition, where many answer with a supporter; recorded, and never scored (journey 3.1). */
export function Helped({ value }: { value?: string }) {
  const { code } = useLanguage()
  const t = useWords('consultations')
  if (editionPart(code) !== 'easy-read') return null
  return (
    <Checkboxes
      name="helped"
      values={value ? [value] : []}
      items={[{ value: 'yes', text: t('helped.tick'), hint: t('helped.hint') }]}
    />
  )
}

/** Line by line as it was written, each in its own direction: people answer in the language they like. */
export function AsTyped({ text }: { text: string }) {
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

export type PlaceView =
  | { kind: 'outside' | 'unsaid' }
  | { kind: 'district'; district: string; forum: string | null; seats: { kind: SeatKind; name: string }[] }

export function Place({ area }: { area: PlaceView }) {
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
      {area.seats.map(({ kind, name }) => (
        <Fragment key={kind}>
          <br />
          {t(`check.${kind}`)} <ProperName>{name}</ProperName>
        </Fragment>
      ))}
    </>
  )
}
