import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { suggestions } from '../../consultations/texts/redaction.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage } from '../../ui/page-kinds.tsx'
import { openDays } from '../check-back.ts'
import { checkBackDesk, type done, listFor, priorityIdsOf } from '../check-back-desk.server.ts'
import { draftWording } from '../check-back-draft-store.server.ts'
import {
  askedAbout,
  beginCheckBack,
  checkBackOf,
  concludeCheckBack,
  replyTo,
  skipCheckBack,
} from '../check-back-store.server.ts'
import { checkBackMessage } from '../check-back-text.server.ts'
import { titleOf } from '../message-facts-store.server.ts'
import { CheckBackResults } from './check-back-part.tsx'
import { Answering, Begin, HeldLink, InLanguages } from './desk-check-back-parts.tsx'
import { letterhead } from './letterhead.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'wording.check'

/** Sends a list's wording back before the Board gets it, answers what is said, or says why it is not done (need 76). */
export const loader = (args: LoaderFunctionArgs) => staffPage({ params, permission }, checkBackDesk)(args)

const notPublic = ['email', 'phone', 'postcode']
/** Words that everybody reads: a refusal names what would give somebody away (rule P-4). */
const open = (most: number) =>
  lines(most).refine((text) => !suggestions(text, new Set()).some(({ why }) => notPublic.includes(why)), 'personal')

const shape = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('begin'),
    days: z.coerce.number('days').int('days').min(openDays.least, 'days').max(openDays.most, 'days'),
  }),
  z.object({
    intent: z.literal('draft'),
    option: line(100),
    wording: open(200).pipe(z.string().min(1, 'wording')),
    because: open(1000),
  }),
  z.object({ intent: z.literal('skip'), because: open(1000).pipe(z.string().min(20, 'because')) }),
  z.object({
    intent: z.literal('reply'),
    option: line(100),
    outcome: z.enum(['changed', 'kept'], 'outcome'),
    suggested: open(1000),
    wording: line(200),
    because: open(1000).pipe(z.string().min(1, 'reply_because')),
  }),
  z.object({ intent: z.literal('conclude') }),
])

const doneBy = {
  draft: 'drafted',
  begin: 'begun',
  skip: 'skipped',
  reply: 'replied',
  conclude: 'concluded',
} as const

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, now, actor, request, words } = ask
    // Asked before the form is read: what is another partner's does not even say what it lacks.
    await listFor(ask)
    const t = words('check-back-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const given = form.value
    const trouble = (field: string, key: string) => refused([{ field, message: t(`errors.${key}`) }], form.typed)
    const { personId } = actor
    if (given.intent === 'reply' && given.outcome === 'changed' && !given.wording) return trouble('wording', 'wording')
    const head = await letterhead(ask)
    let outcome: z.output<typeof done> = doneBy[given.intent]
    const why = await write(db, async (tx) => {
      const list = await listFor(ask, tx)
      const listId = list.id
      if (given.intent === 'begin') {
        const closesOn = addDays(londonDay(now), given.days)
        const asked = await askedAbout(tx, { ...list, priorityIds: priorityIdsOf(list) })
        const titles = new Map<string, string>()
        for (const { language } of asked) {
          if (!titles.has(language)) titles.set(language, (await titleOf(tx, list.slug, language)) ?? list.title)
        }
        const about = { exerciseId: list.exerciseId, slug: list.slug, decidedBy: list.decidedBy ?? '', closesOn }
        const begun = await beginCheckBack(
          tx,
          { listId, closesOn, asked, personId },
          (to, code) => checkBackMessage({ ...about, title: titles.get(to.language)! }, to, code, head),
          now,
        )
        return begun === 'begun' ? null : begun
      }
      if (given.intent === 'draft') {
        const { option: optionId, wording, because } = given
        const option = list.options.find(({ id }) => id === optionId)
        if (!option) throw notFound()
        if (wording !== (option.asked ?? option).title.body && !because) return 'draft_because'
        const drafted = await draftWording(tx, { listId, optionId, wording, because, personId }, now)
        if (drafted !== 'drafted' && drafted !== 'as_asked') return drafted
        outcome = drafted
        return null
      }
      if (given.intent === 'skip') {
        const skipped = await skipCheckBack(tx, { listId, because: given.because, personId }, now)
        return skipped === 'begun' ? null : skipped
      }
      if (given.intent === 'conclude') {
        const concluded = await concludeCheckBack(tx, { listId, personId }, now)
        return concluded === 'concluded' ? null : concluded
      }
      const checkBack = await checkBackOf(tx, listId, londonDay(now))
      const option = list.options.find(({ id }) => id === given.option)
      if (!checkBack || !option) throw notFound()
      const { option: optionId, outcome: became, suggested, wording, because } = given
      if (became === 'changed' && wording === option.title.body) return 'same_wording'
      const reply = { optionId, outcome: became, suggested, wording, because, personId }
      return (await replyTo(tx, checkBack, reply, now)) ? null : 'not_now'
    })
    if (why === 'same_wording') return trouble('wording', why)
    if (why === 'draft_because') return trouble('because', why)
    if (why) return trouble(given.intent, why)
    const option = given.intent === 'reply' || given.intent === 'draft' ? given.option : null
    const at = option ? `#option-${encodeURIComponent(option)}` : ''
    throw redirect(`/desk/exercises/${ask.params.id}/list/check-back?done=${outcome}${at}`, 303)
  })(args)

export default function DeskCheckBack() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('check-back-desk')
  const { locale } = useLanguage()
  const day = data.closesOn ? formatDate(data.closesOn, locale) : ''
  return (
    <DeskPage
      title={data.title}
      where={data.exercise.title}
      back={data.back}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        data.done && !back ? (
          <NotificationBanner type="success" titleText={t('desk.done_title')} text={t(`desk.done.${data.done}`)} />
        ) : null
      }
    >
      <p className="read">{t('desk.lede')}</p>
      {data.state === null ? <Begin data={data} back={back} /> : null}
      {data.state === 'open' ? (
        <>
          <HeldLink data={data} />
          <p>{t('desk.open', { day, asked: data.asked, answered: data.answered })}</p>
          <p>
            <a href={`/en/consultations/${data.exercise.slug}/check-back`}>{t('desk.public')}</a>
          </p>
        </>
      ) : null}
      {data.state === 'answering' ? <Answering data={data} back={back} day={day} /> : null}
      <InLanguages data={data} />
      {data.shown ? <CheckBackResults shown={data.shown} /> : null}
    </DeskPage>
  )
}
