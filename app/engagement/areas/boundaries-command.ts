import { readFileSync } from 'node:fs'
import { write } from '../../../db/connect.ts'
import { words } from '../../languages/words.server.ts'
import { asCommand } from '../../server/as-command.ts'
import { systemClock } from '../../server/clock.ts'
import { withDatabase } from '../command-database.server.ts'
import { londonDay } from '../london-day.ts'
import { areaKinds } from '../register/register-entry.ts'
import { saveBoundaries, tilesFromBoundaries } from './area-shape-store.server.ts'
import { areasOn } from './area-store.server.ts'
import { boundariesFrom } from './boundary.ts'

const t = words('en', 'building')
const [file, source] = process.argv.slice(2)

/** Loads the boundaries of a GeoJSON file, all of them or none. */
async function load(path: string, from: string): Promise<number> {
  return withDatabase(async (db) => {
    const day = londonDay(systemClock.now())
    const read = boundariesFrom(readFileSync(path, 'utf8'), await areasOn(db, day, areaKinds))
    if (!read.ok) {
      console.error(t('boundaries.nothing_loaded', { count: read.problems.length }))
      for (const { feature, key, name = '' } of read.problems) {
        const problem = t(`boundaries.${key}`, { name })
        console.error(feature === null ? `  ${problem}` : `  ${t('boundaries.feature', { feature, problem })}`)
      }
      return 1
    }
    const tiles = await write(db, async (tx) => {
      await saveBoundaries(tx, read.boundaries, from)
      return tilesFromBoundaries(tx, day)
    })
    console.log(t('boundaries.loaded', { count: read.boundaries.length }))
    if (tiles) console.log(t('boundaries.tiled', { count: tiles }))
    return 0
  })
}

await asCommand(() => {
  if (file && source) return load(file, source)
  console.error(t('boundaries.usage'))
  return 2
})
