import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { languagePart } from '../../languages/edition.ts'
import { useWords } from '../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { consultationOf, goTo, sender, slugParams } from '../answering.server.ts'
import { withCarried } from '../carried.ts'
import { cleaned } from '../kinds/own-words.ts'
import {
  answered,
  chosenCode,
  codesOf,
  descriptionLimit,
  descriptionOf,
  isDescribed,
  monitoringSteps,
  nextMonitoringStep,
  preferNot,
  previousMonitoringStep,
} from '../monitoring.ts'
import { monitoringOf, saveMonitoring } from '../monitoring-store.server.ts'
import { isYouth } from '../response-store.server.ts'
import { wordingOf } from '../wording-store.server.ts'

const params = slugParams.extend({ step: z.enum(monitoringSteps) })

/** Only who has sent answers from this device, and only while the consultation is open, is asked about themselves. */
async function asked(ask: Ask<z.output<typeof params>>) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { slug } = consultation
  const { key, carried } = await sender(ask, consultation)
  if (!key || opening !== 'open') throw goTo(`${path}/sent`, ask.settings, slug)
  if (await isYouth(ask.db, key)) throw notFound()
  return { slug, path, key, carried }
}

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { step } = ask.params
    const { slug, path, key, carried } = await asked(ask)
    const known = (await monitoringOf(ask.db, key))?.known
    if (!known || !codesOf(step, known).length) throw goTo(withCarried(`${path}/sent`, carried), ask.settings, slug)
    const before = previousMonitoringStep(step, known)
    const own = await wordingOf(ask.db, step, languagePart(ask.lang))
    return {
      title: own?.title ?? ask.words('consultations')(`equality.${step}.title`),
      hint: own?.hint ?? '',
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
    const { slug, path, key, carried } = await asked(ask)
    const typed = await typedIn(ask.request)
    const code = typed[step]?.[0] ?? ''
    const words = cleaned(typed.words?.[0] ?? '')
    if (words.length > descriptionLimit) {
      const values = { limit: descriptionLimit, written: words.length }
      return refused([{ field: 'words', message: ask.words('consultations')('errors.too_long', values) }], typed)
    }
    const known = await write(ask.db, (tx) => saveMonitoring(tx, key, (before) => answered(step, code, before, words)))
    const next = known && nextMonitoringStep(step, known)
    throw goTo(withCarried(`${path}/sent/${next ?? 'receipt'}`, carried), ask.settings, slug)
  })(args)

export default function AboutYou() {
  const { title, hint, step, described, description, codes, chosen, back, skip } = useLoaderData<typeof loader>()
  const refused = useActionData<Refused>()
  const t = useWords('consultations')
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
          value={shown(refused, step, chosen ?? '') || undefined}
          items={[
            ...codes.map((code) => ({ value: code, text: t(`equality.${step}.${code}`) })),
            { divider: t('equality.or') },
            { value: preferNot, text: t('equality.prefer_not') },
          ]}
        />
        {described ? (
          <Input
            name="words"
            label={step === 'gender' ? t('equality.gender.words') : t('equality.describe')}
            hint={t('equality.describe_hint')}
            value={shown(refused, 'words', description)}
            error={fieldErrors(refused?.errors, t('error_prefix'))('words')}
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
