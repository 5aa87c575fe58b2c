import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { guardReasons } from '../../guarding/guard.ts'
import type { decisionsOf, HeldAnswer, quarantineOf } from '../../guarding/quarantine-store.server.ts'

type Reasons = Awaited<ReturnType<typeof quarantineOf>>
type Listed = Pick<HeldAnswer, 'id' | 'reason' | 'heldOn' | 'language' | 'excluded'> & { channel: string }

/** The count for each reason. */
export function Why({ reasons }: { reasons: Reasons }) {
  const t = useWords('guarding')
  const { locale } = useLanguage()
  const any = reasons.some(({ waiting, released, excluded }) => waiting + released + excluded > 0)
  const number = (people: number) => ({ text: formatNumber(people, locale), format: 'numeric' as const })
  return (
    <DeskSection title={t('why.title')} id="why">
      {any ? (
        <Table
          firstCellIsHeader
          head={[
            t('why.reason'),
            ...(['waiting', 'released', 'excluded'] as const).map((of) => ({
              text: t(`why.${of}`),
              format: 'numeric' as const,
            })),
          ]}
          rows={reasons.map(({ reason, waiting, released, excluded }) => [
            t(`reasons.${reason}`),
            number(waiting),
            number(released),
            number(excluded),
          ])}
        />
      ) : (
        <EmptyState>{t('why.none')}</EmptyState>
      )}
    </DeskSection>
  )
}

interface DecideProps {
  reasons: Reasons
  /** `channel`: how it came, in words. */
  held: Listed[]
  most: number
  back: Refused | undefined
}

/** One form for all of them: by a reason, by what is ticked, or by the reference of somebody who asked. */
export function Decide({ reasons, held, most, back }: DecideProps) {
  const t = useWords('guarding')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const waiting = reasons.filter((one) => one.waiting > 0)
  const label = (one: Listed) =>
    t('decide.held', {
      reason: t(`reasons.${one.reason}`),
      day: formatDate(one.heldOn, locale),
      channel: one.channel,
      language: one.language,
    })
  return (
    <DeskSection title={t('decide.title')} id="decide">
      <Form method="post" noValidate>
        <Radios
          name="which"
          fieldset={{ legend: { text: t('decide.which'), classes: 'govuk-fieldset__legend--m' } }}
          value={shown(back, 'which')}
          error={errorOf('which')}
          items={[
            ...waiting.map(({ reason, waiting: people }) => ({
              value: reason,
              text: t('decide.all_of', { reason: t(`reasons.${reason}`), people: formatNumber(people, locale) }),
            })),
            { value: 'ticked', text: t('decide.ticked') },
            { value: 'reference', text: t('decide.by_reference') },
          ]}
        />
        <Checkboxes
          name="held"
          fieldset={{ legend: { text: t('decide.singly'), classes: 'govuk-fieldset__legend--m' } }}
          hint={t('decide.one_hint')}
          values={back?.typed.held ?? []}
          error={errorOf('held')}
          items={held.map((one) => ({
            value: one.id,
            text: label(one),
            hint: one.excluded ? t('decide.left_out') : undefined,
          }))}
        />
        {held.length >= most ? <p className="meta">{t('decide.more', { count: most })}</p> : null}
        <Input
          name="reference"
          label={t('decide.reference')}
          hint={t('decide.reference_hint')}
          classes="govuk-input--width-20"
          value={shown(back, 'reference')}
          error={errorOf('reference')}
        />
        <Textarea
          name="because"
          rows={2}
          label={t('decide.because')}
          hint={t('decide.because_hint')}
          value={shown(back, 'because')}
          error={errorOf('because')}
        />
        <ButtonGroup>
          <Button name="intent" value="released">
            {t('decide.release')}
          </Button>
          <Button name="intent" value="excluded" classes="govuk-button--secondary">
            {t('decide.exclude')}
          </Button>
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}

/** What was decided so far, by whom and why. */
export function Decisions({ decisions }: { decisions: Awaited<ReturnType<typeof decisionsOf>> }) {
  const t = useWords('guarding')
  const { locale } = useLanguage()
  if (!decisions.length) return null
  return (
    <DeskSection title={t('decisions.title')} id="decisions">
      <Table
        head={[t('decisions.day'), t('decisions.what'), t('why.reason'), t('decisions.because'), t('decisions.by')]}
        rows={decisions.map(({ on, decision, people, reason, because, by }) => [
          formatDate(on, locale),
          t(`decisions.${decision}`, { count: people, people: formatNumber(people, locale) }),
          t(`reasons.${reason}`),
          { text: <bdi>{because}</bdi> },
          by,
        ])}
      />
    </DeskSection>
  )
}

/** What each reason tells and what it does not. */
export function Means({ limits }: { limits: { seconds: number; hourly: number } }) {
  const t = useWords('guarding')
  return (
    <DeskSection title={t('means.title')} id="means">
      <dl className="read">
        {guardReasons.map((reason) => (
          <div key={reason}>
            <dt>
              <strong>{t(`reasons.${reason}`)}</strong>
            </dt>
            <dd>{t(`means.${reason}`, limits)}</dd>
          </div>
        ))}
      </dl>
    </DeskSection>
  )
}

/** Whether every browser works before it sends, and a button for the other way while the consultation is open. */
export function AsksWork({ always, open }: { always: boolean; open: boolean }) {
  const t = useWords('guarding')
  return (
    <DeskSection title={t('work.title')} id="work">
      <p className="read">{t('work.text')}</p>
      <p>{t(always ? 'work.now_always' : 'work.now_above')}</p>
      {open ? (
        <Form method="post" noValidate>
          <Button name="intent" value={always ? 'work_above' : 'work_always'} classes="govuk-button--secondary">
            {t(always ? 'work.above' : 'work.always')}
          </Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}
