import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { receiptDates } from '../../answering/receipt.ts'

/** Closing, results, decision, change: in order, and said so where a date is not set yet. */
export function FourDates({ dates }: { dates: ReturnType<typeof receiptDates> }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  return (
    <SummaryList
      rows={dates.map(({ step, on }) => ({
        key: t(`receipt.${step}`),
        value: on ? <DateText iso={on} locale={locale} /> : t('receipt.no_date'),
      }))}
    />
  )
}
