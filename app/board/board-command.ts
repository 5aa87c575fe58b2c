import { readFileSync } from 'node:fs'
import { connect, type Db, write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { troublesInWords } from '../engagement/trouble-lines.ts'
import { words } from '../languages/words.server.ts'
import { asCommand } from '../server/as-command.ts'
import { systemClock } from '../server/clock.ts'
import { settings } from '../server/settings.ts'
import { boardOf } from './agenda-store.server.ts'
import { boardWithMembers, nameBoard, saveSeats, seatsKnown } from './board-load-store.server.ts'
import { quorumOf, sizeWarning } from './seat.ts'
import { readSeats, seatColumns } from './seat-file.ts'

const t = words('en', 'loading')
const now = systemClock.now()
const today = londonDay(now)

async function name(db: Db, title: string, remit: string, weeks: number): Promise<number> {
  await write(db, (tx) => nameBoard(tx, { name: title, remit, weeks }, now))
  return list(db)
}

/** Loads the seats of the Board and who sits in them: all of the file or nothing. */
async function load(db: Db, path: string): Promise<number> {
  const board = await boardOf(db)
  if (!board) {
    console.error(t('board.none'))
    return 1
  }
  const read = readSeats(readFileSync(path), await seatsKnown(db, board.id), today)
  if (!read.ok) {
    for (const line of troublesInWords(read.troubles, t)) console.error(line)
    return 1
  }
  const { added, changed } = await write(db, (tx) => saveSeats(tx, board.id, read.value, now))
  console.log(t('board.loaded', { count: read.value.length, added, changed }))
  return list(db)
}

async function list(db: Db): Promise<number> {
  const board = await boardWithMembers(db, today)
  if (!board) {
    console.error(t('board.usage'))
    return 2
  }
  const { seats } = board
  console.log(t('board.named', { name: board.name, weeks: board.cycle_weeks, remit: board.remit }))
  for (const { number, label, organisation, member, substitute } of seats) {
    console.log([number, label, organisation, member ?? t('board.empty'), substitute ?? ''].join('\t').trim())
  }
  if (seats.length) console.log(t('board.quorum', { count: seats.length, quorum: quorumOf(seats.length) }))
  const warning = sizeWarning(seats.length)
  if (warning) console.log(words('en', 'board')(`board.seats.${warning}`))
  return 0
}

const example = [
  seatColumns,
  [
    '1',
    'County council leader',
    'County council',
    'The county council',
    '',
    'A',
    'yes',
    'leader@county.example',
    '',
    '',
  ],
  ['2', 'NHS member', 'NHS', 'Local health services', '', 'B', 'no', 'member@nhs.example', 'other@nhs.example', ''],
]

const [verb, first, second, third] = process.argv.slice(2)

async function inDatabase(): Promise<number> {
  const weeks = Number(third ?? 13)
  const db = await connect(settings().DATABASE_URL)
  try {
    if (verb === 'name' && first && second && Number.isInteger(weeks) && weeks > 0 && weeks <= 52)
      return await name(db, first, second, weeks)
    if (verb === 'seats' && first) return await load(db, first)
    if (!verb) return await list(db)
    console.error(t('board.usage'))
    return 2
  } finally {
    await db.destroy()
  }
}

await asCommand(() => {
  if (verb !== 'seats' || first !== 'example') return inDatabase()
  for (const row of example) console.log(row.join(','))
  return 0
})
