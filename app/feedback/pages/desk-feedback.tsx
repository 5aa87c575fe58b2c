import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { languageOf } from '../../languages/words.server.ts'
import { type Refused, refused, typedIn, workNamed } from '../../server/form.ts'
import { carriedWays } from '../../server/mail.ts'
import { failed, makePrintRun, markByHand, tryAgain, waitingByHand } from '../../server/outbox-hand-store.server.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { FormErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { EmptyState } from '../../ui/paper-parts.tsx'
import { messageKinds } from '../message.ts'
import { isDecided, type MessageStanding, messagesOf } from '../message-facts-store.server.ts'
import { preparedTexts, recipientsOf, sendMessage } from '../message-store.server.ts'
import { type Letterhead, messageText } from '../message-text.server.ts'
import { HandWork } from './hand-work.tsx'
import { letterhead } from './letterhead.server.ts'
import { MessageStateText } from './message-dates.tsx'

const params = z.object({ id: z.string().max(100) })
const done = z.enum(['sent', 'nobody', 'run', 'posted', 'texts', 'again'])
type OneExercise = StaffAsk<{ id: string }>

/** What is owed to those who took part: read it, send it; and what must be posted or texted by hand. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'feedback.send' }, async (ask) => {
    const { db, now, settings, request } = ask
    const exercise = await exerciseFor(ask)
    const head = await letterhead(ask)
    const byHand = new Set((['text', 'letter'] as const).filter((way) => !carriedWays(settings).includes(way)))
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    const messages = await messagesOf(db, exercise.slug, londonDay(now))
    return {
      title: ask.words('telling')('desk.title'),
      exercise: { id: exercise.id, title: exercise.title, kind: exercise.kind },
      messages: await Promise.all(messages.map((m) => shownMessage(ask, exercise, m, head))),
      letters: byHand.has('letter') ? await waitingByHand(db, exercise.id, 'letter') : [],
      texts: byHand.has('text') ? await waitingByHand(db, exercise.id, 'text') : [],
      failed: await failed(db, exercise.id),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

/** A message with what it would say to one reader of each language and way; no address is read for it. */
async function shownMessage(
  { db, now }: OneExercise,
  exercise: { id: string; slug: string },
  standing: MessageStanding,
  head: Letterhead,
) {
  if (!standing.tellable) return { ...standing, mark: '', goesTo: null, isSilent: false, previews: [] }
  const recipients = await recipientsOf(db, exercise.id, standing.kind)
  const languages = recipients.map((r) => r.language)
  const about = { slug: exercise.slug, kind: standing.kind, languages }
  const { facts, mark } = await preparedTexts(db, about, londonDay(now))
  const kinds = new Map(recipients.map((r) => [`${r.way} ${r.language} ${r.contactId === null}`, r]))
  const previews = [...kinds.entries()].sort().map(([key, to]) => {
    const stopUrl = to.contactId && `${head.origin}/${to.language}/stop/…`
    const language = languageOf(to.language)
    return {
      key,
      way: to.way,
      language: { code: to.language, name: language?.name ?? to.language, direction: language?.direction ?? 'ltr' },
      ...messageText(facts.get(to.language)!, { ...to, stopUrl }, head),
    }
  })
  const count = (way: string) => recipients.filter((r) => r.way === way).length
  return {
    ...standing,
    mark,
    goesTo: { emails: count('email'), texts: count('text'), letters: count('letter') },
    isSilent: standing.kind === 'decision' && !isDecided(facts.get('en')!),
    previews,
  }
}

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'feedback.send' }, async (ask) => {
    const typed = await typedIn(ask.request)
    await exerciseFor(ask)
    const work = workNamed({ send, run, posted, texts, again }, typed.intent?.[0])
    if (!work) throw notFound()
    return work(ask, typed)
  })(args)

type Typed = Refused['typed']
const to = (ask: OneExercise, what: z.output<typeof done>) =>
  redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/feedback?done=${what}`, 303)
const trouble = (ask: OneExercise, field: string, key: string) =>
  refused([{ field, message: ask.words('telling')(`desk.errors.${key}`) }], {})

async function send(ask: OneExercise, typed: Typed) {
  const kind = z.enum(messageKinds).safeParse(typed.kind?.[0])
  if (!kind.success) throw notFound()
  const head = await letterhead(ask)
  const sent = await write(ask.db, async (tx) => {
    const { id, slug } = await exerciseFor(ask, tx)
    const given = { exerciseId: id, slug, kind: kind.data, mark: typed.mark?.[0] ?? '', personId: ask.actor.personId }
    const anybody = (await recipientsOf(tx, id, kind.data)).length > 0
    const made = await sendMessage(tx, given, head, ask.now)
    return made === 'sent' && !anybody ? 'nobody' : made
  })
  if (sent !== 'sent' && sent !== 'nobody') return trouble(ask, kind.data, sent)
  throw to(ask, sent)
}

async function run(ask: OneExercise) {
  const made = await write(ask.db, (tx) => makePrintRun(tx, ask.params.id))
  if (!made) return trouble(ask, 'letters', 'no_letters')
  throw to(ask, 'run')
}

async function posted(ask: OneExercise, typed: Typed) {
  await write(ask.db, (tx) => markByHand(tx, ask.params.id, { batch: typed.run?.[0] ?? '' }, ask.now))
  throw to(ask, 'posted')
}

async function texts(ask: OneExercise, typed: Typed) {
  const count = await write(ask.db, (tx) => markByHand(tx, ask.params.id, { ids: typed.sent ?? [] }, ask.now))
  if (!count) return trouble(ask, 'texts', 'tick')
  throw to(ask, 'texts')
}

async function again(ask: OneExercise, typed: Typed) {
  await write(ask.db, (tx) => tryAgain(tx, ask.params.id, typed.message?.[0] ?? ''))
  throw to(ask, 'again')
}

export default function DeskFeedback() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('telling')
  const { exercise, messages } = data
  const home = exercise.kind === 'jury' ? '/desk/juries' : `/desk/exercises/${exercise.id}`
  return (
    <DeskPage
      title={data.title}
      where={exercise.title}
      back={{ href: home, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        data.done && !back ? (
          <NotificationBanner type="success" titleText={t('done_title')} text={t(`desk.done.${data.done}`)} />
        ) : null
      }
    >
      <p className="read">{t('desk.lede')}</p>
      {messages.length ? null : <EmptyState>{t('desk.none')}</EmptyState>}
      {messages.map((message) => (
        <Message key={message.kind} message={message} />
      ))}
      <HandWork home={`/desk/exercises/${exercise.id}/feedback`} {...data} />
    </DeskPage>
  )
}

function Message({ message }: { message: ReturnType<typeof useLoaderData<typeof loader>>['messages'][number] }) {
  const t = useWords('telling')
  const kinds = useWords('feedback')
  const { kind, state, goesTo, sentTo, previews } = message
  const nobody = goesTo && goesTo.emails + goesTo.texts + goesTo.letters === 0
  return (
    <DeskSection title={kinds(`dates.${kind}`)} id={kind}>
      <p>
        <MessageStateText message={message} />
      </p>
      {state.state === 'sent' ? <p>{t('desk.went_to', sentTo)}</p> : null}
      {state.state !== 'sent' && !goesTo ? <p>{t('desk.not_yet')}</p> : null}
      {goesTo ? <p>{nobody ? t('desk.nobody') : t('desk.goes_to', goesTo)}</p> : null}
      {message.isSilent ? <InsetText classes="inset-caution">{t('desk.silent')}</InsetText> : null}
      {previews.map(({ key, way, language, subject, body }) => (
        <Details key={key} summaryText={t('desk.preview', { way: t(`desk.ways.${way}`), language: language.name })}>
          <div lang={language.code} dir={language.direction}>
            {way === 'text' ? null : (
              <p>
                <strong>{subject}</strong>
              </p>
            )}
            <p className="message-text">{body}</p>
          </div>
        </Details>
      ))}
      {goesTo ? (
        <Form method="post">
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="mark" value={message.mark} />
          <Button name="intent" value="send">
            {t(nobody ? 'desk.send_nobody' : 'desk.send', { kind: kinds(`dates.${kind}`) })}
          </Button>
        </Form>
      ) : null}
    </DeskSection>
  )
}
