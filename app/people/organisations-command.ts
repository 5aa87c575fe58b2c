import { readFileSync } from 'node:fs'
import { connect, write } from '../../db/connect.ts'
import { troublesInWords } from '../engagement/trouble-lines.ts'
import { words } from '../languages/words.server.ts'
import { asCommand } from '../server/as-command.ts'
import { settings } from '../server/settings.ts'
import { organisationColumns, readOrganisations } from './organisation-file.ts'
import { saveOrganisations } from './organisation-load-store.server.ts'

const t = words('en', 'loading')
const [file] = process.argv.slice(2)

/** Loads the organisations of a partnership: all of the file or nothing. */
async function load(path: string): Promise<number> {
  const read = readOrganisations(readFileSync(path))
  if (!read.ok) {
    for (const line of troublesInWords(read.troubles, t)) console.error(line)
    return 1
  }
  const db = await connect(settings().DATABASE_URL)
  try {
    const { added, changed } = await write(db, (tx) => saveOrganisations(tx, read.value))
    console.log(t('organisations.loaded', { count: read.value.length, added, changed }))
    return 0
  } finally {
    await db.destroy()
  }
}

const example = [
  organisationColumns,
  ['County council', 'public', 'yes'],
  ['NHS', 'public', 'no'],
  ['Council for voluntary service', 'voluntary', 'no'],
]

await asCommand(() => {
  if (file && file !== 'example') return load(file)
  if (!file) console.error(t('organisations.usage'))
  else for (const row of example) console.log(row.join(','))
  return file ? 0 : 2
})
