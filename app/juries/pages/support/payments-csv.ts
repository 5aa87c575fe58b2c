import type { LoaderFunctionArgs } from '@remix-run/node'
import { londonDay } from '../../../engagement/london-day.ts'
import { csvText } from '../../../priorities/csv-text.ts'
import { staffPage } from '../../../server/page.ts'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { holderContacts, holdersOf } from '../../seats/holder-store.server.ts'
import { paymentsOf } from '../../support/payment-store.server.ts'
import { isLate, poundsOf } from '../../support/support.ts'

const heads = ['badge', 'name', 'kind', 'for_day', 'pounds', 'method', 'due_by', 'late', 'paid_on']

const takenFrom = ({ slug }: { slug: string }) => deskPath(slug, '/payments')

/** What the finance office needs to pay jurors: every payment, late ones first. No cell can run as a formula. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage', takenFrom }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const today = londonDay(ask.now)
    const holders = await holdersOf(ask.db, jury.id)
    const contacts = await holderContacts(
      ask.db,
      holders.flatMap(({ applicationId }) => (applicationId ? [applicationId] : [])),
    )
    const nameOf = (memberId: string) =>
      contacts.get(holders.find((holder) => holder.memberId === memberId)?.applicationId ?? '')?.name ?? ''
    const rows = (await paymentsOf(ask.db, jury.id)).map((payment) => [
      payment.badge,
      nameOf(payment.memberId),
      payment.kind,
      payment.forOn,
      poundsOf(payment.pence),
      payment.method,
      payment.dueOn,
      isLate(payment, today) ? 'yes' : 'no',
      payment.paidOn ?? '',
    ])
    return new Response(`\ufeff${csvText([heads, ...rows])}`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${jury.slug}-payments.csv"`,
      },
    })
  })(args)
