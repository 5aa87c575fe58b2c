/** The four dates on a receipt (journey 3.1): closing, results, the decision, what has changed. */
export const receiptSteps = ['closes', 'results', 'decision', 'changed'] as const
export type ReceiptStep = (typeof receiptSteps)[number]

export interface ReceiptDates {
  closesOn: string | null
  resultsBy: string | null
  decisionOn: string | null
  changedBy: string | null
}

/** The dates in the order they come; `on` is null when nobody has set one, which the page says. */
export function receiptDates(dates: ReceiptDates): { step: ReceiptStep; on: string | null }[] {
  const days: Record<ReceiptStep, string | null> = {
    closes: dates.closesOn,
    results: dates.resultsBy,
    decision: dates.decisionOn,
    changed: dates.changedBy,
  }
  return receiptSteps.map((step) => ({ step, on: days[step] }))
}
