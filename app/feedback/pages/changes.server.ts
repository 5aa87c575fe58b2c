import type { Db } from '../../../db/connect.ts'
import { changedBy } from '../changed-store.server.ts'
import { overdueOn } from '../overdue-store.server.ts'

/** Every closed exercise in four numbers, and since when something promised about it is overdue. The same for everybody. */
export async function changesOn(db: Db, lang: string, today: string) {
  const all = await changedBy(db, lang, today)
  const overdue = await overdueOn(db, today)
  return all.map((c) => ({
    slug: c.slug,
    title: c.title,
    closesOn: c.closesOn,
    kind: c.kind,
    overdue: overdue.filter((promise) => promise.exerciseSlug === c.slug).map((promise) => promise.since),
    people: c.list?.base ?? c.form?.people ?? c.jury?.voted ?? null,
    did: c.points.filter((p) => p.told.did).length,
    didNot: c.points.filter((p) => p.told.didNot && !p.told.did).length,
    waiting: c.points.filter((p) => p.told.waiting).length,
    points: c.points.length,
  }))
}
