import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../london-day.ts'
import { askedQuestions } from '../register/asked-question-store.server.ts'
import { questionLines } from '../register/register-entry.ts'
import { publicRegister } from '../register/register-store.server.ts'
import { type EvidenceItem, searchText } from './evidence.ts'

/** A past exercise as the library shows it, with everything it is found by. */
export type ExerciseEvidence = EvidenceItem & { exerciseId: string; searched: string }

/**
 * What each exercise that has published its results found. Read from the exercise itself, so that nothing has to be
 * added by hand and a reissue is never behind.
 */
export async function exerciseEvidence(db: Handle, today: string): Promise<ExerciseEvidence[]> {
  const rows = (await publicRegister(db, today)).filter((row) => row.resultsOn !== null)
  const ids = rows.map(({ id }) => id)
  const within = ['', ...ids]
  const [built, answers] = [await askedQuestions(db, ids), await answersOf(db, within)]
  const typed = await db
    .selectFrom('register_entry')
    .select(['exercise_id', 'questions'])
    .where('exercise_id', 'in', within)
    .execute()
  const juries = await db
    .selectFrom('jury')
    .select(['exercise_id', 'slug', 'question'])
    .where('report_published_at', 'is not', null)
    .where('exercise_id', 'in', within)
    .execute()
  const organisations = await db.selectFrom('organisation').select(['id', 'name']).execute()
  const areas = await db.selectFrom('area').select(['id', 'name']).execute()
  return rows.map((row): ExerciseEvidence => {
    const jury = juries.find(({ exercise_id }) => exercise_id === row.id)
    const own = answers.get(row.id)
    const by = organisations.find(({ id }) => id === row.runBy)?.name ?? row.runBy
    const lines = questionLines(typed.find(({ exercise_id }) => exercise_id === row.id)?.questions ?? '')
    const questions = [
      ...[...lines, ...(jury ? [jury.question] : [])].map((text) => ({ text, options: [] })),
      ...(built.get(row.id) ?? []),
    ]
    const results = own ? `consultations/${row.slug}/${own.page}` : jury ? `juries/${jury.slug}/report` : null
    return {
      id: row.id,
      exerciseId: row.id,
      kind: 'exercise',
      title: row.title,
      by,
      onDate: row.closesOn ?? londonDay(new Date(row.resultsOn!)),
      summary: row.decision,
      answers: own?.answers ?? row.reached,
      profileNote: row.profileNote,
      reference: !results && row.askedElsewhere ? row.address : '',
      results,
      whatChanged: row.whatChanged,
      themeIds: row.themeIds,
      areaIds: row.areaIds,
      groups: row.groups,
      questions,
      used: 0,
      searched: searchText(
        row.title,
        by,
        row.decision,
        row.whatChanged,
        ...questions.flatMap(({ text, options }) => [text, ...options]),
        ...areas.filter(({ id }) => row.areaIds.includes(id)).map(({ name }) => name),
      ),
    }
  })
}

/** Whether an exercise stands in the library: read of this one alone. */
export const hasPublishedResults = async (db: Handle, exerciseId: string, today: string): Promise<boolean> =>
  (await publicRegister(db, today, { id: exerciseId })).some((row) => row.resultsOn !== null)

/** How many answers the newest published results of each exercise rest on, and the last part of their address. */
async function answersOf(db: Handle, exerciseIds: readonly string[]) {
  const found = new Map<string, { answers: number; page: 'list' | 'results' }>()
  const pages = [
    ['priority_list', 'list'],
    ['form_result', 'results'],
  ] as const
  for (const [table, page] of pages) {
    const rows = await db
      .selectFrom(`${table} as p`)
      .innerJoin('snapshot as s', 's.id', 'p.snapshot_id')
      .select(['p.exercise_id', 's.rows'])
      .where('p.published_at', 'is not', null)
      .where('p.exercise_id', 'in', exerciseIds)
      .orderBy('p.version')
      .execute()
    for (const { exercise_id, rows: answers } of rows) found.set(exercise_id, { answers, page })
  }
  return found
}
