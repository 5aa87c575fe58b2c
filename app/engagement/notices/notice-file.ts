import { type FileTrouble, type ReadFile, shorten, trouble } from '../../consultations/imports/file-trouble.ts'
import { codeRows } from '../areas/code-file.ts'
import { type NoticeKind, noticeKinds } from './notice.ts'

export const noticeColumns = ['list', 'who', 'email', 'area'] as const
/** A file need not have it. */
export const noticeLanguage = 'language'

export interface NoticeRow {
  kind: NoticeKind
  label: string
  address: string
  areaId: string | null
  /** Null where the file does not say: then it stays, English at first. */
  language: string | null
}

/**
 * Reads groups and councillors, one to a row, each by what they are, with the code of an area or nothing for everywhere,
 * and the code of a language or nothing. Everything wrong is named by row and column; then nothing of the file is read.
 * @param addressOf an address as it is kept; undefined where mail cannot be sent to it
 */
export function readNoticeRows(
  bytes: Uint8Array,
  areas: readonly { id: string; code: string }[],
  addressOf: (email: string) => string | undefined,
  languages: readonly string[],
): ReadFile<NoticeRow[]> {
  const file = codeRows(bytes, [...noticeColumns], [noticeLanguage])
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const before = new Map<string, number>()
  const rows = file.value.map(({ line, cells: { list, who, email, area, language } }): NoticeRow => {
    const wrong = (column: string, key: string, values: FileTrouble['values'] = {}) =>
      troubles.push(trouble(line, key, values, column))
    const kind = noticeKinds.find((one) => one === list.toLowerCase())
    if (!kind) wrong('list', 'sector', { given: shorten(list), known: noticeKinds.join(', ') })
    if (!who) wrong('who', 'words', { most: 200 })
    else if (who.length > 200) wrong('who', 'long', { most: 200 })
    const address = addressOf(email)
    const key = `${kind} ${address ?? ''}`
    const first = before.get(key)
    if (address === undefined) wrong('email', 'email', { given: shorten(email) })
    else if (first !== undefined) wrong('email', 'twice', { given: shorten(email), before: first })
    else before.set(key, line)
    const known = areas.find(({ code }) => code === area)
    if (area && !known) wrong('area', 'notice_area', { given: shorten(area) })
    const spoken = language.toLowerCase() || null
    if (spoken && !languages.includes(spoken)) {
      wrong(noticeLanguage, 'notice_language', { given: shorten(language), known: languages.join(', ') })
    }
    return {
      kind: kind ?? 'voluntary',
      label: who,
      address: address ?? '',
      areaId: known?.id ?? null,
      language: spoken,
    }
  })
  return troubles.length ? { ok: false, troubles } : { ok: true, value: rows }
}
