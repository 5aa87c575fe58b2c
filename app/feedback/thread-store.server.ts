import type { Handle } from '../../db/connect.ts'
import type { Thread } from './thread.ts'

/**
 * What became of the options (or priorities) somebody chose, in the order given. `today` is the London day on which
 * answers count as overdue. Ids that are unknown are left out. Links lead into the pages of `lang`.
 */
export async function threadOf(db: Handle, ids: readonly string[], lang: string, today: string): Promise<Thread[]> {
  throw new Error(`written next: ${String(db)} ${ids.length} ${lang} ${today}`)
}
