import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { isSeatKind } from '../../engagement/register/register-entry.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { readAddress } from '../../server/address.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { newsletterOf } from '../newsletter-facts-store.server.ts'
import { askReader, nextPeriod } from '../newsletter-store.server.ts'
import { letterhead } from './letterhead.server.ts'
import { News } from './news.tsx'
import { newsPlaces } from './news-places.server.ts'
import { PlaceSelect } from './place-select.tsx'

const shape = z.object({ email: line(300), area: line(100) })

/** What the next newsletter says as the records stand today, and where to have it sent. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, request, lang }) => {
    const today = londonDay(now)
    const { from, to } = await nextPeriod(db, today)
    const query = new URL(request.url).searchParams
    return {
      title: words('newsletter')('page_title'),
      said: await saidIn(db, lang),
      news: await remembered(db, `newsletter ${from} ${to}`, () => newsletterOf(db, { from, to, areaId: null })),
      places: await newsPlaces(db, today),
      /** Whoever comes from one place's sheet finds it chosen. */
      area: query.get('area') ?? '',
      done: query.has('asked'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async (ask) => {
    const { db, now, words, request, lang } = ask
    const t = words('newsletter')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const read = readAddress('email', form.value.email)
    const { area } = form.value
    const known = (await newsPlaces(db, londonDay(now))).some(({ id }) => id === area)
    const errors = [
      ...(read.ok ? [] : [{ field: 'email', message: t(`errors.${read.problem}`) }]),
      ...(area && !known ? [{ field: 'area', message: t('errors.area') }] : []),
    ]
    if (!read.ok || errors.length) return refused(errors, form.typed)
    const head = await letterhead(ask)
    await write(db, (tx) => askReader(tx, { address: read.address, areaId: area || null, language: lang }, head, now))
    throw redirect(`/${lang}/newsletter?asked`, 303)
  })(args)

export default function NewsletterPage() {
  const { title, news, places, area, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <PaperPage
      title={title}
      version={news ? t('period', { from: formatDate(news.from, locale), to: formatDate(news.to, locale) }) : ''}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {done && !back ? (
        <NotificationBanner type="success" titleText={t('done_title')} text={t('asked', { count: 7 })} />
      ) : null}
      {news ? <News news={news} /> : null}
      <section className="no-print">
        <h2 id="subscribe">{t('subscribe.title')}</h2>
        <p className="read">{t('subscribe.text')}</p>
        <Form method="post" noValidate>
          <Input
            name="email"
            label={t('subscribe.email')}
            type="email"
            autocomplete="email"
            spellcheck={false}
            value={shown(back, 'email')}
            error={errorOf('email')}
          />
          <PlaceSelect places={places} value={shown(back, 'area', area)} error={errorOf('area')} />
          <Button>{t('subscribe.button')}</Button>
        </Form>
        <h2 id="areas">{t('areas.title')}</h2>
        <p className="read">{t('areas.text')}</p>
        {places.some(({ kind }) => isSeatKind(kind)) ? (
          <p>
            <a href={`/${code}/newsletter/wards`}>{t('wards.title')}</a>
          </p>
        ) : null}
        <ul className="columns">
          {places
            .filter(({ kind }) => kind === 'district')
            .map(({ id, name }) => (
              <li key={id}>
                <a href={`/${code}/newsletter/area/${encodeURIComponent(id)}`}>
                  <ProperName>{name}</ProperName>
                </a>
              </li>
            ))}
        </ul>
      </section>
    </PaperPage>
  )
}
