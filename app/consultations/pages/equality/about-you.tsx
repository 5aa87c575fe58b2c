import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { languagePart } from '../../../languages/edition.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { consultationOf, goTo, sender, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { isYouth } from '../../answering/response-store.server.ts'
import { questionWords } from '../../equality/characteristic-words.ts'
import { isWorded } from '../../equality/equality-choice.ts'
import { choiceFor, wordedAs } from '../../equality/equality-choice-store.server.ts'
import {
  answered,
  chosenCode,
  codesOf,
  descriptionLimit,
  descriptionOf,
  isAsked,
  isDescribed,
  isOffered,
  monitoringSteps,
  nextMonitoringStep,
  preferNot,
  previousMonitoringStep,
  withWording,
} from '../../equality/monitoring.ts'
import { monitoringOf, saveMonitoring } from '../../equality/monitoring-store.server.ts'
import { cleaned } from '../../kinds/own-words.ts'

const params = slugParams.extend({ step: z.enum(monitoringSteps) })

/** Only who has sent answers from this device, and only while the consultation is open, is asked about themselves. */
async function asked(ask: Ask<z.output<typeof params>>) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { slug } = consultation
  const { key, carried } = await sender(ask, consultation)
  if (!key || opening !== 'open') throw goTo(`${path}/sent`, ask.settings, slug)
  if (await isYouth(ask.db, key)) throw notFound()
  const choice = await choiceFor(ask.db, consultation.exerciseId)
  const { step } = ask.params
  const worded = isWorded(step) ? await wordedAs(ask.db, step, choice, languagePart(ask.lang)) : null
  return { slug, path, key, carried, choice, worded }
}

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { step } = ask.params
    const { slug, path, key, carried, choice, worded } = await asked(ask)
    const known = (await monitoringOf(ask.db, key))?.known
    if (!known || !isAsked(step, known, choice)) throw goTo(withCarried(`${path}/sent`, carried), ask.settings, slug)
    const before = previousMonitoringStep(step, known, choice)
    return {
      title: worded?.own?.title ?? questionWords(ask.words, step, worded?.name).title,
      hint: worded?.own?.hint ?? '',
      wording: worded?.name ?? null,
      step,
      described: isDescribed(step),
      description: descriptionOf(step, known),
      codes: codesOf(step, known),
      chosen: chosenCode(step, known),
      back: withCarried(`${path}/sent${before ? `/${before}` : ''}`, carried),
      skip: withCarried(`${path}/sent/receipt`, carried),
    }
  })(args)

/** Each page is kept by itself: whoever stops half-way has still said what they said (rule E-8). */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { step } = ask.params
    const { slug, path, key, carried, choice, worded } = await asked(ask)
    const typed = await typedIn(ask.request)
    const code = typed[step]?.[0] ?? ''
    const words = cleaned(typed.words?.[0] ?? '')
    if (words.length > descriptionLimit) {
      const values = { limit: descriptionLimit, written: words.length }
      return refused([{ field: 'words', message: ask.words('consultations')('errors.too_long', values) }], typed)
    }
    const known = await write(ask.db, async (tx) => {
      const before = (await monitoringOf(tx, key))?.known
      if (before && isAsked(step, before, choice) && !isOffered(step, code, before)) return 'not offered'
      return saveMonitoring(tx, key, (before) => {
        if (!isAsked(step, before, choice)) return before
        const said = answered(step, code, before, words)
        return worded && isWorded(step) ? withWording(step, worded.mark, said) : said
      })
    })
    if (known === 'not offered') {
      const question = worded?.own?.title ?? questionWords(ask.words, step, worded?.name).title
      return refused([{ field: step, message: ask.words('consultations')('errors.not_offered', { question }) }], typed)
    }
    const next = known && nextMonitoringStep(step, known, choice)
    throw goTo(withCarried(`${path}/sent/${next ?? 'receipt'}`, carried), ask.settings, slug)
  })(args)

export default function AboutYou() {
  const { title, hint, step, described, description, codes, chosen, wording, back, skip } =
    useLoaderData<typeof loader>()
  const refused = useActionData<Refused>()
  const t = useWords('consultations')
  const own = useWords('characteristics')
  const errorOf = fieldErrors(refused?.errors, t('error_prefix'))
  const question = questionWords((area) => (area === 'characteristics' ? own : t), step, wording)
  return (
    <ResidentPage
      back={{ href: back, text: t('back') }}
      where={t('equality.where')}
      errors={<FormErrors title={t('error_title')} errors={refused?.errors} />}
    >
      <Form method="post" noValidate>
        <Radios
          name={step}
          classes="choices-ruled"
          fieldset={{ legend: { text: title, isPageHeading: true } }}
          hint={hint}
          error={errorOf(step)}
          value={shown(refused, step, chosen ?? '') || undefined}
          items={[
            ...codes.map((code) => ({ value: code, text: question.code(code) })),
            { divider: t('equality.or') },
            { value: preferNot, text: t('equality.prefer_not') },
          ]}
        />
        {described ? (
          <Input
            name="words"
            label={question.words}
            hint={t('equality.describe_hint')}
            value={shown(refused, 'words', description)}
            error={errorOf('words')}
            attributes={{ dir: 'auto' }}
          />
        ) : null}
        <Button>{t('continue')}</Button>
      </Form>
      <p>
        <a href={skip}>{t('equality.skip')}</a>
      </p>
    </ResidentPage>
  )
}
