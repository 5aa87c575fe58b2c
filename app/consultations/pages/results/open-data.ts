import type { LoaderFunctionArgs } from '@remix-run/node'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { sumsName, sumsOf } from '../../../priorities/pack.ts'
import { publicPage } from '../../../server/page.ts'
import { openDataOf } from './open-data.server.ts'
import { downloadName, resultsOf } from './results.server.ts'

/** All published figures of a form with code book, method and hashes as one file; the same results give the same bytes. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await resultsOf(ask)
    const files = await openDataOf(ask, paper)
    const entries = Object.entries({ ...files, [sumsName]: sumsOf(files) }).map(
      ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
    )
    const zip = zipSync(Object.fromEntries(entries), { mtime: new Date(paper.publishedAt!) })
    return new Response(zip as BodyInit, {
      headers: { 'Content-Type': 'application/zip', 'Content-Disposition': downloadName(paper, 'zip') },
    })
  })(args)
