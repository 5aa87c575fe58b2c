import { readFileSync } from 'node:fs'
import { write } from '../../../db/connect.ts'
import { languages, words } from '../../languages/words.server.ts'
import { emailAddress } from '../../server/address.ts'
import { asCommand } from '../../server/as-command.ts'
import { systemClock } from '../../server/clock.ts'
import { areasOn } from '../areas/area-store.server.ts'
import { withDatabase } from '../command-database.server.ts'
import { londonDay } from '../london-day.ts'
import { areaKinds } from '../register/register-entry.ts'
import { troublesInWords } from '../trouble-lines.ts'
import { noticeColumns, noticeLanguage, readNoticeRows } from './notice-file.ts'
import { saveNoticeContacts } from './notice-store.server.ts'

const t = words('en', 'loading')
const [file] = process.argv.slice(2)

/** Loads groups and councillors who are told of exercises before others: all of the file or nothing. */
const load = (path: string): Promise<number> =>
  withDatabase(async (db) => {
    const day = londonDay(systemClock.now())
    const areas = await areasOn(db, day, areaKinds)
    const codes = languages().map(({ code }) => code)
    const read = readNoticeRows(readFileSync(path), areas, emailAddress, codes)
    if (!read.ok) {
      for (const line of troublesInWords(read.troubles, t)) console.error(line)
      return 1
    }
    const { added, changed } = await write(db, (tx) => saveNoticeContacts(tx, read.value, day))
    console.log(t('notices.loaded', { count: read.value.length, added, changed }))
    return 0
  })

const example = [
  [...noticeColumns, noticeLanguage],
  ['councillor', 'Councillor for the North ward', 'north-ward@example.org', 'E05000001', ''],
  ['voluntary', 'Carers’ group', 'carers@example.org', '', 'ur'],
]

await asCommand(() => {
  if (file && file !== 'example') return load(file)
  if (!file) console.error(t('notices.usage'))
  else for (const row of example) console.log(row.join(','))
  return file ? 0 : 2
})
