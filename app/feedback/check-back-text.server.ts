import { languageOf, words } from '../languages/words.server.ts'
import type { Message } from '../server/outbox-store.server.ts'
import { formatDate } from '../ui/dates.ts'
import type { Asked } from './check-back-store.server.ts'
import type { Letterhead } from './message-text.server.ts'

/** What somebody is written who is asked whether a list says what they meant, in their own language. */
export function checkBackMessage(
  about: { exerciseId: string; slug: string; title: string; decidedBy: string; closesOn: string },
  to: Asked,
  code: string,
  head: Letterhead,
): Message {
  const t = words(to.language, 'messages')
  const { title, decidedBy } = about
  const link = `${head.origin}/${to.language}/consultations/${about.slug}/check-back?code=${code}`
  const stopUrl = to.contactId && `${head.origin}/${to.language}/stop/${to.contactId}`
  const day = formatDate(about.closesOn, languageOf(to.language)?.locale ?? 'en-GB')
  const subject = t('check_back.subject', { title })
  const stop = stopUrl ? `${t('feedback.stop')}\n${stopUrl}` : t('feedback.stop_juror')
  const body =
    to.way === 'text'
      ? [t('check_back.short', { title, day, link }), stopUrl ? t('feedback.stop_short', { link: stopUrl }) : ''].join(
          '\n',
        )
      : [
          t(to.contactId ? 'check_back.hello' : 'check_back.hello_juror', { title }),
          t('check_back.ask', { who: decidedBy }),
          `${t('check_back.link', { day })}\n${link}`,
          t('check_back.after'),
          to.way === 'letter' ? t('feedback.stop_letter', { partnership: head.partnership }) : stop,
          `${head.partnership}\n${head.contact}`,
        ].join('\n\n')
  return {
    to: to.address,
    way: to.way,
    language: to.language,
    exerciseId: about.exerciseId,
    about: 'check-back',
    ...(stopUrl ? { stopUrl } : {}),
    subject,
    body: body.trim(),
  }
}
