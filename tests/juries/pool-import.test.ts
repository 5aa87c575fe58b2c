import { describe, expect, test } from 'vitest'
import { writeTable } from '../../app/juries/lottery/csv-table.ts'
import { poolTableOf } from '../../app/juries/pool/pool-export-store.server.ts'
import { readPool } from '../../app/juries/pool/pool-import.ts'
import { importPool, poolFileOf, removeImport } from '../../app/juries/pool/pool-import-store.server.ts'
import { poolOf, setStatus } from '../../app/juries/registration/application-store.server.ts'
import { categoriesOf } from '../../app/juries/targets/target-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, secret } from './jury.ts'
import { recruitedJury } from './recruited.ts'

/** As a registration tool of the field writes it: a mark, its own columns, a household address, and one nobody knows. */
const lines = [
  'unique_id,first_name,last_name,Age,area,favourite colour,email,phone,primary_address1,zip_royal_mail,address_check_aus,selection_status,source_type,selection_run_id,created_at,updated_at',
  'u1,Ann, Bell,young,blaby,"red, or blue",a@example.org,+44 1632 960001,1 High St,LE1 1AA,ok,POOL,REGISTRATION,,2026-09-01T10:00:00,2026-09-01T10:00:00',
  'u2,Bo,Carr,OLD,Melton,,a@example.org,,1 High St,LE1 1AA,,POOL,CSV,,,',
  'u3,Cy,Dunn, old ,Melton,=1+1,,,2 Low St,LE1 1AB,,,,,,',
  'u4,Di,Eve,unknown,,,,,,,,WITHDRAWN,CSV,,,',
  'u5,Ed,Fox,young,Melton,,,,3 Low St,LE1 1AB,,TEST_SUBMISSION,CSV,,,',
]
const file = `\ufeff${lines.join('\r\n')}\r\n`

async function imported(db: Db, text: string | Uint8Array = file) {
  const jury = await recruitedJury(db, [])
  const read = readPool(text, await categoriesOf(db, jury.id))
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  const { layout, rows, notes } = read
  const given = { juryId: jury.id, layout, rows, notes, fileHash: 'x', personId: 'manager', secret }
  const errors = await write(db, (tx) => importPool(tx, given, now))
  return { jury, notes, errors, given }
}

const text = async (db: Db, juryId: string, part: 'respondents' | 'selected' | 'remaining' = 'respondents') =>
  writeTable(await poolTableOf(db, juryId, part))

describe.each(dialects)('a pool from a file on $name', ({ fresh }) => {
  test('is given back to the letter, and read as the pool it is', async () => {
    const db = await fresh()
    const { jury } = await imported(db)
    expect(await text(db, jury.id)).toBe(file)
    const { pool, incomplete } = await poolOf(db, jury.id)
    expect(incomplete).toEqual([])
    expect(pool.volunteers.map(({ id, values }) => [id, values])).toEqual([
      ['u1', [0, 0]],
      ['u2', [1, 1]],
      ['u3', [1, 1]],
    ])
    expect(pool.volunteers[0]!.household).toBe(pool.volunteers[1]!.household)
    expect(pool.volunteers[2]!.household).not.toBe(pool.volunteers[0]!.household)
    await db.destroy()
  })

  test('shows what has changed since, and nothing else', async () => {
    const db = await fresh()
    const { jury } = await imported(db)
    const { ids } = await poolOf(db, jury.id)
    await write(db, async (tx) => {
      await setStatus(tx, jury.id, [ids[0]!], 'SELECTED', now)
      await tx.updateTable('jury_application').set({ selection_run_id: 'run-1' }).where('id', '=', ids[0]!).execute()
    })
    const changed = lines[1]!
      .replace(',POOL,REGISTRATION,,', ',SELECTED,REGISTRATION,run-1,')
      .replace(/2026-09-01T10:00:00$/, '2026-10-01')
    expect(await text(db, jury.id)).toBe(file.replace(lines[1]!, changed))
    expect(await text(db, jury.id, 'selected')).toBe(`\ufeff${[lines[0], changed].join('\r\n')}\r\n`)
    expect(await text(db, jury.id, 'remaining')).toBe(`\ufeff${[lines[0], lines[2], lines[3]].join('\r\n')}\r\n`)
    await db.destroy()
  })

  test('can be taken out whole and taken in again, and never stands beside an equal id', async () => {
    const db = await fresh()
    const { jury, given } = await imported(db)
    const twice = await write(db, (tx) => importPool(tx, given, now))
    expect(twice.map(({ code, params }) => [code, params.id])).toEqual(
      ['u1', 'u2', 'u3', 'u4', 'u5'].map((id) => ['id-registered', id]),
    )
    expect((await poolFileOf(db, jury.id))!.notes).toEqual([
      { code: 'rows-left-out', params: { status: 'WITHDRAWN', count: 1 } },
      { code: 'rows-left-out', params: { status: 'TEST_SUBMISSION', count: 1 } },
    ])
    expect(await write(db, (tx) => removeImport(tx, jury.id, 'manager', now))).toBe(true)
    for (const table of [
      'jury_application',
      'jury_applicant_contact',
      'jury_selection_value',
      'jury_pool_row',
    ] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    expect(await write(db, (tx) => importPool(tx, given, now))).toEqual([])
    await db.destroy()
  })
})

const categories = [
  {
    name: 'age',
    values: ['young', 'old'].map((name) => ({ name, min: 1, max: 3, minFlex: 0, maxFlex: 4 })),
  },
]
const places = (input: string | Uint8Array) => {
  const read = readPool(input, categories)
  return read.ok ? [] : read.errors.map(({ code, row, columns }) => [code, row, columns?.join('+')])
}

test.each<[string, string, unknown[][]]>([
  ['a blank id outside the pool', 'id,age,selection_status\n,young,DELETED', [['empty-id', 2, 'id']]],
  [
    'an id in the pool and outside it',
    'id,age,selection_status\na,young,POOL\na,young,WITHDRAWN',
    [['id-twice-differing', 3, 'id']],
  ],
  [
    'several troubles at once',
    'id,age,selection_status\n,young,\nb,blue,\nc,young,GONE',
    [
      ['empty-id', 2, 'id'],
      ['value-not-listed', 3, 'age'],
      ['unknown-status', 4, 'selection_status'],
    ],
  ],
])('%s is told with its place', (_, input, expected) => {
  expect(places(input)).toEqual(expected)
})

test.each(['nationbuilder_id', 'unique_id', 'external_id', 'id'])('the id column may be called %s', (name) => {
  const read = readPool(`note,${name},age\n,a,young`, categories)
  expect(read.ok && read.rows.map(({ externalId }) => externalId)).toEqual(['a'])
})

test('cells made safe for a spreadsheet are read as they were, and that is told', () => {
  const read = readPool("id,age,phone,note\na,young,'+44 1,'=1+1", categories)
  if (!read.ok) throw new Error('refused')
  expect(read.rows[0]!.contact.phone).toBe('+44 1')
  expect(read.rows[0]!.extra.note).toBe('=1+1')
  expect(read.notes).toEqual([{ code: 'apostrophes-taken-off', params: { count: 2 } }])
})

const text16 = (text: string, cut = 0) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(bytes.subarray(0, bytes.length - cut))
}

test.each<[string, string | Uint8Array, unknown[][]]>([
  [
    'a spreadsheet called .csv',
    Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14),
    [['spreadsheet-not-csv', undefined, undefined]],
  ],
  ['an old spreadsheet', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), [['spreadsheet-not-csv', undefined, undefined]]],
  ['Windows-1252', new Uint8Array(Buffer.from('id,age\na,young\nbé,old', 'latin1')), [['not-utf8', 3, undefined]]],
  ['half a character of UTF-16', text16('id,age\na,young', 1), [['not-text', undefined, undefined]]],
  ['UTF-16 without its mark', text16('id,age\na,young').subarray(2), [['not-text', 1, undefined]]],
  ['an unknown delimiter', 'id|age\na|young', [['bars-not-csv', 1, undefined]]],
  ['a header alone', 'id,age\n', [['pool-empty', undefined, undefined]]],
  ['nothing', new Uint8Array(), [['file-empty', undefined, undefined]]],
])('%s is refused whole, in words', (_, input, expected) => {
  expect(places(input)).toEqual(expected)
})

test('semicolons, tabs and marked UTF-16 are read as they came', () => {
  for (const input of ['id;age\na;young', 'id\tage\na\tyoung', text16('id,age\na,young')])
    expect(places(input)).toEqual([])
})
