import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { publicPage } from '../../server/page.ts'
import { aboutOf, download, packOptions } from './download.server.ts'
import { paperOf, versionAsked } from './paper.server.ts'

/** The whole list as one document: figures, wording, counts of what was left out, hashes. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await paperOf(ask, versionAsked(ask.request))
    const { list, about } = paper
    const document = {
      about: aboutOf(paper),
      options: packOptions(paper),
      districts: about.districts,
      counts: about.counts,
      list,
    }
    return download(paper, 'json', `${JSON.stringify(document, null, 2)}\n`)
  })(args)
