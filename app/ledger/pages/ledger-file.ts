import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { csvText } from '../../priorities/csv-text.ts'
import { publicPage } from '../../server/page.ts'
import { checkpoints } from '../checkpoint-store.server.ts'
import { ledgerRows, publicOpenings } from '../ledger-store.server.ts'

const params = z.object({ l: z.string(), file: z.enum(['ledger.csv', 'openings.json', 'checkpoints.json']) })

type File = z.output<typeof params>['file']

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

const made: Record<File, (db: Handle) => Promise<string>> = {
  'ledger.csv': ledgerText,
  'openings.json': async (db) => asJson(await publicOpenings(db)),
  'checkpoints.json': async (db) => asJson(await checkpoints(db, 1_000_000)),
}

/** The whole chain, what opens its public rows, and every signed checkpoint, for whoever wants a copy outside. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, params: { file } }) => {
    const type = file.endsWith('.csv') ? 'text/csv' : 'application/json'
    return new Response(await made[file](db), {
      headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${file}"` },
    })
  })(args)

async function ledgerText(db: Handle): Promise<string> {
  const rows = await ledgerRows(db)
  return csvText([
    ['seq', 'type', 'commitment', 'previous', 'recordedOn', 'hash'],
    ...rows.map((row) => [row.seq, row.type, row.commitment, row.previous, row.recordedOn, row.hash]),
  ])
}
