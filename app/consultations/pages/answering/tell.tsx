import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import type { Way } from '../../../../db/tables/people.ts'
import { languagePart } from '../../../languages/edition.ts'
import { useWords } from '../../../languages/use-words.ts'
import { readAddress, ways } from '../../../server/address.ts'
import { type FieldError, lines, type Refused, readForm, refused, shown } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { consultationOf, goTo, sender, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { addContact } from '../../answering/contact-store.server.ts'
import { isYouth } from '../../answering/response-store.server.ts'

const wayShape = z.enum(ways).catch('email')
const shape = z.object({
  by: z.enum(ways, 'way'),
  address: lines(500),
  wants: z.enum(['everything', 'results'], 'wants').optional(),
})

/** Where to write with what became of an answer: one way, one field, and how much. Kept apart from every answer. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { path, carried } = await answered(ask)
    const by = wayShape.parse(new URL(ask.request.url).searchParams.get('by'))
    return { title: ask.words('messages')('tell.title'), by, receipt: withCarried(`${path}/sent/receipt`, carried) }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path, carried } = await answered(ask)
    const t = ask.words('messages')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { by: way, wants } = form.value
    const read = readAddress(way, form.value.address)
    const errors: FieldError[] = []
    if (!read.ok) errors.push({ field: 'address', message: t(`errors.${read.problem}`) })
    if (!wants) errors.push({ field: 'wants', message: t('errors.wants') })
    if (!read.ok || !wants) return refused(errors, form.typed)
    const contact = {
      exerciseId: consultation.exerciseId,
      way,
      address: read.address,
      language: languagePart(ask.lang),
      wants,
    }
    await write(ask.db, (tx) => addContact(tx, contact, ask.now))
    throw goTo(withCarried(`${path}/sent/receipt?noted`, carried), ask.settings, consultation.slug)
  })(args)

/** Only who has just answered on this device is asked: nobody signs others up. */
async function answered(ask: Ask<{ l: string; slug: string }>) {
  const found = await consultationOf(ask)
  const { key, carried } = await sender(ask, found.consultation)
  if (!key) throw goTo(`${found.path}/sent`, ask.settings, found.consultation.slug)
  if (await isYouth(ask.db, key)) throw notFound()
  return { ...found, carried }
}

export default function Tell() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('messages')
  const by = wayShape.parse(back?.typed.by?.[0] ?? data.by)
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <ResidentPage
      title={t(`tell.address.${by}`)}
      back={{ href: data.receipt, text: t('back') }}
      where={t('tell.title')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <Form method="post" noValidate>
        <input type="hidden" name="by" value={by} />
        <AddressField by={by} value={shown(back, 'address')} error={errorOf('address')} />
        <Radios
          name="wants"
          fieldset={{ legend: { text: t('tell.wants'), classes: 'govuk-fieldset__legend--m' } }}
          value={shown(back, 'wants')}
          error={errorOf('wants')}
          items={(['everything', 'results'] as const).map((value) => ({
            value,
            text: t(`tell.${value}`),
            hint: t(`tell.${value}_hint`),
          }))}
        />
        <InsetText>{t('tell.kept')}</InsetText>
        <Button>{t('tell.button')}</Button>
      </Form>
    </ResidentPage>
  )
}

function AddressField({
  by,
  value,
  error,
}: {
  by: Way
  value: string
  error: ReturnType<ReturnType<typeof fieldErrors>>
}) {
  const t = useWords('messages')
  const field = { name: 'address', label: t(`tell.address.${by}`), hint: t(`tell.hint.${by}`), value, error }
  if (by === 'letter') return <Textarea {...field} rows={5} autocomplete="street-address" />
  return (
    <Input
      {...field}
      type={by === 'email' ? 'email' : 'tel'}
      autocomplete={by === 'email' ? 'email' : 'tel'}
      classes="govuk-input--width-20"
      spellcheck={false}
      attributes={{ dir: 'ltr' }}
    />
  )
}
