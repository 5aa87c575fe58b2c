import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { publicPage } from '../../server/page.ts'

/** A language's first page is what is open to answer now. */
export const loader = publicPage({ params: z.object({ l: z.string() }) }, async ({ lang }) => {
  throw redirect(`/${lang}/consultations`, 302)
})
