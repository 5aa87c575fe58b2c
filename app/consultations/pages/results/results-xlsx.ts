import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { publicPage } from '../../../server/page.ts'
import { openWorkbook } from './open-data.server.ts'
import { downloadName, resultsOf } from './results.server.ts'

/** The published figures as a workbook: the very file that the open data holds. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await resultsOf(ask)
    return new Response((await openWorkbook(ask, paper)) as BodyInit, {
      headers: {
        'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'Content-Disposition': downloadName(paper, 'xlsx'),
      },
    })
  })(args)
