import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { csvText } from '../../priorities/csv-text.ts'
import { publicPage } from '../../server/page.ts'
import { checkpoints } from '../checkpoint-store.server.ts'
import { ledgerRows } from '../ledger-store.server.ts'

const params = z.object({ l: z.string(), file: z.enum(['ledger.csv', 'checkpoints.json']) })

/** The whole chain, and every signed checkpoint, for whoever wants to keep a copy outside. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, params: { file } }) => {
    const [type, body] =
      file === 'ledger.csv'
        ? ['text/csv; charset=utf-8', await ledgerText(db)]
        : [
            'application/json; charset=utf-8',
            `${JSON.stringify(await checkpoints(db, Number.MAX_SAFE_INTEGER), null, 2)}\n`,
          ]
    return new Response(body, {
      headers: { 'Content-Type': type!, 'Content-Disposition': `attachment; filename="${file}"` },
    })
  })(args)

async function ledgerText(db: Parameters<typeof ledgerRows>[0]): Promise<string> {
  const rows = await ledgerRows(db)
  return csvText([
    ['seq', 'type', 'commitment', 'previous', 'recordedOn', 'hash'],
    ...rows.map((row) => [row.seq, row.type, row.commitment, row.previous, row.recordedOn, row.hash]),
  ])
}
