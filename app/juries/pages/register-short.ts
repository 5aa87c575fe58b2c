import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { notFound, publicPage } from '../../server/page.ts'
import { slugOfShortCode } from '../recruitment-store.server.ts'

/** The short address of a letter. It names the jury and nobody's household, and opening it uses nothing up. */
export const loader = publicPage({ params: z.object({ short: z.string().max(20) }) }, async ({ db, params }) => {
  const slug = await slugOfShortCode(db, params.short)
  if (!slug) throw notFound()
  throw redirect(`/register/${encodeURIComponent(slug)}`, 302)
})
