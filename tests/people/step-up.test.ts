import { globSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matters } from '../../app/engagement/publishing/publication.ts'
import { addThemes } from '../../app/engagement/theme-store.server.ts'
import { logAct } from '../../app/ledger/actor-event-store.server.ts'
import { record } from '../../app/ledger/ledger-store.server.ts'
import { forSomebody, SignedInTooLongAgo } from '../../app/people/step-up.server.ts'
import { carefulActs } from '../../app/people/step-up.ts'
import { type Db, type Tx, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { everyday, nearlyCareful } from './acts-on-record.ts'

/** Names that are put together as they are written, and what they can become. */
const spelled: Record<string, string[]> = {
  '*.published': ['list', 'results', 'themes'].map((what) => `${what}.published`),
  'signed the * as the first': ['list', 'results', 'themes'].map((what) => `signed the ${what} as the first`),
  'signed *': matters.map((matter) => `signed ${matter}`),
}

/** Every name under which a file lets the ledger or the log of acts write something down; `*` for what is put in. */
function namesIn(source: string): string[] {
  const places = /(?:\bdid\b\s*[:=](?!=)\s*|(?<![.\w])log\(\s*|\brecord(?:Seats)?\((?:\s*\w+,)+?\s*(?=['`]))([^,;\n]+)/g
  return [...source.matchAll(places)].flatMap(([, said = '']) => {
    const outcomes = said.replace(/=== '[^']*'|'[^']*' in /g, '')
    return [...outcomes.matchAll(/'([^']*)'|`([^`]*)`/g)].map(
      ([, plain, made]) => plain ?? made!.replace(/\$\{[^}]*\}/g, '*'),
    )
  })
}

const sources = globSync('app/**/*.{ts,tsx}')
  .sort()
  .map((file) => ({ file, source: readFileSync(file, 'utf8') }))
const written = new Set(sources.flatMap(({ source }) => namesIn(source)))

describe('what is done only soon after signing in', () => {
  test('every act on record is a careful one, or somebody has said that it is not', () => {
    expect(written.size).toBeGreaterThan(100)
    const known = new Set([...carefulActs, ...Object.keys(spelled), ...Object.keys(nearlyCareful), ...everyday])
    expect([...written].filter((name) => !known.has(name)).sort()).toEqual([])
  })

  test('no careful act is one that nothing writes down, and none is excused beside', () => {
    const all = new Set([...written].flatMap((name) => spelled[name] ?? [name]))
    expect([...carefulActs].filter((name) => !all.has(name))).toEqual([])
    const excused = [...Object.keys(nearlyCareful), ...everyday]
    expect(excused.filter((name) => carefulActs.has(name) || !written.has(name))).toEqual([])
  })

  test('whatever is called a draw or published is a careful act', () => {
    const sounds = /^draw\.|\.published$|\.papers?$/
    expect([...written].flatMap((name) => spelled[name] ?? [name]).filter((name) => sounds.test(name))).toSatisfy(
      (names: string[]) => names.length > 8 && names.every((name) => carefulActs.has(name)),
    )
  })

  test('a role is written only where a careful act, a command or a timer stands beside it', () => {
    const writes = /(insertInto|updateTable|deleteFrom)\('role_grant'\)/
    expect(sources.filter(({ source }) => writes.test(source)).map(({ file }) => file)).toEqual([
      'app/conference/member-store.server.ts',
      'app/juries/pool/pool-deletion-store.server.ts',
      'app/juries/seats/member-store.server.ts',
      'app/people/user-store.server.ts',
    ])
  })

  test('the reader of names sees an act that is new', () => {
    const source = "await logAct(tx, now, { personId, did: late ? 'put the report online' : 'drew lots' })"
    expect(namesIn(source)).toEqual(['put the report online', 'drew lots'])
    expect(namesIn("await record(tx, 'minutes.published', {}, day)")).toEqual(['minutes.published'])
  })
})

describe.each(dialects)('a careful act on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
  })
  afterEach(() => db.destroy())

  const now = new Date('2026-11-22T09:00:00Z')
  const mark = (tx: Tx) => addThemes(tx, ['Homes'])
  const publish = () =>
    write(db, async (tx) => {
      await mark(tx)
      await record(tx, 'list.published', {}, '2026-11-22')
    })
  const sign = () =>
    write(db, async (tx) => {
      await mark(tx)
      await logAct(tx, now, {
        personId: null,
        did: 'signed the list as the first',
        objectKind: 'priority_list',
        objectId: 'l',
      })
    })
  const left = async () => (await db.selectFrom('theme').select('id').execute()).length

  for (const [what, act] of Object.entries({ publish, sign })) {
    test(`is undone when somebody who signed in long ago would ${what}`, async () => {
      await expect(forSomebody(false, act)).rejects.toThrow(SignedInTooLongAgo)
      expect(await left()).toBe(0)
      expect(await db.selectFrom('ledger').select('seq').execute()).toEqual([])
    })

    test(`is done for somebody who signed in lately and for a job, to ${what}`, async () => {
      await forSomebody(true, act)
      expect(await left()).toBe(1)
      await db.deleteFrom('theme').execute()
      await act()
      expect(await left()).toBe(1)
    })
  }

  test('knows each of two requests at once apart', async () => {
    const both = await Promise.allSettled([forSomebody(false, publish), forSomebody(true, publish)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('leaves everything else alone, however long ago somebody signed in', async () => {
    await forSomebody(false, () => write(db, (tx) => record(tx, 'agenda.asked', {}, '2026-11-22')))
    expect(await db.selectFrom('ledger').select('type').execute()).toEqual([{ type: 'agenda.asked' }])
  })
})
