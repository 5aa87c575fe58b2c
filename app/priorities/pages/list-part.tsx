import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { OrganisationsPart } from '../../consultations/pages/organisations/organisations-part.tsx'
import { CheckBackPart } from '../../feedback/pages/check-back-part.tsx'
import { notFound, publicPage } from '../../server/page.ts'
import { evidenceOf } from '../evidence-store.server.ts'
import { sourcesOf } from '../priority-store.server.ts'
import { standingBefore } from '../trend-store.server.ts'
import { OptionEvidence } from './option-evidence.tsx'
import { paperOf } from './paper.server.ts'
import { Paper } from './paper.tsx'
import { dimensionAsked, viewAsked } from './view-asked.ts'

const params = z.object({ l: z.string(), slug: z.string().max(100), part: z.string().max(150) })

/** Below a list: `v1` is a frozen version of it, anything else one option's evidence. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { part } = ask.params
    const t = ask.words('list')
    if (/^v[1-9]\d{0,3}$/.test(part)) {
      const paper = await paperOf(ask, Number(part.slice(1)))
      const title = t('title_version', { name: paper.title, version: paper.version })
      return {
        kind: 'version' as const,
        title,
        paper,
        view: viewAsked(ask.request, paper.list),
        by: dimensionAsked(ask.request),
      }
    }
    const paper = await paperOf(ask)
    const option = paper.options.find((each) => each.slug === part)
    if (!option) throw notFound()
    return {
      kind: 'option' as const,
      title: t('option.title', { name: option.name }),
      paper,
      view: viewAsked(ask.request, paper.list),
      by: dimensionAsked(ask.request),
      option,
      sources: option.priorityId ? await sourcesOf(ask.db, option.priorityId) : [],
      evidence: option.priorityId ? await evidenceOf(ask.db, option.priorityId) : { statements: [], points: [] },
      before:
        option.priorityId && paper.publishedAt
          ? ((await standingBefore(ask.db, {
              priorityId: option.priorityId,
              exerciseId: paper.exerciseId,
              publishedBefore: paper.publishedAt,
            })) ?? null)
          : null,
      lang: ask.lang,
    }
  })(args)

export default function ListPart() {
  const data = useLoaderData<typeof loader>()
  return data.kind === 'version' ? (
    <>
      <Paper paper={data.paper} view={data.view} by={data.by} />
      {data.paper.checkBack ? <CheckBackPart shown={data.paper.checkBack} base={data.paper.base} /> : null}
      <OrganisationsPart apart={data.paper.organisations} base={data.paper.base} version={data.paper.version} />
    </>
  ) : (
    <OptionEvidence {...data} />
  )
}
