import type { Handle, Tx } from '../../../db/connect.ts'
import { payHonoraria } from '../support/payment-store.server.ts'

export interface Attendance {
  memberId: string
  present: boolean
  /** `HH:MM`; null for somebody who did not come. */
  arrivedAt: string | null
}

/** Who came to a session, and when. Nobody is in it who was not looked for yet. */
export async function attendanceOf(db: Handle, sessionId: string): Promise<Map<string, Attendance>> {
  const rows = await db
    .selectFrom('juror_attendance')
    .select(['member_id as memberId', 'present', 'arrived_at as arrivedAt'])
    .where('session_id', '=', sessionId)
    .execute()
  return new Map(rows.map((row) => [row.memberId, { ...row, present: row.present === 1 }]))
}

/** Enters that somebody came or did not. Whoever came is owed the day, alternates of the first day too (J-10). */
export async function saveAttendance(tx: Tx, sessionId: string, given: Attendance): Promise<void> {
  const columns = { present: given.present ? 1 : 0, arrived_at: given.arrivedAt }
  await tx
    .insertInto('juror_attendance')
    .values({ session_id: sessionId, member_id: given.memberId, ...columns })
    .onConflict((conflict) => conflict.columns(['session_id', 'member_id']).doUpdateSet(columns))
    .execute()
  await payHonoraria(tx, given.memberId)
}
