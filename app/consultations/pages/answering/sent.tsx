import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { remembered } from '../../../../db/remembered.ts'
import { languagePart, outside } from '../../../languages/edition.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { referenceFor } from '../../../ledger/reference-code.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import type { Sharing } from '../../../server/kept-page.ts'
import { type Ask, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { consultationOf, goTo, sender, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { isYouth } from '../../answering/response-store.server.ts'
import { becausesOf } from '../../equality/characteristic-words.ts'
import { choiceFor, ownReasons } from '../../equality/equality-choice-store.server.ts'
import { firstMonitoringStep } from '../../equality/monitoring.ts'

/** The answers count already; what comes now is optional (rule E-4), and the reference is shown at once. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { key, carried } = await sender(ask, consultation)
    // The youth edition asks nobody who they are (rule P-12).
    const asked = await askedAfter(ask, consultation.exerciseId)
    const done = key && (opening !== 'open' || !asked.length || (await isYouth(ask.db, key)))
    if (done) throw goTo(withCarried(`${path}/sent/receipt`, carried), ask.settings, consultation.slug)
    const t = ask.words('consultations')
    return {
      title: t(key ? 'sent.title' : 'sent.nothing_title'),
      asked,
      reference: key ? referenceFor(ask.settings.SECRET, key) : null,
      path,
      carried,
    }
  })(args)

/** What people are asked about themselves and why, by reason: the same for everybody who reads this language. */
const askedAfter = ({ db, lang, words }: Ask<unknown>, exerciseId: string) =>
  remembered(db, `asked after ${lang} ${exerciseId}`, async () => {
    const choice = await choiceFor(db, exerciseId)
    return becausesOf(words, choice, languageOf(lang)!.locale, await ownReasons(db, choice, lang))
  })

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const { carried } = await sender(ask, consultation)
    const typed = await typedIn(ask.request)
    const wish = typed.equality?.[0]
    if (wish !== 'yes' && wish !== 'no') {
      return refused([{ field: 'equality', message: ask.words('consultations')('errors.equality') }], typed)
    }
    const first = firstMonitoringStep(await choiceFor(ask.db, consultation.exerciseId))
    const to = wish === 'yes' && first ? first : 'receipt'
    throw goTo(withCarried(`${path}/sent/${to}`, carried), ask.settings, consultation.slug)
  })(args)

const sharing: Sharing<Awaited<ReturnType<typeof loader>>> = (data, mark) =>
  data.carried ? undefined : { ...data, reference: data.reference?.split('-').map(mark).join('-') ?? null }
export const handle = { quick: { sharing } }

export default function Sent() {
  const { title, reference, path, asked } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { code } = useLanguage()
  const t = useWords('consultations')
  const characteristics = useWords('characteristics')
  if (!reference) {
    return (
      <ResidentPage title={title} back={{ href: path, text: t('back') }}>
        <p>{t('sent.nothing_text')}</p>
        <p>
          <a href={`/${code}/my-answer`} {...outside(code)}>
            {t('sent.nothing_link')}
          </a>
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
      <h3>{t('sent.asked')}</h3>
      <ul>
        {asked.map(({ why: { body, language }, what }) => (
          <li key={body}>
            <Sentence parts={{ why: <InOwnLanguage text={{ body, language: language ?? languagePart(code) }} /> }}>
              {(slots) => characteristics('because', { ...slots, what })}
            </Sentence>
          </li>
        ))}
      </ul>
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
