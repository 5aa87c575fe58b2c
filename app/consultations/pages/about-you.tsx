import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { useWords } from '../../languages/use-words.ts'
import { typedIn } from '../../server/form.ts'
import { type Ask, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { consultationOf, goTo, sentHere, slugParams } from '../answering.server.ts'
import {
  answered,
  chosenCode,
  codesOf,
  monitoringSteps,
  nextMonitoringStep,
  preferNot,
  previousMonitoringStep,
} from '../monitoring.ts'
import { monitoringOf, saveMonitoring } from '../monitoring-store.server.ts'

const params = slugParams.extend({ step: z.enum(monitoringSteps) })

/** Only who has sent answers from this device, and only while the consultation is open, is asked about themselves. */
async function sender(ask: Ask<z.output<typeof params>>) {
  const { consultation, opening, path } = await consultationOf(ask)
  const { slug } = consultation
  const key = sentHere(ask, slug)
  if (!key || opening !== 'open') throw goTo(`${path}/sent`, ask.settings, slug)
  return { slug, path, key }
}

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { step } = ask.params
    const { slug, path, key } = await sender(ask)
    const known = (await monitoringOf(ask.db, key))?.known
    if (!known || !codesOf(step, known).length) throw goTo(`${path}/sent`, ask.settings, slug)
    const before = previousMonitoringStep(step, known)
    return {
      title: ask.words('consultations')(`equality.${step}.title`),
      step,
      codes: codesOf(step, known),
      chosen: chosenCode(step, known),
      back: `${path}/sent${before ? `/${before}` : ''}`,
      skip: `${path}/sent/receipt`,
    }
  })(args)

/** Each page is kept by itself: whoever stops half-way has still said what they said (rule E-8). */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { step } = ask.params
    const { slug, path, key } = await sender(ask)
    const code = (await typedIn(ask.request))[step]?.[0]
    const known = await write(ask.db, (tx) => saveMonitoring(tx, key, (before) => answered(step, code ?? '', before)))
    const next = known && nextMonitoringStep(step, known)
    throw goTo(`${path}/sent/${next ?? 'receipt'}`, ask.settings, slug)
  })(args)

export default function AboutYou() {
  const { title, step, codes, chosen, back, skip } = useLoaderData<typeof loader>()
  const t = useWords('consultations')
  return (
    <ResidentPage back={{ href: back, text: t('back') }} where={t('equality.where')}>
      <Form method="post" noValidate>
        <Radios
          name={step}
          classes="choices-ruled"
          fieldset={{ legend: { text: title, isPageHeading: true } }}
          value={chosen ?? undefined}
          items={[
            ...codes.map((code) => ({ value: code, text: t(`equality.${step}.${code}`) })),
            { divider: t('equality.or') },
            { value: preferNot, text: t('equality.prefer_not') },
          ]}
        />
        <Button>{t('continue')}</Button>
      </Form>
      <p>
        <a href={skip}>{t('equality.skip')}</a>
      </p>
    </ResidentPage>
  )
}
