import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Handle, write } from '../../../db/connect.ts'
import { suggestions } from '../../consultations/texts/redaction.ts'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { languageOf } from '../../languages/words.server.ts'
import { may } from '../../people/permission.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { openDays } from '../check-back.ts'
import {
  askedAbout,
  beginCheckBack,
  checkBackOf,
  checkBackShown,
  concludeCheckBack,
  newestListId,
  repliesOf,
  replyTo,
  saidOf,
  skipCheckBack,
  wordedList,
} from '../check-back-store.server.ts'
import { checkBackMessage } from '../check-back-text.server.ts'
import { titleOf } from '../message-facts-store.server.ts'
import { CheckBackResults } from './check-back-part.tsx'
import { letterhead } from './letterhead.server.ts'

const params = z.object({ id: z.string().max(100) })
const permission = 'wording.check'
const done = z.enum(['begun', 'skipped', 'replied', 'concluded'])

/** The exercise's newest published list, as it is worded; not found before there is one. */
async function listFor(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  const listId = await newestListId(db, { exerciseId: exercise.id })
  const list = listId ? await wordedList(db, listId, 'en') : undefined
  if (!list) throw notFound()
  return list
}

const priorityIdsOf = ({ options }: Awaited<ReturnType<typeof listFor>>) =>
  options.flatMap(({ priorityId }) => priorityId ?? [])

/** Sends a list's wording back before the Board gets it, answers what is said, or says why it is not done (need 76). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { db, now, actor, request, words } = ask
    const list = await listFor(ask)
    const today = londonDay(now)
    const checkBack = await checkBackOf(db, list.id, today)
    const open = checkBack?.state === 'answering' || checkBack?.state === 'open'
    const said = checkBack && open ? await saidOf(db, checkBack.id) : null
    const wanted = done.safeParse(new URL(request.url).searchParams.get('done'))
    const answering = checkBack?.state === 'answering' && said
    return {
      title: words('check-back-desk')('desk.title'),
      exercise: { id: list.exerciseId, title: list.title, slug: list.slug },
      back: may(actor.grants, 'list.prepare')
        ? { href: `/desk/exercises/${list.exerciseId}/list`, text: words('check-back-desk')('desk.to_list') }
        : { href: '/desk/board', text: words('check-back-desk')('desk.to_board') },
      options: list.options.map(({ id, title }) => ({ id, title: title.body })),
      asked: checkBack ? checkBack.asked : (await askedAbout(db, { ...list, priorityIds: priorityIdsOf(list) })).length,
      state: checkBack?.state ?? null,
      closesOn: checkBack?.closesOn ?? null,
      // Nobody steers by what was said so far: until the page is closed the desk shows how many, and not what.
      answered: said ? said.answers.length : 0,
      held: said ? said.held : 0,
      said: answering ? answering.answers.flatMap((answer) => answer.verdicts) : [],
      suggestions: answering
        ? answering.suggestions.map((one) => ({
            ...one,
            language: languageOf(one.language)?.name ?? one.language,
            lang: one.language,
          }))
        : [],
      replies: checkBack && answering ? await repliesOf(db, checkBack.id) : [],
      shown: open ? null : await checkBackShown(db, list.id, 'en', today),
      done: wanted.success ? wanted.data : null,
    }
  })(args)

const notPublic = ['email', 'phone', 'postcode']
/** Words that everybody reads: a refusal names what would give somebody away (rule P-4). */
const open = (most: number) =>
  lines(most).refine((text) => !suggestions(text, new Set()).some(({ why }) => notPublic.includes(why)), 'personal')

const shape = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('begin'),
    days: z.coerce.number('days').int('days').min(openDays.least, 'days').max(openDays.most, 'days'),
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
      if (given.intent === 'skip') {
        const skipped = await skipCheckBack(tx, { listId, because: given.because, personId }, now)
        return skipped === 'begun' ? null : skipped
      }
      if (given.intent === 'conclude') {
        const concluded = await concludeCheckBack(tx, { listId, personId }, now)
        return concluded === 'concluded' ? null : concluded
      }
      const checkBack = await checkBackOf(tx, listId, londonDay(now))
      if (!checkBack || !list.options.some(({ id }) => id === given.option)) throw notFound()
      const { option: optionId, outcome, suggested, wording, because } = given
      const kept = await replyTo(tx, checkBack, { optionId, outcome, suggested, wording, because, personId }, now)
      return kept ? null : 'not_now'
    })
    if (why) return trouble(given.intent, why)
    const what = { begin: 'begun', skip: 'skipped', reply: 'replied', conclude: 'concluded' }[given.intent]
    const at = given.intent === 'reply' ? `#option-${encodeURIComponent(given.option)}` : ''
    throw redirect(`/desk/exercises/${ask.params.id}/list/check-back?done=${what}${at}`, 303)
  })(args)

type Data = ReturnType<typeof useLoaderData<typeof loader>>

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
          <p>{t('desk.open', { day, asked: data.asked, answered: data.answered })}</p>
          <p>
            <a href={`/en/consultations/${data.exercise.slug}/check-back`}>{t('desk.public')}</a>
          </p>
        </>
      ) : null}
      {data.state === 'answering' ? <Answering data={data} back={back} day={day} /> : null}
      {data.shown ? <CheckBackResults shown={data.shown} /> : null}
    </DeskPage>
  )
}

function Begin({ data, back }: { data: Data; back: Refused | undefined }) {
  const t = useWords('check-back-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      <DeskSection title={t('desk.wordings')} id="wordings">
        <ol>
          {data.options.map(({ id, title }) => (
            <li key={id}>{title}</li>
          ))}
        </ol>
      </DeskSection>
      <DeskSection title={t('desk.begin.title')} id="begin">
        <p>{t('desk.begin.asked', { count: data.asked })}</p>
        <Form method="post" noValidate>
          <Input
            name="days"
            label={t('desk.begin.days')}
            hint={t('desk.begin.days_hint', openDays)}
            classes="govuk-input--width-2"
            inputmode="numeric"
            value={shown(back, 'days', String(openDays.usual))}
            error={errorOf('days')}
          />
          <Button name="intent" value="begin">
            {t('desk.begin.button')}
          </Button>
        </Form>
      </DeskSection>
      <DeskSection title={t('desk.skip.title')} id="skip">
        <p>{t('desk.skip.text')}</p>
        <Form method="post" noValidate>
          <Textarea
            name="because"
            label={t('desk.skip.because')}
            hint={t('desk.skip.hint')}
            rows={3}
            value={shown(back, 'because')}
            error={errorOf('because')}
          />
          <Button name="intent" value="skip" classes="govuk-button--secondary">
            {t('desk.skip.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

function Answering({ data, back, day }: { data: Data; back: Refused | undefined; day: string }) {
  const t = useWords('check-back-desk')
  const open = data.options.filter(
    ({ id }) =>
      data.said.some((one) => one.optionId === id && one.verdict !== 'yes') &&
      !data.replies.some((reply) => reply.optionId === id),
  ).length
  return (
    <>
      <p>{t('desk.answering', { day, asked: data.asked, answered: data.answered })}</p>
      {data.held ? <InsetText>{t('desk.held', { count: data.held })}</InsetText> : null}
      {data.options.map((option) => (
        <OptionReply key={option.id} option={option} data={data} back={back} />
      ))}
      <DeskSection title={t('desk.conclude.title')} id="conclude">
        <p>{open ? t('desk.conclude.open', { count: open }) : t('desk.conclude.text')}</p>
        <Form method="post">
          <Button name="intent" value="conclude">
            {t('desk.conclude.button')}
          </Button>
        </Form>
      </DeskSection>
    </>
  )
}

function OptionReply({
  option,
  data,
  back: anyBack,
}: {
  option: Data['options'][number]
  data: Data
  back: Refused | undefined
}) {
  const t = useWords('check-back-desk')
  const back = anyBack?.typed.option?.[0] === option.id ? anyBack : undefined
  const said = data.said.filter(({ optionId }) => optionId === option.id)
  const words = data.suggestions.filter(({ optionId }) => optionId === option.id)
  const reply = data.replies.find(({ optionId }) => optionId === option.id)
  const count = (verdict: string) => said.filter((one) => one.verdict === verdict).length
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskSection title={option.title} id={`option-${option.id}`}>
      <p>{t('desk.said', { yes: count('yes'), partly: count('partly'), no: count('no') })}</p>
      {words.length ? (
        <ul>
          {words.map((one, i) => (
            <li key={i}>
              {t(one.held ? 'desk.words_held' : 'desk.words', {
                verdict: t(`verdict.${one.verdict}`),
                language: one.language,
              })}{' '}
              <bdi lang={one.lang}>{one.words}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      <Form method="post" noValidate>
        <input type="hidden" name="option" value={option.id} />
        <Radios
          name="outcome"
          idPrefix={back ? 'outcome' : `outcome-${option.id}`}
          classes="govuk-radios--inline"
          fieldset={{ legend: t('desk.reply.outcome') }}
          items={(['changed', 'kept'] as const).map((value) => ({ value, text: t(`desk.reply.${value}`) }))}
          value={shown(back, 'outcome', reply?.outcome)}
          error={errorOf('outcome')}
        />
        <Input
          name="wording"
          id={back ? 'wording' : `wording-${option.id}`}
          label={t('desk.reply.wording')}
          value={shown(back, 'wording', reply?.wording)}
          error={errorOf('wording')}
        />
        <Textarea
          name="suggested"
          id={back ? 'suggested' : `suggested-${option.id}`}
          rows={2}
          label={t('desk.reply.suggested')}
          hint={t('desk.reply.suggested_hint')}
          value={shown(back, 'suggested', reply?.suggested)}
          error={errorOf('suggested')}
        />
        <Textarea
          name="because"
          id={back ? 'because' : `because-${option.id}`}
          rows={2}
          label={t('desk.reply.because')}
          value={shown(back, 'because', reply?.because)}
          error={errorOf('because')}
        />
        <Button name="intent" value="reply" classes="govuk-button--secondary">
          {t('desk.reply.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
