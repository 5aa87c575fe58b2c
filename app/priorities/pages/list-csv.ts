import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { words } from '../../languages/words.server.ts'
import { publicPage } from '../../server/page.ts'
import { countsAlone } from '../counts-alone.ts'
import { packFiles } from '../pack.ts'
import { aboutOf, download, packOptions } from './download.server.ts'
import { paperOf, versionAsked } from './paper.server.ts'

/** Counts per option at publication level 1: enough to recount the unweighted list in a spreadsheet. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await paperOf(ask, versionAsked(ask.request))
    const files = packFiles(paper.list, packOptions(paper), aboutOf(paper))
    const { confirmedBy } = paper.about
    const confirmed = confirmedBy ? words('en', 'confirming')(`method.${confirmedBy}`) : null
    return download(paper, 'csv', countsAlone(files, paper.list.method.parameters.picksMax, confirmed))
  })(args)
