import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { consultationOf } from '../../freezing/freeze-material-store.server.ts'
import { codeTable, importColumns } from '../../imports/import.ts'
import { importCodes } from '../../imports/import-store.server.ts'

const params = z.object({ id: z.string().max(100), file: z.enum(['template.csv', 'codes.csv']) })

/** The two files to begin with: an empty sheet with the right heads, and the list of every code with its meaning. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'answers.import' }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(ask.db, exercise.id)
    if (!consultation) throw notFound()
    const codes = await importCodes(ask.db, consultation.id, ask.now)
    const rows =
      ask.params.file === 'template.csv'
        ? [importColumns(codes)]
        : [
            ['column', 'code', 'meaning'],
            ...codeTable(codes).map(({ column, code, meaning }) => [column, code, meaning]),
          ]
    return new Response(`\ufeff${csvText(rows)}`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${exercise.slug}-${ask.params.file}"`,
      },
    })
  })(args)
