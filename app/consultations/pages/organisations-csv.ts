import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvText } from '../../priorities/csv-text.ts'
import { notFound, publicPage } from '../../server/page.ts'
import { consultationOf, slugParams } from '../answering.server.ts'
import { isListed } from '../consultation-store.server.ts'
import { organisationColumns, organisationRows } from '../organisation-store.server.ts'

/** What organisations answered, as open data with the results. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, opening } = await consultationOf(ask)
    const { exerciseId, slug } = consultation
    const rows =
      opening === 'closed' && (await isListed(ask.db, exerciseId)) ? await organisationRows(ask.db, exerciseId) : []
    if (!rows.length) throw notFound()
    return new Response(`\ufeff${csvText([organisationColumns, ...rows])}`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${slug}-organisations.csv"`,
      },
    })
  })(args)
