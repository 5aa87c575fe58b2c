import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { poundsOf } from '../../../juries/support/support.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { auditOf, auditYears } from '../../audit/audit-store.server.ts'
import { londonDay } from '../../london-day.ts'

const params = z.object({ l: z.string(), year: z.string().regex(/^\d{4}$/) })
const columns = [
  'title',
  'kind',
  'asked_by',
  'for',
  'paid_by',
  'decided_by',
  'decision',
  'areas',
  'groups',
  'methods',
  'themes',
  'opened',
  'closed',
  'was_to_close',
  'why_longer',
  'results',
  'cost_pounds',
  'paid_to_groups_pounds',
  'staff_hours',
  'reach_expected',
  'reached',
  'what_changed',
  'why_late',
] as const

/** The year's audit as a table, an exercise a row; figures that nobody recorded are empty. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ db, now, params: { year } }) => {
    const today = londonDay(now)
    if (!(await auditYears(db, today)).includes(Number(year))) throw notFound()
    const { rows } = await auditOf(db, Number(year), today)
    const text = csvText([
      columns,
      ...rows.map((row) => [
        row.title,
        row.kind,
        row.runByName,
        row.forName,
        row.paidByName,
        row.decidedBy,
        row.decision,
        row.areas.map(({ name }) => name).join('; '),
        row.groups.join('; '),
        row.methods.join('; '),
        row.themes.join('; '),
        row.opensOn ?? '',
        row.closesOn ?? '',
        row.extensions[0]?.closesBefore ?? '',
        row.extensions.map(({ note }) => note).join('; '),
        row.resultsOn ?? '',
        row.costPounds ?? '',
        row.groupsPence ? poundsOf(row.groupsPence) : '',
        row.staffHours ?? '',
        row.reachExpected ?? '',
        row.reached ?? '',
        row.whatChanged,
        row.lateReason,
      ]),
    ])
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="engagement-audit-${year}.csv"`,
      },
    })
  })(args)
