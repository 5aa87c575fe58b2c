import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { jobs } from './job-list.ts'
import { serve } from './serve.ts'
import { settings } from './settings.ts'

const db = await connect(settings().DATABASE_URL)
await migrate(db)
await db.destroy()
const vite = await createServer({ configFile: 'remix.config.js', server: { middlewareMode: true } })
const build = () => vite.ssrLoadModule('virtual:remix/server-build') as unknown as Promise<ServerBuild>
// Imported as addresses the style sheets would need the build; here Vite answers under their own paths.
const sheetOf = (name: string) => `/app/styles/${name}.scss`
const scripts = { gu: sheetOf('gujarati'), pa: sheetOf('panjabi'), ur: sheetOf('urdu') }
await serve(build, { site: sheetOf('app'), scripts }, jobs, vite.middlewares)
console.log(`Folkmoot answers at ${settings().PUBLIC_ORIGIN} and shows changes when a page is loaded again.`)
