import { csvText } from '../../priorities/csv-text.ts'
import type { ThemeReport } from './themes.ts'

/** Published themes as files: hidden numbers are an asterisk, as in every other file. */
export const themeFiles = (report: ThemeReport) => ({
  'themes.csv': csvText([
    [
      'theme',
      'definition',
      'example',
      'people',
      'of people who wrote',
      'a smaller number said',
      'codebook version',
      ...(report.confirmedBy ? ['confirmed by'] : []),
    ],
    ...report.themes.map(({ name, definition, example, people, smaller }) => [
      name,
      definition,
      example,
      people === null ? '*' : String(people),
      String(report.people),
      smaller,
      String(report.codebookVersion),
      ...(report.confirmedBy ? [report.confirmedBy] : []),
    ]),
  ]),
  'themes.json': `${JSON.stringify(report, null, 2)}\n`,
})
