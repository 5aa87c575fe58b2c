import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown, ticked, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { recruitmentOf } from '../../commission/recruitment-store.server.ts'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { mailingOf } from '../../letters/mailing-store.server.ts'
import { readSession } from '../../sessions/read-session.server.ts'
import { mostWitnessMinutes } from '../../sessions/session.ts'
import { addWitness, saveSession, sessionsOf, witnessesOf } from '../../sessions/session-store.server.ts'
import { Done } from '../done.tsx'
import { SessionFields } from './session-fields.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const t = ask.words('juries-desk')
    const sessions = await sessionsOf(ask.db, jury.id)
    const days = (await recruitmentOf(ask.db, jury.id))?.dates ?? []
    const next = days.findIndex((day) => sessions.every(({ onDate }) => onDate !== day))
    return {
      title: t('sessions.of', { title: jury.publicName }),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      sessions: sessions.map(({ blocks, ...session }) => ({
        ...session,
        blocks: blocks.length,
      })),
      /** The next day that people registered for, where it is not planned yet. */
      proposed: {
        title: days[next] ? t('sessions.day', { n: next + 1 }) : '',
        place: sessions.at(-1)?.place ?? (await mailingOf(ask.db, jury.id)).venue,
        onDate: days[next] ?? '',
      },
      witnesses: await witnessesOf(ask.db, jury.id),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const intent = (await typedIn(ask.request.clone())).intent?.[0]
    return intent === 'witness' ? addOneWitness(ask) : addSession(ask)
  })(args)

async function addSession(ask: JuryAsk) {
  const { session, back } = await readSession(ask)
  if (back) return back
  await write(ask.db, async (tx) => {
    const { id: juryId, exerciseId } = await juryFor(ask, 'jury.manage', tx)
    await saveSession(tx, { juryId, exerciseId, session, personId: ask.actor.personId }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, '/sessions?done=session'), 303)
}

const witnessShape = z.object({
  role: line(200).pipe(z.string().min(1, 'witness_role')),
  interests: line(500).pipe(z.string().min(1, 'witness_interests')),
  minutes: z.coerce
    .number('witness_minutes')
    .int('witness_minutes')
    .min(1, 'witness_minutes')
    .max(mostWitnessMinutes, 'witness_minutes'),
  session: line(100),
  called: ticked,
})

async function addOneWitness(ask: JuryAsk) {
  const t = ask.words('juries-desk')
  const form = await readForm(ask.request, witnessShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { role, interests, minutes, session, called } = form.value
  await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const known = (await sessionsOf(tx, jury.id)).some(({ id }) => id === session)
    await addWitness(tx, {
      juryId: jury.id,
      sessionId: known ? session : null,
      role,
      interests,
      minutes,
      calledByJurors: called,
    })
  })
  throw redirect(deskPath(ask.params.slug, '/sessions?done=witness'), 303)
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

export default function SessionsDesk() {
  const shownHere = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const { locale } = useLanguage()
  const { title, home, publicName, sessions, done } = shownHere
  const ofWitness = back?.typed.intent?.[0] === 'witness'
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={done} />}
    >
      <DeskSection title={t('sessions.planned')} id="planned">
        {sessions.length ? (
          <Table
            firstCellIsHeader
            head={[t('sessions.title_head'), t('sessions.onDate'), t('sessions.hours_head'), t('sessions.blocks')]}
            rows={sessions.map((session) => [
              <a key="title" href={`${home}/sessions/${session.id}`}>
                {session.title}
              </a>,
              <DateText key="day" iso={session.onDate} locale={locale} />,
              <bdi key="hours">{t('sessions.hours', { from: session.startsAt, to: session.endsAt })}</bdi>,
              session.blocks,
            ])}
          />
        ) : (
          <EmptyState>
            <p>{t('sessions.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
      <DeskSection title={t('sessions.add')} id="add">
        <Form method="post" noValidate>
          <SessionFields
            back={ofWitness ? undefined : back}
            stored={{ ...shownHere.proposed, startsAt: '09:30', endsAt: '16:30', agenda: '' }}
          />
          <Button name="intent" value="session">
            {t('sessions.save')}
          </Button>
        </Form>
      </DeskSection>
      <Witnesses shownHere={shownHere} back={ofWitness ? back : undefined} />
    </DeskPage>
  )
}

function Witnesses({ shownHere, back }: { shownHere: Shown; back: Refused | undefined }) {
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: 'role' | 'interests' | 'minutes', stored = '') => ({
    name,
    label: { text: t(`witness.${name}`) },
    value: shown(back, name, stored),
    error: errorOf(name),
  })
  return (
    <DeskSection title={t('witness.title')} id="witnesses">
      {shownHere.witnesses.length ? (
        <Table
          firstCellIsHeader
          head={[t('witness.role'), t('witness.interests'), t('witness.session'), t('witness.minutes')]}
          rows={shownHere.witnesses.map((witness) => [
            witness.calledByJurors ? t('witness.called_by_jurors', { role: witness.role }) : witness.role,
            witness.interests,
            witness.session ?? t('witness.no_session'),
            { text: witness.minutes, format: 'numeric' },
          ])}
        />
      ) : (
        <EmptyState>
          <p>{t('witness.none')}</p>
        </EmptyState>
      )}
      <h3>{t('witness.add')}</h3>
      <Form method="post" noValidate>
        <Input {...field('role')} hint={{ text: t('witness.role_hint') }} />
        <Input {...field('interests')} hint={{ text: t('witness.interests_hint') }} />
        <Input
          {...field('minutes', String(mostWitnessMinutes))}
          classes="govuk-input--width-3"
          inputmode="numeric"
          hint={{ text: t('witness.minutes_hint', { count: mostWitnessMinutes }) }}
        />
        <Select
          name="session"
          label={{ text: t('witness.session') }}
          value={shown(back, 'session')}
          items={[
            { value: '', text: t('witness.no_session') },
            ...shownHere.sessions.map((session) => ({ value: session.id, text: session.title })),
          ]}
        />
        <Checkboxes name="called" items={[{ value: 'yes', text: t('witness.called') }]} values={back?.typed.called} />
        <Button name="intent" value="witness">
          {t('witness.save')}
        </Button>
      </Form>
    </DeskSection>
  )
}
