import type { Handle } from '../../../db/connect.ts'
import { arrangementsOf } from '../support/arrangement-store.server.ts'
import { jurorsOf } from '../support/juror-store.server.ts'
import { isRoomKind } from '../support/support.ts'

/** A person as the day knows them: number, the name they chose, what they need. Nothing else of them is read. */
export interface SheetPerson {
  memberId: string
  badge: string
  badgeName: string
  state: 'seated' | 'withdrawn' | 'left' | 'alternate'
  needs: { kind: string; detail: string; state: 'open' | 'arranged' | 'not_needed' }[]
}

/**
 * The jury's people for a day, by badge. `everything` adds what is between juror and manager (care, transport); without
 * it there are only needs that matter in the room.
 */
export async function seatedSheet(
  db: Handle,
  juryId: string,
  { everything }: { everything: boolean },
): Promise<SheetPerson[]> {
  const needs = (await arrangementsOf(db, juryId)).filter(
    ({ kind, state }) => state !== 'not_needed' && (everything || isRoomKind(kind)),
  )
  return (await jurorsOf(db, juryId)).map(({ memberId, badge, badgeName, state }) => ({
    memberId,
    badge,
    badgeName,
    state,
    needs: needs
      .filter((need) => need.memberId === memberId)
      .map(({ kind, detail, state }) => ({ kind, detail, state })),
  }))
}
