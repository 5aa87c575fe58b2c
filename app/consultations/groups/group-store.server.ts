import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { referenceFor } from '../../ledger/reference-code.ts'
import { shownCount } from './way-in.ts'

interface NewGroup {
  /** Only the demonstration names one. */
  id?: string
  consultationId: string
  name: string
  partner: string
  personId: string
}

/** Gives a group a code of its own; undefined when the consultation has a group of this name. */
export async function createGroup(tx: Tx, secret: string, group: NewGroup, now: Date): Promise<string | undefined> {
  const id = group.id ?? randomUUID()
  const code = referenceFor(secret, `group:${id}`)
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('community_group')
    .values({
      id,
      consultation_id: group.consultationId,
      name: group.name,
      partner: group.partner,
      code,
      created_by: group.personId,
      created_at: now.toISOString(),
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!added) return undefined
  await logAct(tx, now, { personId: group.personId, did: 'group.created', objectKind: 'community_group', objectId: id })
  return code
}

/** Ends a group's link: answers that came under it stay. False when there is none to end. */
export async function closeGroup(
  tx: Tx,
  { id, consultationId, personId }: { id: string; consultationId: string; personId: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('community_group')
    .set({ closed_at: now.toISOString() })
    .where('id', '=', id)
    .where('consultation_id', '=', consultationId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!Number(numUpdatedRows)) return false
  await logAct(tx, now, { personId, did: 'group.closed', objectKind: 'community_group', objectId: id })
  return true
}

/** The groups of a consultation by name, each with its count as far as it may be shown. */
export async function groupsOf(db: Handle, consultationId: string) {
  const rows = await db
    .selectFrom('community_group')
    .select(['id', 'name', 'partner', 'code', 'closed_at as closedAt'])
    .where('consultation_id', '=', consultationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map(async (row) => ({ ...row, count: await groupCount(db, row.id) })))
}

/** The group of a code, with the address of its consultation. */
export const groupByCode = (db: Handle, code: string) =>
  db
    .selectFrom('community_group as g')
    .innerJoin('consultation as c', 'c.id', 'g.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['g.id', 'g.name', 'g.partner', 'g.code', 'g.closed_at as closedAt', 'e.slug'])
    .where('g.code', '=', code)
    .executeTakeFirst()

/** How many have answered under a group's code: a number from ten on, and nothing else of any answer. */
export async function groupCount(db: Handle, groupId: string): Promise<number | null> {
  const { people } = await db
    .selectFrom('response')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('group_id', '=', groupId)
    .where('status', 'not in', ['withdrawn', 'quarantined'])
    .executeTakeFirstOrThrow()
  return shownCount(Number(people))
}
