import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown as shownIn } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { isSeatKind } from '../../support/support.ts'
import type { ShownTables } from '../../tables/tables-shown.server.ts'
import { needText } from '../sessions/need-text.ts'

interface PartProps {
  shown: ShownTables
  back: Refused | undefined
}

/** What changes a plan: who is away, fixed places, pairs kept apart, and a whole new plan. Not printed. */
export function PlanForms({ shown, back }: PartProps) {
  const t = useWords('seating')
  const of = (intent: string) => (back?.typed.intent?.[0] === intent ? back : undefined)
  return (
    <div className="screen-only">
      {shown.plan || shown.waiting ? (
        <DeskSection title={t('late.title')} id="late">
          <p className="read">{t('late.how')}</p>
          <Away shown={shown} back={of('away')} />
        </DeskSection>
      ) : null}
      <DeskSection title={t('rules.title')} id="rules">
        <SeatNeeds shown={shown} />
        <Fixed shown={shown} back={of('fixed')} />
        <Apart shown={shown} back={of('apart')} />
      </DeskSection>
      <DeskSection title={t(shown.plan ? 'whole.again' : 'whole.first')} id="whole">
        <p className="read">{t(shown.plan ? 'whole.again_how' : 'whole.first_how')}</p>
        <Whole shown={shown} back={of('whole')} />
      </DeskSection>
    </div>
  )
}

function useMembers(shown: ShownTables) {
  const t = useWords('seating')
  return [
    { value: '', text: t('juror.choose') },
    ...shown.people
      .filter(({ state }) => state === 'seated')
      .map(({ memberId, badge, badgeName }) => ({
        value: memberId,
        text: `${t('badge', { badge })}${badgeName ? ` ${badgeName}` : ''}`,
      })),
  ]
}

const numbers = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

/** The first round that may change: those that have begun stay as they were. */
function From({ shown, id }: { shown: ShownTables; id: string }) {
  const t = useWords('seating')
  if (!shown.plan || shown.plan.rounds < 2) return null
  return (
    <Select
      name="from"
      id={id}
      label={{ text: t('late.from') }}
      value={shown.plan.fromRound + 1}
      items={numbers(1, shown.plan.rounds).map((round) => ({ value: round, text: t('tables.round', { round }) }))}
    />
  )
}

function Away({ shown, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const rounds = shown.plan?.rounds ?? 1
  return (
    <Form method="post" noValidate>
      <Select
        name="member"
        id="away-member"
        label={{ text: t('late.who') }}
        value={shownIn(back, 'member')}
        items={useMembers(shown)}
        error={errorOf('away-member')}
      />
      <Radios
        name="away"
        fieldset={{ legend: { text: t('late.what') } }}
        value={shownIn(back, 'away', 'all')}
        items={[
          { value: 'all', text: t('late.all') },
          rounds > 1 ? { value: 'late', text: t('late.late'), hint: t('late.late_hint') } : null,
          { value: 'none', text: t('late.none') },
        ]}
      />
      {rounds > 1 ? (
        <Select
          name="late"
          id="late-round"
          label={{ text: t('late.round') }}
          value={shownIn(back, 'late')}
          items={numbers(2, rounds).map((round) => ({ value: round, text: t('tables.round', { round }) }))}
        />
      ) : null}
      <From shown={shown} id="away-from" />
      <Button name="intent" value="away">
        {t('late.button')}
      </Button>
    </Form>
  )
}

/** Who needs something that may tie them to a place, and whether they have one. */
function SeatNeeds({ shown }: { shown: ShownTables }) {
  const t = useWords('seating')
  const needing = shown.people
    .map((person) => ({ ...person, needs: person.needs.filter(({ kind }) => isSeatKind(kind)) }))
    .filter(({ state, needs }) => state === 'seated' && needs.length)
  if (!needing.length) return null
  return (
    <>
      <p className="read">{t('rules.needs')}</p>
      <ul>
        {needing.map(({ memberId, badge, needs }) => {
          const fixed = shown.rules.fixed.find((one) => one.memberId === memberId)
          return (
            <li key={memberId}>
              {t('badge', { badge })}: {needs.map((need) => needText(t, need)).join('; ')}{' '}
              <span className="meta">{fixed ? t('rules.fixed_at', { table: fixed.table }) : t('rules.anywhere')}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Fixed({ shown, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { rules, people, plan, choices } = shown
  const badge = (memberId: string) => people.find((person) => person.memberId === memberId)?.badge ?? '?'
  return (
    <>
      <h3>{t('rules.fixed')}</h3>
      {rules.fixed.length ? (
        <ul>
          {rules.fixed.map(({ memberId, table }) => (
            <li key={memberId}>{t('rules.fixed_line', { badge: badge(memberId), table })}</li>
          ))}
        </ul>
      ) : null}
      <Form method="post" noValidate>
        <Select
          name="member"
          id="fixed-member"
          label={{ text: t('rules.who') }}
          value={shownIn(back, 'member')}
          items={useMembers(shown)}
          error={errorOf('fixed-member')}
        />
        <Select
          name="table"
          label={{ text: t('rules.where') }}
          value={shownIn(back, 'table')}
          items={[
            { value: 0, text: t('rules.free') },
            ...numbers(1, plan?.tables ?? Math.max(...choices)).map((table) => ({
              value: table,
              text: t('tables.table', { table }),
            })),
          ]}
        />
        <From shown={shown} id="fixed-from" />
        <Button name="intent" value="fixed" classes="govuk-button--secondary">
          {t('rules.save_fixed')}
        </Button>
      </Form>
    </>
  )
}

function Apart({ shown, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const members = useMembers(shown)
  const badge = (memberId: string) => shown.people.find((person) => person.memberId === memberId)?.badge ?? '?'
  return (
    <>
      <h3>{t('rules.apart')}</h3>
      <p className="read">{t('rules.apart_how')}</p>
      {shown.rules.apart.length ? (
        <ul className="need-list">
          {shown.rules.apart.map(([first, second]) => (
            <li key={`${first}-${second}`}>
              <Form method="post">
                {t('rules.apart_line', { first: badge(first), second: badge(second) })}
                <input type="hidden" name="member" value={first} />
                <input type="hidden" name="other" value={second} />
                <input type="hidden" name="from" value={(shown.plan?.fromRound ?? 0) + 1} />{' '}
                <button className="link-button" type="submit" name="intent" value="together">
                  {t('rules.together')}{' '}
                  <span className="govuk-visually-hidden">
                    {badge(first)} {badge(second)}
                  </span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
      <Form method="post" noValidate>
        <Select
          name="member"
          id="apart-member"
          label={{ text: t('rules.one') }}
          value={shownIn(back, 'member')}
          items={members}
          error={errorOf('apart-member')}
        />
        <Select
          name="other"
          label={{ text: t('rules.other') }}
          value={shownIn(back, 'other')}
          items={members}
          error={errorOf('other')}
        />
        <From shown={shown} id="apart-from" />
        <Button name="intent" value="apart" classes="govuk-button--secondary">
          {t('rules.save_apart')}
        </Button>
      </Form>
    </>
  )
}

function Whole({ shown, back }: PartProps) {
  const t = useWords('seating')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const { plan, choices, seated } = shown
  if (!seated) return <p>{t('whole.nobody')}</p>
  const form = (
    <Form method="post" noValidate>
      <Radios
        name="tables"
        fieldset={{ legend: { text: t('whole.tables') } }}
        value={shownIn(back, 'tables', String(plan?.tables ?? choices[0]))}
        items={choices.map((tables) => ({
          value: tables,
          text: t(seated % tables ? 'whole.tables_of' : 'whole.tables_even', {
            count: tables,
            least: Math.floor(seated / tables),
            most: Math.ceil(seated / tables),
          }),
        }))}
        error={errorOf('tables')}
      />
      <Input
        name="rounds"
        label={{ text: t('whole.rounds') }}
        hint={{ text: t('whole.rounds_hint') }}
        classes="govuk-input--width-3"
        inputmode="numeric"
        value={shownIn(back, 'rounds', String(plan?.rounds ?? 3))}
        error={errorOf('rounds')}
      />
      <Button name="intent" value="whole" classes={plan ? 'govuk-button--secondary' : undefined}>
        {t(plan ? 'whole.again' : 'whole.button')}
      </Button>
    </Form>
  )
  return plan ? (
    <Details summaryText={t('whole.open')} open={Boolean(back)}>
      {form}
    </Details>
  ) : (
    form
  )
}
