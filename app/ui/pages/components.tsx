import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { words } from '../../languages/words.server.ts'
import { notFound } from '../../server/page.ts'
import deskStyles from '../../styles/desk.scss?url'
import urduStyles from '../../styles/urdu.scss?url'
import { PaperPage } from '../page-kinds.tsx'
import { chartSpecimens } from './components-charts.tsx'
import { formSpecimens } from './components-forms.tsx'
import { partSpecimens } from './components-parts.tsx'
import type { Side, Specimen, Words } from './components-samples.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: urduStyles },
]

/** For those who build pages: nothing in a real installation leads here. */
export function loader({ context }: LoaderFunctionArgs) {
  if (context.settings.NODE_ENV === 'production' && !context.settings.DEMO) throw notFound()
  const samples = (language: string) => words(language, 'components')('samples', { returnObjects: true }) as Words
  const t = words('en', 'components')
  return { title: t('title'), version: t('version'), lede: t('lede'), english: samples('en'), urdu: samples('ur') }
}

const specimens = [...formSpecimens, ...partSpecimens, ...chartSpecimens]

function sides(english: Words, urdu: Words): Array<Side & { lang: string }> {
  return [
    { lang: 'en', direction: 'ltr', locale: 'en-GB', t: english, id: (name) => `ltr-${name}` },
    { lang: 'ur', direction: 'rtl', locale: 'ur', t: urdu, id: (name) => `rtl-${name}` },
  ]
}

/** One component, left to right beside right to left. */
export function SpecimenRow({ specimen, english, urdu }: { specimen: Specimen; english: Words; urdu: Words }) {
  return (
    <section className="specimen">
      <h2>{specimen.name}</h2>
      <div className="specimen__sides">
        {sides(english, urdu).map((side) => (
          <div key={side.lang} lang={side.lang} dir={side.direction} className="specimen__side">
            {specimen.draw(side)}
          </div>
        ))}
      </div>
    </section>
  )
}

/** Every component in every state, for developers and tests. */
export default function Components() {
  const { title, version, lede, english, urdu } = useLoaderData<typeof loader>()
  return (
    <PaperPage title={title} version={version} lede={lede}>
      {specimens.map((specimen) => (
        <SpecimenRow key={specimen.name} specimen={specimen} english={english} urdu={urdu} />
      ))}
    </PaperPage>
  )
}
