import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'

export interface Arrangement {
  memberId: string
  kind: string
  detail: string
  state: 'open' | 'arranged' | 'not_needed'
}

/** What somebody said they need when they registered. */
export const needsGivenBy = (db: Handle, applicationId: string) =>
  db
    .selectFrom('jury_need')
    .select(['kind', 'detail'])
    .where('application_id', '=', applicationId)
    .orderBy('kind')
    .execute()

/** What has been asked for and arranged, by badge; what is still open first within a badge. */
export function arrangementsOf(db: Handle, juryId: string): Promise<Arrangement[]> {
  return db
    .selectFrom('juror_arrangement as a')
    .innerJoin('jury_member as m', 'm.id', 'a.member_id')
    .select(['a.member_id as memberId', 'a.kind', 'a.detail', 'a.state'])
    .where('m.jury_id', '=', juryId)
    .orderBy('m.badge')
    .orderBy('a.state', 'desc')
    .orderBy('a.kind')
    .execute()
}

/** Enters needs that are new to this member; what is there already stays as it stands. */
export async function addNeeds(
  tx: Tx,
  memberId: string,
  needs: readonly { kind: string; detail: string }[],
  personId: string,
  today: string,
): Promise<void> {
  if (!needs.length) return
  const rows = needs.map(({ kind, detail }) => ({
    id: randomUUID() as string,
    member_id: memberId,
    kind,
    detail,
    state: 'open' as const,
    changed_on: today,
    changed_by: personId,
  }))
  await tx
    .insertInto('juror_arrangement')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['member_id', 'kind']).doNothing())
    .execute()
}

/** Writes one arrangement of a member, new or changed. */
export async function saveArrangement(tx: Tx, given: Arrangement & { personId: string }, today: string): Promise<void> {
  const columns = { detail: given.detail, state: given.state, changed_on: today, changed_by: given.personId }
  await tx
    .insertInto('juror_arrangement')
    .values({ id: randomUUID(), member_id: given.memberId, kind: given.kind, ...columns })
    .onConflict((conflict) => conflict.columns(['member_id', 'kind']).doUpdateSet(columns))
    .execute()
}
