import type { Handle } from '../../../db/connect.ts'

/** Whom a draw drew and whom it put next, with names: for the jury manager alone, and only once it is decided. */
export async function drawnOf(db: Handle, drawId: string) {
  const people = await db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_draw as d', 'd.id', 'p.draw_id')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .leftJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
    .select(['a.id', 'a.external_id as externalId', 'a.status', 'a.alternate_rank as rank'])
    .select(['a.selection_run_id as run', 'c.first_name', 'c.last_name'])
    .where('p.draw_id', '=', drawId)
    .where('d.state', '=', 'concluded')
    .where((eb) => eb.or([eb('a.selection_run_id', '=', drawId), eb('a.alternate_rank', 'is not', null)]))
    .orderBy('a.external_id')
    .execute()
  const shown = people.map(({ id, externalId, status, rank, run, first_name, last_name }) => ({
    id,
    externalId,
    status,
    rank,
    run,
    name: `${first_name ?? ''} ${last_name ?? ''}`.trim(),
  }))
  return {
    selected: shown.filter(({ run }) => run === drawId),
    alternates: shown.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank!),
  }
}

/** The draw that stands: announced and waiting for its chance, or decided. From then on it alone gives seats. */
export const standingDraw = (db: Handle, juryId: string) =>
  db
    .selectFrom('jury_draw')
    .select(['id', 'state'])
    .where('jury_id', '=', juryId)
    .where('state', 'in', ['announced', 'concluded'])
    .executeTakeFirst()

/** The draws of a jury that were given up, the newest first. */
export async function givenUpDraws(db: Handle, juryId: string): Promise<string[]> {
  const draws = db.selectFrom('jury_draw').select('id').where('jury_id', '=', juryId).where('state', '=', 'given_up')
  return (await draws.orderBy('number', 'desc').execute()).map(({ id }) => id)
}

/** Whether a draw of this jury was ever announced here, given up or not: then seats come from a draw here alone. */
export async function wasDrawnHere(db: Handle, juryId: string): Promise<boolean> {
  const announced = db
    .selectFrom('jury_draw')
    .select('id')
    .where('jury_id', '=', juryId)
    .where('number', 'is not', null)
  return (await announced.limit(1).executeTakeFirst()) !== undefined
}

/** Who stood in the pool that a draw was announced of: nobody else is drawn by it or stands by after it. */
export async function applicationsOfDraw(db: Handle, drawId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('jury_draw_person').select('application_id').where('draw_id', '=', drawId).execute()
  return new Set(rows.map((row) => row.application_id))
}

/** Whether somebody sits or stands by who was put there by a list that somebody wrote, and by no draw. */
export async function hasListedMembers(db: Handle, juryId: string): Promise<boolean> {
  const listed = db
    .selectFrom('jury_member as m')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .select('m.id')
    .where('m.jury_id', '=', juryId)
    .where('m.state', 'in', ['seated', 'alternate'])
    .where('j.application_id', 'is', null)
  return (await listed.limit(1).executeTakeFirst()) !== undefined
}

/** Whether a draw of this jury has been decided and stands. */
export async function hasConcludedDraw(db: Handle, juryId: string): Promise<boolean> {
  const draws = db.selectFrom('jury_draw').select('id').where('jury_id', '=', juryId)
  return (await draws.where('state', '=', 'concluded').limit(1).executeTakeFirst()) !== undefined
}
