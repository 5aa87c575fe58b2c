import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { writeTogether } from '../../../../db/write-together.ts'
import { useWords } from '../../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { consultationOf, draftHere, goTo, keepsCookies, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { createDraft } from '../../answering/draft-store.server.ts'
import { stepsOf } from '../../answering/first-step.ts'

/** Characters of each thing that an organisation says of itself. */
const most = 300

/** Everything is needed: what an organisation says is weighed by whom it speaks for (rule L-9). */
const shape = z.object({
  name: line(most).pipe(z.string().min(1, 'organisation_name')),
  does: lines(most).pipe(z.string().min(1, 'organisation_does')),
  represents: lines(most).pipe(z.string().min(1, 'organisation_represents')),
})

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    if (opening !== 'open') throw goTo(path, ask.settings, consultation.slug)
    return { title: ask.words('ways')('organisation.title'), path }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { slug, id } = consultation
    if (opening !== 'open') throw goTo(path, ask.settings, slug)
    const form = await readForm(ask.request, shape, ask.words('ways'))
    if (!form.ok) return refused(form.errors, form.typed)
    // A resident's own draft on this device is left where it is.
    const begun = await draftHere(ask, consultation)
    const token = await writeTogether(ask.db, (tx) =>
      createDraft(tx, ask.settings.SECRET, id, ask.lang, ask.now, { organisation: form.value }),
    )
    const carried = keepsCookies(ask) && !begun ? null : token
    const next = withCarried(`${path}/${stepsOf(consultation)}/check`, carried)
    throw goTo(next, ask.settings, slug, begun ? {} : { draft: token })
  })(args)

export default function Organisation() {
  const { title, path } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('ways')
  const common = useWords('consultations')
  const errorOf = fieldErrors(back?.errors, common('error_prefix'))
  const field = (name: 'name' | 'does' | 'represents') => ({
    name,
    label: t(`organisation.${name}`),
    hint: t(`organisation.${name}_hint`),
    value: shown(back, name),
    error: errorOf(name),
    attributes: { dir: 'auto' as const },
  })
  return (
    <ResidentPage
      title={title}
      back={{ href: path, text: common('back') }}
      lede={t('organisation.lede')}
      errors={<FormErrors title={common('error_title')} errors={back?.errors} />}
    >
      <InsetText>{t('organisation.published')}</InsetText>
      <Form method="post" noValidate>
        <Input {...field('name')} autocomplete="organization" />
        <Textarea {...field('does')} rows={3} />
        <Textarea {...field('represents')} rows={3} />
        <Button>{common('continue')}</Button>
      </Form>
    </ResidentPage>
  )
}
