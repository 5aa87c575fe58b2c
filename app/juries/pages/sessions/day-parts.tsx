import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import type { Refused } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import type { ShownDay } from '../../sessions/day-shown.server.ts'
import { needText } from './need-text.ts'

/** The evening before and the morning of: what is ready and what is not, each with where to mend it. Not printed. */
export function DayChecks({ shown }: { shown: ShownDay }) {
  const t = useWords('seating')
  const { home, back, manages } = shown
  const checks: { ready: boolean; text: string; href: string | null }[] = [
    {
      ready: shown.seated >= shown.seats,
      text:
        shown.seated >= shown.seats
          ? t('checks.all_confirmed', { count: shown.seats })
          : t('checks.not_all', {
              count: shown.seated,
              seats: shown.seats,
              needed: shown.needed,
              quorum: shown.quorum,
            }),
      href: manages ? `${home}/seats` : null,
    },
    {
      ready: shown.openNeeds === 0,
      text: shown.openNeeds ? t('checks.needs_open', { count: shown.openNeeds }) : t('checks.needs_done'),
      href: manages ? `${home}/support` : null,
    },
    {
      ready: shown.version !== null,
      text: shown.version === null ? t('checks.no_plan') : t('checks.plan', { version: shown.version }),
      href: `${back}/tables`,
    },
  ]
  if (shown.missing)
    checks.unshift({
      ready: false,
      text: t('checks.missing', { count: shown.missing }),
      href: manages ? `${home}/seats` : `${back}/tables`,
    })
  return (
    <div className="screen-only">
      <DeskSection title={t(shown.begun ? 'checks.today' : 'checks.before')} id="checks">
        <ul>
          {checks.map(({ ready, text, href }) => (
            <li key={text}>
              <strong>{t(ready ? 'checks.ready' : 'checks.open')}</strong> {href ? <a href={href}>{text}</a> : text}
            </li>
          ))}
        </ul>
        <h3>{t('checks.pack')}</h3>
        <ul>
          <li>
            <a href={`${shown.address}.pdf`}>{t('checks.sheet_pdf')}</a>
          </li>
          {shown.version === null ? null : (
            <li>
              <a href={`${back}/tables.pdf`}>{t('checks.tables_pdf')}</a>
            </li>
          )}
          <li>
            <a href={`${home}/badges`}>{t('badges.link')}</a>
          </li>
          <li>
            <a href={back}>{t('checks.run_sheet')}</a>
          </li>
        </ul>
      </DeskSection>
    </div>
  )
}

/** Number, name, table, needs and arrival: an empty box on paper, a form on the screen once the day has come. */
export function Arrivals({ shown, back }: { shown: ShownDay; back: Refused | undefined }) {
  const t = useWords('seating')
  return (
    <Table
      firstCellIsHeader
      classes="day-sheet"
      head={[t('seats.badge'), t('day.name'), t('day.table'), t('support.needs'), t('day.arrival')]}
      rows={shown.people.map((person) => [
        <bdi key="badge" className="plan-badge">
          {person.badge}
        </bdi>,
        <>
          {person.badgeName || t('day.no_name')}
          {person.state === 'alternate' ? <span className="meta"> {t('stand.ready')}</span> : null}
        </>,
        person.table ?? '–',
        person.needs.length ? (
          <ul key="needs">
            {person.needs.map((need) => (
              <li key={need.kind}>
                {needText(t, need)}
                {need.state === 'open' ? <strong> {t('need_states.open')}</strong> : null}
              </li>
            ))}
          </ul>
        ) : (
          t('support.none')
        ),
        <Arrival key="arrival" shown={shown} person={person} back={back} />,
      ])}
    />
  )
}

function Arrival({
  shown,
  person,
  back,
}: {
  shown: ShownDay
  person: ShownDay['people'][number]
  back: Refused | undefined
}) {
  const t = useWords('seating')
  const own = back?.typed.member?.[0] === person.memberId ? back : undefined
  const errorOf = fieldErrors(own?.errors, t('error_prefix'))
  const said =
    person.present === null ? null : person.present ? t('day.came', { time: person.arrivedAt }) : t('day.did_not_come')
  if (!shown.begun) return <span className="tick-box" aria-hidden="true" />
  return (
    <>
      {said ? <p>{said}</p> : <span className="print-only tick-box" aria-hidden="true" />}
      <Form method="post" noValidate className="screen-only arrival-form">
        <input type="hidden" name="member" value={person.memberId} />
        <Input
          name="at"
          id={`at-${person.memberId}`}
          label={{ text: t('day.at'), classes: 'govuk-visually-hidden' }}
          classes="govuk-input--width-4"
          value={own?.typed.at?.[0] ?? person.arrivedAt ?? shown.time}
          error={errorOf(`at-${person.memberId}`)}
        />
        {(['yes', 'no'] as const).map((came) => (
          <Button key={came} name="came" value={came} classes="govuk-button--secondary">
            {t(`day.${came}`)} <span className="govuk-visually-hidden">{t('badge', { badge: person.badge })}</span>
          </Button>
        ))}
      </Form>
    </>
  )
}
