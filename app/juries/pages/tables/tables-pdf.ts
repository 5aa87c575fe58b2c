import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound, staffPage } from '../../../server/page.ts'
import { pdfAnswer } from '../../../server/pdf-answer.ts'
import { formatDate } from '../../../ui/dates.ts'
import { seatedSheet } from '../../sessions/seated-sheet.server.ts'
import { sessionFor, sessionParams } from '../../sessions/session-access.server.ts'
import { printTables } from '../../tables/print-tables.ts'
import { placesIn, plansOf } from '../../tables/table-plan-store.server.ts'

/** The newest table plan of a session, to hang up. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    const { jury, session } = await sessionFor(ask)
    const plan = (await plansOf(ask.db, session.id)).find(({ state }) => state === 'made')
    if (!plan) throw notFound()
    const people = await seatedSheet(ask.db, jury.id, { everything: false })
    const places = await placesIn(ask.db, plan.id)
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
    const printed = numbers(plan.rounds).map((round) =>
      numbers(plan.tables).map((table) =>
        people
          .filter(({ memberId }) =>
            places.some((p) => p.memberId === memberId && p.round === round && p.table === table),
          )
          .map(({ badge, badgeName }) => `${badge} ${badgeName}`.trim()),
      ),
    )
    const t = ask.words('seating')
    const day = formatDate(session.onDate, 'en-GB', 'weekday')
    const words = {
      lang: ask.lang,
      title: t('tables.title', { session: session.title }),
      where: [jury.publicName, day, session.place, t('tables.version', { version: plan.version })].join(' · '),
      round: (round: number) => t('tables.round', { round }),
      table: (table: number) => t('tables.table', { table }),
    }
    return pdfAnswer(await printTables(words, printed), `${jury.slug}-tables-v${plan.version}.pdf`)
  })(args)
