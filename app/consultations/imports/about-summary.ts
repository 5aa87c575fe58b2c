import type { Area } from '../answering/answers.ts'
import { chosenCode, type Monitoring } from '../equality/monitoring.ts'
import { type AboutColumn, aboutColumns } from './about-columns.ts'
import type { ImportRow } from './import.ts'

/** What a file says of its people in one respect: how many said it, and how many of each group, the largest first. */
export interface AboutLine {
  what: AboutColumn | 'area'
  said: number
  groups: { code: string; people: number }[]
}

const columnOf = (said: Monitoring, column: AboutColumn): string | null => {
  const own = {
    age_band: said.ageBand,
    sex: said.sex,
    ethnic_group: said.ethnicGroup,
    ethnic_detail: said.ethnicDetail,
    gender: said.gender,
    disability: said.disability,
  }
  return column in own ? own[column as keyof typeof own] : chosenCode(column as 'religion', said)
}

const placeOf = (area: Area | null): string | null =>
  area?.kind === 'outside' ? 'outside' : area?.kind === 'district' ? (area.forum ?? area.district) : null

/** How the people of a file are read, for an officer to look at before anything is loaded; only what anybody said. */
export function aboutSummary(rows: readonly Pick<ImportRow, 'answers' | 'monitoring'>[]): AboutLine[] {
  const line = (what: AboutLine['what'], codes: (string | null)[]): AboutLine => {
    const people = new Map<string, number>()
    for (const code of codes) if (code) people.set(code, (people.get(code) ?? 0) + 1)
    const groups = [...people].map(([code, n]) => ({ code, people: n })).sort((a, b) => b.people - a.people)
    return { what, said: groups.reduce((sum, group) => sum + group.people, 0), groups }
  }
  return [
    line(
      'area',
      rows.map(({ answers }) => placeOf(answers.area)),
    ),
    ...(Object.keys(aboutColumns) as AboutColumn[]).map((column) =>
      line(
        column,
        rows.map(({ monitoring }) => monitoring && columnOf(monitoring, column)),
      ),
    ),
  ].filter(({ said }) => said > 0)
}
