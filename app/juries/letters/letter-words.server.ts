import type { TFunction } from 'i18next'
import { firstLanguage } from '../../languages/language.ts'
import { languages, words } from '../../languages/words.server.ts'
import { formatDate } from '../../ui/dates.ts'
import type { Recruitment } from '../commission/recruitment.ts'
import type { Jury } from '../jury-store.server.ts'
import type { LetterWords } from './letter.ts'
import type { Mailing } from './mailing.ts'

/**
 * Where somebody can go on in their own language: the pages of registering where there are some, help otherwise. Not yet
 * read by speakers: the desk says so.
 */
const letterLanguages = () => [
  ...languages()
    .filter(({ code }) => code !== firstLanguage)
    .map(({ code }) => ({ lang: code, text: words(code, 'registration')('letter_strip') })),
  { lang: 'ro', text: 'Vă putem ajuta în limba dumneavoastră.' },
]

/** What a letter says, in plain words for a reading age of 9 to 11. */
export function letterWords(
  t: TFunction,
  locale: string,
  given: {
    jury: Pick<Jury, 'commission'>
    recruitment: Recruitment
    mailing: Mailing
    partnership: string
    origin: string
    date: string
  },
): LetterWords {
  const { jury, recruitment, mailing, origin } = given
  const { commission } = jury
  const link = `${origin}/r/${recruitment.shortCode}`
  const address = link.replace(/^https?:\/\//, '')
  const day = (iso: string) => formatDate(iso, locale, 'weekday')
  const { phone, post, email, venue } = mailing
  return {
    title: t('letter.title', { heading: t('letter.heading') }),
    lang: 'en-GB',
    from: given.partnership,
    date: formatDate(given.date, locale),
    to: t('letter.to'),
    heading: t('letter.heading'),
    opening: t('letter.opening', { seats: commission.seats, who: commission.promiseWho }),
    question: commission.question,
    sections: [
      {
        heading: t('letter.when'),
        paragraphs: [t('letter.all_days', { count: recruitment.dates.length })],
        list: recruitment.dates.map(day),
      },
      { heading: t('letter.where'), paragraphs: [venue], list: [] },
      {
        heading: t('letter.get'),
        paragraphs: [recruitment.honorarium, recruitment.supportNote, t('letter.benefits')],
        list: [],
      },
      {
        heading: t('letter.how'),
        paragraphs: [
          t('letter.anyone', { age: recruitment.leastAge }),
          ...(recruitment.onePerHousehold ? [t('letter.household')] : []),
          t('letter.by', { day: recruitment.closesOn ? day(recruitment.closesOn) : '' }),
        ],
        list: [
          t('letter.web'),
          t('letter.phone', { phone }),
          email
            ? t('letter.paper_or_mail', { post: post.replaceAll('\n', ', '), email })
            : t('letter.paper', { post: post.replaceAll('\n', ', ') }),
          t('letter.easy_read'),
        ],
      },
    ],
    codeLabel: t('letter.code'),
    address,
    link,
    linkAlt: t('letter.link_alt', { address }),
    signedBy: mailing.signedBy,
    strip: t('letter.strip', { phone }),
    languages: letterLanguages(),
    foot: t('letter.foot'),
    number: t('letter.number', { number: '{{number}}' }),
  }
}
