import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { sampleByCode } from '../../../engagement/panel/citizens-panel-sample-store.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf, languages } from '../../../languages/words.server.ts'
import { logAct } from '../../../ledger/actor-event-store.server.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { withCarried } from '../../answering/carried.ts'
import { createDraft } from '../../answering/draft-store.server.ts'
import { firstStepOf } from '../../answering/first-step.ts'
import { answerable } from '../../groups/way-in.server.ts'
import { importing } from '../../imports/importing.server.ts'

/** Where an officer begins an answer for somebody on the telephone, in the language the caller reads or speaks. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const { exercise, opening } = await answerable(ask)
    return {
      title: ask.words('collecting')('phone.title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      open: opening === 'open',
      languages: languages().map(({ code, name }) => ({ code, name })),
    }
  })(args)

const shape = z.object({
  language: z.string('language').refine((code) => languageOf(code) !== undefined, 'language'),
  panel: z.string().optional(),
})

/** The log knows who took a call and when; the answer knows only that it came by telephone. */
export const action = (args: ActionFunctionArgs) =>
  staffPage(importing, async (ask) => {
    const t = ask.words('collecting')
    const { exercise, consultation, opening } = await answerable(ask)
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    if (opening !== 'open') return refused([{ field: 'language', message: t('errors.not_open') }], form.typed)
    const { language, panel = '' } = form.value
    const code = readReference(panel)
    const sample = code && (await sampleByCode(ask.db, code))
    if (panel.trim() && (!sample || sample.exerciseId !== exercise.id)) {
      return refused([{ field: 'panel', message: t('errors.panel_code') }], form.typed)
    }
    const token = await write(ask.db, async (tx) => {
      const event = { did: 'call.taken', objectKind: 'exercise', objectId: exercise.id }
      await logAct(tx, ask.now, { personId: ask.actor.personId, ...event })
      const wayIn = { channel: 'phone' as const, ...(sample && { sample: sample.id }) }
      return createDraft(tx, ask.settings.SECRET, consultation.id, language, ask.now, { wayIn })
    })
    const first = `/${language}/consultations/${exercise.slug}/${firstStepOf(consultation)}`
    throw redirect(withCarried(first, token), 303)
  })(args)

export default function PhoneDesk() {
  const { title, exercise, open, languages } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('collecting')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <FormDesk
      t={t}
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}`, text: exercise.title }}
      refused={back}
      done={null}
    >
      <p className="read">{t('phone.lede')}</p>
      {open ? (
        <DeskSection title={t('phone.begin')} id="begin">
          <Form method="post" noValidate>
            <Radios
              name="language"
              fieldset={{ legend: { text: t('phone.language') } }}
              value={shown(back, 'language')}
              error={errorOf('language')}
              items={languages.map(({ code, name }) => ({ value: code, text: <bdi lang={code}>{name}</bdi> }))}
            />
            <CodeInput
              name="panel"
              label={t('phone.panel')}
              hint={t('phone.panel_hint')}
              value={shown(back, 'panel')}
              error={errorOf('panel')}
            />
            <Button>{t('phone.button')}</Button>
          </Form>
        </DeskSection>
      ) : (
        <InsetText>{t('errors.not_open')}</InsetText>
      )}
      <DeskSection title={t('phone.how')} id="how">
        <ul>
          {(['aloud', 'same', 'equality', 'reference', 'break'] as const).map((key) => (
            <li key={key}>{t(`phone.steps.${key}`)}</li>
          ))}
        </ul>
      </DeskSection>
    </FormDesk>
  )
}
