import type { LoaderFunctionArgs } from '@remix-run/node'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { publicPage } from '../../server/page.ts'
import { packFiles, sumsName, sumsOf } from '../pack.ts'
import { aboutOf, apartOf, download, packOptions } from './download.server.ts'
import { packReadme } from './pack-readme.server.ts'
import { paperOf, versionAsked } from './paper.server.ts'

/** The publication pack of level 1 as one file; the same list gives the same bytes. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await paperOf(ask, versionAsked(ask.request))
    const about = aboutOf(paper)
    const files = packFiles(paper.list, packOptions(paper), about, apartOf(paper))
    const beside = { 'README.txt': packReadme(files, about), [sumsName]: sumsOf(files) }
    const entries = Object.entries({ ...beside, ...files }).map(([name, text]) => [name, strToU8(text)] as const)
    return download(paper, 'zip', zipSync(Object.fromEntries(entries), { mtime: new Date(paper.publishedAt!) }))
  })(args)
