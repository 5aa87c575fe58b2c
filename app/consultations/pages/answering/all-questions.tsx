import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../../engagement/london-day.ts'
import { isolated } from '../../../languages/isolated.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { bodyHash } from '../../answering/answer-body.ts'
import { readArea } from '../../answering/answer-forms.ts'
import { consultationOf, goTo, inWords, sentHere, slugParams, withPostcode } from '../../answering/answering.server.ts'
import { noAnswers } from '../../answering/answers.ts'
import { panelBeginning } from '../../answering/begin-answer.server.ts'
import { newSubmission } from '../../answering/draft-store.server.ts'
import { askedQuestions, sentAnswers } from '../../answering/form-flow.ts'
import { formFacts, questionView, troublesInWords } from '../../answering/form-view.server.ts'
import { seedLimit } from '../../answering/option-order.ts'
import { keptToConfirm } from '../../answering/ready-draft.server.ts'
import { answeredBefore, send } from '../../answering/sending.server.ts'
import { readQuestions } from '../../building/form-reading.ts'
import { asidesIn, mustConfirm } from '../../confirming/confirming.ts'
import { fitting } from '../../form.ts'
import { beganField } from '../../guarding/guard.ts'
import { beganNow, workFor } from '../../guarding/guarding.server.ts'
import { takesLate } from '../../opening.ts'
import { Began, Trap, Work } from '../guarding/guard-fields.tsx'
import { Question } from '../kinds/question.tsx'
import { AreaList } from './area-list.tsx'
import { Helped, MayPublish } from './check-parts.tsx'
import { NotTaken } from './not-taken.tsx'
import { PostcodeField } from './postcode-field.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { form, texts, districts, postcodes } = await formFacts(ask, consultation)
    const fresh = newSubmission()
    const title = (id: string) => form.questions.find((one) => one.id === id)?.title ?? ''
    return {
      asked: consultation.title,
      title: ask.words('consultations')('one_page.title', {
        title: isolated(consultation.title.body, languageOf(ask.lang)!),
      }),
      questions: form.questions.map((question) => ({
        ...questionView(question, texts, fresh.seed),
        dependsOn: question.onlyIf ? (texts.get(title(question.onlyIf.question)) ?? null) : null,
      })),
      version: form.version,
      districts,
      postcodes,
      path,
      open: opening === 'open',
      sent: sentHere(ask, consultation.slug) !== undefined,
      fresh: { ...fresh, began: beganNow(ask, fresh.submissionKey) },
      work: await workFor(ask, consultation),
    }
  })(args)

const hidden = z.object({
  submission_key: z.uuid(),
  seed: z.coerce.number().int().min(0).max(seedLimit),
  version: z.coerce.number().int(),
})

/** Every question in one post: read, checked and written at once, without a draft. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const typed = await typedIn(ask.request)
    const { consultation, opening, path } = await consultationOf(ask)
    const { slug, id } = consultation
    const single = Object.fromEntries(Object.keys(hidden.shape).map((name) => [name, typed[name]?.[0]]))
    const carried = hidden.safeParse(single)
    if (!carried.success) throw goTo(`${path}/questions`, ask.settings, slug)
    const { submission_key: key, seed, version } = carried.data
    const { form, texts, asked } = await formFacts(ask, consultation)
    const reader = { t: ask.words('asking'), locale: languageOf(ask.lang)!.locale, several: true }
    const area = readArea(typed, await withPostcode(ask, asked, typed))
    const { questions, read } = readAll(form, typed, seed, londonDay(ask.now))
    const troubles = read.troubles.filter(({ question }) => questions.includes(question))
    if (area.value === null || troubles.length) {
      const where = inWords(area.problems, ask.words('consultations'))
      return refused([...where, ...troublesInWords(troubles, texts, reader)], typed)
    }
    if (version !== form.version) {
      return data({ errors: [{ field: 'content', message: reader.t('errors.new_version') }], typed }, { status: 409 })
    }
    const answers = { ...noAnswers, area: area.value }
    const sent = { version, answers: sentAnswers(form, fitting(form, read.answers).kept) }
    const before = await answeredBefore(ask, { slug, path, key, hash: bodyHash(key, answers, sent) })
    if (before) return before
    const late = opening !== 'open'
    if (late && !takesLate(consultation, ask.now)) {
      // The days were moved, or the clock was.
      const message = ask.words('consultations')(opening === 'not_yet' ? 'one_page.not_open' : 'errors.closed')
      return data({ errors: [{ field: 'content', message }], typed }, { status: 409 })
    }
    const asides = asidesIn(typed)
    const { known, carried: token } = await panelBeginning(ask, consultation)
    if (mustConfirm(consultation.confirming, { late }))
      throw await keptToConfirm(ask, consultation, { answers, form: sent, seed }, asides)
    const given = {
      consultationId: id,
      exerciseId: consultation.exerciseId,
      answers,
      form: sent,
      seed,
      ...asides,
      ...known,
      late,
    }
    return send(ask, { slug, path, key, carried: token }, { ...given, typed })
  })(args)

/** Everything that was sent is read; what is asked follows from it, and only that must be right. */
function readAll(
  form: Parameters<typeof askedQuestions>[0],
  typed: Record<string, string[]>,
  seed: number,
  today: string,
) {
  const read = readQuestions(form.questions, typed, seed, today)
  return { read, questions: askedQuestions(form, read.answers) }
}

export default function AllQuestions() {
  const { asked, questions, districts, postcodes, version, path, open, sent, fresh, work } =
    useLoaderData<typeof loader>()
  const answer = useActionData<Refused | { notTaken: 'conflict' | 'withdrawn' }>()
  const t = useWords('consultations')
  const own = useWords('asking')
  const title = (
    <Sentence parts={{ title: <InOwnLanguage text={asked} /> }}>{(slots) => t('one_page.title', slots)}</Sentence>
  )
  if (answer && 'notTaken' in answer) return <NotTaken kind={answer.notTaken} path={path} />
  if (!open && !answer) {
    return (
      <ResidentPage title={title} back={{ href: path, text: t('back') }}>
        <p>{t('one_page.not_open')}</p>
      </ResidentPage>
    )
  }
  const errorOf = fieldErrors(answer?.errors, t('error_prefix'))
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
        <input type="hidden" name="seed" value={shown(answer, 'seed', String(fresh.seed))} />
        <input type="hidden" name="version" value={version} />
        <Began value={shown(answer, beganField, fresh.began)} />
        <Trap />
        <Work work={work} />
        {postcodes ? <PostcodeField back={answer} error={errorOf('postcode')} /> : null}
        <AreaList
          districts={districts}
          label={{ text: own('where.title'), classes: 'govuk-label--m' }}
          hint={own('where.hint')}
          error={errorOf('area')}
          value={shown(answer, 'area')}
        />
        {questions.map((view) => (
          <div key={view.id} className="form-question">
            {view.section ? (
              <h2>
                <InOwnLanguage text={view.section} />
              </h2>
            ) : null}
            {view.dependsOn ? <p className="meta">{own('only_after', { question: view.dependsOn.body })}</p> : null}
            <Question view={view} typed={answer?.typed ?? {}} errorOf={errorOf} heading={false} />
          </div>
        ))}
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
