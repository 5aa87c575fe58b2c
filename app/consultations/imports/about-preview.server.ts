import type { TFunction } from 'i18next'
import { aboutName } from './about-labels.ts'
import { type AboutLine, aboutSummary } from './about-summary.ts'
import type { ImportCodes, ImportRow } from './import.ts'

type Words = (area: string) => TFunction

/** How a file's people are read, a sentence for each respect, so that a column read wrongly is seen before it is loaded. */
export function aboutSentences(
  rows: readonly Pick<ImportRow, 'answers' | 'monitoring'>[],
  { areas }: Pick<ImportCodes, 'areas'>,
  words: Words,
): string[] {
  const t = words('exchange')
  const joiner = new Intl.ListFormat('en-GB', { type: 'unit' })
  const nameOf = (what: AboutLine['what'], code: string): string => {
    if (what === 'area') {
      if (code === 'outside') return t('survey.outside')
      return areas.find(({ area }) => area.kind === 'district' && (area.forum ?? area.district) === code)?.name ?? code
    }
    return aboutName(words, what, code)
  }
  return aboutSummary(rows).map(({ what, said, groups }) =>
    t('survey.read_as', {
      what: t(`survey.respects.${what}`),
      said,
      all: rows.length,
      groups: joiner.format(groups.map(({ code, people }) => t('survey.group', { group: nameOf(what, code), people }))),
    }),
  )
}
