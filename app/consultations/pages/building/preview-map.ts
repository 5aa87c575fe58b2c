import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound, staffPage } from '../../../server/page.ts'
import { pinMap, pinnable } from '../../answering/pin.server.ts'
import { previewFor } from '../../building/previewing.server.ts'

const params = z.object({ id: z.string().max(100), l: z.string(), question: z.string().max(40) })

/** The map of a question about a place that is being written, as residents will press it. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'exercise.plan' }, async (ask) => {
    const { form } = await previewFor(ask)
    const question = form.questions.find(({ key }) => key === ask.params.question)
    const config = question && pinnable(question)
    if (!config) throw notFound()
    const svg = await pinMap(ask.db, config.places, new URL(ask.request.url).searchParams.get('pin') ?? '')
    return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'no-store' } })
  })(args)
