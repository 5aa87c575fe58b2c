import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { slugParams } from '../../consultations/answering/answering.server.ts'
import { beganNow, suspicionOf, workFor } from '../../consultations/guarding/guarding.server.ts'
import { spendWork } from '../../consultations/guarding/work-store.server.ts'
import { Began, Trap, Work } from '../../consultations/pages/guarding/guard-fields.tsx'
import { londonDay } from '../../engagement/london-day.ts'
import { languagePart } from '../../languages/edition.ts'
import { InOwnLanguage, LateWords } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { keepDays } from '../../people/retention.ts'
import { line, type Refused, readTyped, refused, shown, typedIn } from '../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ReferenceCode } from '../../ui/codes.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { verdicts } from '../check-back.ts'
import {
  answerCheckBack,
  answerOf,
  checkBackOf,
  checkBackReference,
  checkBackShown,
  inviteState,
  newestListId,
  wordedList,
} from '../check-back-store.server.ts'
import { titleOf } from '../message-facts-store.server.ts'
import { CheckBackResults, WordedAnew } from './check-back-part.tsx'

const most = 300

/** The newest published list of an address and how its wording stands; not found where nothing was decided about it. */
async function checkedList({ db, params: { slug }, lang, now }: Ask<{ slug: string }>) {
  const today = londonDay(now)
  const listId = await newestListId(db, { slug })
  const list = listId ? await wordedList(db, listId, lang) : undefined
  const checkBack = list && (await checkBackOf(db, list.id, today))
  if (!list || !checkBack) throw notFound()
  return { list, checkBack, today }
}

/** "Does this say what you meant?" of each priority, before the Board gets the list; afterwards what came of it (need 76). */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { db, lang, settings, request, words } = ask
    const t = words('check-back')
    const { list, checkBack, today } = await checkedList(ask)
    const { searchParams } = new URL(request.url)
    const code = searchParams.get('code')?.slice(0, 100) || null
    const sent = searchParams.get('sent')
    const answer = sent ? await answerOf(db, sent) : undefined
    const isMine = answer?.checkBackId === checkBack.id
    const key = randomUUID() as string
    const link = code ? await inviteState(db, checkBack.id, code) : null
    const isOpen = checkBack.state === 'open'
    return {
      title: t(isMine ? 'sent.title' : 'title'),
      about: (await titleOf(db, list.slug, lang)) ?? list.title,
      base: `/${lang}/consultations/${list.slug}`,
      decidedBy: list.decidedBy ?? '',
      state: checkBack.state,
      closesOn: checkBack.closesOn,
      sent: isMine
        ? {
            // An address stays in a browser's memory: the reference is shown by it on the day itself and never again.
            reference: answer!.givenOn === today ? checkBackReference(settings.SECRET, sent!) : null,
          }
        : null,
      link,
      code: link === 'unused' ? code : null,
      key,
      began: isOpen ? beganNow(ask, key) : '',
      work: isOpen && link !== 'unused' ? await workFor(ask, { exerciseId: list.exerciseId, asksWork: 0 }) : null,
      options: isOpen ? list.options.map(({ id, title, asked }) => ({ id, title, asked })) : [],
      shown: isOpen ? null : await checkBackShown(db, list.id, lang, today),
    }
  })(args)

const shapeOf = (count: number) =>
  z.object({
    key: z.uuid(),
    code: line(100),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        [`said-${i + 1}`, z.enum(verdicts).optional()],
        [`words-${i + 1}`, line(most)],
      ]).flat(),
    ),
  })

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { db, lang, now, settings, request, words } = ask
    const { list, checkBack } = await checkedList(ask)
    const path = `/${lang}/consultations/${list.slug}/check-back`
    const t = words('check-back')
    const typed = await typedIn(request)
    const form = readTyped(typed, shapeOf(list.options.length), t)
    if (!form.ok) return refused(form.errors, form.typed)
    const given = form.value as { key: string; code: string } & Record<string, string | undefined>
    const { key } = given
    const code = given.code || null
    if (await answerOf(db, key)) throw redirect(`${path}?sent=${key}`, 303)
    // Too late is said by the page itself, which is another one from then on.
    if (checkBack.state !== 'open') throw redirect(path, 303)
    const said = list.options.flatMap(({ id }, i) => {
      const verdict = verdicts.find((one) => one === given[`said-${i + 1}`])
      return verdict ? [{ optionId: id, verdict, words: verdict === 'yes' ? '' : (given[`words-${i + 1}`] ?? '') }] : []
    })
    const unsaid = list.options.findIndex((_, i) => given[`words-${i + 1}`] && !given[`said-${i + 1}`])
    if (unsaid >= 0) return refused([{ field: `said-${unsaid + 1}`, message: t('errors.verdict') }], typed)
    if (!said.length) return refused([{ field: 'said-1', message: t('errors.nothing') }], typed)
    const { held, work } = code
      ? { held: null, work: null }
      : await suspicionOf(ask, { exerciseId: list.exerciseId, submissionKey: key, typed })
    const answer = { checkBackId: checkBack.id, key, code, language: languagePart(lang), said }
    const taken = await write(db, async (tx) => {
      const again = work && !(await spendWork(tx, work, now)) ? ('many' as const) : held
      return answerCheckBack(tx, settings.SECRET, { ...answer, held: again }, now)
    })
    if (taken === 'used' || taken === 'unknown') {
      return refused([{ field: 'said-1', message: t(taken === 'used' ? 'link.used' : 'link.unknown') }], typed)
    }
    throw redirect(`${path}?sent=${key}`, 303)
  })(args)

export default function CheckBack() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('check-back')
  const { locale } = useLanguage()
  const { state, base, sent, shown: came } = data
  const day = data.closesOn ? formatDate(data.closesOn, locale) : ''
  const to = { href: `${base}/list`, text: t('back') }
  if (sent) {
    return (
      <ResidentPage title={data.title} back={to}>
        <p>{t('sent.text', { day })}</p>
        {sent.reference ? (
          <>
            <p>{t('sent.reference')}</p>
            <p>
              <ReferenceCode code={sent.reference} />
            </p>
          </>
        ) : null}
      </ResidentPage>
    )
  }
  if (state !== 'open') {
    return (
      <ResidentPage title={data.title} back={to}>
        {came ? <CheckBackResults shown={came} /> : null}
      </ResidentPage>
    )
  }
  if (data.link === 'used' && !back) {
    return (
      <ResidentPage title={data.title} back={to}>
        <p>{t('link.used')}</p>
      </ResidentPage>
    )
  }
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <ResidentPage
      title={data.title}
      back={to}
      lede={t('lede')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p>{t('open_until', { day })}</p>
      {data.link === 'unknown' ? <InsetText>{t('link.unknown')}</InsetText> : null}
      <p>{t(data.code ? 'link.once' : 'link.open')}</p>
      <InsetText>{t('private', { days: keepDays.wordings })}</InsetText>
      <Form method="post" noValidate>
        <Trap />
        <input type="hidden" name="key" value={shown(back, 'key', data.key)} />
        <input type="hidden" name="code" value={shown(back, 'code', data.code ?? '')} />
        <Began value={shown(back, 'began', data.began)} />
        <Work work={data.work} />
        {data.options.map(({ id, title, asked }, i) => (
          <Radios
            key={id}
            name={`said-${i + 1}`}
            fieldset={{
              legend: {
                text: asked ? <LateWords text={title} /> : <InOwnLanguage text={title} />,
                classes: 'govuk-fieldset__legend--m',
              },
            }}
            hint={asked ? { text: <WordedAnew asked={asked} /> } : undefined}
            value={shown(back, `said-${i + 1}`)}
            error={errorOf(`said-${i + 1}`)}
            items={verdicts.map((value) => ({ value, text: t(`verdict.${value}`) }))}
            formGroup={{
              afterInput: (
                <Input
                  name={`words-${i + 1}`}
                  label={t('words')}
                  value={shown(back, `words-${i + 1}`)}
                  error={errorOf(`words-${i + 1}`)}
                  attributes={{ dir: 'auto' }}
                />
              ),
            }}
          />
        ))}
        <Button>{t('send')}</Button>
      </Form>
    </ResidentPage>
  )
}
