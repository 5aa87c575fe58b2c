import type { LoaderFunctionArgs } from '@remix-run/node'
import { strToU8, zipSync } from 'fflate'
import { publicPage } from '../../../server/page.ts'
import { packOf } from '../../draw/draw-store.server.ts'
import { publishedDraw } from '../../draw/published-draw.server.ts'
import { juryParams } from '../../jury-access.server.ts'

/** A draw's files in one: what `npm run draw -- verify` reads. The same draw gives the same bytes. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, draw } = await publishedDraw(ask)
    const files = await packOf(ask.db, draw.id)
    const entries = Object.entries(files).map(([name, text]) => [`draw/${name}`, strToU8(text)] as const)
    const zip = zipSync(Object.fromEntries(entries), { mtime: new Date(draw.concludedAt ?? draw.announcedAt) })
    return new Response(Buffer.from(zip), {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${jury.slug}-draw-${draw.number}.zip"`,
      },
    })
  })(args)
