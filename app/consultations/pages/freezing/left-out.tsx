import type { TFunction } from 'i18next'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import { leftOutOf } from '../../freezing/exclusion.ts'
import type { AnswerCounts } from '../../freezing/snapshot.ts'
import { errorRate } from '../../paper/paper-batch.ts'

/** A count of exclusions: too few to be told stands as words. `t` has the words of published lists. */
export const peopleShown = (people: number | null, t: TFunction, locale: string): string =>
  people === null ? t('left_out.under') : formatNumber(people, locale)

/** How well paper forms were keyed (journey 3.1b), as words; null where there are none. `t` has the words of published lists. */
export function keyingShown(counts: AnswerCounts, t: TFunction, locale: string): string | null {
  const { keyed = 0, fields_checked = 0, fields_wrong = 0 } = counts
  if (!keyed) return null
  return t('left_out.keyed', {
    count: keyed,
    forms: formatNumber(keyed, locale),
    fields: formatNumber(fields_checked, locale),
    wrong: formatNumber(fields_wrong, locale),
    rate: formatNumber(errorRate(fields_wrong, fields_checked), locale, 1),
  })
}

/** How many answers are in no figure, and why, as one sentence; and how well paper forms were keyed. */
export function LeftOut({ counts }: { counts: AnswerCounts }) {
  const t = useWords('list')
  const { locale } = useLanguage()
  const keying = keyingShown(counts, t, locale)
  return (
    <>
      <Sentences counts={counts} />
      {keying ? <p className="read">{keying}</p> : null}
    </>
  )
}

function Sentences({ counts }: { counts: AnswerCounts }) {
  const t = useWords('list')
  const { locale } = useLanguage()
  const { people, reasons, few } = leftOutOf(counts)
  if (!people) return <p className="read">{t(few ? 'left_out.few_alone' : 'left_out.nobody')}</p>
  const each = reasons.map(({ code, people: count }) =>
    t(`left_out.because.${code}`, { count, people: formatNumber(count, locale) }),
  )
  return (
    <p className="read">
      {t('left_out.sentence', {
        count: people,
        people: formatNumber(people, locale),
        reasons: new Intl.ListFormat(locale).format(each),
      })}
      {few ? ` ${t('left_out.few')}` : null}
    </p>
  )
}
