import type { Letterhead } from '../../feedback/message-text.server.ts'
import { isolatedIn } from '../../languages/isolated.ts'
import { readFrom, type Said } from '../../languages/use-words.ts'
import { languageOf, words } from '../../languages/words.server.ts'
import type { Message } from '../../server/outbox-store.server.ts'
import { formatDate } from '../../ui/dates.ts'
import { panelConfirmDays } from './citizens-panel.ts'

/** Somebody who is written to, with the code of their own page where they are still a member. */
export interface PanelReader {
  memberId: string
  way: 'email' | 'letter'
  address: string
  language: string
  code: string
}

const area = 'citizens-panel'
const localeOf = (language: string) => languageOf(language)?.locale ?? 'en-GB'
const ownPage = ({ language, memberId }: Pick<PanelReader, 'language' | 'memberId'>, origin: string) =>
  `${origin}/${language}/citizens-panel/mine/${memberId}`

/** The end of everything a member gets: how to leave, and from whom it comes. */
function ending(to: PanelReader, { origin, partnership, contact }: Letterhead): string[] {
  const t = words(to.language, area)
  const leave =
    to.way === 'email'
      ? t('mail.leave', { link: ownPage(to, origin) })
      : t('mail.leave_letter', { link: `${origin}/${to.language}/citizens-panel/mine`, code: to.code })
  return [leave, ...signature(to.language, { partnership, contact })]
}

const signature = (language: string, { partnership, contact }: Pick<Letterhead, 'partnership' | 'contact'>) => {
  const name = (text: string) => isolatedIn(text, localeOf(language))
  return [[name(partnership), name(contact)].filter(Boolean).join('\n')]
}

function message(to: PanelReader, subject: string, paragraphs: readonly string[], rest: Partial<Message>): Message {
  return {
    to: to.address,
    way: to.way,
    language: to.language,
    subject: subject.replace(/[\r\n]+/g, ' '),
    body: paragraphs.filter(Boolean).join('\n\n'),
    ...rest,
  }
}

/** Asks whether an address is its holder's, and whether they want to join. */
export function confirmMessage(to: PanelReader, head: Letterhead): Message {
  const t = words(to.language, area)
  const partnership = isolatedIn(head.partnership, localeOf(to.language))
  const paragraphs = [
    t('mail.confirm', { partnership }),
    ownPage(to, head.origin),
    t('mail.not_you', { days: panelConfirmDays }),
    ...signature(to.language, head),
  ]
  return message(to, t('mail.confirm_subject'), paragraphs, { about: 'panel:confirm' })
}

/** To somebody who is a member: asked to join again, or entered from a paper form. */
export function memberMessage(to: PanelReader, key: 'known' | 'welcome', head: Letterhead): Message {
  const t = words(to.language, area)
  const partnership = isolatedIn(head.partnership, localeOf(to.language))
  return message(to, t(`mail.${key}_subject`), [t(`mail.${key}`, { partnership }), ...ending(to, head)], {
    about: `panel:${key}`,
  })
}

/** What a member is invited to. */
export interface Invitation {
  exerciseId: string
  title: string
  closesOn: string
  /** The path after the language, or another site's address. */
  path: string
  elsewhere: string
  /** It is answered here, under the sample's own code. */
  isCounted: boolean
}

/** What every invitation is about. */
export const invitationAbout = 'panel:invitation'

/** Where all of a sample answer, after the language. */
export const samplePath = (code: string): string => `/citizens-panel/answer/${code}`

export function invitationMessage(to: PanelReader, about: Invitation, said: Said, head: Letterhead): Message {
  const t = words(to.language, area)
  const locale = localeOf(to.language)
  const title = isolatedIn(readFrom(said)(about.title).body, locale)
  const paragraphs = [
    t('mail.invitation', { title, day: formatDate(about.closesOn, locale) }),
    about.elsewhere || `${head.origin}/${to.language}${about.path}`,
    t(about.isCounted ? 'mail.which' : 'mail.elsewhere'),
    ...ending(to, head),
  ]
  const stopUrl = to.way === 'email' ? ownPage(to, head.origin) : undefined
  return message(to, t('mail.invitation_subject', { title }), paragraphs, {
    about: invitationAbout,
    exerciseId: about.exerciseId,
    ...(stopUrl && { stopUrl }),
  })
}

/** The last message to somebody whose third is released. */
export function thanksMessage(to: PanelReader, head: Letterhead): Message {
  const t = words(to.language, area)
  const partnership = isolatedIn(head.partnership, localeOf(to.language))
  const paragraphs = [
    t('mail.thanks', { partnership }),
    t('mail.thanks_deleted'),
    `${t('mail.thanks_again')}\n${head.origin}/${to.language}/citizens-panel`,
    ...signature(to.language, head),
  ]
  return message(to, t('mail.thanks_subject'), paragraphs, { about: 'panel:thanks' })
}

/** A code to somewhere a member wants to be reached from now on; `code` is that of the change, not the member's own. */
export function changeMessage(to: PanelReader, head: Letterhead): Message {
  const t = words(to.language, area)
  const partnership = isolatedIn(head.partnership, localeOf(to.language))
  const paragraphs = [
    t('mail.change', { partnership, code: to.code }),
    t('mail.change_not_you', { days: panelConfirmDays }),
    ...signature(to.language, head),
  ]
  return message(to, t('mail.change_subject'), paragraphs, { about: 'panel:change' })
}

/** The last message to where a member was reached before: it tells nobody where they are now. */
export function changedMessage(to: PanelReader, head: Letterhead): Message {
  const t = words(to.language, area)
  const partnership = isolatedIn(head.partnership, localeOf(to.language))
  const paragraphs = [t('mail.changed', { partnership }), ...signature(to.language, head)]
  return message(to, t('mail.changed_subject'), paragraphs, { about: 'panel:changed' })
}
