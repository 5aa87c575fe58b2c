import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { workbook } from '../../consultations/pages/results/workbook.server.ts'
import { publicPage } from '../../server/page.ts'
import { parseCsv } from '../csv-text.ts'
import { packFiles } from '../pack.ts'
import { aboutOf, download, packOptions } from './download.server.ts'
import { paperOf, versionAsked } from './paper.server.ts'

/** The same counts as a workbook, and on a second sheet what was asked, how answers were confirmed and the hashes. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await paperOf(ask, versionAsked(ask.request))
    const about = aboutOf(paper)
    const counts = parseCsv(packFiles(paper.list, packOptions(paper), about)['counts.csv'] ?? '')
    const number = (cell: string) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)
    const sheets = [
      { name: 'Counts', rows: counts.map((cells, row) => (row === 0 ? cells : cells.map(number))) },
      { name: 'About', rows: [['What', 'Words'], ...Object.entries(about)] },
    ]
    return download(paper, 'xlsx', await workbook(sheets, new Date(paper.publishedAt!)))
  })(args)
