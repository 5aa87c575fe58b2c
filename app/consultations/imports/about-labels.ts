import type { TFunction } from 'i18next'
import { furtherGroupName, questionWords } from '../equality/characteristic-words.ts'
import { isFurtherGroup } from '../equality/characteristics.ts'
import { ageBands, type MonitoringStep } from '../equality/monitoring.ts'
import { type AboutColumn, aboutColumns } from './about-columns.ts'
import { plain } from './file-trouble.ts'
import { isUnsaid } from './unsaid.ts'

/** What other programs write for the codes of each column, plain. */
export type AboutLabels = Readonly<Record<AboutColumn, ReadonlyMap<string, string>>>

const stepOf: Record<AboutColumn, MonitoringStep> = {
  age_band: 'age',
  sex: 'sex',
  ethnic_group: 'ethnic-group',
  ethnic_detail: 'ethnic-detail',
  gender: 'gender',
  disability: 'condition',
  religion: 'religion',
  orientation: 'orientation',
  pregnancy: 'pregnancy',
  partnership: 'partnership',
}

/** Short forms that files have; `k` is the Polish for a woman, as participatory budgets from Poland write it. */
const shortForms: Partial<Record<AboutColumn, Record<string, string>>> = {
  sex: { f: 'female', woman: 'female', women: 'female', k: 'female', m: 'male', man: 'male', men: 'male' },
}

/** What a code of a column is called on the pages. */
export const aboutName = (words: (area: string) => TFunction, column: AboutColumn, code: string): string =>
  isFurtherGroup(column)
    ? furtherGroupName(words('characteristics'), column, code)
    : questionWords(words, stepOf[column]).code(code)

const isPlainAnswer = (code: string) => code === 'yes' || code === 'no'

/** Every code by itself and by what it is called on the pages and in tables. */
export function aboutLabels(words: (area: string) => TFunction): AboutLabels {
  const own = words('characteristics')
  const entries = Object.entries(aboutColumns).map(([column, { codes }]) => {
    const step = stepOf[column as AboutColumn]
    const question = questionWords(words, step)
    const known = new Map<string, string>(Object.entries(shortForms[column as AboutColumn] ?? {}))
    for (const code of codes as readonly string[]) {
      known.set(plain(code), code)
      if (isFurtherGroup(column)) known.set(plain(furtherGroupName(own, column, code)), code)
      if (column !== 'disability' || isPlainAnswer(code)) known.set(plain(question.code(code)), code)
    }
    return [column, known]
  })
  return Object.fromEntries(entries) as AboutLabels
}

/** The band of an age in whole years. */
const bandOf = (years: number): string => ageBands[[16, 30, 45, 65].filter((from) => years >= from).length]!

/** The code a cell stands for: '' where somebody did not say, null where it is not understood. */
export function codeFor(labels: AboutLabels, column: AboutColumn, cell: string): string | null {
  const given = cell.trim()
  if (isUnsaid(given)) return ''
  if (column === 'age_band' && /^\d{1,3}$/.test(given)) return bandOf(Number(given))
  const text = plain(given)
  return labels[column].get(text) ?? labels[column].get(text.replace(/^(\d+) (\d+)$/, '$1 to $2')) ?? null
}
