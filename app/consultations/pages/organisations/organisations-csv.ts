import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvText } from '../../../priorities/csv-text.ts'
import { versionAsked } from '../../../priorities/pages/paper.server.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { organisationTable } from '../../organisations/organisation.ts'
import { publishedApart } from '../../organisations/organisation-store.server.ts'

/** What organisations answered, as open data with the results. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening } = await consultationOf(ask)
    const rows =
      opening === 'closed'
        ? organisationTable(await publishedApart(ask.db, consultation, versionAsked(ask.request)))
        : []
    if (!rows.length) throw notFound()
    return new Response(`\ufeff${csvText(rows)}`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${consultation.slug}-organisations.csv"`,
      },
    })
  })(args)
