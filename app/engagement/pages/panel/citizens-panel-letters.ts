import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { letterRunPdf } from '../../../feedback/pages/letter-run.server.ts'
import { lettersOf } from '../../../server/outbox-hand-store.server.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { panelPost } from '../../panel/citizens-panel-sample-store.server.ts'

const takenFrom = () => '/desk/citizens-panel'

/** One print run of the panel's own letters: of welcome and of thanks. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: z.object({ run: z.uuid() }), permission: 'panel.manage', takenFrom }, async (ask) => {
    const letters = await lettersOf(ask.db, panelPost, ask.params.run)
    if (!letters.length) throw notFound()
    return letterRunPdf(letters, ask.now, ask.words('citizens-panel-desk')('title'), 'letters-citizens-panel.pdf')
  })(args)
