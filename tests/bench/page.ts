import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { freshDemo } from '../support/fresh-demo.ts'
import globalSetup from '../support/global-setup.ts'
import { startServer } from '../support/server.ts'
import { bareHttp } from './baselines.ts'
import { type Figures, printTable, timed } from './measure.ts'
import { Visitor } from './visitor.ts'

/** W4: public anonymous pages beside a bare `node:http` page in the same run; and the weight of the first page (W13). */
export async function page(): Promise<void> {
  await globalSetup()
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
  const slug = await freshDemo(join(folder, 'site.sqlite'))
  const server = await startServer(`sqlite:${join(folder, 'site.sqlite')}`)
  try {
    const paths = [
      `/en/consultations/${slug}`,
      '/en/consultations',
      '/en/board',
      '/en/what-changed',
      '/en/consultations/what-matters-most/list',
    ]
    const http = await bareHttp(4000, 16)
    const rows: [string, Figures, string][] = [['bare node:http, 30 kB page', http, 'baseline']]
    for (const path of paths) {
      const visitors = Array.from({ length: 8 }, () => new Visitor(server.origin))
      const ask = async (n: number) => {
        const { status } = await visitors[n % 8]!.get(path)
        if (status !== 200) throw new Error(`${path} answered ${status}`)
      }
      await timed(100, 8, ask)
      rows.push([`W4 ${path}`, await timed(400, 8, ask, server.process.pid), 'floor 8, goal 4 CPU ms uncached'])
      for (const v of visitors) v.close()
    }
    printTable('Public pages, uncached', rows)
    await weigh(server.origin, paths[0]!)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a resident's first page costs to fetch: HTML, style sheets and scripts, compressed, without fonts. */
async function weigh(origin: string, path: string): Promise<void> {
  const html = await (await fetch(origin + path)).text()
  const linked = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))"/g)].map((m) => m[1]!)
  let gzip = gzipSync(html).length
  let brotli = brotliCompressSync(html).length
  for (const url of new Set(linked)) {
    const body = Buffer.from(await (await fetch(new URL(url, origin))).arrayBuffer())
    gzip += gzipSync(body).length
    brotli += brotliCompressSync(body).length
  }
  console.log(
    `W13 first resident page: ${(gzip / 1024).toFixed(1)} KB gzip, ${(brotli / 1024).toFixed(1)} KB brotli, without fonts; floor 100, goal 30. React on it: ${/react|__remixContext/.test(html) ? 'yes' : 'no'}.`,
  )
}
