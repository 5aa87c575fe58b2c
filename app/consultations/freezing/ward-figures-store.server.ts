import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { publishRule } from '../../engagement/practice.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import type { SeatKind } from '../../engagement/register/register-entry.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { areaFigures, type SeatsOfAnswer } from '../results/area-figures.ts'
import type { FormResults } from '../results/result.ts'
import type { FormResultsInput } from '../results/results-input.ts'
import { type DistrictCounts, type SeatCounts, type WardFigures, wardFigures } from './ward-figures.ts'

/** The answers of a form of an officer's own with what was made of them. */
export interface FormCounted {
  input: FormResultsInput
  results: FormResults
}

/**
 * Freezes what the people of each ward and division said, beside the analysis and in its transaction, and of each
 * district what they said to a form. Nothing is written where there is nothing of the kind, so that a partnership without
 * wards keeps the records it had.
 */
export async function freezeWards(
  tx: Tx,
  { exerciseId, consultationId, form }: { exerciseId: string; consultationId: string; form?: FormCounted },
  now: Date,
): Promise<void> {
  const seats = [...(await countsOf(tx, consultationId, 'ward')), ...(await countsOf(tx, consultationId, 'division'))]
  const questions = form && areaFigures(form.input, form.results, await seatsOfAnswers(tx, consultationId))
  if (!seats.length && !questions?.length) return
  const rule = publishRule(await practiceOf(tx))
  const districts = await districtCounts(tx, consultationId)
  const figures = wardFigures(exerciseId, { seats, districts }, rule, questions)
  const content = canonicalJson(figures as unknown as Canonical)
  const row = { exercise_id: exerciseId, content, hash: sha256(content), frozen_on: londonDay(now) }
  await tx.insertInto('ward_figures').values(row).execute()
  await record(tx, 'wards.frozen', { exercise: exerciseId, hash: row.hash }, row.frozen_on)
}

const columnOf = { ward: 'r.ward_id', division: 'r.division_id' } as const

async function countsOf(db: Handle, consultationId: string, kind: SeatKind): Promise<SeatCounts[]> {
  const column = columnOf[kind]
  const counted = db
    .selectFrom('response as r')
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', 'counted')
    .where(column, 'is not', null)
  const bases = await counted
    .select((eb) => [eb.ref(column).as('seat'), eb.fn.countAll<number>().as('people')])
    .groupBy(column)
    .orderBy(column)
    .execute()
  const picks = await counted
    .innerJoin('response_pick as p', 'p.response_id', 'r.id')
    .innerJoin('question_option as o', 'o.id', 'p.option_id')
    .select((eb) => [eb.ref(column).as('seat'), 'o.id', 'o.position', eb.fn.countAll<number>().as('people')])
    .groupBy([column, 'o.id', 'o.position'])
    .orderBy('o.position')
    .execute()
  return bases.map(({ seat, people }) => ({
    id: seat!,
    kind,
    people: Number(people),
    chose: picks.filter((row) => row.seat === seat).map((row) => ({ option: row.id, people: Number(row.people) })),
  }))
}

async function seatsOfAnswers(db: Handle, consultationId: string): Promise<SeatsOfAnswer> {
  const rows = await db
    .selectFrom('response')
    .select(['id', 'ward_id as ward', 'division_id as division'])
    .where('consultation_id', '=', consultationId)
    .where('status', '=', 'counted')
    .where((eb) => eb.or([eb('ward_id', 'is not', null), eb('division_id', 'is not', null)]))
    .execute()
  return new Map(rows.map(({ id, ...seats }) => [id, seats]))
}

async function districtCounts(db: Handle, consultationId: string): Promise<DistrictCounts[]> {
  const rows = await db
    .selectFrom('response as r')
    .select((eb) => ['r.district_id as id', eb.fn.countAll<number>().as('people')])
    .select((eb) => eb.fn.count<number>('r.ward_id').as('known'))
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', 'counted')
    .where('r.district_id', 'is not', null)
    .groupBy('r.district_id')
    .orderBy('r.district_id')
    .execute()
  return rows.map(({ id, people, known }) => ({ id: id!, people: Number(people), known: Number(known) }))
}

/** What is told of the wards of some exercises, by exercise. Whether its results are published is asked before. */
export async function wardFiguresOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, WardFigures>> {
  const rows = await db
    .selectFrom('ward_figures')
    .select(['exercise_id', 'content'])
    .where('exercise_id', 'in', ['', ...exerciseIds])
    .execute()
  return new Map(rows.map(({ exercise_id, content }) => [exercise_id, JSON.parse(content) as WardFigures]))
}
