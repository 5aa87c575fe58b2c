import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { write } from '../../../db/connect.ts'
import { words } from '../../languages/words.server.ts'
import { asCommand } from '../../server/as-command.ts'
import { systemClock } from '../../server/clock.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { withDatabase } from '../command-database.server.ts'
import { londonDay } from '../london-day.ts'
import { areaKinds, isSeatKind } from '../register/register-entry.ts'
import { areasOn } from './area-store.server.ts'
import { readPostcodeFile } from './postcode-file.ts'
import { replacePostcodes } from './postcode-store.server.ts'

const t = words('en', 'building')
const [file, source] = process.argv.slice(2)

/** Loads a directory of postcodes in place of the one before, all of it or nothing. */
async function load(path: string, from: string): Promise<number> {
  return withDatabase(async (db) => {
    const day = londonDay(systemClock.now())
    const areas = (await areasOn(db, day, areaKinds)).filter(({ kind }) => kind !== 'county')
    let troubles = 0
    const found = await readPostcodeFile(shown(path), areas, ({ row, column, key, values }) => {
      if (troubles++ === 0) console.error(t('postcodes.nothing_loaded'))
      const problem = t(`postcodes.${key}`, values)
      console.error(
        `  ${row === null ? problem : t(column ? 'postcodes.at_cell' : 'postcodes.at_row', { row, column, problem })}`,
      )
    })
    if (troubles) {
      console.error(t('postcodes.problems', { count: troubles }))
      return 1
    }
    await write(db, (tx) => replacePostcodes(tx, found.areas, from, day))
    const { rows, ended, elsewhere } = found
    const number = (count: number) => formatNumber(count, 'en-GB')
    console.log(t('postcodes.loaded', { count: found.areas.size, number: number(found.areas.size) }))
    console.log(t('postcodes.left_out', { rows: number(rows), ended: number(ended), elsewhere: number(elsewhere) }))
    const named = new Set([...found.areas.values()].flatMap((ids) => [...ids]))
    const without = areas
      .filter(({ id, kind }) => !named.has(id) && (kind === 'district' || isSeatKind(kind)))
      .map(({ name }) => name)
    if (without.length) console.log(t('postcodes.without', { names: without.join(', ') }))
    return 0
  })
}

/** The file in pieces, with a line in the terminal that says how much of it has been read. */
async function* shown(path: string): AsyncGenerator<Uint8Array> {
  const { size } = statSync(path)
  const { isTTY } = process.stderr
  let read = 0
  let said = -1
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    yield chunk as Uint8Array
    read += (chunk as Uint8Array).length
    const percent = Math.floor((100 * read) / Math.max(1, size))
    if (isTTY && percent !== said) {
      said = percent
      process.stderr.write(`\r${t('postcodes.reading', { percent })}${percent === 100 ? '\n' : ''}`)
    }
  }
}

await asCommand(() => {
  if (file) return load(file, source ?? basename(file))
  console.error(t('postcodes.usage'))
  return 2
})
