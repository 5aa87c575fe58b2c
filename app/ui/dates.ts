/** All days and hours shown are those of the clock on the wall in the partnership's area. */
const timeZone = 'Europe/London'

const formats: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { dateStyle: 'long' },
  weekday: { dateStyle: 'full' },
  month: { month: 'long', year: 'numeric' },
  'day-month': { day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** `day`: 28 October 2026; `weekday`: Wednesday, 28 October 2026; `month`: October 2026; `time`: 23:59. */
export type DateStyle = 'day' | 'weekday' | 'month' | 'day-month' | 'time'

const cache = new Map<string, Intl.DateTimeFormat>()

/** British dates for English; Western digits everywhere, as forms and letters in this country write them. */
function formatter(locale: string, style: DateStyle, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${zone}`
  let found = cache.get(key)
  if (!found) {
    const tag = locale === 'en' || locale.startsWith('en-') ? 'en-GB' : locale
    found = new Intl.DateTimeFormat(`${tag.split('-u-')[0]}-u-nu-latn`, { ...formats[style], timeZone: zone })
    cache.set(key, found)
  }
  return found
}

/**
 * A date in words. `iso` is an instant (`2026-10-28T23:59:59Z`), shown as the day and hour it is in London, or a day
 * (`2026-10-28`), shown as it stands. Throws a RangeError for anything else.
 */
export function formatDate(iso: string, locale: string, style: DateStyle = 'day'): string {
  const name = `${iso} ${locale} ${style}`
  return known.get(name) ?? remember(name, inWords(iso, locale, style))
}

const datesKept = 5000
const known = new Map<string, string>()

// A page says the same few dates over and over, and the platform takes its time for each.
function remember(name: string, text: string): string {
  if (known.size >= datesKept) known.clear()
  known.set(name, text)
  return text
}

function inWords(iso: string, locale: string, style: DateStyle): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso)
  return formatter(locale, style, isDay ? 'UTC' : timeZone).format(new Date(isDay ? `${iso}T00:00:00Z` : iso))
}
