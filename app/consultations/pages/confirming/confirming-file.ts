import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { organisationsByName } from '../../../engagement/areas/area-store.server.ts'
import { exerciseState } from '../../../engagement/exercise.ts'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { lettersPerFile } from '../../../juries/letters/letter-plan.ts'
import { lettersInWorker } from '../../../juries/letters/letters-task.server.ts'
import { partnershipOf } from '../../../people/partnership-store.server.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { confirmingOf, letterCodeOf } from '../../confirming/confirming-store.server.ts'
import { confirmingLetter } from '../../confirming/letter-texts.server.ts'

const params = z.object({ id: z.string().max(100), file: z.enum(['codes.csv', 'letters.pdf', 'letters.zip']) })
type FileAsk = StaffAsk<z.output<typeof params>>

/** Whoever has a code can answer in somebody's place. */
const takenFrom = ({ id }: { id: string }) => `/desk/exercises/${encodeURIComponent(id)}/confirming`

/** Codes for a printer: as a list, a batch of letters as one document, or all of them as documents in an archive. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'exercise.plan', takenFrom }, async (ask) => {
    const { file } = ask.params
    const exercise = await exerciseFor(ask)
    const { level, letters } = await confirmingOf(ask.db, exercise.id)
    if (level !== 'letter' || !letters || exerciseState(exercise, londonDay(ask.now)) === 'closed') throw notFound()
    const asked = file === 'letters.pdf' ? Number(new URL(ask.request.url).searchParams.get('from') ?? 1) : 1
    if (!Number.isSafeInteger(asked) || asked < 1 || asked > letters) throw notFound()
    const to = file === 'letters.pdf' ? Math.min(letters, asked + lettersPerFile - 1) : letters
    const codes = Array.from({ length: to - asked + 1 }, (_, i) => ({
      number: asked + i,
      code: letterCodeOf(ask.settings.SECRET, exercise.id, asked + i),
    }))
    const link = `${ask.settings.PUBLIC_ORIGIN}/en/consultations/${exercise.slug}`
    if (file === 'codes.csv') return listOf(ask, codes, link)
    const organisations = await organisationsByName(ask.db)
    const words = confirmingLetter(ask.words('confirming'), 'en-GB', {
      ...exercise,
      runBy: organisations.find(({ id }) => id === exercise.runBy)?.name ?? exercise.runBy,
      partnership: (await partnershipOf(ask.db))?.name ?? '',
      link,
      date: londonDay(ask.now),
    })
    const kind = file === 'letters.zip' ? 'zip' : 'pdf'
    const task = {
      letters: codes.map((one) => ({ ...one, address: [] })),
      words,
      kind,
      perFile: lettersPerFile,
    } as const
    const name = kind === 'zip' ? file : `letters-${asked}-${to}.pdf`
    return new Response(lettersInWorker(task), {
      headers: {
        'Content-Type': kind === 'zip' ? 'application/zip' : 'application/pdf',
        'Content-Disposition': `attachment; filename="${name}"`,
      },
    })
  })(args)

function listOf(ask: FileAsk, codes: readonly { number: number; code: string }[], link: string): Response {
  const t = ask.words('confirming')
  const head = [t('csv.number'), t('csv.code'), t('csv.address')]
  return new Response(csvText([head, ...codes.map(({ number, code }) => [number, code, link])]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="codes.csv"',
    },
  })
}
