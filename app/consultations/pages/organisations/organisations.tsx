import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../../engagement/london-day.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { versionAsked } from '../../../priorities/pages/paper.server.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { resultsPart } from '../../consultation-store.server.ts'
import { isAnybodyApart } from '../../organisations/organisation.ts'
import { organisationViews, publishedApart } from '../../organisations/organisation-store.server.ts'
import { OrganisationCard } from './organisation-card.tsx'
import { HeldBack } from './organisations-part.tsx'

/** What organisations answered, as it was published beside residents' results; `?version=` names an older one. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { template, title } = consultation
    if (opening !== 'closed') throw notFound()
    const version = versionAsked(ask.request)
    const apart = await publishedApart(ask.db, consultation, version)
    if (!isAnybodyApart(apart)) throw notFound()
    const heard = await organisationViews(ask.db, apart.published, londonDay(ask.now), ask.lang)
    const of = version ? `?version=${version}` : ''
    return {
      title: ask.words('ways')('heard.title', { count: heard.length }),
      of: title,
      heard,
      held: apart.held,
      results: `${path}/${resultsPart(template)}${version ? `/v${version}` : ''}`,
      csv: `${path}/organisations.csv${of}`,
    }
  })(args)

export default function Organisations() {
  const { title, of, heard, held, results, csv } = useLoaderData<typeof loader>()
  const t = useWords('ways')
  return (
    <PaperPage
      title={title}
      version={<InOwnLanguage text={of} />}
      lede={t('heard.apart')}
      back={{ href: results, text: t('heard.results') }}
    >
      {heard.map((one, i) => (
        <OrganisationCard key={i} one={one} id={`organisation-${i}`} />
      ))}
      <HeldBack held={held} />
      <p>
        <a href={csv}>{t('heard.csv')}</a>
      </p>
    </PaperPage>
  )
}
