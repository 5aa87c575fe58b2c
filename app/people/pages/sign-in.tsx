import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { noParams, ownPath, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { personByEmail } from '../session-store.server.ts'
import { mailSignInLink } from '../sign-in-mail.server.ts'

const shape = z.object({ email: line().pipe(z.email('email')), to: line(300) })

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: noParams }, async ({ request, words }) => {
    const query = new URL(request.url).searchParams
    const sent = query.has('sent')
    return { title: words('signing')(sent ? 'sent.title' : 'form.title'), sent, to: ownPath(query.get('to'), '/desk') }
  })(args)

/** Answers alike whether the address is known or not, so that nobody can find out who works here. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: noParams }, async ({ request, db, now, settings, lang, words }) => {
    const t = words('signing')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    await write(db, async (tx) => {
      const person = await personByEmail(tx, form.value.email)
      if (!person) return
      const by = { to: ownPath(form.value.to, '/desk'), origin: settings.PUBLIC_ORIGIN, language: lang }
      await mailSignInLink(tx, person, by, now)
    })
    throw redirect(`/${lang}/sign-in?sent`, 303)
  })(args)

export default function SignIn() {
  const { sent, to } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('signing')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  if (sent) {
    return (
      <ResidentPage title={t('sent.title')}>
        <p>{t('sent.text')}</p>
        <p>{t('sent.minutes')}</p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage title={t('form.title')} errors={<FormErrors title={t('error_title')} errors={back?.errors} />}>
      <p>{t('form.text')}</p>
      <Form method="post" noValidate>
        <input type="hidden" name="to" value={to} />
        <Input
          name="email"
          type="email"
          autocomplete="email"
          label={{ text: t('form.email') }}
          value={shown(back, 'email')}
          error={errorOf('email')}
        />
        <Button>{t('form.button')}</Button>
      </Form>
    </ResidentPage>
  )
}
