import type { Language } from './language.ts'

const rightToLeft = /^(ar|fa|he|ps|sd|ur)\b/

/** Whether a locale is read from right to left. */
export const isRightToLeft = (locale: string): boolean => rightToLeft.test(locale)

/** The same where only the locale is known. */
export const isolatedIn = (name: string, locale: string): string =>
  isolated(name, { direction: isRightToLeft(locale) ? 'rtl' : 'ltr' })

/**
 * A name that is not translated inside a plain sentence, where no element can stand around it: the title of a page or
 * an option of a list. Read from right to left it is set apart (U+2068, U+2069), so that the colon or full stop
 * after it stays on its side; read from left to right it stands as it is. Elsewhere `ProperName` does this and says which
 * language it is.
 */
export const isolated = (name: string, { direction }: Pick<Language, 'direction'>): string =>
  direction === 'rtl' && name ? `\u2068${name}\u2069` : name
