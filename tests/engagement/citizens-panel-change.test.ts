import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  askChange,
  changeLanguage,
  changePlace,
  confirmChange,
} from '../../app/engagement/panel/citizens-panel-change-store.server.ts'
import { dropUnconfirmed } from '../../app/engagement/panel/citizens-panel-retention-store.server.ts'
import {
  confirmMember,
  joinPanel,
  leavePanel,
  ownMembership,
  panelMembers,
} from '../../app/engagement/panel/citizens-panel-store.server.ts'
import { referenceHash } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation, secret } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const at = (day: string) => new Date(`${day}T12:00:00Z`)

describe.each(dialects)('what a panel member changes, on $name', ({ fresh }) => {
  let db: Db
  let id: string
  const join = (address: string) =>
    write(db, async (tx) => {
      const given = { way: 'email', address, language: 'en', entered: 'page', consentOn: '2026-10-01' } as const
      const kept = { districtId: 'north', wording: 'Join.', profile: null }
      const made = await joinPanel(tx, secret, { ...given, ...kept }, at('2026-10-01'))
      await confirmMember(tx, made.id, at('2026-10-01'))
      return made.id
    })
  const ask = (address: string, day: string) =>
    write(db, (tx) => askChange(tx, secret, { id, way: 'email', address }, at(day)))
  const type = (code: string, day: string) =>
    write(db, (tx) => confirmChange(tx, { id, codeHash: referenceHash(secret, code) }, at(day)))
  const codeOf = (asked: Awaited<ReturnType<typeof ask>>) => (asked === 'often' ? null : asked.code)

  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    id = await join('old@example.org')
    await join('other@example.org')
  })
  afterAll(() => db.destroy())

  test('a place and a language hold at once; only codes of areas are kept', async () => {
    await write(db, async (tx) => {
      await changePlace(tx, id, { districtId: 'south', wardId: 'hill', divisionId: null })
      await changeLanguage(tx, id, 'ur')
    })
    expect(await ownMembership(db, id)).toMatchObject({ districtId: 'south', language: 'ur', newAddress: null })
    expect((await panelMembers(db)).find((member) => member.id === id)).toMatchObject({
      districtId: 'south',
      seats: ['hill'],
    })
  })

  test('an address changes once its code is typed, and a code is worth nothing twice, late or after five tries', async () => {
    const late = codeOf(await ask('new@example.org', '2026-10-02'))!
    expect(await ownMembership(db, id)).toMatchObject({ address: 'old@example.org', newAddress: 'new@example.org' })
    expect(await type(late, '2026-10-10')).toBe('wrong')
    const code = codeOf(await ask('new@example.org', '2026-10-11'))!
    for (let n = 0; n < 5; n++) expect(await type(late, '2026-10-11')).toBe('wrong')
    expect(await type(code, '2026-10-11')).toBe('often')
    expect(await ask('new@example.org', '2026-10-11')).toBe('often')
    const next = codeOf(await ask('new@example.org', '2026-10-12'))!
    expect(await type(next, '2026-10-12')).toEqual({
      from: { way: 'email', address: 'old@example.org', language: 'ur' },
    })
    expect(await ownMembership(db, id)).toMatchObject({ address: 'new@example.org', newAddress: null })
    expect(await type(next, '2026-10-12')).toBe('wrong')
    const types = (await db.selectFrom('ledger').select('type').execute()).map((row) => row.type)
    expect(types.filter((one) => one === 'panel.contact_changed')).toHaveLength(1)
  })

  test('another member’s address gets no code, and nobody learns that it is one', async () => {
    expect(await ask('other@example.org', '2026-10-13')).toEqual({ code: null })
    expect(await ownMembership(db, id)).toMatchObject({ address: 'new@example.org', newAddress: 'other@example.org' })
  })

  test('what nobody confirmed goes after its days, and with the member', async () => {
    await write(db, (tx) => dropUnconfirmed(tx, '2026-10-14'))
    expect(await ownMembership(db, id)).toMatchObject({ newAddress: null })
    await ask('third@example.org', '2026-10-15')
    await write(db, (tx) => leavePanel(tx, id, 'left', at('2026-10-16')))
    expect(await db.selectFrom('panel_contact_change').selectAll().execute()).toEqual([])
  })
})
