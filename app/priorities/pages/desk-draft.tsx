import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { OrganisationsPart } from '../../consultations/pages/organisations/organisations-part.tsx'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { useWords } from '../../languages/use-words.ts'
import { staffPage } from '../../server/page.ts'
import { draftPaper } from './paper.server.ts'
import { Paper } from './paper.tsx'
import { dimensionAsked, viewAsked } from './view-asked.ts'

/** The list as it will stand, for those who are to sign it. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: z.object({ id: z.string().max(100) }), permission: 'list.prepare' }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const paper = await draftPaper(ask, exercise.id)
    const title = ask.words('list')('draft', { version: paper.version })
    return {
      title,
      paper,
      view: viewAsked(ask.request, paper.list),
      by: dimensionAsked(ask.request),
      home: `/desk/exercises/${exercise.id}/list`,
    }
  })(args)

export default function DeskDraft() {
  const { paper, view, by, home } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  return (
    <>
      <Paper paper={paper} view={view} by={by} back={{ href: home, text: t('publish_list.title') }} />
      <OrganisationsPart apart={paper.organisations} base={null} />
    </>
  )
}
