import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { saidIn } from '../../consultations/answering/said-store.server.ts'
import { placesOn } from '../../engagement/areas/place-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { areaKinds, seatKinds } from '../../engagement/register/register-entry.ts'
import { ProperName } from '../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { publicPage } from '../../server/page.ts'
import { DateText } from '../../ui/date-text.tsx'
import { PaperPage } from '../../ui/page-kinds.tsx'

/** The wards and county divisions that there is a sheet of, by district. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string() }) }, async ({ db, now, words, lang }) => {
    const today = londonDay(now)
    const places = await placesOn(db, today, areaKinds)
    const named = (kind: string, within: string) =>
      places
        .filter((place) => place.kind === kind && place.parentIds.includes(within))
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    return {
      title: words('newsletter')('wards.title'),
      said: await saidIn(db, lang),
      today,
      districts: places
        .filter(({ kind }) => kind === 'district')
        .map(({ id, name }) => ({ id, name, ward: named('ward', id), division: named('division', id) }))
        .filter(({ ward, division }) => ward.length || division.length),
    }
  })(args)

export default function WardSheets() {
  const { title, today, districts } = useLoaderData<typeof loader>()
  const t = useWords('newsletter')
  const { code, locale } = useLanguage()
  const sheet = ({ id, name }: { id: string; name: string }) => (
    <a href={`/${code}/newsletter/area/${encodeURIComponent(id)}`}>
      <ProperName>{name}</ProperName>
    </a>
  )
  return (
    <PaperPage
      title={title}
      version={<DateText iso={today} locale={locale} />}
      lede={t(districts.length ? 'wards.text' : 'wards.none')}
      back={{ href: `/${code}/newsletter#areas`, text: t('page_title') }}
    >
      {districts.map((district) => (
        <section key={district.id}>
          <h2>{sheet(district)}</h2>
          {seatKinds.map((kind) =>
            district[kind].length ? (
              <div key={kind}>
                <h3>{t(`wards.${kind}`)}</h3>
                <ul className="columns">
                  {district[kind].map((place) => (
                    <li key={place.id}>{sheet(place)}</li>
                  ))}
                </ul>
              </div>
            ) : null,
          )}
        </section>
      ))}
    </PaperPage>
  )
}
