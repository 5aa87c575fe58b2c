import type { Tx } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import { referenceFor } from '../../ledger/reference-code.ts'
import { addressTrouble } from '../../server/address.ts'
import { enqueueAll, type Message } from '../../server/outbox-store.server.ts'
import { formatDate } from '../../ui/dates.ts'
import type { JuryAsk } from '../jury-access.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { mailingOf } from '../letters/mailing-store.server.ts'
import { deletionDayOf } from '../pool/pool-deletion-store.server.ts'
import type { Draw } from './draw-store.server.ts'
import { givenUpDraws } from './drawn-store.server.ts'
import { markTold, type Untold, untoldOf } from './told-store.server.ts'

const hasAddress = ({ email }: Untold) => email !== '' && !addressTrouble('email', email)

/**
 * Tells everybody whom a decided draw did not pick so, and its alternates that they stand by, once each and in the
 * language in which they registered. Who was drawn is rung; who has no e-mail address stands on the list of `stillToTell`.
 * Returns how many were written to.
 */
export async function tellResult(
  tx: Tx,
  { settings, now }: Pick<JuryAsk, 'settings' | 'now'>,
  { jury, draw }: { jury: Jury; draw: Pick<Draw, 'id' | 'people' | 'seats'> },
): Promise<number> {
  const people = (await untoldOf(tx, [draw.id])).filter(hasAddress)
  const { phone } = await mailingOf(tx, jury.id)
  const deleted = await deletionDayOf(tx, jury.id)
  const messageTo = ({ email, key, language, rank }: Untold): Message => {
    const { code, locale } = languageOf(language) ?? languageOf(firstLanguage)!
    const t = words(code, 'juror')
    const page = rank === null ? `juries/${jury.slug}/draw` : `my-jury/${jury.slug}`
    const values = {
      title: jury.publicName,
      reference: referenceFor(settings.SECRET, key),
      address: `${settings.PUBLIC_ORIGIN}/${code}/${page}`,
      people: draw.people,
      drawn: draw.seats,
    }
    const parts = [
      t(rank === null ? 'result.not_picked' : 'result.alternate', values),
      ...(deleted ? [t('result.deleted', { day: formatDate(deleted, locale) })] : []),
      ...(phone ? [t('result.ring', { phone })] : []),
    ]
    return { to: email, subject: t('result.subject', values), body: parts.join('\n\n'), language: code }
  }
  await enqueueAll(tx, people.map(messageTo), now)
  return markTold(tx, { drawIds: [draw.id], applicationIds: people.map(({ id }) => id), how: 'email' }, now)
}

/**
 * Tells whoever had been told what came of a draw that it was given up, once each and in their language: their names are
 * still down, and what they were told counts no more. Who has no e-mail address is on the list of `stillToTellGivenUp`.
 */
export async function tellGivenUp(
  tx: Tx,
  { settings, now }: Pick<JuryAsk, 'settings' | 'now'>,
  { jury, drawId }: { jury: Jury; drawId: string },
): Promise<number> {
  const people = (await untoldOf(tx, [drawId], 'given_up')).filter(hasAddress)
  const { phone } = await mailingOf(tx, jury.id)
  const messageTo = ({ email, language }: Untold): Message => {
    const { code } = languageOf(language) ?? languageOf(firstLanguage)!
    const t = words(code, 'juror')
    const values = { title: jury.publicName, address: `${settings.PUBLIC_ORIGIN}/${code}/juries/${jury.slug}/draw` }
    const parts = [t('result.given_up', values), ...(phone ? [t('result.ring', { phone })] : [])]
    return { to: email, subject: t('result.subject', values), body: parts.join('\n\n'), language: code }
  }
  await enqueueAll(tx, people.map(messageTo), now)
  const applicationIds = people.map(({ id }) => id)
  return markTold(tx, { drawIds: [drawId], applicationIds, how: 'email', news: 'given_up' }, now)
}

/** Who knows the result of a draw of this jury that was given up, whichever it was, and is to be rung or written to about that. */
export const stillToTellGivenUp = async (db: Parameters<typeof untoldOf>[0], juryId: string): Promise<Untold[]> =>
  untoldOf(db, await givenUpDraws(db, juryId), 'given_up')

/** Whom nobody has told yet that they were not picked: to be rung or written to. Alternates are rung to be asked. */
export const stillToTell = async (db: Parameters<typeof untoldOf>[0], drawId: string): Promise<Untold[]> =>
  (await untoldOf(db, [drawId])).filter(({ rank }) => rank === null)
