import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { lines, type Refused, readForm, refused, typedIn, workNamed } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { FormDesk } from '../../ui/form-desk.tsx'
import { DeskSection } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { partnershipOf } from '../partnership-store.server.ts'
import { effectOf } from '../rights-effect-store.server.ts'
import { findFor } from '../rights-find-store.server.ts'
import { dayTrouble, extensionTrouble, rightsState } from '../rights-request.ts'
import { noteStep, type RightsRequest, requestById, unsign } from '../rights-store.server.ts'
import { closeRequest, signRequest, wipeErased } from '../rights-work-store.server.ts'
import { Certificate } from './rights-certificate.tsx'
import { EffectPreview, Findings, Unfindable } from './rights-findings.tsx'
import { CloseForm, ExtendForm, IdentityForm, SignForm } from './rights-forms.tsx'
import { StateText } from './rights-state.tsx'

const params = z.object({ id: z.string().max(100) })
const done = z.enum(['recorded', 'asked', 'proved', 'extended', 'first', 'unsigned', 'carried', 'closed'])
type OneRequest = StaffAsk<{ id: string }>

async function requestFor({ db, params: { id } }: OneRequest): Promise<RightsRequest> {
  const found = await requestById(db, id)
  if (!found) throw notFound()
  return found
}

/** One request: its clock, what was found where and what becomes of it, two signatures, and the certificate. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'rights.handle' }, async (ask) => {
    const { db, now, settings, words, request, actor } = ask
    const own = await requestFor(ask)
    const today = londonDay(now)
    const { found, unfound, digest } = own.closedOn
      ? { found: [], unfound: [], digest: '' }
      : await findFor(db, settings.SECRET, own, today)
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    const { codeHash, addressHash, newAddress, first, ...shown } = own
    return {
      title: words('rights')('one.title', { number: own.number, kind: words('rights')(`kind.${own.kind}`) }),
      one: shown,
      by: { code: codeHash !== null, address: addressHash !== null },
      newAddress,
      first: first && { label: first.label, isMe: first.personId === actor.personId },
      standing: rightsState(own, today),
      found,
      unfound,
      effect: (await effectOf(db, found)) ?? null,
      digest,
      contact: (await partnershipOf(db))?.contact ?? '',
      done: wanted.success ? wanted.data : null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'rights.handle' }, async (ask) => {
    const own = await requestFor(ask)
    const intent = (await typedIn(ask.request.clone() as Request)).intent?.[0]
    const work = workNamed(intents, intent)
    if (!work) throw notFound()
    if (own.closedOn) return trouble(ask, 'sign', 'closed')
    return work(ask, own)
  })(args)

const to = (ask: OneRequest, what: z.output<typeof done>) =>
  redirect(`/desk/rights/${encodeURIComponent(ask.params.id)}?done=${what}`, 303)
const trouble = (ask: OneRequest, field: string, key: string) =>
  refused([{ field, message: ask.words('rights')(`errors.${key}`) }], {})

const part = z.string().max(10, 'date').default('')
type Step = 'asked' | 'proved' | 'told'
const dayShape = (step: Step) =>
  z.object({ [`${step}-day`]: part, [`${step}-month`]: part, [`${step}-year`]: part }).extend({ reason: lines(1000) })

/** A day that was typed for a step, or what is wrong with it. */
async function stepDay(ask: OneRequest, step: Step, from: string) {
  const t = ask.words('rights')
  const form = await readForm(ask.request, dayShape(step), t)
  if (!form.ok) return { refusal: refused(form.errors, form.typed) }
  const { value, typed } = form
  const part = (unit: string) => (value as Record<string, string>)[`${step}-${unit}`] ?? ''
  const day = typedDay(part('day'), part('month'), part('year'))
  const wrong = dayTrouble(day, from, londonDay(ask.now))
  if (wrong || !day)
    return { refusal: refused([{ field: `${step}-day`, message: t(`errors.${wrong ?? 'date'}`) }], typed) }
  return { day, reason: value.reason, typed }
}

async function asked(ask: OneRequest, own: RightsRequest) {
  const step = await stepDay(ask, 'asked', own.receivedOn)
  if (step.refusal) return step.refusal
  if (own.identityAskedOn) return trouble(ask, 'asked-day', 'asked_already')
  await write(ask.db, (tx) => noteStep(tx, own.id, { identity_asked_on: step.day }, ask.actor.personId, ask.now))
  throw to(ask, 'asked')
}

async function proved(ask: OneRequest, own: RightsRequest) {
  if (!own.identityAskedOn || own.identityProvedOn) return trouble(ask, 'proved-day', 'not_asked')
  const step = await stepDay(ask, 'proved', own.identityAskedOn)
  if (step.refusal) return step.refusal
  await write(ask.db, (tx) => noteStep(tx, own.id, { identity_proved_on: step.day }, ask.actor.personId, ask.now))
  throw to(ask, 'proved')
}

async function extend(ask: OneRequest, own: RightsRequest) {
  const step = await stepDay(ask, 'told', own.receivedOn)
  if (step.refusal) return step.refusal
  const t = ask.words('rights')
  const late = extensionTrouble(own, step.day)
  const errors = [
    ...(own.extendedOn ? [{ field: 'told-day', message: t('errors.extended_already') }] : []),
    ...(late ? [{ field: 'told-day', message: t(`errors.${late}`) }] : []),
    ...(step.reason ? [] : [{ field: 'reason', message: t('errors.reason') }]),
  ]
  if (errors.length) return refused(errors, step.typed)
  const noted = { extended_on: step.day, extended_reason: step.reason ?? '' }
  await write(ask.db, (tx) => noteStep(tx, own.id, noted, ask.actor.personId, ask.now))
  throw to(ask, 'extended')
}

async function sign(ask: OneRequest, own: RightsRequest) {
  const { db, actor, settings, now } = ask
  const digest = (await typedIn(ask.request)).digest?.[0] ?? ''
  const given = { id: own.id, digest, personId: actor.personId, session: actor.sessionHash }
  const signed = await write(db, (tx) => signRequest(tx, settings.SECRET, given, now))
  if (signed === 'first') throw to(ask, 'first')
  if (signed !== 'done') return trouble(ask, 'sign', signed)
  await wipeErased(db)
  throw to(ask, 'carried')
}

async function takeBack(ask: OneRequest, own: RightsRequest) {
  await write(ask.db, (tx) => unsign(tx, own.id))
  throw to(ask, 'unsigned')
}

async function given(ask: OneRequest, own: RightsRequest) {
  if (own.kind !== 'access') throw notFound()
  if (rightsState(own, londonDay(ask.now)).state === 'paused') return trouble(ask, 'given', 'paused')
  await finish(ask, own, 'given', '')
}

async function refuse(ask: OneRequest, own: RightsRequest) {
  const form = await readForm(ask.request, z.object({ why: lines(2000) }), ask.words('rights'))
  if (!form.ok) return refused(form.errors, form.typed)
  if (!form.value.why) return refused([{ field: 'why', message: ask.words('rights')('errors.why') }], form.typed)
  await finish(ask, own, 'refused', form.value.why)
}

async function finish(ask: OneRequest, own: RightsRequest, outcome: 'given' | 'refused', reason: string) {
  const { personId } = ask.actor
  await write(ask.db, (tx) => closeRequest(tx, { id: own.id, outcome, reason, personId }, ask.now))
  throw to(ask, 'closed')
}

const intents = { asked, proved, extend, sign, unsign: takeBack, given, refuse }

export default function OneRightsRequest() {
  const data = useLoaderData<typeof loader>()
  const { one, standing, first, found, newAddress } = data
  const back = useActionData<Refused>()
  const t = useWords('rights')
  const { locale } = useLanguage()
  const open = standing.state !== 'answered'
  const day = (iso: string | null) => (iso ? <DateText iso={iso} locale={locale} /> : t('one.not_yet'))
  return (
    <FormDesk
      t={t}
      title={data.title}
      where={t('title')}
      back={{ href: '/desk/rights', text: t('title') }}
      refused={back}
      done={data.done}
    >
      <DeskSection title={t('one.clock')} id="clock">
        <SummaryList
          rows={[
            { key: t('one.received'), value: day(one.receivedOn) },
            {
              key: t('list.standing'),
              value: <StateText standing={standing} outcome={one.outcome} signed={first !== null} />,
            },
            ...(one.identityAskedOn
              ? [
                  { key: t('one.asked'), value: day(one.identityAskedOn) },
                  { key: t('one.proved'), value: day(one.identityProvedOn) },
                ]
              : []),
            ...(one.extendedOn
              ? [
                  { key: t('one.extended'), value: day(one.extendedOn) },
                  { key: t('one.extended_reason'), value: one.extendedReason },
                ]
              : []),
            ...(newAddress ? [{ key: t('new.new_address'), value: newAddress }] : []),
          ]}
        />
        {open ? (
          <IdentityForm asked={one.identityAskedOn !== null} proved={one.identityProvedOn !== null} back={back} />
        ) : null}
        {open && !one.extendedOn ? <ExtendForm back={back} /> : null}
      </DeskSection>
      {open ? (
        <>
          <Findings kind={one.kind} found={found} />
          {data.effect ? <EffectPreview effect={data.effect} /> : null}
          <Unfindable unfound={data.unfound} />
          {one.kind === 'access' ? null : (
            <SignForm
              digest={data.digest}
              first={first}
              works={found.some(({ does }) => does === 'delete' || does === 'correct')}
              paused={standing.state === 'paused'}
            />
          )}
          <CloseForm
            access={one.kind === 'access'}
            home={`/desk/rights/${one.id}`}
            paused={standing.state === 'paused'}
            back={back}
          />
        </>
      ) : (
        <Certificate one={one} first={first?.label ?? null} contact={data.contact} />
      )}
    </FormDesk>
  )
}
