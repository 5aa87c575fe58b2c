import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { londonDay } from '../../engagement/london-day.ts'
import { InOwnLanguage } from '../../languages/read-text.tsx'
import { useWords } from '../../languages/use-words.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { consultationOf, slugParams } from '../answering.server.ts'
import { isListed, resultsPart } from '../consultation-store.server.ts'
import { type HeardOrganisation, organisationsHeard } from '../organisation-store.server.ts'
import { AnswerInWords } from './kinds/answer.tsx'

/** What organisations answered, beside residents' results and with their publication, not before. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening, path } = await consultationOf(ask)
    const { exerciseId, template, title } = consultation
    if (opening !== 'closed' || !(await isListed(ask.db, exerciseId))) throw notFound()
    const heard = await organisationsHeard(ask.db, exerciseId, londonDay(ask.now), ask.lang)
    if (!heard.length) throw notFound()
    return {
      title: ask.words('ways')('heard.title', { count: heard.length }),
      of: title,
      heard,
      results: `${path}/${resultsPart(template)}`,
      csv: `${path}/organisations.csv`,
    }
  })(args)

export default function Organisations() {
  const { title, of, heard, results, csv } = useLoaderData<typeof loader>()
  const t = useWords('ways')
  return (
    <PaperPage
      title={title}
      version={<InOwnLanguage text={of} />}
      lede={t('heard.apart')}
      back={{ href: results, text: t('heard.results') }}
    >
      {heard.map((one, i) => (
        <section key={i} aria-labelledby={`organisation-${i}`}>
          <h2 id={`organisation-${i}`}>
            <bdi>{one.name}</bdi>
          </h2>
          <SummaryList
            classes="summary-long"
            rows={[
              { key: t('heard.does'), value: <bdi>{one.does}</bdi> },
              { key: t('heard.represents'), value: <bdi>{one.represents}</bdi> },
              ...(one.form
                ? one.form.map((answer) => ({
                    key: <InOwnLanguage text={answer.title} />,
                    value: <AnswerInWords view={answer} />,
                  }))
                : [{ key: t(one.same ? 'heard.chose_same' : 'heard.chose'), value: <Picks heard={one} /> }]),
            ]}
          />
        </section>
      ))}
      <p>
        <a href={csv}>{t('heard.csv')}</a>
      </p>
    </PaperPage>
  )
}

function Picks({ heard: { picks, same } }: { heard: HeardOrganisation }) {
  const t = useWords('ways')
  const List = same ? 'ul' : 'ol'
  if (!picks.length) return <>{t('heard.none')}</>
  return (
    <List>
      {picks.map((pick, i) => (
        <li key={i}>
          <InOwnLanguage text={pick} />
        </li>
      ))}
    </List>
  )
}
