import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { Details } from '../../../ui/details.tsx'
import { formatPerMille } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { toldPerMille } from '../../lottery/drop-out.ts'
import { leavingReasons } from '../../seats/seat-state.ts'
import type { ShownSeats } from '../../seats/seats-shown.server.ts'

/** Everybody who sits or is asked to, each with one button for "cannot come". */
export function Sitting({ shown }: { shown: ShownSeats }) {
  const t = useWords('seating')
  return (
    <DeskSection title={t('seats.sitting')} id="sitting">
      <p className="read">{t(shown.open ? 'seats.sitting_how' : 'seats.sitting_late')}</p>
      {shown.sitting.length ? (
        <Table
          firstCellIsHeader
          head={[t('seats.badge'), t('seats.who'), t('seats.area'), t('seats.stand'), t('seats.gone')]}
          rows={shown.sitting.map((person) => [
            person.badge ? <bdi key="badge">{person.badge}</bdi> : t('seats.no_badge'),
            person.reach?.name ?? t('reach.no_name'),
            person.area,
            t(`stand.${person.stand}`),
            <Leave key="gone" id={person.id} who={person.badge ?? person.reach?.name ?? ''} />,
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('seats.nobody')}</p>
        </EmptyState>
      )}
    </DeskSection>
  )
}

function Leave({ id, who }: { id: string; who: string }) {
  const t = useWords('seating')
  return (
    <Form method="post">
      <input type="hidden" name="holder" value={id} />
      <Button name="intent" value="withdrawn" classes="govuk-button--secondary">
        {t('seats.withdrawn')} <span className="govuk-visually-hidden">{who}</span>
      </Button>
    </Form>
  )
}

/** Who waits, how likely a full jury is with them, and what that rests on (J-10). */
export function Alternates({ shown }: { shown: ShownSeats }) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { alternates, dropOut, wanted } = shown
  const percent = (share: number) => formatPerMille(Math.round(share * 1000), locale)
  // Rounded to whole percents, a chance near one would read as certain.
  const chance = (share: number) => {
    const told = toldPerMille(share)
    return formatPerMille(told, locale, told > 990 && told < 1000 ? 1 : 0)
  }
  return (
    <DeskSection title={t('alternates.title')} id="alternates">
      <p className="read">
        {t('alternates.chance', {
          count: alternates.length,
          seats: shown.seats,
          rate: percent(dropOut.rate),
          full: chance(dropOut.fullWith),
          without: chance(dropOut.fullWithout),
        })}{' '}
        {dropOut.learnedFrom
          ? t('alternates.learned', { count: dropOut.learnedFrom })
          : t('alternates.given', { rate: percent(dropOut.rate) })}
      </p>
      <p className="read">{t('alternates.paid')}</p>
      {alternates.length ? (
        <Table
          firstCellIsHeader
          head={[
            t('alternates.rank'),
            t('seats.badge'),
            t('seats.who'),
            t('seats.area'),
            t('seats.stand'),
            t('seats.gone'),
          ]}
          rows={alternates.map((person) => [
            t('alternate', { rank: person.rank }),
            person.badge ?? t('seats.no_badge'),
            person.reach?.name ?? t('reach.no_name'),
            person.area,
            t(`stand.${person.stand}`),
            <Leave key="gone" id={person.id} who={t('alternate', { rank: person.rank })} />,
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('alternates.none')}</p>
        </EmptyState>
      )}
      {shown.open && alternates.length < wanted ? (
        <Form method="post">
          <p className="read">{t('alternates.choose_how', { count: wanted - alternates.length })}</p>
          <Button name="intent" value="choose" classes="govuk-button--secondary">
            {t('alternates.choose', { count: wanted - alternates.length })}
          </Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}

/** Every seat that became free: who left, who came, when, who entered it and why. */
export function Changes({ shown }: { shown: ShownSeats }) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  if (!shown.changes.length) return null
  const at = (iso: string) => (
    <>
      <DateText iso={iso} locale={locale} format="day-month" /> <DateText iso={iso} locale={locale} format="time" />
    </>
  )
  return (
    <DeskSection title={t('changes.title')} id="changes">
      <p className="read">{t('changes.how')}</p>
      <Table
        firstCellIsHeader
        head={[
          t('changes.out'),
          t('changes.freed'),
          t('changes.why'),
          t('changes.in'),
          t('changes.filled'),
          t('changes.ledger'),
        ]}
        rows={shown.changes.map((change) => [
          change.out ? t('badge', { badge: change.out }) : t('changes.before_badge'),
          <>
            {at(change.openedAt)} <span className="meta">{change.openedBy}</span>
          </>,
          <Why key="why" id={change.id} reason={change.reason} />,
          change.in ? t('badge', { badge: change.in }) : t('changes.empty'),
          change.filledAt ? (
            <>
              {at(change.filledAt)} <span className="meta">{change.filledBy}</span>
              {change.place ? <span className="meta"> {t('changes.place', { place: change.place })}</span> : null}
            </>
          ) : (
            '–'
          ),
          [change.freedEntry, change.filledAt ? change.filledEntry : undefined]
            .flatMap((entry) => (entry === undefined ? [] : entry === null ? t('changes.no_entry') : String(entry)))
            .join(', '),
        ])}
      />
    </DeskSection>
  )
}

function Why({ id, reason }: { id: string; reason: string }) {
  const t = useWords('seating')
  return (
    <Details summaryText={t(`reasons.${reason}`)}>
      <Form method="post">
        <input type="hidden" name="change" value={id} />
        <Select
          name="reason"
          id={`reason-${id}`}
          label={{ text: t('changes.why') }}
          value={reason}
          items={leavingReasons.map((value) => ({ value, text: t(`reasons.${value}`) }))}
        />
        <Button name="intent" value="why" classes="govuk-button--secondary">
          {t('changes.save')}
        </Button>
      </Form>
    </Details>
  )
}
