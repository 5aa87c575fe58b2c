import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound, publicPage } from '../../../server/page.ts'
import { pictureFile } from '../../editions/picture-store.server.ts'

/** A picture that a partnership added; those that come with the program are files of their own. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ file: z.string().max(60) }) }, async (ask) => {
    const bytes = await pictureFile(ask.db, ask.params.file)
    if (!bytes) throw notFound()
    return new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=31536000, immutable' },
    })
  })(args)
