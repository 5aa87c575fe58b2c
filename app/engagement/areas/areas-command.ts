import { readFileSync } from 'node:fs'
import { write } from '../../../db/connect.ts'
import { words } from '../../languages/words.server.ts'
import { asCommand } from '../../server/as-command.ts'
import { systemClock } from '../../server/clock.ts'
import { withDatabase } from '../command-database.server.ts'
import { londonDay } from '../london-day.ts'
import { areaKinds } from '../register/register-entry.ts'
import { troublesInWords } from '../trouble-lines.ts'
import { areaColumns, readAreas, tileColumns } from './area-file.ts'
import { saveAreas } from './area-load-store.server.ts'
import { tilesOf } from './area-shape-store.server.ts'
import { areasOn } from './area-store.server.ts'

const t = words('en', 'areas')
const [file] = process.argv.slice(2)

/** Loads the areas of a partnership: all of the file or nothing. */
async function load(path: string): Promise<number> {
  return withDatabase(async (db) => {
    const day = londonDay(systemClock.now())
    const tiles = await tilesOf(db)
    const known = (await areasOn(db, day, areaKinds)).map(({ id, code, kind }) => ({ code, kind, tile: tiles.get(id) }))
    const read = readAreas(readFileSync(path), known)
    if (!read.ok) {
      for (const line of troublesInWords(read.troubles, t)) console.error(line)
      return 1
    }
    const { added, changed } = await write(db, (tx) => saveAreas(tx, read.value, day))
    console.log(t('loaded', { count: read.value.length, added, changed }))
    return 0
  })
}

const example = [
  [...areaColumns, ...tileColumns],
  ['E10000018', 'Leicestershire', 'county', '', '712300', '', ''],
  ['E07000130', 'Charnwood', 'district', 'E10000018', '183971', '2', '1'],
  ['F01', 'Loughborough East', 'forum', 'E07000130', '', '3', '1'],
  ['E05000001', 'Canalside', 'ward', 'E07000130', '', '', ''],
  ['E58000001', 'Canalside and Priory', 'division', 'E07000130', '', '', ''],
]

await asCommand(() => {
  if (file && file !== 'example') return load(file)
  if (!file) console.error(t('usage'))
  else for (const row of example) console.log(row.join(','))
  return file ? 0 : 2
})
