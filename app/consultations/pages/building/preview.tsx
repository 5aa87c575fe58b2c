import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { londonDay } from '../../../engagement/london-day.ts'
import { editionPrefixes, isEmbedded, languagePart } from '../../../languages/edition.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf, languages } from '../../../languages/words.server.ts'
import { type Typed, typedIn } from '../../../server/form.ts'
import { type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { askedQuestions, pagesOf } from '../../answering/form-flow.ts'
import { answerView, questionView, troublesInWords } from '../../answering/form-view.server.ts'
import { pinMapSize, pinnable, pointedIn } from '../../answering/pin.server.ts'
import { readQuestions } from '../../building/form-reading.ts'
import { previewFor } from '../../building/previewing.server.ts'
import { type Form as AskedForm, askedOf } from '../../form.ts'
import { PinImage } from '../answering/pin-form.tsx'
import { AnswerInWords } from '../kinds/answer.tsx'
import { Question } from '../kinds/question.tsx'

const params = z.object({ id: z.string().max(100), l: z.string() })
const permission = 'exercise.plan'
const ways = ['phone', 'wide', 'print'] as const
/** Every respondent sees an order of their own; here it is always the same one. */
const seed = 1

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { exercise, form, texts, title, lead } = await previewFor(ask)
    const wanted = z.enum(ways).safeParse(new URL(ask.request.url).searchParams.get('as'))
    const every = await Promise.all(
      form.questions.map(async (question) => {
        const view = questionView(question, texts, seed)
        const map = pressable(form).find(({ id }) => id === question.id)
        return { view, page: question.page, map: map ? await pinMapSize(ask.db, map.config.places) : null }
      }),
    )
    return {
      title: ask.words('preview')('title', { title: title.body }),
      heading: title,
      lead,
      exercise: { id: exercise.id },
      as: wanted.success ? wanted.data : ('phone' as const),
      ways,
      lang: ask.lang,
      languages: [
        ...languages(),
        ...Object.keys(editionPrefixes).flatMap((prefix) => (isEmbedded(prefix) ? [] : languageOf(prefix)!)),
      ].map(({ code, name, direction }) => ({ code, name, direction })),
      pages: [...new Set(every.map(({ page }) => page))].map((page) =>
        every.filter((one) => one.page === page).map(({ view, map }) => ({ view, map })),
      ),
    }
  })(args)

/** Reads what was tried as it would be read from a resident, and keeps nothing at all. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const { form, texts } = await previewFor(ask)
    const sent = await typedIn(ask.request)
    const { typed, missed } = await marked(ask, form, sent)
    if (typed !== sent) return data({ typed, errors: missed, pages: 0, answers: [] })
    const read = readQuestions(form.questions, typed, seed, londonDay(ask.now))
    const asked = askedQuestions(form, read.answers)
    const reader = { t: ask.words('asking'), locale: languageOf(ask.lang)!.locale, several: true }
    const troubles = read.troubles.filter(({ question }) => asked.includes(question))
    return data({
      typed,
      errors: troublesInWords(troubles, texts, reader),
      pages: pagesOf(form, read.answers).length,
      answers: asked.map((question) => answerView(question, read.answers[question.id], texts)),
    })
  })(args)

/** Questions with a map that residents can press: each alone on its page. */
const pressable = ({ questions }: AskedForm) =>
  questions.flatMap((question) => {
    const config = pinnable(question)
    const isAlone = questions.every(({ id, page }) => id === question.id || page !== question.page)
    return config && isAlone ? [{ id: question.id, name: askedOf(question, seed).name, config }] : []
  })

/** What was typed, with the place that was pressed on a map, if one was. */
async function marked(ask: StaffAsk<unknown>, form: AskedForm, typed: Typed) {
  for (const { name, config } of pressable(form)) {
    const place = await pointedIn(ask.db, (part) => typed[`${name}-at.${part}`]?.[0] ?? '', name, config.places)
    if (place === 'outside') {
      const message = ask.words('asking')('map.outside_pointed')
      return { typed: { ...typed }, missed: [{ field: name, message }] }
    }
    // The Return key presses the first button of a form, and that is the map: it points nowhere.
    if (place && place !== 'nowhere') return { typed: { ...typed, ...place.fields }, missed: [] }
  }
  return { typed, missed: [] }
}

export default function Preview() {
  const {
    title,
    heading,
    lead,
    exercise,
    as,
    ways: all,
    lang,
    languages: every,
    pages,
  } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const t = useWords('preview')
  const asking = useWords('asking')
  const home = `/desk/exercises/${exercise.id}/form`
  const errorOf = fieldErrors(tried?.errors, t('error_prefix'))
  return (
    <ResidentPage back={{ href: home, text: t('back') }} title={title} wide>
      <div lang="en" dir="ltr">
        <InsetText>{t('counts_nothing')}</InsetText>
        <ul className="link-row">
          {all.map((way) => (
            <li key={way}>
              <a href={`/${lang}/preview/${exercise.id}?as=${way}`} aria-current={way === as ? 'true' : undefined}>
                {t(`as.${way}`)}
              </a>
            </li>
          ))}
          <li>
            <a href={`/${lang}/preview/${exercise.id}/paper.pdf`}>{t('pdf')}</a>
          </li>
          {every.map(({ code, name, direction }) => (
            <li key={code}>
              <a
                href={`/${code}/preview/${exercise.id}?as=${as}`}
                lang={languagePart(code)}
                dir={direction}
                hrefLang={languagePart(code)}
                aria-current={code === lang ? 'true' : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      {tried?.pages && !tried.errors.length ? (
        <section className="read" id="tried">
          <h2>{t('would_send')}</h2>
          <SummaryList
            classes="summary-long"
            rows={tried.answers.map((answer) => ({
              key: <InOwnLanguage text={answer.title} />,
              value: <AnswerInWords view={answer} />,
            }))}
          />
        </section>
      ) : null}
      <div className={`preview preview--${as}`}>
        <FormErrors title={t('error_title')} errors={tried?.errors} />
        <h2 className="page-title">
          <InOwnLanguage text={heading} />
        </h2>
        <p className="lede">
          <InOwnLanguage text={lead} />
        </p>
        <Form method="post" noValidate action={`/${lang}/preview/${exercise.id}?as=${as}`}>
          <p className="meta">{asking('where.title')}</p>
          {pages.map((questions, i) => (
            <section
              key={questions[0]!.view.id}
              className="form-question preview-page"
              aria-label={t('page', { number: i + 1 })}
            >
              <p className="where">{t('page', { number: i + 1 })}</p>
              {questions.map(({ view, map }) => (
                <div key={view.id}>
                  {view.section ? (
                    <p className="where">
                      <InOwnLanguage text={view.section} />
                    </p>
                  ) : null}
                  {map ? (
                    <div className="pin-map">
                      <PinImage
                        pin={{ ...map, pin: tried?.typed[`${view.name}-pin`]?.[0] ?? '' }}
                        name={`${view.name}-at`}
                        src={`/${lang}/preview/${exercise.id}/${view.key}/map.svg`}
                      />
                    </div>
                  ) : null}
                  <Question view={view} typed={tried?.typed ?? {}} errorOf={errorOf} heading={false} />
                </div>
              ))}
            </section>
          ))}
          <Button>{t('try')}</Button>
        </Form>
      </div>
    </ResidentPage>
  )
}
