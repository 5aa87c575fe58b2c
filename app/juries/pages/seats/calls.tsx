import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay, londonTime } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type Refused, type Typed, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Table } from '../../../ui/table.tsx'
import { givenUpDraws, standingDraw } from '../../draw/drawn-store.server.ts'
import { stillToTell, stillToTellGivenUp } from '../../draw/result-telling.server.ts'
import { tickTold, type Untold, waysTold } from '../../draw/told-store.server.ts'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { mayStillBeSeated } from '../../jury-state.ts'
import { one } from '../../posted.server.ts'
import { answerCall } from '../../seats/call-answering.server.ts'
import { callsOf } from '../../seats/call-store.server.ts'
import { batchSize, callOrder, callState } from '../../seats/calling.ts'
import { type Holder, holderContacts } from '../../seats/holder-store.server.ts'
import { seatsNow } from '../../seats/replacing.server.ts'
import { leaveSeat } from '../../seats/seat-store.server.ts'
import { firstSessionOf } from '../../sessions/session-store.server.ts'
import { termsOf } from '../../support/terms-store.server.ts'
import { Done } from '../done.tsx'
import { CallForm, ReachLine } from './call-parts.tsx'
import { NotDrawn } from './not-drawn.tsx'
import { UntoldList } from './untold.tsx'

const mostUntold = 100
const listed = (people: readonly Untold[]) =>
  people.slice(0, mostUntold).map(({ id, name, phone, address, language }) => ({
    id,
    name,
    phone,
    address,
    language: languageOf(language)?.name ?? language,
  }))

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { db, now, request, words } = ask
    const jury = await juryFor(ask, 'jury.manage')
    const { holders, stands, free, wanted, drawn } = await seatsNow(db, jury)
    const calls = await callsOf(db, jury.id)
    const asked = holders
      .filter((_, i) => stands[i] === 'drawn' || stands[i] === 'waiting')
      .sort((a, b) => (a.alternateRank ?? 0) - (b.alternateRank ?? 0))
    const contacts = await holderContacts(
      db,
      asked.map(({ id }) => id),
    )
    const shown = (holder: Holder) => ({
      id: holder.id,
      rank: holder.alternateRank,
      area: holder.area,
      cannotMake: holder.cannotMake,
      reach: contacts.get(holder.id) ?? null,
      attempts: calls.get(holder.id) ?? [],
    })
    const callees = asked.map((holder) => ({ ...shown(holder), key: holder.id }))
    const turns = callOrder(callees, { day: londonDay(now), time: londonTime(now) })
    const first = await firstSessionOf(db, jury.id)
    const open = mayStillBeSeated(first, now)
    const draw = await standingDraw(db, jury.id)
    const untold = draw ? await stillToTell(db, draw.id) : []
    const untoldGivenUp = await stillToTellGivenUp(db, jury.id)
    const ready = stands.filter((stand) => stand === 'ready').length
    return {
      title: words('seating')('calls.title', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      seats: jury.commission.seats,
      seated: stands.filter((stand) => stand === 'seated').length,
      free,
      drawn,
      closed: open ? null : first,
      toDraw: deskPath(jury.slug, '/draw'),
      ready,
      wanted,
      note: (await termsOf(db, jury.id)).benefitsNote,
      now: turns.filter(({ later }) => open && !later).map(({ person }) => person),
      later: turns.flatMap(({ person, later }) => (open && later ? [{ ...person, later }] : [])),
      givenUp: callees.filter(({ attempts }) => open && callState(attempts) === 'given_up'),
      untold: listed(untold),
      allUntold: untold.length,
      untoldGivenUp: listed(untoldGivenUp),
      allUntoldGivenUp: untoldGivenUp.length,
      done: new URL(request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const typed = await typedIn(ask.request.clone())
    if (typed.intent?.[0] === 'told') return told(ask, typed)
    return typed.intent?.[0] === 'give_up' ? giveUp(ask, typed.holder?.[0] ?? '') : answerCall(ask, '/calls')
  })(args)

/** Nobody answered three times: the seat goes to somebody else. */
async function giveUp(ask: JuryAsk, id: string) {
  const freed = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const { holders } = await seatsNow(tx, jury)
    const holder = holders.find((one) => one.id === id)
    const attempts = (await callsOf(tx, jury.id)).get(id) ?? []
    if (!holder || callState(attempts) !== 'given_up') throw notFound()
    return leaveSeat(tx, { jury, holder, reason: 'no_answer', personId: ask.actor.personId }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, freed ? '/seats?done=freed' : '/calls?done=let_go'), 303)
}

/** Somebody has been told by ringing or writing. Who was ticked off meanwhile stays so. */
async function told(ask: JuryAsk, typed: Typed) {
  const applicationId = one(typed, 'holder')
  const how = waysTold.find((known) => known === one(typed, 'how'))
  const news = one(typed, 'news') === 'given_up' ? 'given_up' : 'result'
  if (!how) throw notFound()
  await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const standing = news === 'result' ? await standingDraw(tx, jury.id) : undefined
    const drawIds = news === 'given_up' ? await givenUpDraws(tx, jury.id) : standing ? [standing.id] : []
    if (!drawIds.length) throw notFound()
    const { personId } = ask.actor
    await tickTold(tx, { juryId: jury.id, drawIds, applicationId, how, personId, news }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, '/calls?done=told'), 303)
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>
type Callee = Shown['now'][number]

export default function Calls() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { home, now, later, givenUp, closed } = shown
  return (
    <DeskPage
      title={shown.title}
      back={{ href: home, text: shown.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="seating" done={shown.done} />}
      figures={
        <>
          <DeskFigure figure={shown.seated} text={t('figures.seated', { count: shown.seats })} />
          <DeskFigure
            figure={shown.free}
            text={t('figures.free', { count: shown.free })}
            kind={shown.free && !closed ? 'late' : undefined}
            href={`${home}/seats`}
          />
          <DeskFigure figure={shown.ready} text={t('figures.ready', { count: shown.wanted })} />
        </>
      }
    >
      {shown.drawn ? null : <NotDrawn href={shown.toDraw} />}
      {closed ? (
        <InsetText classes="inset-caution">
          {t(closed.promised ? 'seats.too_late_promised' : 'seats.too_late', {
            day: formatDate(closed.onDate, locale),
            time: closed.endsAt,
          })}{' '}
          {t('calls.none_now')}
        </InsetText>
      ) : null}
      {shown.drawn && !closed ? (
        <DeskSection title={t('calls.now')} id="now">
          <p className="read">{t('calls.how')}</p>
          <InsetText classes="inset-caution">
            <strong>{t('note.read_out')}</strong> {shown.note || t('note.usual')}
          </InsetText>
          {now.length ? (
            <>
              <CallCards home={home} people={now.slice(0, batchSize)} back={back} />
              {now.length > batchSize ? <p>{t('calls.after_these', { count: now.length - batchSize })}</p> : null}
            </>
          ) : (
            <EmptyState>
              <p>{t(later.length ? 'calls.nobody_now' : 'calls.nobody')}</p>
            </EmptyState>
          )}
        </DeskSection>
      ) : null}
      {later.length ? (
        <DeskSection title={t('calls.later')} id="later">
          <p className="read">{t('calls.later_how')}</p>
          <Table
            firstCellIsHeader
            head={[t('calls.who'), t('calls.tried'), t('calls.next')]}
            rows={later.map((person) => [
              <Who key="who" person={person} />,
              <Tries key="tries" attempts={person.attempts} />,
              t(`calls.${person.later.tomorrow ? 'tomorrow' : 'today'}_${person.later.part}`),
            ])}
          />
        </DeskSection>
      ) : null}
      {givenUp.length ? (
        <DeskSection title={t('calls.given_up')} id="given-up">
          <p className="read">{t('calls.given_up_how')}</p>
          <Table
            firstCellIsHeader
            head={[t('calls.who'), t('calls.tried'), t('calls.then')]}
            rows={givenUp.map((person) => [
              <Who key="who" person={person} />,
              <Tries key="tries" attempts={person.attempts} />,
              <GiveUp key="then" person={person} />,
            ])}
          />
        </DeskSection>
      ) : null}
      <UntoldList people={shown.untold} all={shown.allUntold} news="result" />
      <UntoldList people={shown.untoldGivenUp} all={shown.allUntoldGivenUp} news="given_up" />
    </DeskPage>
  )
}

const useName = () => {
  const t = useWords('seating')
  return ({ rank, reach }: Pick<Callee, 'rank' | 'reach'>) =>
    [rank === null ? null : t('alternate', { rank }), reach?.name ?? t('reach.no_name')].filter(Boolean).join(' · ')
}

function Who({ person }: { person: Pick<Callee, 'rank' | 'reach' | 'area'> }) {
  const name = useName()
  return (
    <>
      {name(person)} <span className="meta">{person.area}</span>
    </>
  )
}

function CallCards({ people, home, back }: { people: Callee[]; home: string; back: Refused | undefined }) {
  const t = useWords('seating')
  const name = useName()
  return (
    <ol className="call-list">
      {people.map((person) => (
        <li key={person.id}>
          <h3>{name(person)}</h3>
          <p>
            {t(person.rank === null ? 'calls.for_seat' : 'calls.for_alternate')}{' '}
            <span className="meta">{person.area}</span>
          </p>
          <ReachLine reach={person.reach} />
          {person.reach ? (
            <p>
              <a href={`${home}/reach/${person.id}`}>
                {t('address.link')} <span className="govuk-visually-hidden">{name(person)}</span>
              </a>
            </p>
          ) : null}
          {person.cannotMake.length ? <p>{t('calls.cannot', { count: person.cannotMake.length })}</p> : null}
          {person.attempts.length ? <Tries attempts={person.attempts} /> : null}
          <CallForm
            holder={person.id}
            who={name(person)}
            offer={person.rank === null ? 'seat' : 'alternate'}
            back={back}
          />
        </li>
      ))}
    </ol>
  )
}

function Tries({ attempts }: { attempts: Callee['attempts'] }) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  if (!attempts.length) return <p className="meta">{t('calls.untried')}</p>
  return (
    <p className="meta">
      {t('calls.tries', { count: attempts.length })}{' '}
      {attempts.map(({ day, time }) => t('calls.try', { day: formatDate(day, locale, 'day-month'), time })).join('; ')}
    </p>
  )
}

function GiveUp({ person }: { person: Callee }) {
  const t = useWords('seating')
  const name = useName()
  return (
    <Form method="post">
      <input type="hidden" name="holder" value={person.id} />
      <Button name="intent" value="give_up" classes="govuk-button--secondary">
        {t(person.rank === null ? 'calls.offer_on' : 'calls.let_go')}{' '}
        <span className="govuk-visually-hidden">{name(person)}</span>
      </Button>
    </Form>
  )
}
