import { formatPence } from './numbers.ts'

/** A sum of money, isolated so that its sign and digits keep their order in right-to-left text. */
export function SumText({ pence, locale }: { pence: number; locale: string }) {
  return <bdi>£{formatPence(pence, locale)}</bdi>
}
