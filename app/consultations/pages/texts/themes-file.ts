import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { notFound, publicPage } from '../../../server/page.ts'
import { themeFiles } from '../../texts/theme-files.ts'
import { publishedThemes } from '../../texts/theme-store.server.ts'

const types = { 'themes.csv': 'text/csv; charset=utf-8', 'themes.json': 'application/json; charset=utf-8' } as const
const params = z.object({ l: z.string(), slug: z.string().max(100), file: z.enum(['themes.csv', 'themes.json']) })

/** Published themes as a file, the same bytes each time. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { slug, file } = ask.params
    const found = await publishedThemes(ask.db, slug)
    if (!found) throw notFound()
    const name = `${slug}-v${found.row.version}-${file}`
    return new Response(themeFiles(found.report)[file], {
      headers: { 'Content-Type': types[file], 'Content-Disposition': `attachment; filename="${name}"` },
    })
  })(args)
