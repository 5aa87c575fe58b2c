import { setFlagsFromString } from 'node:v8'
import * as build from 'virtual:remix/server-build'
import { sheets } from '../styles/sheets.ts'
import { jobs } from './job-list.ts'
import { serve } from './serve.ts'
import { settings } from './settings.ts'

// Left to itself the heap grows to four times what is in use before it is cleared, and a surge leaves it there.
setFlagsFromString('--heap-growing-percent=50')

try {
  await serve(build, sheets, jobs)
  console.log(`Folkmoot answers at ${settings().PUBLIC_ORIGIN}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
