import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { exerciseFor, seesOf } from '../../../engagement/exercise-access.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { staffPage } from '../../../server/page.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { OrganisationsPart } from '../organisations/organisations-part.tsx'
import { cutAsked, draftResults } from './results.server.ts'
import { ResultsPage } from './results-page.tsx'

/** The results as they will stand, for those who are to sign them. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: z.object({ id: z.string().max(100) }), permission: 'list.prepare' }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const { paper, unseen } = await draftResults(ask, exercise.id, seesOf(ask))
    return {
      title: ask.words('results')('draft', { version: paper.version }),
      paper,
      unseen,
      by: cutAsked(ask.request),
      home: `/desk/exercises/${exercise.id}`,
    }
  })(args)

export default function DeskDraftResults() {
  const { paper, unseen, by, home } = useLoaderData<typeof loader>()
  const t = useWords('engagement')
  return (
    <>
      <ResultsPage
        paper={paper}
        by={by}
        here={`${home}/results`}
        notice={unseen ? <InsetText>{t('publish_list.modules', { count: unseen })}</InsetText> : null}
        back={{ href: `${home}/list`, text: t('publish_list.title', { context: 'results' }) }}
      />
      <OrganisationsPart apart={paper.organisations} base={null} />
    </>
  )
}
