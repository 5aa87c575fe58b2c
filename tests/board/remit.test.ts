import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { boardOf } from '../../app/board/agenda-store.server.ts'
import { nameBoard } from '../../app/board/board-load-store.server.ts'
import { remitIn, remitVersions, translateRemit, writeRemit } from '../../app/board/remit-store.server.ts'
import { readSaid } from '../../app/consultations/answering/said-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const now = new Date('2026-11-22T09:00:00Z')
const person = { id: 'p', email: 'p@example.org', label: 'Secretariat', organisation_id: null, disabled_at: null }

describe.each(dialects)('what the Board is for on $name', ({ fresh }) => {
  let db: Db
  let boardId: string
  beforeEach(async () => {
    db = await fresh()
    await db
      .insertInto('person')
      .values({ ...person, created_at: now.toISOString() })
      .execute()
    await write(db, (tx) => nameBoard(tx, { name: 'The Board', remit: 'To agree what comes first.', weeks: 13 }, now))
    boardId = (await boardOf(db))!.id
  })
  afterEach(() => db.destroy())
  const wrote = (remit: string) => write(db, (tx) => writeRemit(tx, { boardId, remit, personId: 'p' }, now))
  const told = (english: string, language: string, body: string) =>
    write(db, (tx) => translateRemit(tx, { boardId, english, language, body, personId: 'p' }, now))
  const entries = async () =>
    (await db.selectFrom('ledger').select(['seq', 'type']).where('type', 'like', 'board.remit%').execute()).map(
      ({ seq, type }) => [Number(seq), type],
    )

  test('is a version with its day and ledger entry, however it is written, and none where nothing is different', async () => {
    expect(await wrote('To agree what comes first.')).toBe(false)
    expect(await wrote('To agree, and to answer with reasons.')).toBe(true)
    const versions = await remitVersions(db, boardId)
    expect(versions).toMatchObject([
      { version: 2, remit: 'To agree, and to answer with reasons.', writtenOn: '2026-11-22', writtenBy: 'Secretariat' },
      { version: 1, remit: 'To agree what comes first.', writtenBy: null },
    ])
    expect((await boardOf(db))!.remit).toBe('To agree, and to answer with reasons.')
    expect(await entries()).toEqual(versions.toReversed().map(({ ledgerSeq }) => [Number(ledgerSeq), 'board.remit']))
  })

  test('is read in another language only where these very words were written in it', async () => {
    const first = 'To agree what comes first.'
    expect([...(await remitIn(db, first, ['pl', 'ur']))]).toEqual([])
    await told(first, 'pl', 'Ustalać, co najpierw.')
    expect([...(await remitIn(db, first, ['pl', 'ur']))]).toEqual([['pl', 'Ustalać, co najpierw.']])
    expect((await readSaid(db, 'pl'))[first]).toEqual({ body: 'Ustalać, co najpierw.', language: 'pl' })
    await wrote('To agree, and to answer with reasons.')
    expect([...(await remitIn(db, 'To agree, and to answer with reasons.', ['pl']))]).toEqual([])
    expect((await readSaid(db, 'pl'))['To agree, and to answer with reasons.']).toBeUndefined()
    await told(first, 'pl', '')
    expect([...(await remitIn(db, first, ['pl']))]).toEqual([])
  })
})
