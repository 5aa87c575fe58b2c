import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { deskPath } from '../../jury-access.server.ts'
import { readSession } from '../../sessions/read-session.server.ts'
import { agendaText, blockAt, nudge, timed } from '../../sessions/session.ts'
import { type SessionAsk, sessionFor, sessionParams } from '../../sessions/session-access.server.ts'
import { reflowSession, saveSession } from '../../sessions/session-store.server.ts'
import { Done } from '../done.tsx'
import { RunSheet } from './run-sheet.tsx'
import { SessionFields } from './session-fields.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    const { jury, session, manages, facilitates } = await sessionFor(ask)
    const isToday = session.onDate === londonDay(ask.now)
    const time = formatDate(ask.now.toISOString(), 'en-GB', 'time')
    const query = new URL(ask.request.url).searchParams
    return {
      title: session.title,
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      session: { ...session, agenda: agendaText(session.blocks) },
      blocks: timed(session.startsAt, session.blocks),
      now: isToday ? blockAt(session.startsAt, session.blocks, time) : { index: -1, left: 0 },
      manages,
      facilitates,
      lost: (query.get('lost') ?? '').split(',').map(Number).filter(Number.isInteger),
      later: Number(query.get('later') ?? 0) || 0,
      done: query.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    await sessionFor(ask)
    const typed = await typedIn(ask.request.clone())
    return typed.intent?.[0] === 'nudge' ? moveOn(ask, Number(typed.block?.[0])) : save(ask)
  })(args)

const nudgeMinutes = 5

/** Gives the block five minutes more and says what the rest of the day loses. */
async function moveOn(ask: SessionAsk, block: number) {
  const moved = await write(ask.db, async (tx) => {
    const { session, facilitates } = await sessionFor(ask, tx)
    if (!facilitates || !session.blocks[block]) throw notFound()
    const result = nudge(session.blocks, block, nudgeMinutes)
    const endsAt = timed(session.startsAt, result.blocks).at(-1)!.endsAt
    await reflowSession(tx, session.id, result.blocks, endsAt)
    return result
  })
  const query = new URLSearchParams({ done: 'nudged', lost: moved.lost.join(','), later: String(moved.later) })
  throw redirect(deskPath(ask.params.slug, `/sessions/${encodeURIComponent(ask.params.session)}?${query}`), 303)
}

async function save(ask: SessionAsk) {
  const { session, back } = await readSession(ask)
  if (back) return back
  await write(ask.db, async (tx) => {
    const { jury, session: before, manages } = await sessionFor(ask, tx)
    if (!manages) throw notFound()
    const { id: juryId, exerciseId } = jury
    await saveSession(tx, { juryId, exerciseId, session, id: before.id, personId: ask.actor.personId }, ask.now)
  })
  throw redirect(deskPath(ask.params.slug, '/sessions?done=session'), 303)
}

export default function SessionPage() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const seating = useWords('seating')
  const { locale } = useLanguage()
  const { title, home, publicName, session, blocks, lost, later } = shown
  const shortened = blocks.flatMap((block, i) => (lost[i] ? [{ title: block.title, count: lost[i] }] : []))
  return (
    <DeskPage
      title={title}
      where={publicName}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={shown.done} />}
    >
      <DeskSection title={t('sessions.run_sheet')} id="run-sheet">
        <p>
          <DateText iso={session.onDate} locale={locale} format="weekday" /> · {session.place}
        </p>
        {shortened.map((block) => (
          <p key={block.title}>{t('sessions.lost', block)}</p>
        ))}
        {later ? <p>{t('sessions.later', { count: later })}</p> : null}
        <RunSheet blocks={blocks} now={shown.now} nudges={shown.facilitates} />
        {shown.manages || shown.facilitates ? (
          <ul>
            {(['tables', 'day-sheet'] as const).map((part) => (
              <li key={part}>
                <a href={`${home}/sessions/${session.id}/${part}`}>{seating(`links.${part.replace('-', '_')}`)}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </DeskSection>
      {shown.manages ? (
        <DeskSection title={t('sessions.change')} id="change">
          <Form method="post" noValidate>
            <SessionFields back={back} stored={session} />
            <Button name="intent" value="save">
              {t('sessions.save')}
            </Button>
          </Form>
        </DeskSection>
      ) : null}
    </DeskPage>
  )
}
