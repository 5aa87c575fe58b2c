import type { TFunction } from 'i18next'
import { type FurtherGroup, isFurther } from './characteristics.ts'
import { type EqualityChoice, reasons } from './equality-choice.ts'
import type { MonitoringStep } from './monitoring.ts'

type Words = (area: string) => TFunction

/**
 * The words of one equality question: its title, each code, and the label of own words.
 * @param wording the name of the stored wording it is put in; null for the usual words
 */
export function questionWords(words: Words, step: MonitoringStep, wording: string | null = null) {
  const [usual, own] = [words('consultations'), words('characteristics')]
  const key = (name: string) => `wordings.${step}.${wording}.${name}`
  const said = (name: string): string => {
    if (isFurther(step)) return own(`${step}.${name}`)
    const other = wording ? own(key(name), { defaultValue: '' }) : ''
    return other || usual(`equality.${step}.${name}`)
  }
  return { title: said('title'), code: said, words: step === 'gender' ? said('words') : usual('equality.describe') }
}

/** What is asked about, a sentence for each reason. */
export function reasonSentences(words: Words, { asked }: EqualityChoice, locale: string): string[] {
  const t = words('characteristics')
  const joiner = new Intl.ListFormat(locale, { type: 'conjunction' })
  return reasons.flatMap((why) => {
    const names = asked.filter((one) => one.why === why).map(({ what }) => t(`names.${what}`))
    return names.length ? [t('because', { why: t(`reasons.${why}`), what: joiner.format(names) })] : []
  })
}

/** What the people of a group are called in a table. */
export const furtherGroupName = (t: (key: string) => string, dimension: FurtherGroup, code: string): string =>
  t(
    dimension === 'gender' || dimension === 'disability' || dimension === 'pregnancy'
      ? `groups.${dimension}.${code}`
      : `${dimension}.${code}`,
  )
