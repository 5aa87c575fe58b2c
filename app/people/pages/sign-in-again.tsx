import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { write } from '../../../db/connect.ts'
import { useWords } from '../../languages/use-words.ts'
import { noParams, notFound, ownPath, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DeskPage } from '../../ui/page-kinds.tsx'
import { personById } from '../session-store.server.ts'
import { mailSignInLink } from '../sign-in-mail.server.ts'
import { freshMinutes } from '../step-up.ts'

const backTo = ({ request }: StaffAsk) => ownPath(new URL(request.url).searchParams.get('to'), '/desk')

/** Before a file with people's data: whoever sits here may not be who signed in an hour ago. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: noParams, permission: 'desk.open' }, async (ask) => {
    const person = await personById(ask.db, ask.actor.personId)
    if (!person) throw notFound()
    return { title: ask.words('people')('again.title'), email: person.email, to: backTo(ask) }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: noParams, permission: 'desk.open' }, async (ask) => {
    const { db, now, settings, actor, lang } = ask
    const by = { to: backTo(ask), origin: settings.PUBLIC_ORIGIN, language: lang }
    await write(db, async (tx) => {
      const person = await personById(tx, actor.personId)
      if (!person) throw notFound()
      await mailSignInLink(tx, person, by, now)
    })
    throw redirect(`/${lang}/sign-in?sent`, 303)
  })(args)

export default function SignInAgain() {
  const { title, email, to } = useLoaderData<typeof loader>()
  const t = useWords('people')
  return (
    <DeskPage title={title} back={{ href: to, text: t('again.back') }}>
      <p className="read">{t('again.text', { count: freshMinutes })}</p>
      <p className="read">{t('again.then', { email })}</p>
      <Form method="post" noValidate>
        <Button>{t('again.send')}</Button>
      </Form>
    </DeskPage>
  )
}
