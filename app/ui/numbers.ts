const cache = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let found = cache.get(key)
  if (!found) {
    const tag = locale === 'en' ? 'en-GB' : locale
    found = new Intl.NumberFormat(`${tag.split('-u-')[0]}-u-nu-latn`, options)
    cache.set(key, found)
  }
  return found
}

/** 3012 as "3,012". At most `decimals` places (none unless asked for). */
export function formatNumber(value: number, locale: string, decimals = 0): string {
  return formatter(locale, { maximumFractionDigits: decimals }).format(value)
}

/** A share in per mille as a whole per cent: 541 as "54%". */
export function formatPerMille(perMille: number, locale: string, decimals = 0): string {
  const options = { style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals } as const
  return formatter(locale, options).format(perMille / 1000)
}

/** Millionths (weights) as a decimal number: 1250000 as "1.25". */
export function formatMillionths(millionths: number, locale: string, decimals = 2): string {
  return formatNumber(millionths / 1_000_000, locale, decimals)
}

/** Bytes as kilobytes of 1,000 for the size of a download, never less than 1. The unit's word is the caller's. */
export function kilobytes(bytes: number, locale: string): string {
  return formatNumber(Math.max(1, Math.round(bytes / 1000)), locale)
}
