import type { Message } from '../lottery/quota.ts'

/** Translates a key of the area's words with its parameters, as i18next does. */
export type Translate = (key: string, params?: Record<string, string | number>) => string

/** A message in words, with its place in the file where it has one. */
export function messageInWords(t: Translate, { code, params, row, columns }: Message): string {
  const text = t(`messages.${code}`, params)
  if (row === undefined) return text
  const place = columns?.length ? t('place.row_columns', { row, columns: columns.join(', ') }) : t('place.row', { row })
  return `${place} ${text}`
}
