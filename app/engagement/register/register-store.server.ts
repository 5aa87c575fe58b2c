import type { Handle } from '../../../db/connect.ts'
import { exerciseState } from '../exercise.ts'
import { joinedToEach } from '../partner-store.server.ts'
import { extensionsOfEach } from '../publishing/extension-store.server.ts'
import { entriesOf } from './register-entry-store.server.ts'
import { possibleDays, type RegisterRow } from './register-row.ts'

/**
 * Every published exercise with what the register keeps of it, or one of them, the newest closing first. Trial juries are
 * left out.
 */
export async function publicRegister(
  db: Handle,
  today: string,
  one: { slug?: string; id?: string } = {},
): Promise<RegisterRow[]> {
  let query = db
    .selectFrom('exercise as e')
    .selectAll('e')
    .where('e.published_at', 'is not', null)
    .where('e.id', 'not in', trialJuries(db))
  if (one.slug !== undefined) query = query.where('e.slug', '=', one.slug)
  if (one.id !== undefined) query = query.where('e.id', '=', one.id)
  const exercises = await query.orderBy('e.id').execute()
  const ids = exercises.map((exercise) => exercise.id)
  const [entries, areas, results] = [await entriesOf(db, ids), await areasOf(db, ids), await resultsOf(db, ids)]
  const partners = await joinedToEach(db, ids)
  const extensions = await extensionsOfEach(db, ids)
  const rows = exercises.map((e): RegisterRow => {
    const { questions: _, panelSampleId: __, ...entry } = entries.get(e.id)!
    const days = possibleDays({
      opensOn: e.opens_on,
      closesOn: e.closes_on,
      resultsBy: e.results_by,
      decisionOn: e.decision_on,
      changedBy: e.changed_by,
    })
    return {
      ...entry,
      ...days,
      id: e.id,
      slug: e.slug,
      kind: e.kind,
      title: e.title,
      decision: e.decision,
      decidedBy: e.decided_by,
      runBy: e.run_by,
      partnerIds: partners.get(e.id) ?? [],
      commissionedBy: e.commissioned_by,
      paidBy: e.paid_by,
      legalBasis: e.legal_basis,
      publishedAt: e.published_at!,
      state: exerciseState({ publishedAt: e.published_at, ...days }, today),
      extensions: extensions.get(e.id) ?? [],
      areaIds: areas.get(e.id) ?? [],
      resultsOn: results.get(e.id) ?? entry.resultsOn,
    }
  })
  const key = (row: RegisterRow) => row.closesOn ?? '9999-12-31'
  return rows.sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0))
}

/** How many plans each partner has that are not public yet: that there are some is all the public is told. */
export async function plansInPreparation(db: Handle): Promise<{ organisation: string; plans: number }[]> {
  const rows = await db
    .selectFrom('exercise as e')
    .innerJoin('organisation as o', 'o.id', 'e.run_by')
    .select((eb) => ['o.name as organisation', eb.fn.countAll().as('plans')] as const)
    .where('e.published_at', 'is', null)
    .where('e.id', 'not in', trialJuries(db))
    .groupBy('o.name')
    .orderBy('o.name')
    .execute()
  return rows.map(({ organisation, plans }) => ({ organisation, plans: Number(plans) }))
}

const trialJuries = (db: Handle) => db.selectFrom('jury').select('exercise_id').where('practice', '=', 1)

/** The areas each exercise names. */
async function areasOf(db: Handle, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('exercise_area')
    .selectAll()
    .where('exercise_id', 'in', ids.length ? [...ids] : [''])
    .orderBy('area_id')
    .execute()
  const areas = new Map<string, string[]>()
  for (const { exercise_id, area_id } of rows) areas.set(exercise_id, [...(areas.get(exercise_id) ?? []), area_id])
  return areas
}

/** When the first list or report of each exercise was published. */
async function resultsOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, string>> {
  const within = ['', ...exerciseIds]
  const [lists, forms] = [
    await db
      .selectFrom('priority_list')
      .select(['exercise_id', 'published_at'])
      .where('published_at', 'is not', null)
      .where('exercise_id', 'in', within)
      .execute(),
    await db
      .selectFrom('form_result')
      .select(['exercise_id', 'published_at'])
      .where('published_at', 'is not', null)
      .where('exercise_id', 'in', within)
      .execute(),
  ]
  const reports = await db
    .selectFrom('jury')
    .select(['exercise_id', 'report_published_at as published_at'])
    .where('report_published_at', 'is not', null)
    .where('exercise_id', 'in', within)
    .execute()
  const first = new Map<string, string>()
  for (const { exercise_id, published_at } of [...lists, ...forms, ...reports]) {
    const known = first.get(exercise_id)
    if (!known || published_at! < known) first.set(exercise_id, published_at!)
  }
  return first
}
