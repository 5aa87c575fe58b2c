import type { TFunction } from 'i18next'
import type { LetterWords } from '../../juries/letters/letter.ts'
import { firstLanguage } from '../../languages/language.ts'
import { languages, words } from '../../languages/words.server.ts'
import { formatDate } from '../../ui/dates.ts'

/** What a letter with a code says, in plain words for a reading age of 9 to 11; each is the same but for its code. */
export function confirmingLetter(
  t: TFunction,
  locale: string,
  given: {
    title: string
    decision: string
    canChange: string
    runBy: string
    partnership: string
    link: string
    closesOn: string | null
    date: string
  },
): LetterWords {
  const address = given.link.replace(/^https?:\/\//, '')
  return {
    title: t('letter.title', { title: given.title }),
    lang: 'en-GB',
    from: given.partnership,
    date: formatDate(given.date, locale),
    to: '',
    heading: t('letter.heading'),
    opening: t('letter.opening', { who: given.runBy }),
    question: given.title,
    sections: [
      { heading: t('letter.what'), paragraphs: [given.decision, given.canChange].filter(Boolean), list: [] },
      {
        heading: t('letter.how'),
        paragraphs: given.closesOn ? [t('letter.by', { day: formatDate(given.closesOn, locale, 'weekday') })] : [],
        list: [t('letter.online'), t('letter.phone'), t('letter.private')],
      },
    ],
    codeLabel: t('letter.code'),
    address,
    link: given.link,
    linkAlt: t('letter.link_alt', { address }),
    signedBy: given.runBy,
    strip: t('letter.strip'),
    languages: languages()
      .filter(({ code }) => code !== firstLanguage)
      .map(({ code }) => ({ lang: code, text: words(code, 'verifying')('letter_strip') })),
    foot: t('letter.foot'),
    number: t('letter.number', { number: '{{number}}' }),
  }
}
