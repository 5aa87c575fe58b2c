import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import { lettersOf } from '../../server/outbox-hand-store.server.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { pdfAnswer } from '../../server/pdf-answer.ts'
import { lettersPdf } from '../../server/pdf-letter.server.ts'
import { formatDate } from '../../ui/dates.ts'

const params = z.object({ id: z.string().max(100), run: z.uuid() })

const takenFrom = ({ id }: { id: string }) => `/desk/exercises/${encodeURIComponent(id)}/feedback`

/** One print run: a letter to each who asked for letters, in their language, ready to be folded into window envelopes. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'feedback.send', takenFrom }, async (ask) => {
    const exercise = await exerciseFor(ask)
    const letters = await lettersOf(ask.db, exercise.id, ask.params.run)
    if (!letters.length) throw notFound()
    const printed = letters.map(({ to, language, subject, body }) => {
      const { direction = 'ltr', locale = 'en-GB' } = languageOf(language) ?? {}
      const day = formatDate(ask.now.toISOString(), locale)
      // The post reads English, whatever the letter is written in.
      return { to: `${words('en', 'messages')('letter.to')}\n${to}`, language, direction, date: day, subject, body }
    })
    return pdfAnswer(await lettersPdf(printed, exercise.title), `letters-${exercise.slug}.pdf`)
  })(args)
