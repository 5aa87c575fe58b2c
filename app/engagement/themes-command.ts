import { write } from '../../db/connect.ts'
import { words } from '../languages/words.server.ts'
import { withDatabase } from './command-database.server.ts'
import { themesInOrder } from './register/register-entry-store.server.ts'
import { addThemes } from './theme-store.server.ts'

const t = words('en', 'areas')
const titles = process.argv.slice(2)

/** Adds themes of the partnership at the end, or says which there are. */
process.exitCode = await withDatabase(async (db) => {
  if (titles.length) await write(db, (tx) => addThemes(tx, titles))
  const all = await themesInOrder(db)
  console.log(all.length ? all.map(({ title }) => title).join('\n') : t('themes.usage'))
  return 0
})
