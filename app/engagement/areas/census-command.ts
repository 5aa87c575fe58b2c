import { readFileSync } from 'node:fs'
import { write } from '../../../db/connect.ts'
import { words } from '../../languages/words.server.ts'
import { asCommand } from '../../server/as-command.ts'
import { systemClock } from '../../server/clock.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { withDatabase } from '../command-database.server.ts'
import { londonDay } from '../london-day.ts'
import { troublesInWords } from '../trouble-lines.ts'
import { areasOn } from './area-store.server.ts'
import { replaceCensus } from './census-figure-store.server.ts'
import { censusColumns, censusValues, readCensus } from './census-file.ts'

const t = words('en', 'census')
const [file, source] = process.argv.slice(2)
const number = (count: number) => formatNumber(count, 'en-GB')

/** Loads census figures of areas, a whole characteristic of an area at a time: all of the file or nothing. */
async function load(path: string, from: string): Promise<number> {
  return withDatabase(async (db) => {
    const areas = await areasOn(db, londonDay(systemClock.now()))
    const read = readCensus(readFileSync(path), areas)
    if (!read.ok) {
      for (const line of troublesInWords(read.troubles, t)) console.error(line)
      console.error(t('problems', { count: read.troubles.length }))
      return 1
    }
    const replaced = await write(db, (tx) => replaceCensus(tx, read.value, from))
    const nameOf = new Map(areas.map(({ id, name }) => [id, name]))
    const known = censusValues(areas)
    for (const { areaId, dimension, values, people, before } of replaced) {
      const said = { area: nameOf.get(areaId), characteristic: dimension, values, people: number(people) }
      console.log(t('loaded', said))
      console.log(
        before
          ? `  ${t('instead', { values: before.values, people: number(before.people), source: before.source })}`
          : `  ${t('new')}`,
      )
      const given = new Set(
        read.value
          .filter((one) => one.areaId === areaId && one.dimension === dimension)
          .map(({ category }) => category),
      )
      const without = dimension === 'district' ? [] : known[dimension].filter((value) => !given.has(value))
      if (without.length) console.log(`  ${t('without', { values: without.join(', ') })}`)
    }
    return 0
  })
}

/** A file to begin with: every value of one characteristic, for the first area of this partnership. */
async function example(): Promise<number> {
  return withDatabase(async (db) => {
    const areas = await areasOn(db, londonDay(systemClock.now()))
    const rows = censusValues(areas).religion.map((value) => [areas[0]?.code ?? '', 'religion', value, '0'])
    for (const row of [censusColumns, ...rows]) console.log(row.join(','))
    return 0
  })
}

await asCommand(() => {
  if (file === 'example') return example()
  if (file && source) return load(file, source)
  console.error(t('usage'))
  return 2
})
