import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { firstLanguage } from '../../../languages/language.ts'
import { words } from '../../../languages/words.server.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { auditOf, auditYears } from '../../audit/audit-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { groupInAudit } from './group-in-audit.ts'

const params = z.object({ l: z.string(), year: z.string().regex(/^\d{4}$/) })

/** Who took part in a year, by characteristic (rule E-3): sums of what was published, so that nothing hidden comes out. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { year } }) => {
    const today = londonDay(now)
    if (!(await auditYears(db, today)).includes(Number(year))) throw notFound()
    const { takingPart, tables } = await auditOf(db, Number(year), today)
    const name = groupInAudit(words(firstLanguage, 'list'), words(firstLanguage, 'characteristics'))
    const text = csvText([
      ['characteristic', 'group', 'code', 'people', 'exercises', 'exercises_with_too_few_to_tell'],
      ...takingPart.flatMap(({ margin, groups }) =>
        groups.map(({ id, people, hidden }) => [
          words(firstLanguage, 'audit')(`part.${margin}`),
          name(margin, id),
          id,
          people,
          tables,
          hidden,
        ]),
      ),
    ])
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="participation-${year}.csv"`,
      },
    })
  })(args)
