import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { referenceFor } from '../../ledger/reference-code.ts'
import { line, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ReferenceCode } from '../../ui/codes.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { NotificationBanner } from '../../ui/notification-banner.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { consultationOf, draftHere, goTo, sentHere, slugParams } from '../answering.server.ts'
import { addContact } from '../contact-store.server.ts'
import { dropDraft } from '../draft-store.server.ts'
import { receiptDates } from '../receipt.ts'
import { cameLate } from '../response-store.server.ts'
import { FourDates } from './four-dates.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const key = sentHere(ask, consultation.slug)
    if (!key) throw goTo(`${path}/sent`, ask.settings, consultation.slug)
    const late = await cameLate(ask.db, key)
    return {
      title: ask.words('consultations')(late ? 'receipt.late_title' : 'receipt.title'),
      late,
      reference: referenceFor(ask.settings.SECRET, key),
      closesOn: consultation.closesOn,
      dates: receiptDates(consultation),
      noted: new URL(ask.request.url).searchParams.has('noted'),
      path,
    }
  })(args)

const shape = z.discriminatedUnion('wish', [
  z.object({ wish: z.literal('contact'), email: line().pipe(z.email('email')) }),
  z.object({ wish: z.literal('clear') }),
])

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const { slug, exerciseId } = consultation
    const form = await readForm(ask.request, shape, ask.words('consultations'))
    if (!form.ok) return refused(form.errors, form.typed)
    const { value } = form
    if (value.wish === 'clear') {
      const here = await draftHere(ask, consultation)
      if (here) await write(ask.db, (tx) => dropDraft(tx, here.token))
      throw goTo(path, ask.settings, slug, { draft: null, receipt: null })
    }
    await write(ask.db, (tx) => addContact(tx, exerciseId, value.email, ask.lang, ask.now))
    throw goTo(`${path}/sent/receipt?noted`, ask.settings, slug)
  })(args)

export default function Receipt() {
  const { title, late, reference, closesOn, dates, noted, path } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  return (
    <ResidentPage
      title={title}
      errors={
        <>
          {noted ? (
            <NotificationBanner
              type="success"
              titleText={t('receipt.contact_done_title')}
              text={t('receipt.contact_done')}
            />
          ) : null}
          <FormErrors title={t('error_title')} errors={back?.errors} />
        </>
      }
    >
      {late ? <p>{t('receipt.late_text')}</p> : null}
      <h2>{t('receipt.reference')}</h2>
      <p className="lede">
        <ReferenceCode code={reference} />
      </p>
      {late ? null : (
        <p>
          <Sentence parts={{ day: closesOn ? <DateText iso={closesOn} locale={locale} /> : t('receipt.no_date') }}>
            {(slots) => t('receipt.keep', slots)}
          </Sentence>
        </p>
      )}
      <p>
        <a href={`/${code}/my-answer`}>{t('receipt.my_answer')}</a>
      </p>
      <h2>{t('receipt.next')}</h2>
      <FourDates dates={dates} />
      {noted ? null : (
        <>
          <h2>{t('receipt.contact')}</h2>
          <p>{t('receipt.contact_text')}</p>
          <Form method="post" noValidate>
            <input type="hidden" name="wish" value="contact" />
            <Input
              name="email"
              type="email"
              autocomplete="email"
              label={t('receipt.email')}
              value={shown(back, 'email')}
              error={fieldErrors(back?.errors, t('error_prefix'))('email')}
            />
            <Button classes="govuk-button--secondary">{t('receipt.contact_button')}</Button>
          </Form>
        </>
      )}
      <h2>{t('receipt.clear')}</h2>
      <p>{t('receipt.clear_text')}</p>
      <Form method="post" action={`${path}/sent/receipt`} noValidate>
        <input type="hidden" name="wish" value="clear" />
        <Button classes="govuk-button--secondary">{t('receipt.clear_button')}</Button>
      </Form>
    </ResidentPage>
  )
}
