import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { typedIn } from '../../server/form.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { areaNamed, confirmReader, readerOf, removeReader } from '../newsletter-store.server.ts'
import { stopPress } from '../one-click.ts'

const params = z.object({ l: z.string(), wish: z.enum(['confirm', 'stop']), reader: z.string().min(20).max(60) })

/** Looking changes nothing: mail programs follow links by themselves. One press confirms an address, or stops the mails. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, params: { wish, reader }, words, request }) => {
    const known = await readerOf(db, reader)
    const query = new URL(request.url).searchParams
    const done = query.has('done')
    const asked = wish === 'confirm' && query.get('area')
    const state = !known ? 'gone' : done && wish === 'confirm' ? 'confirmed' : wish
    return {
      title: words('newsletter')(`${state}.title`),
      state,
      changeable: known?.confirmedOn ? reader : null,
      area: (state === 'confirm' && asked ? await areaNamed(db, asked) : known?.area) ?? null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { wish, reader, l }, request }) => {
    if (wish === 'stop') {
      const press = stopPress(request, await typedIn(request))
      if (!press) throw new Response(null, { status: 400 })
      await write(db, (tx) => removeReader(tx, reader))
      if (press === 'one_click') return null
    } else {
      const areaId = new URL(request.url).searchParams.get('area')
      await write(db, (tx) => confirmReader(tx, reader, { areaId, language: l }, now))
    }
    throw redirect(`/${l}/newsletter/${wish}/${encodeURIComponent(reader)}?done`, 303)
  })(args)

export default function NewsletterConfirm() {
  const { title, state, changeable, area } = useLoaderData<typeof loader>()
  const t = useWords('newsletter')
  const { code } = useLanguage()
  return (
    <ResidentPage title={title}>
      <p>{t(`${state}.text`)}</p>
      {area && (state === 'confirm' || state === 'confirmed') ? (
        <p>
          <Sentence parts={{ area: <ProperName>{area}</ProperName> }}>{(slots) => t('confirm.area', slots)}</Sentence>
        </p>
      ) : null}
      {state === 'confirm' || state === 'stop' ? (
        <Form method="post">
          <Button>{t(`${state}.button`)}</Button>
        </Form>
      ) : null}
      {changeable && (state === 'stop' || state === 'confirmed') ? (
        <p>
          <a href={`/${code}/newsletter/change/${encodeURIComponent(changeable)}`}>{t('change.title')}</a>
        </p>
      ) : null}
      {state === 'confirm' || state === 'stop' ? null : (
        <p>
          <a href={`/${code}/newsletter`}>{t('page_title')}</a>
        </p>
      )}
    </ResidentPage>
  )
}
