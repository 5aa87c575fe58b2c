import type { LoaderFunctionArgs } from '@remix-run/node'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { dataOf } from '../rights-data-store.server.ts'
import { findFor } from '../rights-find-store.server.ts'
import { rightsState } from '../rights-request.ts'
import { requestById } from '../rights-store.server.ts'

const params = z.object({ id: z.string().max(100) })
const takenFrom = ({ id }: { id: string }) => `/desk/rights/${encodeURIComponent(id)}`

/** A copy of everything that was found for a request of access, with what could not be found in words. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'rights.handle', takenFrom }, async (ask) => {
    const { db, now, settings, actor, words } = ask
    const request = await requestById(db, ask.params.id)
    const today = londonDay(now)
    // Nobody's copy leaves while it is not known who asks for it.
    if (request?.kind !== 'access' || request.closedOn || rightsState(request, today).state === 'paused')
      throw notFound()
    const { found, unfound } = await findFor(db, settings.SECRET, request, today)
    const t = words('rights')
    const readMe = [
      t('copy.title', { number: request.number, day: formatDate(now.toISOString(), 'en-GB') }),
      t('copy.text'),
      ...unfound.map((key) => `- ${t(`unfound.${key}`)}`),
      t('letter.complain'),
    ].join('\n\n')
    const files = await dataOf(db, found)
    const entries = Object.entries(files).map(([name, content]) => [name, strToU8(JSON.stringify(content, null, 2))])
    const zip = zipSync(Object.fromEntries([['read-me.txt', strToU8(readMe)], ...entries]), { mtime: now })
    const { personId } = actor
    const object = { objectKind: 'rights_request', objectId: request.id, detail: { number: request.number } }
    await write(db, (tx) => logAct(tx, now, { personId, did: 'downloaded the data of a rights request', ...object }))
    return new Response(zip as BodyInit, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="request-${request.number}.zip"`,
        'Cache-Control': 'no-store',
      },
    })
  })(args)
