import type { TFunction } from 'i18next'
import { type FurtherGroup, isFurther } from './characteristics.ts'
import { type EqualityChoice, reasons } from './equality-choice.ts'
import type { MonitoringStep } from './monitoring.ts'

type Words = (area: string) => TFunction

/** Own reasons by the id of their text, in the language that each has. */
type OwnReasons = ReadonlyMap<string, { body: string; language: string }>

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

/** A reason, and what is asked for it. `language` is that of own words, which may have no translation; null for ours. */
export interface Because {
  why: { body: string; language: string | null }
  what: string
}

/**
 * What is asked about by why: the reasons of the list first, then the officer's own.
 * @param own the texts of own reasons, as a reader of this language gets them
 */
export function becausesOf(words: Words, { asked }: EqualityChoice, locale: string, own: OwnReasons): Because[] {
  const t = words('characteristics')
  const joiner = new Intl.ListFormat(locale, { type: 'conjunction' })
  const because = (why: Because['why'], those: EqualityChoice['asked']): Because[] =>
    those.length ? [{ why, what: joiner.format(those.map(({ what }) => t(`names.${what}`))) }] : []
  const written = new Map(asked.flatMap((one) => own.get(one.own ?? '') ?? []).map((text) => [text.body, text]))
  return [
    ...reasons.flatMap((why) =>
      because(
        { body: t(`reasons.${why}`), language: null },
        asked.filter((one) => one.why === why),
      ),
    ),
    ...[...written.values()].flatMap(({ body, language }) =>
      because(
        { body, language },
        asked.filter((one) => own.get(one.own ?? '')?.body === body),
      ),
    ),
  ]
}

/** The same as sentences, for paper and for those who sign. */
export const reasonSentences = (
  words: Words,
  choice: EqualityChoice,
  locale: string,
  own: OwnReasons = new Map(),
): string[] =>
  becausesOf(words, choice, locale, own).map(({ why, what }) =>
    words('characteristics')('because', { why: why.body, what }),
  )

/** What the people of a group are called in a table. */
export const furtherGroupName = (t: (key: string) => string, dimension: FurtherGroup, code: string): string =>
  t(
    dimension === 'gender' || dimension === 'disability' || dimension === 'pregnancy'
      ? `groups.${dimension}.${code}`
      : `${dimension}.${code}`,
  )
