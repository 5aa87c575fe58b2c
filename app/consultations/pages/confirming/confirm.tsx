import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { Tx } from '../../../../db/connect.ts'
import { write } from '../../../../db/connect.ts'
import { asksNobody } from '../../../languages/edition.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { readAddress } from '../../../server/address.ts'
import { type Refused, refused, shown, type Typed, typedIn } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { carriedIn, consultationOf, goTo, slugParams } from '../../answering/answering.server.ts'
import { readyDraft } from '../../answering/ready-draft.server.ts'
import { answeredBefore, sendConfirmed } from '../../answering/sending.server.ts'
import { mailConfirmingCode } from '../../confirming/confirm-mail.server.ts'
import {
  asidesIn,
  type ConfirmProblem,
  confirmAddress,
  mustConfirm,
  readMailedCode,
} from '../../confirming/confirming.ts'
import { beginMailCode, mailCodeOf, spendLetterCode, spendMailCode } from '../../confirming/confirming-store.server.ts'
import { workFor } from '../../guarding/guarding.server.ts'
import { SaveLink } from '../answering/answer-buttons.tsx'
import { NotTaken } from '../answering/not-taken.tsx'
import { Trap, Work } from '../guarding/guard-fields.tsx'

type ConfirmAsk = Ask<{ l: string; slug: string }>

/** Where finished answers are confirmed by a code and sent. Until then they wait as a draft; opening this page uses nothing up. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path, here, check, hash } = await toConfirm(ask)
    const { searchParams } = new URL(ask.request.url)
    const level = consultation.confirming
    return {
      title: ask.words('verifying')(`confirm.title_${level}`),
      level,
      asksNobody: level === 'email' && asksNobody(ask.lang),
      waits: level === 'email' && (await mailCodeOf(ask.db, here.token)) !== undefined,
      mailed: searchParams.has('mailed'),
      asides: asidesIn({ publish: searchParams.getAll('publish'), helped: searchParams.getAll('helped') }),
      submissionKey: here.draft.submissionKey,
      hash,
      work: await workFor(ask, consultation),
      check,
      carried: here.carried,
      path,
    }
  })(args)

/** Whole answers that a code must confirm; whoever needs none goes on to the check page. */
async function toConfirm(ask: ConfirmAsk) {
  const ready = await readyDraft(ask)
  const { consultation, opening, here, check } = ready
  const isOpen = opening === 'open'
  if (!isOpen || !mustConfirm(consultation.confirming, here.draft)) throw goTo(check, ask.settings, consultation.slug)
  return ready
}

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const typed = await typedIn(ask.request)
    const wish = typed.wish?.[0]
    if (wish === 'mail') return mailOne(ask, typed)
    if (wish === 'code') return sendWithCode(ask, typed)
    throw notFound()
  })(args)

async function mailOne(ask: ConfirmAsk, typed: Typed) {
  const { consultation, path, here } = await toConfirm(ask)
  if (consultation.confirming !== 'email' || asksNobody(ask.lang)) throw notFound()
  const read = readAddress('email', typed.email?.[0] ?? '')
  if (!read.ok) return refused([{ field: 'email', message: ask.words('messages')(`errors.${read.problem}`) }], typed)
  const { address } = read
  const sent = await write(ask.db, async (tx) => {
    const given = { token: here.token, exerciseId: consultation.exerciseId, address }
    const code = await beginMailCode(tx, ask.settings.SECRET, given, ask.now)
    if (!code) return false
    const told = { code, title: consultation.title.body, language: languageOf(ask.lang)! }
    await mailConfirmingCode(tx, address, told, ask.now)
    return true
  })
  if (!sent) return refused([{ field: 'email', message: ask.words('verifying')('errors.mails_spent') }], typed)
  const next = confirmAddress(path, asidesIn(typed), here.carried)
  throw goTo(`${next}${next.includes('?') ? '&' : '?'}mailed`, ask.settings, consultation.slug)
}

/** Uses the code and sends in one transaction: a code is never spent on answers that did not arrive. */
async function sendWithCode(ask: ConfirmAsk, typed: Typed) {
  const { consultation: asked, path: at } = await consultationOf(ask)
  const key = typed.submission_key?.[0] ?? ''
  const seen = typed.hash?.[0] ?? ''
  const before = await answeredBefore(ask, {
    slug: asked.slug,
    path: at,
    key,
    hash: seen,
    carried: carriedIn(ask.request),
  })
  if (before) return before
  const { consultation, path, here, check, answers, form, hash } = await toConfirm(ask)
  const { slug, id, exerciseId, confirming } = consultation
  const { submissionKey, seed, wayIn, organisation } = here.draft
  // The answers were changed in another window: they are looked at again first.
  if (key !== submissionKey || seen !== hash) throw goTo(check, ask.settings, slug)
  const { SECRET } = ask.settings
  const written = typed.code?.[0] ?? ''
  const code = confirming === 'email' ? readMailedCode(written) : readReference(written)
  if (!code) return wrong(ask, typed, confirming === 'email' ? 'mailed_form' : 'letter_form')
  const confirm = (tx: Tx) =>
    confirming === 'email'
      ? spendMailCode(tx, SECRET, { token: here.token, code }, ask.now)
      : spendLetterCode(tx, SECRET, exerciseId, code)
  const given = { consultationId: id, exerciseId, answers, form, seed, ...asidesIn(typed), typed }
  const finished = { ...given, draft: here.token, wayIn, organisation }
  const sent = await sendConfirmed(ask, { slug, path, key, carried: here.carried }, finished, confirm)
  return 'problem' in sent ? wrong(ask, typed, sent.problem) : sent
}

const wrong = (ask: ConfirmAsk, typed: Typed, problem: ConfirmProblem | 'mailed_form' | 'letter_form') =>
  refused([{ field: 'code', message: ask.words('verifying')(`errors.${problem}`) }], typed)

export default function Confirm() {
  const view = useLoaderData<typeof loader>()
  const answer = useActionData<Refused | { notTaken: 'conflict' | 'withdrawn' }>()
  const { code: language } = useLanguage()
  const t = useWords('verifying')
  const common = useWords('consultations')
  if (answer && 'notTaken' in answer) return <NotTaken kind={answer.notTaken} path={view.path} />
  const { level, waits, mailed } = view
  return (
    <ResidentPage
      title={view.title}
      back={{ href: view.check, text: common('back') }}
      errors={
        mailed && !answer ? (
          <NotificationBanner type="success" titleText={t('confirm.mailed_title')} text={t('confirm.mailed')} />
        ) : (
          <FormErrors title={common('error_title')} errors={answer?.errors} />
        )
      }
      lede={t(`confirm.lede_${level}`)}
    >
      {view.asksNobody ? <InsetText>{t('confirm.youth')}</InsetText> : null}
      {level === 'letter' || waits ? <CodeForm back={answer} /> : null}
      {level === 'email' && !view.asksNobody ? <MailForm back={answer} /> : null}
      <h2>{t('confirm.other_title')}</h2>
      <p>{t(`confirm.other_${level}`)}</p>
      <p>
        <a href={`/${language}/help`}>{common('start.other_ways')}</a>
      </p>
      <SaveLink open path={view.path} carried={view.carried} />
    </ResidentPage>
  )
}

type Back = { back: Refused | undefined }

function Hidden() {
  const { submissionKey, hash, asides } = useLoaderData<typeof loader>()
  return (
    <>
      <input type="hidden" name="submission_key" value={submissionKey} />
      <input type="hidden" name="hash" value={hash} />
      {asides.mayPublish ? <input type="hidden" name="publish" value="yes" /> : null}
      {asides.helped ? <input type="hidden" name="helped" value="yes" /> : null}
    </>
  )
}

/** Posted to the page's own address as it began: a note that something was mailed is not part of it. */
function usePostAddress(): string {
  const { path, asides, carried } = useLoaderData<typeof loader>()
  return confirmAddress(path, asides, carried)
}

function CodeForm({ back }: Back) {
  const { level, work } = useLoaderData<typeof loader>()
  const t = useWords('verifying')
  const common = useWords('consultations')
  const field = {
    name: 'code',
    value: shown(back, 'code'),
    error: fieldErrors(back?.errors, common('error_prefix'))('code'),
  }
  return (
    <Form method="post" action={usePostAddress()} noValidate>
      <Hidden />
      {level === 'email' ? (
        <Input
          {...field}
          label={{ text: t('confirm.mailed_code'), classes: 'govuk-label--m' }}
          hint={t('confirm.mailed_hint')}
          inputmode="numeric"
          autocomplete="one-time-code"
          classes="govuk-input--width-10"
          attributes={{ dir: 'ltr' }}
        />
      ) : (
        <CodeInput
          {...field}
          label={{ text: t('confirm.letter_code'), classes: 'govuk-label--m' }}
          hint={t('confirm.letter_hint')}
        />
      )}
      <Trap />
      <Work work={work} />
      <Button name="wish" value="code">
        {t('confirm.send')}
      </Button>
    </Form>
  )
}

function MailForm({ back }: Back) {
  const { waits } = useLoaderData<typeof loader>()
  const t = useWords('verifying')
  const common = useWords('consultations')
  return (
    <Form method="post" action={usePostAddress()} noValidate>
      <Hidden />
      {waits ? <h2>{t('confirm.again_title')}</h2> : null}
      <Input
        name="email"
        type="email"
        label={{ text: t('confirm.email'), classes: waits ? undefined : 'govuk-label--m' }}
        hint={t('confirm.email_hint')}
        autocomplete="email"
        spellcheck={false}
        classes="govuk-input--width-20"
        attributes={{ dir: 'ltr' }}
        value={shown(back, 'email')}
        error={fieldErrors(back?.errors, common('error_prefix'))('email')}
      />
      <Button name="wish" value="mail" classes={waits ? 'govuk-button--secondary' : undefined}>
        {t(waits ? 'confirm.again' : 'confirm.mail')}
      </Button>
    </Form>
  )
}
