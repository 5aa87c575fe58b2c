import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { OrganisationsPart } from '../../consultations/pages/organisations/organisations-part.tsx'
import { CheckBackPart } from '../../feedback/pages/check-back-part.tsx'
import { publicPage } from '../../server/page.ts'
import { paperOf } from './paper.server.ts'
import { Paper } from './paper.tsx'
import { dimensionAsked, viewAsked } from './view-asked.ts'

const params = z.object({ l: z.string(), slug: z.string().max(100) })

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const paper = await paperOf(ask)
    return {
      title: ask.words('list')('title', { name: paper.title }),
      paper,
      view: viewAsked(ask.request, paper.list),
      by: dimensionAsked(ask.request),
    }
  })(args)

export default function List() {
  const { paper, view, by } = useLoaderData<typeof loader>()
  return (
    <>
      <Paper paper={paper} view={view} by={by} />
      {paper.checkBack ? <CheckBackPart shown={paper.checkBack} base={paper.base} /> : null}
      <OrganisationsPart apart={paper.organisations} base={paper.base} />
    </>
  )
}
