import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { londonDay } from '../../../engagement/london-day.ts'
import { partnershipOf } from '../../../people/partnership-store.server.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { recruitmentOf } from '../../commission/recruitment-store.server.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { countLetters, letterCode, lettersOf, sharedCode } from '../../letters/invitation-store.server.ts'
import { lettersPerFile } from '../../letters/letter-plan.ts'
import { letterWords } from '../../letters/letter-words.server.ts'
import { lettersInWorker } from '../../letters/letters-task.server.ts'
import { mailingOf } from '../../letters/mailing-store.server.ts'

const params = slugParams.extend({ file: z.enum(['letters.pdf', 'letters.zip', 'test-letter.pdf']) })

/** A test letter has nobody's address, and no code that opens anything. */
const takenFrom = ({ slug, file }: z.output<typeof params>) =>
  file === 'test-letter.pdf' ? null : deskPath(slug, '/letters')

/** Letters ready for the printer: one batch as a document, all of them as an archive of documents, or a test letter. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage', takenFrom }, async (ask) => {
    const { db, settings, now, request } = ask
    const jury = await juryFor(ask, 'jury.manage')
    const recruitment = await recruitmentOf(db, jury.id)
    if (!recruitment) throw notFound()
    const { file } = ask.params
    const { last } = await countLetters(db, jury.id)
    const from = file === 'letters.pdf' ? Number(new URL(request.url).searchParams.get('from') ?? 1) : 1
    if (!Number.isSafeInteger(from) || from < 1) throw notFound()
    const to = file === 'letters.pdf' ? Math.min(last, from + lettersPerFile - 1) : last
    const oneForAll = recruitment.codes === 'one_for_all' ? sharedCode(settings.SECRET, jury.id) : undefined
    const codeOf = (number: number) => oneForAll ?? letterCode(settings.SECRET, jury.id, number)
    const letters =
      file === 'test-letter.pdf'
        ? [{ number: 0, code: letterCode(settings.SECRET, jury.id, 0), address: [] }]
        : (await lettersOf(db, jury.id, from, to)).map(({ number, address }) => ({
            number,
            code: codeOf(number),
            address: address ? address.split(/,\s*/) : [],
          }))
    if (!letters.length) throw notFound()
    const words = letterWords(ask.words('recruitment'), 'en-GB', {
      jury,
      recruitment,
      mailing: await mailingOf(db, jury.id),
      partnership: (await partnershipOf(db))?.name ?? '',
      origin: settings.PUBLIC_ORIGIN,
      date: recruitment.lettersMadeAt ? londonDay(new Date(recruitment.lettersMadeAt)) : londonDay(now),
    })
    const kind = file === 'letters.zip' ? 'zip' : 'pdf'
    const name = kind === 'zip' || file === 'test-letter.pdf' ? file : `letters-${from}-${to}.pdf`
    return new Response(lettersInWorker({ letters, words, kind, perFile: lettersPerFile }), {
      headers: {
        'Content-Type': kind === 'zip' ? 'application/zip' : 'application/pdf',
        'Content-Disposition': `attachment; filename="${name}"`,
      },
    })
  })(args)
