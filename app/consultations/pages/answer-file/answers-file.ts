import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { logAct } from '../../../ledger/actor-event-store.server.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { streamBeside } from '../../../server/beside-server.ts'
import { staffPage } from '../../../server/page.ts'
import { codebookRows } from '../../answer-file/answer-codebook.ts'
import { rowsByStatus } from '../../answer-file/answer-file-store.server.ts'
import type { FileTask } from '../../answer-file/answer-text.server.ts'
import { answersHome, takeable } from './take.server.ts'

const files = {
  'answers.csv': { kind: 'csv', type: 'text/csv; charset=utf-8' },
  'answers.jsonl': { kind: 'jsonl', type: 'application/jsonl; charset=utf-8' },
  'codebook.csv': { kind: null, type: 'text/csv; charset=utf-8' },
} as const
/**
 * A thread that makes many small things in passing takes several times as much, left to itself. The longest texts that
 * people may send, in every answer of a page of them, stay far under the second figure.
 */
const limits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 }

const params = z.object({ id: z.string().max(100), file: z.enum(Object.keys(files) as (keyof typeof files)[]) })

/** Answers one row each, made while they are read, or the codebook to them. Who took how many rows is written down. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'answers.take', takenFrom: ({ id }) => answersHome(id) }, async (ask) => {
    const { db, now, actor, settings, words } = ask
    const { file } = ask.params
    const { exercise, about } = await takeable(ask)
    const { kind, type } = files[file]
    const counts = kind ? await rowsByStatus(db, about.plan.consultationId) : {}
    const rows = Object.values(counts).reduce((sum, people) => sum + people, 0)
    const object = { objectKind: 'exercise', objectId: exercise.id, detail: { file, rows } }
    await write(db, (tx) => logAct(tx, now, { personId: actor.personId, did: 'downloaded answers', ...object }))
    const task = (kind: FileTask['kind']): FileTask => ({ plan: about.plan, kind, url: settings.DATABASE_URL })
    const body = kind
      ? streamBeside('app/consultations/answer-file/answer-file-worker.ts', task(kind), limits)
      : `\ufeff${csvText(codebookRows(about, words('answer-file'), words('priorities')))}`
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${exercise.slug}-${file === 'codebook.csv' ? 'answers-' : ''}${file}"`,
      },
    })
  })(args)
