import type { Handle } from '../../../db/connect.ts'
import { paidToGroups } from '../../consultations/groups/group-payment-store.server.ts'
import { complaintYear } from '../../people/complaint.ts'
import { complaintDays } from '../../people/complaint-store.server.ts'
import { isShortNotice } from '../notices/notice.ts'
import { compactTold } from '../notices/notice-store.server.ts'
import { practiceOf } from '../practice-store.server.ts'
import type { RegisterRow } from '../register/register-row.ts'
import { publicRegister } from '../register/register-store.server.ts'
import { named, registerNames } from '../register/register-view.server.ts'
import { auditTotals, auditYearOf, type PublishedGroups, participation } from './audit.ts'

/** Years with something to account for, the newest first. */
export async function auditYears(db: Handle, today: string): Promise<number[]> {
  const years = (await publicRegister(db, today)).flatMap((row) => auditYearOf(row) ?? [])
  return [...new Set(years)].filter((year) => year <= Number(today.slice(0, 4))).sort((a, b) => b - a)
}

/** Everything asked in a year, from the register and the published results: who, whom, what, when, cost, reach, what changed. */
export async function auditOf(db: Handle, year: number, today: string) {
  const all = (await publicRegister(db, today)).filter((row) => auditYearOf(row) === year)
  const answered = await answeredHere(db, all)
  const paid = await paidToGroups(
    db,
    all.map(({ id }) => id),
  )
  const names = await registerNames(db, today)
  const rows = all
    .map((row) => ({
      ...named({ ...row, reached: row.reached ?? answered.get(row.id) ?? null }, names),
      groupsPence: paid.get(row.id) ?? 0,
    }))
    .sort((a, b) => (a.closesOn ?? '').localeCompare(b.closesOn ?? '') || a.title.localeCompare(b.title))
  const tables = await publishedGroups(
    db,
    rows.map(({ id }) => id),
  )
  const practice = await practiceOf(db)
  const told = await compactTold(
    db,
    rows.map(({ id }) => id),
  )
  const noticeOf = (id: string) => {
    const notice = told.get(id)
    if (!notice) return null
    const isShort = notice.closesOn !== null && isShortNotice(notice.on, notice.closesOn, practice)
    return { on: notice.on, isShort, weeks: practice['compact.notice_weeks'], because: notice.because }
  }
  return {
    rows: rows.map((row) => ({ ...row, notice: noticeOf(row.id) })),
    totals: auditTotals(rows),
    takingPart: participation(tables, practice['publish.round']),
    tables: tables.length,
    complaints: complaintYear(await complaintDays(db), year, practice['publish.min_cell'], today),
  }
}

export type AuditRow = Awaited<ReturnType<typeof auditOf>>['rows'][number]

/** How many answers a closed consultation on this site counted, by its closing snapshot: that number never changes. */
async function answeredHere(db: Handle, rows: readonly RegisterRow[]): Promise<Map<string, number>> {
  const closed = rows.filter(({ state, askedElsewhere }) => state === 'closed' && !askedElsewhere).map(({ id }) => id)
  const snapshots = await db
    .selectFrom('snapshot')
    .select(['exercise_id as id', 'rows'])
    .where('stage', '=', 'closing')
    .where('exercise_id', 'in', ['', ...closed])
    .execute()
  return new Map(snapshots.map(({ id, rows: people }) => [id, Number(people)]))
}

/** Who answered, as the newest published list or results of each exercise say it. */
async function publishedGroups(db: Handle, exerciseIds: readonly string[]): Promise<PublishedGroups[][]> {
  const newest = async (table: 'priority_list' | 'form_result') => {
    const versions = await db
      .selectFrom(table)
      .select(['exercise_id', 'result'])
      .where('published_at', 'is not', null)
      .where('exercise_id', 'in', ['', ...exerciseIds])
      .orderBy('exercise_id')
      .orderBy('version', 'desc')
      .execute()
    return versions.filter((one, i) => versions[i - 1]?.exercise_id !== one.exercise_id).map(({ result }) => result)
  }
  const lists = (await newest('priority_list')).map(
    (result) => (JSON.parse(result) as { coverage?: PublishedGroups[] }).coverage ?? [],
  )
  const forms = (await newest('form_result')).map((result) =>
    Object.entries((JSON.parse(result) as { groups?: Record<string, PublishedGroups['groups']> }).groups ?? {}).map(
      ([margin, groups]) => ({ margin, groups }),
    ),
  )
  return [...lists, ...forms]
}

/** Closed exercises of an organisation (of all for null) of which nobody has recorded what they cost. */
export async function withoutCost(db: Handle, organisationId: string | null, today: string) {
  return (await publicRegister(db, today)).filter(
    (row) =>
      row.state === 'closed' &&
      row.costPounds === null &&
      (organisationId === null || row.runBy === organisationId) &&
      auditYearOf(row) === Number(today.slice(0, 4)),
  )
}
