import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readAreas } from '../../app/engagement/areas/area-file.ts'
import { saveAreas } from '../../app/engagement/areas/area-load-store.server.ts'
import { areasOn } from '../../app/engagement/areas/area-store.server.ts'
import { themesInOrder } from '../../app/engagement/register/register-entry-store.server.ts'
import { addThemes } from '../../app/engagement/theme-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'

const day = '2026-11-02'
const file = (...rows: string[]) =>
  new TextEncoder().encode(['\ufeffcode,name,kind,within,people', ...rows].join('\r\n'))
const first = file(
  'F1,Quay,forum,D1,',
  'E1,Saltmarsh,county,,"210,000"',
  'D1,Northby,district,E1,90000',
  'D2,Southby,district,E1,120000',
)

test('everything wrong with a file of areas is named by row and column, and in words', () => {
  const wrong = readAreas(
    file('E1,Saltmarsh,district,,x', 'E 9,,town,,3', 'Q,Quay,county,S1 S2,3', 'Q,Quay,county,,', 'S1,Marsh,forum,ZZ,'),
    [{ code: 'E1', kind: 'county' }],
  )
  if (wrong.ok) throw new Error('read')
  expect(wrong.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 kind other_kind',
    '2 people people',
    '3 code code',
    '3 name name',
    '3 kind kind',
    '4 within not_larger',
    '4 within unknown',
    '5 code twice',
    '6 within unknown',
  ])
  const t = words('en', 'areas')
  for (const { key, values } of wrong.troubles) expect(t(`errors.${key}`, values)).not.toMatch(/\{\{|errors\./)
})

test.each(dialects)(
  'a partnership begins with areas from a file and themes of its own, on $name',
  async ({ fresh }) => {
    const db = await fresh()
    try {
      const load = async (bytes: Uint8Array) => {
        const read = readAreas(bytes, await areasOn(db, day))
        if (!read.ok) throw new Error(JSON.stringify(read.troubles))
        return write(db, (tx) => saveAreas(tx, read.value, day))
      }
      expect(await load(first)).toEqual({ added: 4, changed: 0 })
      const areas = await areasOn(db, day)
      const nameOf = (id: string | null) => areas.find((area) => area.id === id)?.name ?? null
      expect(areas.map(({ name, kind, parentId }) => [name, kind, nameOf(parentId)])).toEqual([
        ['Saltmarsh', 'county', null],
        ['Northby', 'district', 'Saltmarsh'],
        ['Southby', 'district', 'Saltmarsh'],
        ['Quay', 'forum', 'Northby'],
      ])
      // Again with a new name and another area around it: the same area, and the one that is not named stays.
      expect(await load(file('F1,The Quay,forum,D2,800', 'F2,Hill,forum,D1,'))).toEqual({ added: 1, changed: 1 })
      const then = await areasOn(db, day)
      expect(then.find(({ code }) => code === 'F1')).toMatchObject({
        id: areas.find(({ code }) => code === 'F1')!.id,
        name: 'The Quay',
        parentId: areas.find(({ code }) => code === 'D2')!.id,
      })
      expect(then).toHaveLength(5)
      const people = await db.selectFrom('area').select(['code', 'population']).orderBy('code').execute()
      expect(people.map(({ population }) => population)).toEqual([90_000, 120_000, 210_000, 800, null])

      await write(db, (tx) => addThemes(tx, ['Homes', 'Getting about']))
      await write(db, (tx) => addThemes(tx, ['homes ', 'Health', 'Health']))
      expect((await themesInOrder(db)).map(({ title }) => title)).toEqual(['Homes', 'Getting about', 'Health'])
    } finally {
      await db.destroy()
    }
  },
)

test('a command on a database that was never brought to this version says what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-new-'))
  try {
    const run = promisify(execFile)(process.execPath, ['app/engagement/areas/census-command.ts', 'example'], {
      env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'new.sqlite')}` },
    })
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${words('en', 'areas')('not_migrated')}\n`,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
