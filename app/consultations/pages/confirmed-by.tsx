import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatNumber } from '../../ui/numbers.ts'
import type { Confirmed } from '../confirming.ts'

/** Beside every result: whether anyone could answer, or a code had to confirm it, and how many answers one did. */
export function ConfirmedBy({ confirming: { level, confirmed }, base }: { confirming: Confirmed; base: number }) {
  const { locale } = useLanguage()
  const t = useWords('verifying')
  return (
    <section aria-labelledby="confirmed">
      <h3 id="confirmed">{t('result.title')}</h3>
      <p className="read">
        {t(`result.${level}`)}{' '}
        {level === 'none' || confirmed === null
          ? null
          : t('result.counted', { number: formatNumber(confirmed, locale), base: formatNumber(base, locale) })}
      </p>
    </section>
  )
}
