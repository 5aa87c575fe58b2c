import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { emptyEntry, type RegisterEntry } from './register-entry.ts'

/** What the register keeps of some exercises; one that nobody has filled in yet is empty, with the level of its areas. */
export async function entriesOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, RegisterEntry>> {
  const ids = exerciseIds.length ? [...exerciseIds] : ['']
  const exercises = await db.selectFrom('exercise').select(['id', 'asked_elsewhere']).where('id', 'in', ids).execute()
  const entries = await db.selectFrom('register_entry').selectAll().where('exercise_id', 'in', ids).execute()
  const themes = await db
    .selectFrom('exercise_theme as e')
    .innerJoin('theme as t', 't.id', 'e.theme_id')
    .select(['e.exercise_id', 't.id'])
    .where('e.exercise_id', 'in', ids)
    .orderBy('t.position')
    .execute()
  const tags = await db.selectFrom('exercise_tag').selectAll().where('exercise_id', 'in', ids).orderBy('code').execute()
  const areas = await db
    .selectFrom('exercise_area as e')
    .innerJoin('area as a', 'a.id', 'e.area_id')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select(['e.exercise_id', 's.kind'])
    .where('e.exercise_id', 'in', ids)
    .execute()
  const own = <T extends { exercise_id: string }>(rows: readonly T[], id: string) =>
    rows.filter((row) => row.exercise_id === id)
  return new Map(
    exercises.map(({ id, asked_elsewhere }) => {
      const [row] = own(entries, id)
      const codes = (kind: string) =>
        own(tags, id)
          .filter((tag) => tag.kind === kind)
          .map((tag) => tag.code)
      const entry: RegisterEntry = {
        ...emptyEntry(own(areas, id).map((area) => area.kind)),
        ...(row && {
          level: row.level,
          statute: row.statute,
          address: row.address,
          questions: row.questions,
          panelSampleId: row.panel_sample_id,
          costPounds: row.cost_pounds,
          staffHours: row.staff_hours,
          reachExpected: row.reach_expected,
          reached: row.reached,
          profileNote: row.profile_note,
          whatChanged: row.what_changed,
          whatChangedOn: row.what_changed_on,
          resultsOn: row.results_on,
          lateReason: row.late_reason,
        }),
        themeIds: own(themes, id).map((theme) => theme.id),
        groups: codes('group'),
        methods: codes('method'),
        askedElsewhere: asked_elsewhere === 1,
      }
      return [id, entry]
    }),
  )
}

export const entryOf = async (db: Handle, exerciseId: string): Promise<RegisterEntry> =>
  (await entriesOf(db, [exerciseId])).get(exerciseId) ?? emptyEntry([])

/** Saves what the register keeps of one exercise, whole. */
export async function saveEntry(
  tx: Tx,
  exerciseId: string,
  entry: RegisterEntry,
  personId: string,
  now: Date,
): Promise<void> {
  const row = {
    level: entry.level,
    statute: entry.statute,
    address: entry.address,
    questions: entry.questions,
    panel_sample_id: entry.panelSampleId,
    cost_pounds: entry.costPounds,
    staff_hours: entry.staffHours,
    reach_expected: entry.reachExpected,
    reached: entry.reached,
    profile_note: entry.profileNote,
    what_changed: entry.whatChanged,
    what_changed_on: entry.whatChangedOn,
    results_on: entry.resultsOn,
    late_reason: entry.lateReason,
    updated_at: now.toISOString(),
  }
  await tx
    .insertInto('register_entry')
    .values({ exercise_id: exerciseId, ...row })
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(row))
    .execute()
  await tx
    .updateTable('exercise')
    .set({ asked_elsewhere: entry.askedElsewhere ? 1 : 0 })
    .where('id', '=', exerciseId)
    .execute()
  await tx.deleteFrom('exercise_theme').where('exercise_id', '=', exerciseId).execute()
  await tx.deleteFrom('exercise_tag').where('exercise_id', '=', exerciseId).execute()
  const themes = [...new Set(entry.themeIds)].map((theme_id) => ({ exercise_id: exerciseId, theme_id }))
  const tags = (['group', 'method'] as const).flatMap((kind) =>
    [...new Set(kind === 'group' ? entry.groups : entry.methods)].map((code) => ({
      exercise_id: exerciseId,
      kind,
      code,
    })),
  )
  if (themes.length) await tx.insertInto('exercise_theme').values(themes).execute()
  if (tags.length) await tx.insertInto('exercise_tag').values(tags).execute()
  await logAct(tx, now, { personId, did: 'filled in the register', objectKind: 'exercise', objectId: exerciseId })
}

/** The partnership's themes in their order. */
export const themesInOrder = (db: Handle) =>
  db.selectFrom('theme').select(['id', 'title']).orderBy('position').orderBy('id').execute()

/** Lists of people who agreed to be asked again, by name. */
export const panelSamples = (db: Handle) =>
  db.selectFrom('panel_sample').selectAll().orderBy('name').orderBy('id').execute()
