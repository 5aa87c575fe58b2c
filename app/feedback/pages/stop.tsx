import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { exerciseOfContact, removeContact } from '../../consultations/answering/contact-store.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { typedIn } from '../../server/form.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { titleOf } from '../message-facts-store.server.ts'
import { stopPress } from '../one-click.ts'

const params = z.object({ l: z.string(), contact: z.string().min(20).max(60) })

/** Looking removes nothing: mail programs follow links by themselves. What is gone looks like what was never there. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, params: { contact }, lang, words }) => {
    const exercise = await exerciseOfContact(db, contact)
    const about = exercise ? ((await titleOf(db, exercise.slug, lang)) ?? exercise.title) : null
    return { title: words('messages')(about ? 'stop.title' : 'stop.done_title'), about }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, request, params: { contact, l } }) => {
    const press = stopPress(request, await typedIn(request))
    if (!press) throw new Response(null, { status: 400 })
    await write(db, (tx) => removeContact(tx, contact))
    if (press === 'one_click') return null
    throw redirect(`/${l}/stop/${encodeURIComponent(contact)}`, 303)
  })(args)

export default function Stop() {
  const { title, about } = useLoaderData<typeof loader>()
  const t = useWords('messages')
  if (!about) {
    return (
      <ResidentPage title={title}>
        <p>{t('stop.done_text')}</p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage title={title}>
      <p>{t('stop.text', { title: about })}</p>
      <p>{t('stop.what')}</p>
      <Form method="post">
        <Button>{t('stop.button')}</Button>
      </Form>
    </ResidentPage>
  )
}
