import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { logAct } from '../../../ledger/actor-event-store.server.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { staffPage } from '../../../server/page.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { writeTable } from '../../lottery/csv-table.ts'
import { poolTableOf } from '../../pool/pool-export-store.server.ts'

const files = {
  'respondents.csv': { part: 'respondents', safe: false },
  'respondents-spreadsheet.csv': { part: 'respondents', safe: true },
  'selected.csv': { part: 'selected', safe: false },
  'remaining.csv': { part: 'remaining', safe: false },
} as const
const params = slugParams.extend({ file: z.enum(Object.keys(files) as (keyof typeof files)[]) })

const takenFrom = ({ slug }: { slug: string }) => deskPath(slug, '/pool')

/**
 * Volunteers as a file: as they came, for the tools of the field, or made safe for a spreadsheet, where a cell that
 * begins like a formula gets an apostrophe. Names are in it, so it is written down who took it.
 */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage', takenFrom }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const { part, safe } = files[ask.params.file]
    const table = await write(ask.db, async (tx) => {
      await logAct(tx, ask.now, {
        personId: ask.actor.personId,
        did: 'downloaded volunteers',
        objectKind: 'jury',
        objectId: jury.id,
        detail: { file: ask.params.file },
      })
      return poolTableOf(tx, jury.id, part)
    })
    const text = safe ? `\ufeff${csvText([table.headers, ...table.rows])}` : writeTable(table)
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${jury.slug}-${ask.params.file}"`,
      },
    })
  })(args)
