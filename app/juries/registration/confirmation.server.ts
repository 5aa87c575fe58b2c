import type { Tx } from '../../../db/connect.ts'
import { firstLanguage } from '../../languages/language.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import { enqueue } from '../../server/outbox-store.server.ts'
import { formatDate } from '../../ui/dates.ts'
import type { JuryAsk } from '../jury-access.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { meetingsOf } from '../sessions/meeting-store.server.ts'

/** The confirmation in the language they registered in: when and where, and where their own page is. */
export async function confirmBy(
  tx: Tx,
  { settings, now }: Pick<JuryAsk, 'settings' | 'now'>,
  to: { jury: Jury; email: string; language: string; seat: boolean },
): Promise<void> {
  const { code, locale } = languageOf(to.language) ?? languageOf(firstLanguage)!
  const t = words(code, 'juror')
  const meetings = await meetingsOf(tx, to.jury.id)
  const days = meetings.map(({ onDate, hours, place }) => {
    const day = formatDate(onDate, locale, 'weekday')
    if (hours) return t('mail.day', { day, ...hours, place })
    return place ? t('mail.day_only', { day, place }) : day
  })
  if (!meetings.length) days.push(t('days.none'))
  else if (meetings.every(({ hours }) => !hours)) days.push(t('mail.hours_later'))
  const address = `${settings.PUBLIC_ORIGIN}/${code}/my-jury/${to.jury.slug}`
  const values = { title: to.jury.publicName, days: days.join('\n'), address }
  const subject = t(to.seat ? 'mail.seat_subject' : 'mail.alternate_subject', values)
  const body = t(to.seat ? 'mail.seat_body' : 'mail.alternate_body', values)
  await enqueue(tx, { to: to.email, subject, body, language: code }, now)
}
