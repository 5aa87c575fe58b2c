import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { publicPage } from '../../../server/page.ts'
import { slugParams } from '../../answering/answering.server.ts'

/** The shorter address that is easier to say and to print. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async ({ lang, params }) => {
    throw redirect(`/${lang}/consultations/${params.slug}/answer/one-page`, 308)
  })(args)
