import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { askForItem, boardOf, requestOf } from '../agenda-store.server.ts'
import { addWorkingDays } from '../working-days.ts'

const params = z.object({ l: z.string() })
const shape = z.object({
  title: line(120).pipe(z.string().min(1, 'ask_title')),
  why: lines(1000).pipe(z.string().min(1, 'ask_why')),
  who: line(80),
  key: z.uuid(),
})

/** Rule F-5. */
const replyDays = 15

/** Anybody may ask for an agenda item (need 8); nothing but the words is asked of them. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, request, words }) => {
    if (!(await boardOf(db))) throw notFound()
    const t = words('board')
    const id = new URL(request.url).searchParams.get('sent')
    const sent = id ? await requestOf(db, id) : undefined
    if (sent?.proposer !== 'public') return { title: t('ask.title'), sent: null, key: randomUUID() as string }
    return {
      title: t('ask.sent'),
      sent: { title: sent.title, replyBy: addWorkingDays(sent.received_on, replyDays) },
      key: '',
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, now, request, words, lang }) => {
    const t = words('board')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { title, why, who, key } = form.value
    // The key was made with the form, so that a form sent twice asks once.
    await write(db, async (tx) => {
      if (!(await boardOf(tx))) throw notFound()
      if (await requestOf(tx, key)) return
      await askForItem(tx, { id: key, proposer: 'public', proposerLabel: who, title, why, receivedOn: londonDay(now) })
    })
    throw redirect(`/${lang}/board/ask?sent=${key}`, 303)
  })(args)

export default function Ask() {
  const { title, sent, key } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board')
  const { code, locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  if (sent) {
    return (
      <ResidentPage>
        <Panel titleText={title}>
          <bdi>{sent.title}</bdi>
        </Panel>
        <h2>{t('ask.next')}</h2>
        <p>
          {t('ask.reply_by')} <DateText iso={sent.replyBy} locale={locale} />
        </p>
        <p>{t('ask.queue_text')}</p>
        <p>
          <a href={`/${code}/board#queue`}>{t('ask.queue')}</a>
        </p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage
      title={title}
      back={{ href: `/${code}/board`, text: t('board.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      lede={t('ask.lede')}
    >
      <p>{t('ask.text')}</p>
      <Form method="post" noValidate>
        <input type="hidden" name="key" value={shown(back, 'key', key)} />
        <Input
          name="title"
          label={t('ask.what')}
          hint={t('ask.what_hint')}
          value={shown(back, 'title')}
          error={errorOf('title')}
        />
        <Textarea
          name="why"
          label={t('ask.why')}
          hint={t('ask.why_hint')}
          value={shown(back, 'why')}
          error={errorOf('why')}
        />
        <Input
          name="who"
          label={t('ask.who')}
          hint={t('ask.who_hint')}
          value={shown(back, 'who')}
          error={errorOf('who')}
        />
        <Button>{t('ask.send')}</Button>
      </Form>
    </ResidentPage>
  )
}
