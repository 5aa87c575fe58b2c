import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { errorRate, type PaperPart } from '../../paper/paper-batch.ts'
import { outsideArea, type PaperEntry } from '../../paper/paper-entry.ts'
import type { FormEntry } from '../../paper/paper-form-entry.ts'
import type { OwnPrinted } from '../../paper/paper-own.server.ts'
import type { PaperBatch, PaperForm } from '../../paper/paper-store.server.ts'
import { beginsAt, OwnFields, OwnNumbers } from './paper-own-fields.tsx'

interface FlagshipPrinted {
  kind: 'flagship'
  districts: { id: string; name: string }[]
  options: { id: string; title: string }[]
  picksMax: number
  version: string
}

/** What was keyed of a form: read for the template's questions, as typed for a consultation's own. */
type KeyedView = PaperEntry | Pick<FormEntry, 'keys' | 'area' | 'late'>

export interface BatchView {
  batch: Omit<PaperBatch, 'left_out'>
  printed: FlagshipPrinted | OwnPrinted
  part: PaperPart
  /** `again`: somebody has keyed it a second time; `apart`: both keyings, where they differ and the reader may settle it. */
  forms: (Omit<PaperForm, 'entry' | 'second'> & {
    again: boolean
    apart: { first: KeyedView; second: KeyedView } | null
  })[]
  sheets: number[]
  /** It arrived after closing, so that a form in it may have been posted after closing too. */
  mayBeLate: boolean
  me: string
  languages: { code: string; name: string }[]
}

interface Props {
  view: BatchView
  back: Refused | undefined
}

/** The fields of one form, in the order of the paper, for number keys and Enter alone. */
function FormFields({ view, back, number }: Props & { number: string }) {
  const t = useWords('paper')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { printed, languages } = view
  const begins = beginsAt(back)
  return (
    <>
      <Input
        name="number"
        label={t('key.number')}
        value={shown(back, 'number', number)}
        error={errorOf('number')}
        inputmode="numeric"
        classes="govuk-input--width-5"
        attributes={{ autoFocus: begins === 'number' }}
      />
      <Input
        name="area"
        label={t('key.area')}
        hint={t('key.area_hint', { outside: printed.districts.length + 1 })}
        value={shown(back, 'area')}
        error={errorOf('area')}
        inputmode="numeric"
        classes="govuk-input--width-3"
        attributes={{ autoFocus: begins === 'area' }}
      />
      {printed.kind === 'own' ? (
        <OwnFields printed={printed} back={back} />
      ) : (
        <ChoiceFields printed={printed} back={back} />
      )}
      <Select
        name="language"
        label={t('key.language')}
        value={shown(back, 'language', 'en')}
        items={languages.map(({ code, name }) => ({ value: code, text: name, attributes: { lang: code } }))}
      />
      {view.mayBeLate ? (
        <Checkboxes name="late" values={back?.typed.late ?? []} items={[{ value: 'yes', text: t('key.late') }]} />
      ) : null}
    </>
  )
}

/** The template's choices and own words. */
function ChoiceFields({ printed, back }: { printed: FlagshipPrinted; back: Refused | undefined }) {
  const t = useWords('paper')
  const begins = beginsAt(back)
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      <Input
        name="picks"
        label={t('key.picks', { most: printed.picksMax })}
        hint={t('key.picks_hint')}
        value={shown(back, 'picks')}
        error={errorOf('picks')}
        classes="govuk-input--width-10"
        attributes={{ autoComplete: 'off', autoFocus: begins === 'picks' }}
      />
      <Textarea
        name="why"
        rows={2}
        label={{ text: t('key.why') }}
        hint={{ text: t('key.why_hint') }}
        value={shown(back, 'why')}
        error={errorOf('why')}
        attributes={{ dir: 'auto', autoFocus: begins === 'why' }}
      />
    </>
  )
}

/** What the numbers stand for, as on the paper. */
function Numbers({ view: { printed } }: { view: BatchView }) {
  const t = useWords('paper')
  if (printed.kind === 'own') return <OwnNumbers printed={printed} />
  const { districts, options, version } = printed
  return (
    <DeskSection title={t('numbers.title', { version })} id="numbers">
      <Table
        caption={t('numbers.options')}
        firstCellIsHeader
        head={[t('numbers.number'), t('numbers.what')]}
        rows={options.map(({ title }, i) => [String(i + 1), title])}
      />
      <Table
        caption={t('numbers.areas')}
        firstCellIsHeader
        head={[t('numbers.number'), t('numbers.what')]}
        rows={[
          ...districts.map(({ name }, i) => [String(i + 1), name]),
          [String(districts.length + 1), t('numbers.outside')],
        ]}
      />
      <p className="read">{t('numbers.keys')}</p>
    </DeskSection>
  )
}

export function Keying({ view, back }: Props) {
  const t = useWords('paper')
  const { batch, part, forms } = view
  const next = String(1 + Math.max(0, ...forms.map(({ number }) => number)))
  const refusedNumber = back?.errors.some(({ field }) => field === 'number')
    ? back.typed.number?.[0]?.trim()
    : undefined
  const known = forms.find(({ number }) => String(number) === refusedNumber)?.number
  return (
    <>
      {batch.rekeyed && !forms.length ? <InsetText classes="inset-caution">{t('key.again')}</InsetText> : null}
      <DeskSection title={t('key.title', { count: forms.length })} id="key">
        <Form method="post" noValidate>
          <FormFields view={view} back={back} number={next} />
          {known === undefined ? null : (
            <Checkboxes
              name="replaces"
              items={[{ value: String(known), text: t('key.replaces', { number: known }) }]}
              values={[]}
            />
          )}
          <Button name="intent" value="key">
            {t('key.button')}
          </Button>
        </Form>
        {part.sheets ? <SheetsLink view={view} /> : <p>{t('sheets.later')}</p>}
      </DeskSection>
      {forms.length ? (
        <DeskSection title={t('finish.title')} id="finish">
          <p className="read">{t('finish.text')}</p>
          <Form method="post" noValidate>
            <Button name="intent" value="finish" classes="govuk-button--secondary">
              {t('finish.button')}
            </Button>
          </Form>
        </DeskSection>
      ) : null}
      <Numbers view={view} />
    </>
  )
}

function SheetsLink({ view }: { view: BatchView }) {
  const t = useWords('paper')
  return (
    <p>
      <a href={`/desk/exercises/${idOf(view)}/paper/${view.batch.id}/sheets`}>{t('sheets.link')}</a>{' '}
      {t('sheets.keyed', { count: view.sheets.length })}
    </p>
  )
}

const idOf = (view: BatchView & { exercise?: { id: string } }) => view.exercise?.id ?? ''

/** One form in ten, keyed by somebody else; where the two differ, the paper decides. */
export function Checking({ view, back }: Props) {
  const t = useWords('paper')
  const { batch, part, forms, me } = view
  const drawn = forms.filter(({ toCheck }) => toCheck)
  const next = part.check ? drawn.find(({ again }) => !again) : undefined
  const apart = drawn.flatMap(({ number, apart: both }) => (both ? [{ number, both }] : []))
  const mine = next?.keyedBy === me
  return (
    <>
      <DeskSection title={t('check.title', { count: drawn.length, forms: forms.length })} id="check">
        <p>
          {t('check.so_far', {
            done: drawn.filter(({ again }) => again).length,
            of: drawn.length,
            wrong: batch.fields_wrong,
            fields: batch.fields_checked,
          })}
        </p>
        {next && mine ? <InsetText>{t('check.somebody_else', { number: next.number })}</InsetText> : null}
        {next && !mine ? (
          <Form method="post" noValidate>
            <FormFields view={view} back={back} number={String(next.number)} />
            <Button name="intent" value="second">
              {t('check.button')}
            </Button>
          </Form>
        ) : null}
      </DeskSection>
      {part.sheets ? (
        <DeskSection title={t('sheets.section')} id="sheets">
          <SheetsLink view={view} />
        </DeskSection>
      ) : null}
      {apart.map((form) => (
        <DeskSection key={form.number} title={t('settle.title', { number: form.number })} id={`form-${form.number}`}>
          <Table
            firstCellIsHeader
            head={['', t('settle.first'), t('settle.second')]}
            rows={settleRows(view, form.both, t)}
          />
          <Form method="post" noValidate>
            <input type="hidden" name="intent" value="settle" />
            <input type="hidden" name="number" value={form.number} />
            <Button name="keep" value="first" classes="govuk-button--secondary">
              {t('settle.keep_first', { number: form.number })}
            </Button>{' '}
            <Button name="keep" value="second" classes="govuk-button--secondary">
              {t('settle.keep_second', { number: form.number })}
            </Button>
          </Form>
        </DeskSection>
      ))}
      {part.end ? <SignOff view={view} back={back} /> : null}
      {next ? <Numbers view={view} /> : null}
    </>
  )
}

/** Signing, and whether every equality sheet has been keyed where there are fewer than forms. */
function SignOff({ view: { batch, sheets }, back }: Props) {
  const t = useWords('paper')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={t('sign.title')} id="sign-off">
      <p className="read">{t('sign.text')}</p>
      {errorOf('sign') ? (
        <p className="govuk-error-message">{back?.errors.find((e) => e.field === 'sign')?.message}</p>
      ) : null}
      <Form method="post" noValidate>
        {sheets.length < batch.forms ? (
          <>
            <InsetText classes="inset-caution">
              {t('sign.sheets', { count: batch.forms, sheets: t('sign.sheets_keyed', { count: sheets.length }) })}
            </InsetText>
            <Checkboxes
              name="sheets-done"
              items={[{ value: 'yes', text: t('sign.sheets_done') }]}
              error={errorOf('sheets-done')}
            />
          </>
        ) : null}
        <Button id="sign" name="intent" value="sign">
          {t('sign.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}

type Words = ReturnType<typeof useWords>

/** What the two keyings of a form say, a row for each thing they are compared by. */
function settleRows(
  { printed }: BatchView,
  { first, second }: { first: KeyedView; second: KeyedView },
  t: Words,
): string[][] {
  const both = [first, second]
  const area = (one: KeyedView) =>
    one.area === outsideArea
      ? t('numbers.outside')
      : (printed.districts.find(({ id }) => id === one.area)?.name ?? t('settle.unsaid'))
  const late = (one: KeyedView) => t(one.late ? 'settle.yes' : 'settle.no')
  const answers =
    printed.kind === 'own'
      ? printed.questions.map(({ key, number, title }) => [
          t('own.question', { number, title }),
          ...both.map((one) => ('keys' in one && one.keys[key]) || '–'),
        ])
      : [[t('settle.picks'), ...both.map((one) => ('picks' in one ? picksIn(printed, one, t) : ''))]]
  return [[t('settle.area'), ...both.map(area)], ...answers, [t('settle.late'), ...both.map(late)]]
}

function picksIn({ options }: FlagshipPrinted, entry: PaperEntry, t: Words): string {
  const picks = entry.picks.map((id) => options.findIndex((o) => o.id === id) + 1).join(entry.same ? ' / ' : ', ')
  return [entry.mark ? t(`marks.${entry.mark}`) : '', picks].filter(Boolean).join(': ')
}

export function BatchSigned({ view }: { view: BatchView }) {
  const t = useWords('paper')
  const { batch } = view
  const out = Object.entries(batch.leftOut)
  const counted = batch.not_counted === null
  return (
    <DeskSection title={t(counted ? 'signed.title' : 'close.done_title')} id="signed">
      {counted ? (
        <p>
          {t('signed.text', {
            count: batch.forms,
            rate: errorRate(batch.fields_wrong, batch.fields_checked),
            wrong: batch.fields_wrong,
            fields: batch.fields_checked,
          })}
        </p>
      ) : (
        <p className="read">{t('close.done_text', { reason: batch.not_counted })}</p>
      )}
      {out.length ? (
        <>
          <p>{t(counted ? 'signed.left_out' : 'close.left_out')}</p>
          <ul>
            {out.map(([why, people]) => (
              <li key={why}>{t(`signed.why.${why}`, { count: people })}</li>
            ))}
          </ul>
        </>
      ) : null}
      {batch.destroyed_on ? (
        <p>{t('signed.destroyed', { day: batch.destroyed_on })}</p>
      ) : (
        <Form method="post" noValidate>
          <p className="read">{t(counted ? 'signed.destroy' : 'close.destroy')}</p>
          <Button name="intent" value="destroyed" classes="govuk-button--secondary">
            {t('signed.destroy_button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
