import { type Db, write } from '../../db/connect.ts'
import { words } from '../languages/words.server.ts'
import { enqueueAll } from '../server/outbox-store.server.ts'
import { formatDate } from '../ui/dates.ts'
import { londonDay } from './london-day.ts'
import { dueNotices, noteNotice, toldOf } from './notice-store.server.ts'

/** Tells groups and councillors of each exercise when they are to be told, each alone and once. */
export function noticeSender(origin: string): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    for (const { id, kind, title, slug, opensOn, closesOn } of await dueNotices(db, now)) {
      // While a list is empty nothing goes out, and nobody's write waits for that: whoever is put on it in time is still told.
      if (!(await toldOf(db, id, kind, londonDay(now))).length) continue
      await write(db, async (tx) => {
        const told = await toldOf(tx, id, kind, londonDay(now))
        if (!told.length || !(await noteNotice(tx, { exerciseId: id, kind, recipients: told.length }, now))) return
        const t = words('en', 'planning-desk')
        const day = (iso: string | null) => (iso ? formatDate(iso, 'en-GB') : t('notices.no_day'))
        const values = { title, opens: day(opensOn), closes: day(closesOn) }
        const address = `${origin}/en/${kind === 'councillor' ? `consultations/${slug}` : 'register'}`
        const subject = t(`mail.notice.${kind}.subject`, values)
        const body = t(`mail.notice.${kind}.body`, { ...values, address })
        await enqueueAll(
          tx,
          told.map((one) => ({ to: one.address, subject, body, exerciseId: id, about: `notice:${kind}` })),
          now,
        )
      })
    }
  }
}
