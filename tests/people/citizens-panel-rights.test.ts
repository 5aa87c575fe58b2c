import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  confirmMember,
  departures,
  joinPanel,
  panelCode,
} from '../../app/engagement/panel/citizens-panel-store.server.ts'
import { referenceHash } from '../../app/ledger/reference-code.ts'
import { addressHash } from '../../app/people/address-hash.ts'
import { dropOutdated, retentionNow } from '../../app/people/retention-store.server.ts'
import { dataOf } from '../../app/people/rights-data-store.server.ts'
import { findFor } from '../../app/people/rights-find-store.server.ts'
import type { RightsKind } from '../../app/people/rights-request.ts'
import { recordRequest, requestById } from '../../app/people/rights-store.server.ts'
import { signRequest } from '../../app/people/rights-work-store.server.ts'
import { enqueue } from '../../app/server/outbox-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation, secret } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const at = (day: string) => new Date(`${day}T12:00:00Z`)

describe.each(dialects)('a panel member’s own data on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    const person = { organisation_id: null, disabled_at: null, created_at: '2026-01-01T00:00:00Z' }
    await db
      .insertInto('person')
      .values(['one', 'two'].map((id) => ({ ...person, id, email: `${id}@example.org`, label: id })))
      .execute()
  })
  afterAll(() => db.destroy())

  const join = (address: string, day: string, confirmed = true) =>
    write(db, async (tx) => {
      const about = { ageBand: '16-29', sex: 'male', ethnicGroup: 'asian', wording: 'Keep it.' }
      const given = { way: 'email', address, language: 'en', districtId: 'north', entered: 'page' } as const
      const wish = { ...given, consentOn: day, wording: 'Join.', profile: about }
      const { id } = await joinPanel(tx, secret, wish, at(day))
      if (confirmed) await confirmMember(tx, id, at(day))
      return id
    })
  const request = async (kind: RightsKind, by: { id?: string; address?: string; newAddress?: string }) => {
    const id = await write(db, (tx) =>
      recordRequest(
        tx,
        {
          kind,
          receivedOn: '2026-11-20',
          codeHash: by.id ? referenceHash(secret, panelCode(secret, by.id)) : null,
          addressHash: by.address ? addressHash(secret, by.address) : null,
          newAddress: by.newAddress ?? null,
          identityAskedOn: null,
          personId: 'one',
        },
        at('2026-11-20'),
      ),
    )
    return (await requestById(db, id))!
  }
  const carryOut = async (asked: Awaited<ReturnType<typeof request>>) => {
    const sign = async (personId: string) => {
      const { digest } = await findFor(db, secret, asked, '2026-11-20')
      const signer = { id: asked.id, personId, session: `session of ${personId}`, digest }
      return write(db, (tx) => signRequest(tx, secret, signer, at('2026-11-20')))
    }
    expect(await sign('one')).toBe('first')
    expect(await sign('two')).toBe('done')
  }

  test('is found by code and by address, and copied from every store that holds it', async () => {
    const id = await join('copy@example.org', '2026-10-01')
    for (const by of [{ id }, { address: 'copy@example.org' }]) {
      const asked = await request('access', by)
      const { found, unfound } = await findFor(db, secret, asked, '2026-11-20')
      expect(found).toMatchObject([{ store: 'panel', ids: [id], does: 'show' }])
      expect(unfound).not.toContain('code_unknown')
      expect(await dataOf(db, found)).toMatchObject({
        'citizens-panel.json': [{ address: 'copy@example.org', wording: 'Join.', profile: { ethnicGroup: 'asian' } }],
      })
    }
  })

  test('goes from every store when two people have signed, with what waits for the address', async () => {
    const id = await join('erase@example.org', '2026-10-01')
    const message = { to: 'erase@example.org', subject: 'S', body: 'B', about: 'panel:invitation' }
    await write(db, (tx) => enqueue(tx, message, at('2026-10-02')))
    const asked = await request('erasure', { address: 'erase@example.org' })
    await carryOut(asked)
    for (const table of ['panel_contact', 'panel_profile'] as const)
      expect(await db.selectFrom(table).selectAll().where('member_id', '=', id).execute()).toEqual([])
    expect(await db.selectFrom('panel_member').selectAll().where('id', '=', id).execute()).toEqual([])
    expect(await db.selectFrom('outbox').selectAll().where('to_address', '=', 'erase@example.org').execute()).toEqual(
      [],
    )
    expect(await departures(db)).toContainEqual({ month: '2026-11', why: 'erased', people: 1 })
    expect((await requestById(db, asked.id))!.closedOn).toBe('2026-11-20')
  })

  test('an address is put right in the one place it is kept', async () => {
    const id = await join('wrong@example.org', '2026-10-01')
    await carryOut(await request('rectification', { id, newAddress: 'right@example.org' }))
    const contact = await db
      .selectFrom('panel_contact')
      .select('address')
      .where('member_id', '=', id)
      .executeTakeFirst()
    expect(contact?.address).toBe('right@example.org')
  })

  test('goes by itself: unconfirmed after a week, a member after three years; a count stays', async () => {
    await join('late@example.org', '2026-10-01', false)
    const standing = async (kind: string, day: string) =>
      (await retentionNow(db, at(day))).find((one) => one.kind === kind)
    expect(await standing('panel_asked', '2026-10-08')).toMatchObject({ count: 0, next: '2026-10-09' })
    expect(await standing('panel_asked', '2026-10-09')).toMatchObject({ count: 1 })
    await dropOutdated(db, at('2026-10-09'))
    expect(
      await db.selectFrom('panel_contact').select('address').where('address', '=', 'late@example.org').execute(),
    ).toEqual([])
    expect(await standing('panel', '2029-10-01')).toMatchObject({ count: 0, next: '2029-10-02' })
    expect(await standing('panel', '2029-10-02')).toMatchObject({ count: 2 })
    await dropOutdated(db, at('2029-10-02'))
    expect(await db.selectFrom('panel_member').selectAll().execute()).toEqual([])
    expect(await departures(db)).toContainEqual({ month: '2029-10', why: 'three_years', people: 2 })
    expect(await standing('panel', '2029-10-02')).toMatchObject({ deleted: 2, deletedOn: '2029-10-02' })
  })
})
