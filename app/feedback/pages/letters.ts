import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { lettersOf } from '../../server/outbox-hand-store.server.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { letterRunPdf } from './letter-run.server.ts'

const params = z.object({ id: z.string().max(100), run: z.uuid() })

const takenFrom = ({ id }: { id: string }) => `/desk/exercises/${encodeURIComponent(id)}/feedback`

/** One print run: a letter to each who asked for letters, in their language, ready to be folded into window envelopes. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'feedback.send', takenFrom }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const letters = await lettersOf(ask.db, exercise.id, ask.params.run)
    if (!letters.length) throw notFound()
    return letterRunPdf(letters, ask.now, exercise.title, `letters-${exercise.slug}.pdf`)
  })(args)
