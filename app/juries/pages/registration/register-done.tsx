import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { referenceFor } from '../../../ledger/reference-code.ts'
import { publicPage } from '../../../server/page.ts'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { registeredHere, registeringFor } from '../../registration/registering.server.ts'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, recruitment, mailing, path } = await registeringFor(ask)
    const key = registeredHere(ask, jury.slug)
    const t = ask.words('registration')
    return {
      title: t(key ? 'done.title' : 'done.nothing_title'),
      reference: key ? referenceFor(ask.settings.SECRET, key) : null,
      path,
      slug: jury.slug,
      seats: jury.commission.seats,
      closesOn: recruitment.closesOn,
      firstDay: recruitment.dates[0] ?? null,
      onePerHousehold: recruitment.onePerHousehold,
      phone: mailing.phone,
      desk: new URL(ask.request.url).searchParams.has('for') ? `/desk/juries/${jury.slug}/registrations` : null,
    }
  })(args)

/** The reference, and what happens next and when. */
export default function RegisterDone() {
  const page = useLoaderData<typeof loader>()
  const { code, locale } = useLanguage()
  const t = useWords('registration')
  if (!page.reference) {
    return (
      <ResidentPage title={page.title} back={{ href: page.path, text: t('back') }}>
        <p>{t('done.nothing_text')}</p>
      </ResidentPage>
    )
  }
  const date = (iso: string | null) => (iso ? <DateText iso={iso} locale={locale} /> : '')
  return (
    <ResidentPage title={page.title}>
      <p className="lede">
        <Sentence parts={{ reference: <ReferenceCode code={page.reference} /> }}>
          {(slots) => t('done.reference', slots)}
        </Sentence>
      </p>
      {page.desk ? (
        <p>
          <a href={page.desk}>{t('done.desk')}</a>
        </p>
      ) : null}
      <h2>{t('done.next')}</h2>
      <ul>
        <li>
          <Sentence parts={{ day: date(page.closesOn) }}>{(slots) => t('done.until', slots)}</Sentence>
        </li>
        <li>{t('done.draw', { seats: page.seats })}</li>
        <li>{t('done.told')}</li>
        <li>
          <Sentence parts={{ day: date(page.firstDay) }}>{(slots) => t('done.first_day', slots)}</Sentence>
        </li>
        <li>{t('done.deleted')}</li>
      </ul>
      <h2>{t('done.household_title')}</h2>
      <p>{t(page.onePerHousehold ? 'done.household' : 'done.household_any')}</p>
      <p>
        <a href={page.path}>{t('done.another')}</a>
      </p>
      <h2>{t('done.changed_title')}</h2>
      <p>
        <Sentence parts={{ phone: <bdi>{page.phone}</bdi> }}>{(slots) => t('done.changed', slots)}</Sentence>
      </p>
      <p>
        <a href={`/${code}/juries/${page.slug}`}>{t('start.about_jury')}</a>
      </p>
    </ResidentPage>
  )
}
