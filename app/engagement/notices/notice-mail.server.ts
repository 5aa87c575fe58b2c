import { type Db, type Handle, write } from '../../../db/connect.ts'
import { titleOf } from '../../feedback/message-facts-store.server.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import { enqueueAll, type Message } from '../../server/outbox-store.server.ts'
import { formatDate } from '../../ui/dates.ts'
import { londonDay } from '../london-day.ts'
import { dueNotices, type NoticeContact, noteNotice, toldOf } from './notice-store.server.ts'

type Due = Awaited<ReturnType<typeof dueNotices>>[number]

/** Tells groups and councillors of each exercise when they are to be told, each alone, once and in their language. */
export function noticeSender(origin: string): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    for (const due of await dueNotices(db, now)) {
      const { id, kind } = due
      // While a list is empty nothing goes out, and nobody's write waits for that: whoever is put on it in time is still told.
      if (!(await toldOf(db, id, kind, londonDay(now))).length) continue
      await write(db, async (tx) => {
        const told = await toldOf(tx, id, kind, londonDay(now))
        if (!told.length || !(await noteNotice(tx, { exerciseId: id, kind, recipients: told.length }, now))) return
        const titles = await titlesIn(tx, due, told)
        await enqueueAll(
          tx,
          told.map((one) => noticeTo(one, { ...due, title: titles.get(one.language)! }, origin)),
          now,
        )
      })
    }
  }
}

/** What the exercise is called, by each language that somebody is told in. */
async function titlesIn(tx: Handle, { slug, title }: Due, told: readonly NoticeContact[]) {
  const titles = new Map<string, string>()
  for (const { language } of told) {
    if (!titles.has(language)) titles.set(language, (await titleOf(tx, slug, language)) ?? title)
  }
  return titles
}

function noticeTo({ address: to, language }: NoticeContact, about: Due, origin: string): Message {
  const { id, kind, title, slug, opensOn, closesOn } = about
  const t = words(language, 'messages')
  const locale = languageOf(language)?.locale ?? 'en-GB'
  const day = (iso: string | null) => (iso ? formatDate(iso, locale) : t('notice.no_day'))
  const address = `${origin}/${language}/${kind === 'councillor' ? `consultations/${slug}` : 'register'}`
  const values = { title, opens: day(opensOn), closes: day(closesOn), address }
  return {
    to,
    language,
    subject: t(`notice.${kind}.subject`, values),
    body: t(`notice.${kind}.body`, values),
    exerciseId: id,
    about: `notice:${kind}`,
  }
}
