import type { LoaderFunctionArgs } from '@remix-run/node'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { z } from 'zod'
import { publicPage } from '../../server/page.ts'
import { parseCsv } from '../csv-text.ts'
import { packFiles } from '../pack.ts'
import { aboutOf, download, packOptions } from './download.server.ts'
import { paperOf, versionAsked } from './paper.server.ts'

/** The same counts as a workbook: numbers as numbers, words as words that no spreadsheet takes for a formula. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: z.object({ l: z.string(), slug: z.string().max(100) }) }, async (ask) => {
    const paper = await paperOf(ask, versionAsked(ask.request))
    const files = packFiles(paper.list, packOptions(paper), aboutOf(paper))
    const [head = [], ...rows] = parseCsv(files['counts.csv'] ?? '')
    const words = (value: string) => ({ value, type: String })
    const sheet: SheetData = [
      head.map((value) => ({ ...words(value), fontWeight: 'bold' as const })),
      ...rows.map((cells) =>
        cells.map((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? { value: Number(cell), type: Number } : words(cell))),
      ),
    ]
    return download(paper, 'xlsx', await writeXlsxFile(sheet).toBuffer())
  })(args)
