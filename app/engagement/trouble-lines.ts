import type { TFunction } from 'i18next'
import type { FileTrouble } from '../consultations/imports/file-trouble.ts'

/** What a command says of a file that it did not load: a first line, then everything wrong by row and column. */
export const troublesInWords = (troubles: readonly FileTrouble[], t: TFunction): string[] => [
  t('nothing_loaded'),
  ...troubles.map(({ row, column, key, values }) => {
    const problem = t(`errors.${key}`, values)
    return `  ${t(column ? 'at_cell' : 'at_row', { row, column, problem })}`
  }),
]
