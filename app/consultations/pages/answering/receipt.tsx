import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { outside } from '../../../languages/edition.ts'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { referenceFor } from '../../../ledger/reference-code.ts'
import { ways as addressWays } from '../../../server/address.ts'
import { typedIn } from '../../../server/form.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { consultationOf, draftHere, goTo, sender, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { dropDraft } from '../../answering/draft-store.server.ts'
import { receiptDates } from '../../answering/receipt.ts'
import { isYouth, stateOf } from '../../answering/response-store.server.ts'
import { beginningOf } from '../../groups/way-in.server.ts'
import { isHandedOn } from '../../groups/way-in.ts'
import { FourDates } from './four-dates.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    const { key, carried, wayIn } = await sender(ask, consultation)
    if (!key) throw goTo(`${path}/sent`, ask.settings, consultation.slug)
    const state = await stateOf(ask.db, key)
    const late = state === 'late'
    return {
      title: ask.words('consultations')(late ? 'receipt.late_title' : 'receipt.title'),
      late,
      reference: referenceFor(ask.settings.SECRET, key),
      closesOn: consultation.closesOn,
      dates: receiptDates(consultation),
      /** The youth edition asks nobody where to write to (rule P-12). */
      tells: !(await isYouth(ask.db, key)),
      noted: new URL(ask.request.url).searchParams.has('noted'),
      path,
      carried,
      by: isHandedOn(wayIn) ? wayIn.channel : null,
      organisation: state === 'organisation',
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    if ((await typedIn(ask.request)).wish?.[0] !== 'clear') throw notFound()
    const { carried, wayIn } = await sender(ask, consultation)
    const token = carried ?? (await draftHere(ask, consultation))?.token
    if (token) await write(ask.db, (tx) => dropDraft(tx, token))
    const back = isHandedOn(wayIn) ? beginningOf(wayIn, ask.lang, consultation.exerciseId) : undefined
    throw goTo(back ?? path, ask.settings, consultation.slug, back ? {} : { draft: null, receipt: null })
  })(args)

export default function Receipt() {
  const { title, late, reference, closesOn, dates, tells, noted, path, carried, by, organisation } =
    useLoaderData<typeof loader>()
  const { code, locale } = useLanguage()
  const t = useWords('consultations')
  const tell = useWords('messages')
  const ways = useWords('ways')
  return (
    <ResidentPage
      title={title}
      errors={
        noted ? (
          <NotificationBanner
            type="success"
            titleText={t('receipt.contact_done_title')}
            text={t('receipt.contact_done')}
          />
        ) : null
      }
    >
      {late ? <p>{t('receipt.late_text')}</p> : null}
      {organisation ? <p>{ways('organisation.receipt')}</p> : null}
      {by === 'phone' ? <InsetText>{ways('phone.read_out')}</InsetText> : null}
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
        <a href={`/${code}/my-answer`} {...outside(code)}>
          {t('receipt.my_answer')}
        </a>
      </p>
      <h2>{t('receipt.next')}</h2>
      <FourDates dates={dates} />
      {noted || !tells ? null : (
        <>
          <h2>{t('receipt.contact')}</h2>
          <p>{t('receipt.contact_text')}</p>
          <ul className="ways">
            {addressWays.map((way) => (
              <li key={way}>
                <a href={withCarried(`${path}/sent/tell?by=${way}`, carried)}>{tell(`tell.ways.${way}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{by ? ways(`${by}.finish`) : t('receipt.clear')}</h2>
      <p>{by ? ways(`${by}.finish_text`) : t('receipt.clear_text')}</p>
      <Form method="post" action={withCarried(`${path}/sent/receipt`, carried)} noValidate>
        <input type="hidden" name="wish" value="clear" />
        <Button classes={by ? undefined : 'govuk-button--secondary'}>
          {by ? ways(`${by}.finish_button`) : t('receipt.clear_button')}
        </Button>
      </Form>
    </ResidentPage>
  )
}
