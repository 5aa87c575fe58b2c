import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { DeclaredSource, SourceTakes } from '../freezing/snapshot.ts'
import type { SourceBallot } from './source-file.ts'

/** The kinds of taking part declared for an exercise, in order, with how many ballots came in a file. */
export async function sourcesOf(db: Handle, exerciseId: string) {
  const rows = await db
    .selectFrom('list_source as s')
    .leftJoin('source_ballot as b', 'b.source_id', 's.id')
    .select(['s.id', 's.name', 's.takes', 's.weight', 's.position'])
    .select((eb) => eb.fn.count('b.id').as('ballots'))
    .where('s.exercise_id', '=', exerciseId)
    .groupBy(['s.id', 's.name', 's.takes', 's.weight', 's.position'])
    .orderBy('s.position')
    .execute()
  return rows.map((row) => ({ ...row, ballots: Number(row.ballots) }))
}

/** The same with their ballots, for the freeze. One source alone is nothing to combine. */
export async function declaredSources(db: Handle, exerciseId: string): Promise<DeclaredSource[]> {
  const declared = await sourcesOf(db, exerciseId)
  if (declared.length < 2) return []
  const rows = await db
    .selectFrom('source_ballot as b')
    .innerJoin('list_source as s', 's.id', 'b.source_id')
    .select(['b.source_id', 'b.picks', 'b.same'])
    .where('s.exercise_id', '=', exerciseId)
    .orderBy('b.id')
    .execute()
  return declared.map(({ id, name, takes, weight }) => ({
    id,
    name,
    takes,
    weight,
    ballots: rows
      .filter((row) => row.source_id === id)
      .map((row) => ({ picks: JSON.parse(row.picks) as string[], same: row.same === 1 })),
  }))
}

export interface NewSource {
  exerciseId: string
  name: string
  takes: SourceTakes
  weight: number
  file: { hash: string; ballots: readonly SourceBallot[] } | null
  personId: string
}

/** Declares a kind of taking part with its weight and, where it has them, its ballots. False where the name is taken. */
export async function declareSource(tx: Tx, given: NewSource, now: Date, id: string = randomUUID()): Promise<boolean> {
  const { exerciseId, name, takes, weight, file, personId } = given
  const before = await sourcesOf(tx, exerciseId)
  if (before.some((source) => source.name === name || (takes !== 'ballots' && source.takes === takes))) return false
  await tx
    .insertInto('list_source')
    .values({
      id,
      exercise_id: exerciseId,
      position: 1 + Math.max(0, ...before.map((source) => source.position)),
      name,
      takes,
      weight,
      file_hash: file?.hash ?? null,
      declared_by: personId,
      declared_at: now.toISOString(),
    })
    .execute()
  const rows = (file?.ballots ?? [])
    .map(({ picks, same }) => ({
      id: randomUUID() as string,
      source_id: id,
      picks: JSON.stringify(picks),
      same: same ? 1 : 0,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  for (let i = 0; i < rows.length; i += 500) {
    await tx
      .insertInto('source_ballot')
      .values(rows.slice(i, i + 500))
      .execute()
  }
  const declared = { exercise: exerciseId, source: id, name, takes, weight, file: file?.hash ?? null }
  await record(tx, 'source.declared', { ...declared, ballots: rows.length }, londonDay(now))
  const object = { objectKind: 'exercise', objectId: exerciseId, detail: { name, takes, weight } }
  await logAct(tx, now, { personId, did: 'declared a source', ...object })
  return true
}

/** Takes a declaration back, ballots and all; the ledger keeps that it was made. False where there is none. */
export async function dropSource(
  tx: Tx,
  by: { exerciseId: string; sourceId: string; personId: string },
  now: Date,
): Promise<boolean> {
  const { exerciseId, sourceId, personId } = by
  const known = (await sourcesOf(tx, exerciseId)).find(({ id }) => id === sourceId)
  if (!known) return false
  await tx.deleteFrom('source_ballot').where('source_id', '=', sourceId).execute()
  await tx.deleteFrom('list_source').where('id', '=', sourceId).execute()
  await record(tx, 'source.dropped', { exercise: exerciseId, source: sourceId }, londonDay(now))
  const object = { objectKind: 'exercise', objectId: exerciseId, detail: { name: known.name } }
  await logAct(tx, now, { personId, did: 'took a source back', ...object })
  return true
}
