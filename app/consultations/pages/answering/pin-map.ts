import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound, publicPage } from '../../../server/page.ts'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { formFacts } from '../../answering/form-view.server.ts'
import { pinMap, pinnable } from '../../answering/pin.server.ts'

const params = slugParams.extend({ page: z.string().max(40) })

/** The map of a question about a place, for the image that is pressed to mark it. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation } = await consultationOf(ask)
    const { form } = await formFacts(ask, consultation)
    const question = form.questions.find(({ key }) => key === ask.params.page)
    const config = question && pinnable(question)
    if (!config) throw notFound()
    const pin = new URL(ask.request.url).searchParams.get('pin') ?? ''
    const svg = await pinMap(ask.db, config.places, pin)
    return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, max-age=300' } })
  })(args)
