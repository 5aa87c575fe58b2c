import { isRightToLeft } from '../languages/isolated.ts'

type Kind = 'number' | 'percent' | 'money'

const cache = new Map<string, (value: number) => string>()

function formatter(locale: string, kind: Kind, decimals: number): (value: number) => string {
  const key = `${locale} ${kind} ${decimals}`
  let found = cache.get(key)
  if (!found) {
    const tag = locale === 'en' ? 'en-GB' : locale
    const options = {
      money: { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      number: { maximumFractionDigits: decimals },
      percent: { style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals },
    } as const
    const { format } = new Intl.NumberFormat(`${tag.split('-u-')[0]}-u-nu-latn`, options[kind])
    // After Arabic letters a per cent sign would else go to the other side of its number (U+200E keeps it).
    found = remembering(kind === 'percent' && isRightToLeft(locale) ? (value) => `\u200e${format(value)}` : format)
    cache.set(key, found)
  }
  return found
}

const numbersKept = 5000

// A page of figures says the same few numbers over and over, and the platform takes its time for each.
function remembering(format: (value: number) => string): (value: number) => string {
  const known = new Map<number, string>()
  return (value) => {
    let text = known.get(value)
    if (text === undefined) {
      text = format(value)
      if (known.size >= numbersKept) known.clear()
      known.set(value, text)
    }
    return text
  }
}

/** 3012 as "3,012". At most `decimals` places (none unless asked for). */
export function formatNumber(value: number, locale: string, decimals = 0): string {
  return formatter(locale, 'number', decimals)(value)
}

/** Pence as pounds, always with two places: 12050 as "120.50". */
export function formatPence(pence: number, locale: string): string {
  return formatter(locale, 'money', 2)(pence / 100)
}

/** A share in per mille as a whole per cent: 541 as "54%". */
export function formatPerMille(perMille: number, locale: string, decimals = 0): string {
  return formatter(locale, 'percent', decimals)(perMille / 1000)
}

/** Millionths (weights) as a decimal number: 1250000 as "1.25". */
export function formatMillionths(millionths: number, locale: string, decimals = 2): string {
  return formatNumber(millionths / 1_000_000, locale, decimals)
}

/** Bytes as kilobytes of 1,000 for the size of a download, never less than 1. The unit's word is the caller's. */
export function kilobytes(bytes: number, locale: string): string {
  return formatNumber(Math.max(1, Math.round(bytes / 1000)), locale)
}
