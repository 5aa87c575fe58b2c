import * as build from 'virtual:remix/server-build'
import { sheets } from '../styles/sheets.ts'
import { jobs } from './job-list.ts'
import { serve } from './serve.ts'
import { settings } from './settings.ts'

try {
  await serve(build, sheets, jobs)
  console.log(`Folkmoot answers at ${settings().PUBLIC_ORIGIN}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
