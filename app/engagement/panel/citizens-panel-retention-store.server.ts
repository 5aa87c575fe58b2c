import type { Handle, Tx } from '../../../db/connect.ts'
import { removeMembers } from './citizens-panel-store.server.ts'

/** How many are from before a day, and the first day there is. */
interface Standing {
  count: number
  first: string | null
}

/** Addresses that nobody has confirmed. */
export const panelAsked = (db: Handle, before: string): Promise<Standing> =>
  standing(
    db
      .selectFrom('panel_member')
      .select((eb) => [
        eb.fn.min('asked_on').as('first'),
        eb.fn.countAll<number>().filterWhere('asked_on', '<', before).as('n'),
      ])
      .where('joined_on', 'is', null)
      .executeTakeFirst(),
  )

/** Members who have stayed as long as anybody may (rule CP-1). */
export const panelStayed = (db: Handle, before: string): Promise<Standing> =>
  standing(
    db
      .selectFrom('panel_member')
      .select((eb) => [
        eb.fn.min('joined_on').as('first'),
        eb.fn.countAll<number>().filterWhere('joined_on', '<', before).as('n'),
      ])
      .where('joined_on', 'is not', null)
      .executeTakeFirst(),
  )

async function standing(asked: Promise<{ first: string | null; n: number } | undefined>): Promise<Standing> {
  const row = await asked
  return { count: Number(row?.n ?? 0), first: row?.first ?? null }
}

export async function dropUnconfirmed(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('panel_contact_change').where('asked_on', '<', before).execute()
  await tx.deleteFrom('panel_member').where('joined_on', 'is', null).where('asked_on', '<', before).execute()
}

export async function dropStayed(tx: Tx, before: string, now: Date): Promise<void> {
  const rows = await tx.selectFrom('panel_member').select('id').where('joined_on', '<', before).execute()
  await removeMembers(
    tx,
    rows.map(({ id }) => id),
    'three_years',
    now,
  )
}
