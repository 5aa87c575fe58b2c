import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { publicPage } from '../../../server/page.ts'
import { slugOfShortCode } from '../../commission/recruitment-store.server.ts'

/**
 * The short address of a letter. It names the jury and nobody's household, and opening it uses nothing up. Mistyped, it
 * leads to where nothing is, so that this is said in the reader's own language.
 */
export const loader = publicPage({ params: z.object({ short: z.string().max(20) }) }, async ({ db, params }) => {
  const slug = await slugOfShortCode(db, params.short)
  throw redirect(`/register/${encodeURIComponent(slug ?? params.short)}`, 302)
})
