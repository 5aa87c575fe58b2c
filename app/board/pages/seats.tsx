import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { DateText } from '../../ui/date-text.tsx'
import { Details } from '../../ui/details.tsx'
import { Table } from '../../ui/table.tsx'
import { attendanceFlags, balance, sizeWarning } from '../seat.ts'
import type { attendanceBySeat, seatsOf } from '../seat-store.server.ts'

type Seat = Awaited<ReturnType<typeof seatsOf>>[number]
type Attendance = Awaited<ReturnType<typeof attendanceBySeat>>

/** What the public reads of the seats held now: whose they are, how balanced, and who came. */
export function seatingOf(seats: readonly Seat[], attendance: Attendance) {
  const histories = seats.map((s) => attendance.get(s.id) ?? [])
  const flags = histories.map((history) => attendanceFlags(history))
  return {
    balance: balance(seats),
    warning: sizeWarning(seats.length),
    absent: flags.filter((f) => f.absentTwice).length,
    substitutes: flags.filter((f) => f.oftenSubstitute).length,
    seats: seats.map((seat, i) => ({
      ...seat,
      member: histories[i]!.filter((p) => p === 'member').length,
      substitute: histories[i]!.filter((p) => p === 'substitute').length,
      held: histories[i]!.length,
    })),
  }
}

export function Seats({ seating }: { seating: ReturnType<typeof seatingOf> }) {
  const t = useWords('board')
  const { locale } = useLanguage()
  const { councils, seats, dualHats, bySector } = seating.balance
  return (
    <>
      <h2 id="seats">{t('board.seats.title', { count: seats })}</h2>
      {seating.warning ? <p>{t(`board.seats.${seating.warning}`)}</p> : null}
      <p>
        {t('board.seats.councils', { n: councils, of: seats })} {t('board.seats.dual', { count: dualHats })}
      </p>
      <Table
        caption={t('board.seats.balance')}
        head={[t('board.seats.sector'), { text: t('board.seats.seats'), format: 'numeric' }]}
        rows={bySector.map((s) => [
          t(`sector.${s.sector}`),
          { text: t('board.seats.of', { n: s.seats, of: seats }), format: 'numeric' },
        ])}
      />
      <p>
        {t('board.seats.absent', { count: seating.absent })}{' '}
        {t('board.seats.substitutes', { count: seating.substitutes })}
      </p>
      <Details summaryText={t('board.seats.caption')}>
        <Table
          firstCellIsHeader
          head={[
            t('board.seats.seat'),
            t('board.seats.organisation'),
            t('board.seats.sector'),
            t('board.seats.term'),
            t('board.seats.attended'),
          ]}
          rows={seating.seats.map((s) => [
            <span key="seat">
              <Sentence parts={{ label: <ProperName>{s.label}</ProperName> }}>
                {(slots) => t('board.seats.named', { number: s.number, ...slots })}
              </Sentence>
              {s.chairOf ? <span className="meta"> {t(`board.seats.chair_${s.chairOf}`)}</span> : null}
            </span>,
            <span key="for">
              <ProperName>{s.organisation}</ProperName>
              {s.seedName ? (
                <span className="meta">
                  {' '}
                  <Sentence parts={{ name: <ProperName>{s.seedName}</ProperName> }}>
                    {(slots) => t('board.seats.was', slots)}
                  </Sentence>
                </span>
              ) : null}
              {s.secondHat ? (
                <span className="meta">
                  {' '}
                  <Sentence parts={{ hat: <ProperName>{s.secondHat}</ProperName> }}>
                    {(slots) => t('board.seats.hat', slots)}
                  </Sentence>
                </span>
              ) : null}
              <span className="meta"> {t(s.canCommit ? 'board.seats.commits' : 'board.seats.refers')}</span>
            </span>,
            t(`sector.${s.sector}`),
            <span key="term">
              <DateText iso={s.termFrom} locale={locale} format="month" />{' '}
              {s.termTo ? (
                <>
                  {t('board.seats.until')} <DateText iso={s.termTo} locale={locale} format="month" />
                </>
              ) : (
                t('board.seats.no_end')
              )}
            </span>,
            s.held
              ? t('board.seats.presence', { member: s.member, substitute: s.substitute, held: s.held })
              : t('board.seats.not_yet'),
          ])}
        />
      </Details>
    </>
  )
}
