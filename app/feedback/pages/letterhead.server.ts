import { partnershipOf } from '../../people/partnership-store.server.ts'
import type { Ask } from '../../server/page.ts'
import type { Letterhead } from '../message-text.server.ts'

/** By whom and from where a message is written. */
export async function letterhead({ db, settings }: Pick<Ask, 'db' | 'settings'>): Promise<Letterhead> {
  const partnership = await partnershipOf(db)
  return {
    origin: settings.PUBLIC_ORIGIN,
    partnership: partnership?.name ?? '',
    contact: partnership?.contact ?? '',
  }
}
