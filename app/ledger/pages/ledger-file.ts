import { Readable } from 'node:stream'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { csvText } from '../../priorities/csv-text.ts'
import { publicPage } from '../../server/page.ts'
import { checkpoints } from '../checkpoint-store.server.ts'
import { ledgerPages, publicOpenings } from '../ledger-store.server.ts'

const params = z.object({ l: z.string(), file: z.enum(['ledger.csv', 'openings.json', 'checkpoints.json']) })

type File = z.output<typeof params>['file']

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

const made: Record<File, (db: Handle) => Promise<BodyInit>> = {
  'ledger.csv': async (db) => Readable.toWeb(Readable.from(ledgerText(db))) as ReadableStream,
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

/** A page of rows at a time, and no more than is read: the chain of a million answers is 250 MB. */
async function* ledgerText(db: Handle): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder()
  yield bytes.encode(csvText([['seq', 'type', 'commitment', 'previous', 'recordedOn', 'hash']]))
  for await (const page of ledgerPages(db)) {
    const rows = page.map((row) => [row.seq, row.type, row.commitment, row.previous, row.recordedOn, row.hash])
    yield bytes.encode(csvText(rows))
  }
}
