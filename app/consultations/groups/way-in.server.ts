import type { StaffAsk } from '../../server/page.ts'
import { notFound } from '../../server/page.ts'
import { consultationBySlug } from '../consultation-store.server.ts'
import { importReady } from '../imports/importing.server.ts'
import { openingOf } from '../opening.ts'
import type { WayIn } from './way-in.ts'

/** Where the next person begins: the officer's desk, or the group's own page. */
export const beginningOf = (wayIn: Exclude<WayIn, { channel: 'online' }>, lang: string, exerciseId: string): string =>
  wayIn.channel === 'phone' ? `/desk/exercises/${encodeURIComponent(exerciseId)}/phone` : `/${lang}/group/${wayIn.code}`

/** A published exercise that the asker may take answers for, as residents are asked, and whether it is open now. */
export async function answerable(ask: StaffAsk<{ id: string }>) {
  const { exercise } = await importReady(ask)
  const consultation = await consultationBySlug(ask.db, exercise.slug, ask.lang)
  if (!consultation) throw notFound()
  return { exercise, consultation, opening: openingOf(consultation, ask.now) }
}
