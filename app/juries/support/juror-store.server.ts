import type { Handle, Tx } from '../../../db/connect.ts'
import type { Honorarium } from '../../../db/tables/seating.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { NoteShown } from '../seats/seat-store.server.ts'
import { payHonoraria } from './payment-store.server.ts'

/** What belongs to a member beside the seat. Members from a list have it once something is entered for them. */
export interface Juror {
  memberId: string
  badge: string
  state: 'seated' | 'withdrawn' | 'left' | 'alternate'
  applicationId: string | null
  badgeName: string
  honorarium: Honorarium | null
  noteShownOn: string | null
  noteShownHow: NoteShown['how'] | null
}

const selectJurors = (db: Handle, juryId: string) =>
  db
    .selectFrom('jury_member as m')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .select(['m.id as memberId', 'm.badge', 'm.state', 'j.application_id as applicationId', 'j.badge_name'])
    .select(['j.honorarium', 'j.note_shown_on as noteShownOn', 'j.note_shown_how as noteShownHow'])
    .where('m.jury_id', '=', juryId)

/** The jury's members by badge, with what each chose. */
export async function jurorsOf(db: Handle, juryId: string): Promise<Juror[]> {
  const rows = await selectJurors(db, juryId).orderBy('m.badge').execute()
  return rows.map(({ badge_name, ...row }) => ({ ...row, badgeName: badge_name ?? '' }))
}

/** The name a juror wants to be seen with; empty for the number alone. */
export async function saveBadgeName(tx: Tx, memberId: string, badgeName: string): Promise<void> {
  await tx
    .insertInto('juror')
    .values({ ...unasked(memberId), badge_name: badgeName })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ badge_name: badgeName }))
    .execute()
}

/**
 * How a juror wants the honorarium. Without the note on benefits having been shown, now or before, nothing is taken
 * (J-12): returns false then.
 */
export async function chooseHonorarium(
  tx: Tx,
  given: { juryId: string; memberId: string; honorarium: Honorarium; note: NoteShown | null; personId: string },
  today: string,
  now: Date,
): Promise<boolean> {
  const { juryId, memberId, honorarium, note, personId } = given
  const before = await tx
    .selectFrom('juror')
    .select('note_shown_on')
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!note && !before?.note_shown_on) return false
  const shown = note ? { note_shown_on: today, note_shown_how: note.how, note_wording: note.wording } : {}
  const columns = { honorarium, chosen_on: today, ...shown }
  await tx
    .insertInto('juror')
    .values({ ...unasked(memberId), ...columns })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(columns))
    .execute()
  await payHonoraria(tx, memberId)
  await logAct(tx, now, { personId, did: 'entered how a juror is paid', objectKind: 'jury', objectId: juryId })
  return true
}

const unasked = (memberId: string) => ({
  member_id: memberId,
  application_id: null,
  badge_name: '',
  honorarium: null,
  chosen_on: null,
  note_shown_on: null,
  note_shown_how: null,
  note_wording: '',
})
