import { Form } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { type Refused, shown as typedOr } from '../../server/form.ts'
import { Button } from '../../ui/button.tsx'
import { fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { formatNumber, formatPerMille } from '../../ui/numbers.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Table } from '../../ui/table.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import type { TrialSpec } from '../list-trials.ts'
import { wordKey } from './reading.ts'
import type { TrialsDesk } from './trial-view.server.ts'

type Shown = NonNullable<TrialsDesk['shown']>

const weightsKey = ({ weightBy }: Pick<TrialSpec, 'weightBy'>) => weightBy.join('_') || 'none'
const capText = (t: TFunction, { capLowPerMille, capHighPerMille }: TrialSpec, locale: string, key = 'cap_from_to') =>
  t(key, {
    low: formatNumber(capLowPerMille / 1000, locale, 1),
    high: formatNumber(capHighPerMille / 1000, locale, 1),
  })

/** The finding first: how many sets change anything, and which options they move. */
export function Overview({ desk: { sets, options } }: { desk: TrialsDesk }) {
  const t = useWords('trying')
  const other = sets.filter((set) => !set.isDraft)
  const changing = other.filter(({ moved }) => moved.length > 0)
  const often = options
    .map(({ id, name }) => ({ name, count: changing.filter(({ moved }) => moved.some((one) => one.id === id)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  return (
    <>
      <p className="lede">
        {changing.length
          ? t('lede_some', { count: changing.length, total: other.length })
          : t('lede_same', { count: other.length })}
      </p>
      {often.length ? (
        <ul className="read">
          {often.map(({ name, count }) => (
            <li key={name}>{t('lede_option', { name, count })}</li>
          ))}
        </ul>
      ) : null}
      <p className="read">{t('what')}</p>
    </>
  )
}

/** Three choices make a set; the address carries them, so that it can be sent to the other person who signs. */
export function LookAt({ desk: { sets, shown } }: { desk: TrialsDesk }) {
  const t = useWords('trying')
  const { locale } = useLanguage()
  const now = (shown ?? sets[0]!).spec
  const usual = sets[0]!.spec
  const distinct = <T,>(of: (spec: TrialSpec) => string, item: (spec: TrialSpec) => T): T[] => [
    ...new Map(sets.map(({ spec }) => [of(spec), item(spec)])).values(),
  ]
  const caps = (spec: TrialSpec) => `${spec.capLowPerMille}-${spec.capHighPerMille}`
  const weights = (spec: TrialSpec) => spec.weightBy.join('.') || 'none'
  return (
    <DeskSection title={t('look_at')} id="look-at">
      <Form method="get">
        <Radios
          name="weights"
          fieldset={{ legend: { text: t('weight_by') } }}
          value={weights(now)}
          items={distinct(weights, (spec) => ({ value: weights(spec), text: t(`weights.${weightsKey(spec)}`) }))}
        />
        <Radios
          name="cap"
          fieldset={{ legend: { text: t('cap') } }}
          value={caps(now)}
          items={distinct(caps, (spec) => ({
            value: caps(spec),
            text: capText(t, spec, locale, caps(spec) === caps(usual) ? 'cap_usual' : 'cap_from_to'),
          }))}
        />
        <Radios
          name="answers"
          fieldset={{ legend: { text: t('answers') } }}
          value={now.without}
          items={distinct(
            ({ without }) => without,
            ({ without }) => ({ value: without, text: t(`without.${without}`) }),
          )}
        />
        <Button classes="govuk-button--secondary">{t('show')}</Button>
      </Form>
    </DeskSection>
  )
}

/** One set beside the draft: sentences where a band changes, then every option, then the other methods. */
export function OneSet({ desk: { options }, shown }: { desk: TrialsDesk; shown: Shown }) {
  const t = useWords('trying')
  const methodWords = useWords('list')
  const { locale } = useLanguage()
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id
  return (
    <DeskSection title={t('compared')} id="compared">
      <p className="meta">
        {[
          t(`weights.${weightsKey(shown.spec)}`),
          capText(t, shown.spec, locale),
          t(`without.${shown.spec.without}`),
        ].join(' · ')}
      </p>
      {shown.why ? <InsetText>{t('not_weighted', { why: shown.why })}</InsetText> : null}
      {shown.isDraft ? (
        <p>{t('is_draft')}</p>
      ) : shown.moved.length ? (
        <ul className="read">
          {shown.moved.map(({ id, from, to }) => (
            <li key={id}>{t('moves', { name: nameOf(id), from, to })}</li>
          ))}
        </ul>
      ) : (
        <p>{t('same')}</p>
      )}
      <Table
        firstCellIsHeader
        narrow="stack"
        head={[
          t('option'),
          t('now'),
          { text: t('now_place'), format: 'numeric' },
          t('then'),
          { text: t('then_place'), format: 'numeric' },
          { text: t('share'), format: 'numeric' },
        ]}
        rows={shown.beside.map(({ id, from, to, placeFrom, placeTo }) => [
          nameOf(id),
          from,
          { text: formatNumber(placeFrom, locale), format: 'numeric' as const },
          from === to ? to : { text: <strong>{to}</strong> },
          { text: formatNumber(placeTo, locale), format: 'numeric' as const },
          { text: formatPerMille(shown.shares[id] ?? 0, locale, 1), format: 'numeric' as const },
        ])}
      />
      {shown.methods.length ? (
        <>
          <h3>{t('methods')}</h3>
          <p className="read">{t('methods_text')}</p>
          <Table
            firstCellIsHeader
            narrow="stack"
            head={[t('method'), t('first_three')]}
            rows={shown.methods.map(({ method, order }) => [
              methodWords(`ways.short.${wordKey(method)}`),
              order === null ? t('hidden') : firstThree(order).map(nameOf).join(', '),
            ])}
          />
        </>
      ) : null}
    </DeskSection>
  )
}

function firstThree(order: readonly (readonly string[])[]): string[] {
  const first: string[] = []
  for (const ids of order) {
    if (first.length >= 3) break
    first.push(...ids)
  }
  return first
}

export function ChooseTrial({
  desk: { listId, hash },
  shown,
  back,
}: {
  desk: TrialsDesk
  shown: Shown
  back: Refused | undefined
}) {
  const t = useWords('trying')
  const errorOf = fieldErrors(back?.errors, t('error_title'))
  return (
    <DeskSection title={t('choose')} id="choose">
      {shown.choosable ? (
        <>
          <p className="read">{t('choose_text')}</p>
          <Form method="post" noValidate>
            <input type="hidden" name="list" value={listId} />
            <input type="hidden" name="hash" value={hash} />
            <input type="hidden" name="name" value={shown.name} />
            <Textarea
              name="reason"
              label={{ text: t('reason') }}
              hint={{ text: t('reason_hint') }}
              value={typedOr(back, 'reason')}
              error={errorOf('reason')}
            />
            <Button name="intent" value="choose" classes="govuk-button--secondary">
              {t('choose_button')}
            </Button>
          </Form>
        </>
      ) : (
        <p className="read">{t('choose_not')}</p>
      )}
    </DeskSection>
  )
}

export function EverySet({ desk: { sets }, home }: { desk: TrialsDesk; home: string }) {
  const t = useWords('trying')
  const { locale } = useLanguage()
  return (
    <DeskSection title={t('every')} id="every">
      <Table
        firstCellIsHeader
        narrow="stack"
        head={[t('set'), t('limits'), t('counted'), { text: t('changes'), format: 'numeric' }]}
        rows={sets.map(({ name, spec, isDraft, moved }) => [
          {
            text: <a href={`${home}?set=${encodeURIComponent(name)}#compared`}>{t(`weights.${weightsKey(spec)}`)}</a>,
          },
          capText(t, spec, locale),
          t(`without.${spec.without}`),
          { text: isDraft ? t('draft_row') : formatNumber(moved.length, locale), format: 'numeric' as const },
        ])}
      />
    </DeskSection>
  )
}
