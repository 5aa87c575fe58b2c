import { type DateStyle, formatDate } from './dates.ts'

/** A date or time in full, isolated so that its digits keep their order in right-to-left text. */
export function DateText({ iso, locale, format }: { iso: string; locale: string; format?: DateStyle }) {
  return (
    <time dateTime={iso}>
      <bdi>{formatDate(iso, locale, format)}</bdi>
    </time>
  )
}
