import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'

/** Which editions are offered and what people are asked about themselves is told on pages that everybody reads alike. */
export const up = (db: Kysely<unknown>): Promise<void> => stamp(db, ['edition_offer', 'equality_choice'])
