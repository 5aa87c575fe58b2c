import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { changeReader, readerOf } from '../newsletter-store.server.ts'
import { newsPlaces } from './news-places.server.ts'
import { PlaceSelect } from './place-select.tsx'

const params = z.object({ l: z.string(), reader: z.string().min(20).max(60) })
const shape = z.object({ area: line(100) })

/** Another place for somebody who gets the newsletter, under the link that every issue ends with. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { reader }, words, request, lang }) => {
    const known = await readerOf(db, reader)
    const isReader = Boolean(known?.confirmedOn)
    return {
      title: words('newsletter')(isReader ? 'change.title' : 'gone.title'),
      said: await saidIn(db, lang),
      reader: isReader ? { id: reader, area: known!.areaId ?? '' } : null,
      places: isReader ? await newsPlaces(db, londonDay(now)) : [],
      done: new URL(request.url).searchParams.has('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { reader, l }, words, request }) => {
    const t = words('newsletter')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { area } = form.value
    const known = (await newsPlaces(db, londonDay(now))).some(({ id }) => id === area)
    if (area && !known) return refused([{ field: 'area', message: t('errors.area') }], form.typed)
    await write(db, (tx) => changeReader(tx, reader, { areaId: area || null, language: l }))
    throw redirect(`/${l}/newsletter/change/${encodeURIComponent(reader)}?done`, 303)
  })(args)

export default function NewsletterChange() {
  const { title, reader, places, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('newsletter')
  const { code } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  if (!reader) {
    return (
      <ResidentPage title={title}>
        <p>{t('gone.text')}</p>
        <p>
          <a href={`/${code}/newsletter`}>{t('page_title')}</a>
        </p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage title={title} errors={<FormErrors title={t('error_title')} errors={back?.errors} />}>
      {done && !back ? <NotificationBanner type="success" titleText={t('done_title')} text={t('change.done')} /> : null}
      <p>{t('change.text')}</p>
      <Form method="post" noValidate>
        <PlaceSelect places={places} value={shown(back, 'area', reader.area)} error={errorOf('area')} />
        <Button>{t('change.button')}</Button>
      </Form>
      <p>
        <a href={`/${code}/newsletter/stop/${encodeURIComponent(reader.id)}`}>{t('stop.title')}</a>
      </p>
    </ResidentPage>
  )
}
