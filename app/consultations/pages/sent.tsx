import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { referenceFor } from '../../ledger/reference-code.ts'
import { type Refused, refused, typedIn } from '../../server/form.ts'
import type { Sharing } from '../../server/kept-page.ts'
import { publicPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { ReferenceCode } from '../../ui/codes.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { consultationOf, goTo, sender, slugParams } from '../answering.server.ts'
import { withCarried } from '../carried.ts'
import { isYouth } from '../response-store.server.ts'

/** The answers count already; what comes now is optional (rule E-4), and the reference is shown at once. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { key, carried } = await sender(ask, consultation)
    // The youth edition asks nobody who they are (rule P-12).
    const done = key && (opening !== 'open' || (await isYouth(ask.db, key)))
    if (done) throw goTo(withCarried(`${path}/sent/receipt`, carried), ask.settings, consultation.slug)
    const t = ask.words('consultations')
    return {
      title: t(key ? 'sent.title' : 'sent.nothing_title'),
      reference: key ? referenceFor(ask.settings.SECRET, key) : null,
      path,
      carried,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const { carried } = await sender(ask, consultation)
    const typed = await typedIn(ask.request)
    const wish = typed.equality?.[0]
    if (wish !== 'yes' && wish !== 'no') {
      return refused([{ field: 'equality', message: ask.words('consultations')('errors.equality') }], typed)
    }
    throw goTo(
      withCarried(`${path}/sent/${wish === 'yes' ? 'age' : 'receipt'}`, carried),
      ask.settings,
      consultation.slug,
    )
  })(args)

const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data, mark) =>
  data.carried ? undefined : { ...data, reference: data.reference?.split('-').map(mark).join('-') ?? null }
export const handle = { quick: { sharing } }

export default function Sent() {
  const { title, reference, path } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { code } = useLanguage()
  const t = useWords('consultations')
  if (!reference) {
    return (
      <ResidentPage title={title} back={{ href: path, text: t('back') }}>
        <p>{t('sent.nothing_text')}</p>
        <p>
          <a href={`/${code}/my-answer`}>{t('sent.nothing_link')}</a>
        </p>
      </ResidentPage>
    )
  }
  return (
    <ResidentPage title={title} errors={<FormErrors title={t('error_title')} errors={back?.errors} />}>
      <p className="lede">
        <Sentence parts={{ reference: <ReferenceCode code={reference} /> }}>
          {(slots) => t('sent.counted', slots)}
        </Sentence>
      </p>
      <h2>{t('sent.why_title')}</h2>
      <p>{t('sent.why')}</p>
      <p>{t('sent.apart')}</p>
      <Form method="post" noValidate>
        <Radios
          name="equality"
          fieldset={{ legend: { text: t('sent.ask'), classes: 'govuk-fieldset__legend--m' } }}
          error={fieldErrors(back?.errors, t('error_prefix'))('equality')}
          items={[
            { value: 'yes', text: t('sent.yes') },
            { value: 'no', text: t('sent.no') },
          ]}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </ResidentPage>
  )
}
