import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { publicPage } from '../../../server/page.ts'
import { saidIn, saidPlainly } from '../../answering/said-store.server.ts'
import { OrganisationsPart } from '../organisations/organisations-part.tsx'
import { cutAsked, resultsOf } from './results.server.ts'
import { ResultsPage } from './results-page.tsx'

const params = z.object({ l: z.string(), slug: z.string().max(100), part: z.string().regex(/^v[1-9]\d{0,3}$/) })

/** A frozen version, which stays readable whatever came after it. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const paper = await resultsOf(ask, Number(ask.params.part.slice(1)))
    return {
      title: ask.words('results')('title', { name: (await saidPlainly(ask.db, ask.lang))(paper.title) }),
      said: await saidIn(ask.db, ask.lang),
      paper,
      by: cutAsked(ask.request),
    }
  })(args)

export default function ResultsVersion() {
  const { paper, by } = useLoaderData<typeof loader>()
  return (
    <>
      <ResultsPage paper={paper} by={by} here={`${paper.base}/results/v${paper.version}`} />
      <OrganisationsPart apart={paper.organisations} base={paper.base} version={paper.version} />
    </>
  )
}
