import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { isolated } from '../../../languages/isolated.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import type { Sharing } from '../../../server/kept-page.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CharacterCount } from '../../../ui/character-count.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { bodyHash } from '../../answering/answer-body.ts'
import { readOnePage } from '../../answering/answer-forms.ts'
import {
  askedOf,
  consultationOf,
  goTo,
  inWords,
  sentHere,
  slugParams,
  withPostcode,
} from '../../answering/answering.server.ts'
import { whyLimit } from '../../answering/answers.ts'
import { panelBeginning } from '../../answering/begin-answer.server.ts'
import { newSubmission } from '../../answering/draft-store.server.ts'
import { optionOrder, seedLimit } from '../../answering/option-order.ts'
import { keptToConfirm } from '../../answering/ready-draft.server.ts'
import { answeredBefore, send } from '../../answering/sending.server.ts'
import { asidesIn, mustConfirm } from '../../confirming/confirming.ts'
import { beganField } from '../../guarding/guard.ts'
import { beganNow, workFor } from '../../guarding/guarding.server.ts'
import { takesLate } from '../../opening.ts'
import { Began, Trap, Work } from '../guarding/guard-fields.tsx'
import { AreaList } from './area-list.tsx'
import { Helped, MayPublish } from './check-parts.tsx'
import { NotTaken } from './not-taken.tsx'
import { PostcodeField } from './postcode-field.tsx'
import { markedOptions } from './sharing.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { questions, options, districts, postcodes } = await askedOf(ask, consultation)
    const t = ask.words('consultations')
    const fresh = newSubmission()
    return {
      title: t('one_page.title', {
        title: isolated(consultation.title.body, languageOf(ask.lang)!),
      }),
      questions,
      options,
      districts,
      postcodes,
      picksMax: consultation.picksMax,
      path,
      open: opening === 'open',
      sent: sentHere(ask, consultation.slug) !== undefined,
      fresh: { ...fresh, seed: String(fresh.seed), began: beganNow(ask, fresh.submissionKey) },
      inOrder: optionOrder(options, fresh.seed),
      work: await workFor(ask, consultation),
    }
  })(args)

const hidden = z.object({ submission_key: z.uuid(), seed: z.coerce.number().int().min(0).max(seedLimit) })

/** The whole consultation in one post: read, checked and written at once, without a draft. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const typed = await typedIn(ask.request)
    const { consultation, opening, path } = await consultationOf(ask)
    const { slug, id } = consultation
    const carried = hidden.safeParse({ submission_key: typed.submission_key?.[0], seed: typed.seed?.[0] })
    if (!carried.success) throw goTo(`${path}/answer/one-page`, ask.settings, slug)
    const { submission_key: key, seed } = carried.data
    const { asked } = await askedOf(ask, consultation)
    const t = ask.words('consultations')
    const read = readOnePage(typed, await withPostcode(ask, asked, typed))
    if (read.value === null) return refused(inWords(read.problems, t), typed)
    const before = await answeredBefore(ask, { slug, path, key, hash: bodyHash(key, read.value) })
    if (before) return before
    const late = opening !== 'open'
    if (late && !takesLate(consultation, ask.now)) {
      // The days were moved, or the clock was.
      const message = t(opening === 'not_yet' ? 'one_page.not_open' : 'errors.closed')
      return data({ errors: [{ field: 'content', message }], typed }, { status: 409 })
    }
    const asides = asidesIn(typed)
    const { known, carried: token } = await panelBeginning(ask, consultation)
    if (mustConfirm(consultation.confirming, { late }))
      throw await keptToConfirm(ask, consultation, { answers: read.value, seed }, asides)
    const given = {
      consultationId: id,
      exerciseId: consultation.exerciseId,
      answers: read.value,
      seed,
      ...asides,
      ...known,
      late,
    }
    return send(ask, { slug, path, key, carried: token }, { ...given, typed })
  })(args)

/** Everybody's page but for its key and the order of the options; the list in printed order only serves a form that comes back. */
const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data, mark) => {
  const inOrder = markedOptions(data.inOrder, mark)
  const { submissionKey, seed, began } = data.fresh
  const fresh = { submissionKey: mark(submissionKey), seed: mark(seed), began: mark(began) }
  return inOrder && { ...data, options: [], inOrder, fresh, work: data.work && mark(data.work) }
}
export const handle = { quick: { sharing } }

export default function OnePage() {
  const shownNow = useLoaderData<typeof loader>()
  const { title, questions, options, districts, postcodes, picksMax, path, open, sent, fresh, work } = shownNow
  const answer = useActionData<Refused | { notTaken: 'conflict' | 'withdrawn' }>()
  const t = useWords('consultations')
  if (answer && 'notTaken' in answer) return <NotTaken kind={answer.notTaken} path={path} />
  if (!open && !answer) {
    return (
      <ResidentPage title={title} back={{ href: path, text: t('back') }}>
        <p>{t('one_page.not_open')}</p>
      </ResidentPage>
    )
  }
  const errorOf = fieldErrors(answer?.errors, t('error_prefix'))
  const seed = shown(answer, 'seed', fresh.seed)
  const inOrder = answer ? optionOrder(options, Number(seed)) : shownNow.inOrder
  const nothing = { value: '', text: t('one_page.choose') }
  return (
    <ResidentPage
      back={{ href: path, text: t('back') }}
      title={title}
      errors={<FormErrors title={t('error_title')} errors={answer?.errors} />}
    >
      {sent ? (
        <InsetText>
          {t('start.sent_here')} <a href={`${path}/sent/receipt`}>{t('start.sent_here_link')}</a>
        </InsetText>
      ) : null}
      <Form method="post" noValidate>
        <input type="hidden" name="submission_key" value={shown(answer, 'submission_key', fresh.submissionKey)} />
        <input type="hidden" name="seed" value={seed} />
        <Began value={shown(answer, beganField, fresh.began)} />
        <Trap />
        <Work work={work} />
        <h2>
          <InOwnLanguage text={questions.area.title} />
        </h2>
        {postcodes ? <PostcodeField back={answer} error={errorOf('postcode')} /> : null}
        <AreaList
          districts={districts}
          label={{ text: <InOwnLanguage text={questions.area.title} />, classes: 'govuk-visually-hidden' }}
          hint={questions.area.hint && <InOwnLanguage text={questions.area.hint} />}
          error={errorOf('area')}
          value={shown(answer, 'area')}
        />
        <h2>
          <InOwnLanguage text={questions.pick.title} />
        </h2>
        <p>{t('one_page.options')}</p>
        <ul>
          {inOrder.map((o) => (
            <li key={o.id}>
              <strong>
                <InOwnLanguage text={o.title} />
              </strong>
              {o.example ? (
                <>
                  <br />
                  <InOwnLanguage text={o.example} />
                </>
              ) : null}
            </li>
          ))}
        </ul>
        {Array.from({ length: picksMax }, (_, i) => (
          <Select
            key={i}
            name={`choice-${i + 1}`}
            label={t(`one_page.choice_${i + 1}`)}
            hint={i ? t('one_page.choice_hint') : undefined}
            error={errorOf(`choice-${i + 1}`)}
            value={shown(answer, `choice-${i + 1}`)}
            items={[nothing, ...inOrder.map((o) => ({ value: o.id, text: o.title.body }))]}
          />
        ))}
        <Checkboxes
          name="same"
          values={answer?.typed.same ?? []}
          items={[{ value: 'yes', text: t('one_page.same') }]}
        />
        <Input
          name="something_else"
          label={t('one_page.else')}
          value={shown(answer, 'something_else')}
          error={errorOf('something_else')}
          attributes={{ dir: 'auto' }}
        />
        <Checkboxes
          name="none"
          values={answer?.typed.none ?? []}
          items={[{ value: 'yes', text: t('one_page.none') }]}
        />
        <CharacterCount
          name="why"
          label={{
            text: t('question.why_optional', { question: questions.why.title.body }),
            classes: 'govuk-label--m',
          }}
          hint={questions.why.hint && <InOwnLanguage text={questions.why.hint} />}
          error={errorOf('why')}
          value={shown(answer, 'why')}
          maxlength={whyLimit}
          attributes={{ dir: 'auto' }}
          textareaDescriptionText={t('question.why_limit')}
        />
        <MayPublish value={shown(answer, 'publish')} />
        <Helped value={shown(answer, 'helped')} />
        <Button>{t('one_page.send')}</Button>
      </Form>
      <p>
        <a href={path}>{t('one_page.step_by_step')}</a>
      </p>
    </ResidentPage>
  )
}
