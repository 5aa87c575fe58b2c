import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'

/** Who asks together is told on public pages, which are read once for everybody while nothing of them changes. */
export const up = (db: Kysely<unknown>): Promise<void> => stamp(db, ['exercise_partner', 'overlap_message'])
