import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { formatNumber } from '../../../ui/numbers.ts'
import { type Confirmed, confirmedShare } from '../../confirming/confirming.ts'

/** Beside every result: whether anyone could answer, or a code had to confirm it, and how many answers one did. */
export function ConfirmedBy({ confirming, base }: { confirming: Confirmed; base: number }) {
  const { locale } = useLanguage()
  const t = useWords('verifying')
  const { level, confirmed } = confirming
  const share = confirmedShare(confirming, base)
  return (
    <section aria-labelledby="confirmed">
      <h3 id="confirmed">{t('result.title')}</h3>
      <p className="read">
        {t(`result.${level}`)}{' '}
        {share
          ? t(`result.${share}`, {
              number: typeof confirmed === 'number' ? formatNumber(confirmed, locale) : '',
              base: formatNumber(base, locale),
            })
          : null}
      </p>
    </section>
  )
}
