import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskFigure, DeskPage } from '../../../ui/page-kinds.tsx'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { answerCall } from '../../seats/call-answering.server.ts'
import { addAlternates, alternatesToAdd } from '../../seats/more-alternates-choice.server.ts'
import { seatsNow } from '../../seats/replacing.server.ts'
import { leavingReasonOf } from '../../seats/seat-state.ts'
import { leaveSeat, sayWhy } from '../../seats/seat-store.server.ts'
import { seatsShown } from '../../seats/seats-shown.server.ts'
import { Done } from '../done.tsx'
import { FreeSeats } from './free-seats.tsx'
import { NotDrawn } from './not-drawn.tsx'
import { Alternates, Changes, Sitting } from './seat-tables.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, seatsShown)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const typed = await typedIn(ask.request.clone())
    switch (typed.intent?.[0]) {
      case 'withdrawn':
        return withdraw(ask, typed.holder?.[0] ?? '')
      case 'why':
        return why(ask, typed.change?.[0] ?? '', typed.reason?.[0] ?? '')
      case 'choose':
        return choose(ask)
      default:
        return answerCall(ask, '/seats')
    }
  })(args)

/** One tap: the seat is free, or, after the first session, stays empty. */
async function withdraw(ask: JuryAsk, id: string) {
  const free = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const { holders } = await seatsNow(tx, jury)
    const holder = holders.find((one) => one.id === id)
    if (!holder) throw notFound()
    return leaveSeat(tx, { jury, holder, reason: 'not_said', personId: ask.actor.personId }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, `/seats?done=${free ? 'freed' : 'let_go'}`), 303)
}

async function why(ask: JuryAsk, change: string, typed: string) {
  const reason = leavingReasonOf(typed)
  if (!reason) throw notFound()
  await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    await sayWhy(tx, { juryId: jury.id, id: change, reason, personId: ask.actor.personId }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, '/seats?done=why'), 303)
}

async function choose(ask: JuryAsk) {
  const jury = await juryFor(ask, 'jury.manage')
  const { drawn } = await seatsNow(ask.db, jury)
  if (!drawn) return refused([{ field: 'choose', message: ask.words('seating')('errors.not_drawn') }], {})
  const ids = await alternatesToAdd(ask.db, jury)
  const given = { jury, ids, personId: ask.actor.personId }
  const added = await write(ask.db, (tx) => addAlternates(tx, given, ask.now))
  throw redirect(deskPath(ask.params.slug, `/seats?done=${added ? 'chosen' : 'none_left'}`), 303)
}

export default function Seats() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { home, free, seated, seats, first } = shown
  return (
    <DeskPage
      title={shown.title}
      back={{ href: home, text: shown.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={shown.done} />}
      figures={
        <>
          <DeskFigure figure={seated} text={t('figures.seated', { count: seats })} />
          <DeskFigure
            figure={free}
            text={t('figures.free', { count: free })}
            kind={free && shown.open ? 'late' : undefined}
          />
          <DeskFigure
            figure={shown.alternates.filter(({ stand }) => stand === 'ready').length}
            text={t('figures.ready', { count: shown.wanted })}
          />
        </>
      }
    >
      {shown.open ? null : (
        <InsetText classes="inset-caution">
          {t(first?.promised ? 'seats.too_late_promised' : 'seats.too_late', {
            day: formatDate(first!.onDate, locale),
            time: first!.endsAt,
          })}
        </InsetText>
      )}
      {seated < seats && seated > 0 ? (
        <InsetText>
          {t('seats.if_empty', {
            count: seats - seated,
            seated,
            needed: shown.needed,
            quorum: shown.quorum,
          })}{' '}
          {t(seated >= shown.quorum ? 'seats.quorum_met' : 'seats.quorum_missed', { quorum: shown.quorum })}
        </InsetText>
      ) : null}
      {shown.drawn ? (
        <>
          {free && shown.open ? <FreeSeats shown={shown} back={back} /> : null}
          <Sitting shown={shown} />
          <Alternates shown={shown} />
          <Changes shown={shown} />
        </>
      ) : (
        <NotDrawn href={shown.toDraw} />
      )}
    </DeskPage>
  )
}
