import type { Handle, Tx } from '../../../db/connect.ts'
import { pointsFromJury } from '../../board/point-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { reportTroubles } from '../jury-state.ts'
import type { Jury } from '../jury-store.server.ts'
import { membersOf } from '../seats/member-store.server.ts'
import { minoritiesOf, settleMinorities } from '../votes/minority-store.server.ts'
import { statementsOf } from '../votes/statement-store.server.ts'
import { newestVote } from '../votes/vote-store.server.ts'
import { evaluationOf, resultsOf } from './result-store.server.ts'

/** What keeps this jury's report from being published; empty when nothing does. */
export async function troublesWithReport(db: Handle, jury: Jury) {
  const vote = await newestVote(db, jury.id)
  const statements = await statementsOf(db, jury.id)
  return reportTroubles({
    announcedAt: jury.announcedAt,
    reportPublishedAt: jury.reportPublishedAt,
    voteOpen: vote !== undefined && vote.state !== 'opened',
    outcomes: statements.map((statement) => statement.outcome),
  })
}

/**
 * Publishes the report: from then on it stands. Settles the minority statements, commits the whole of it to the ledger
 * and puts each recommendation before the Board. Throws a RangeError when something keeps it from being published.
 */
export async function publishReport(tx: Tx, jury: Jury, personId: string, now: Date): Promise<void> {
  const troubles = await troublesWithReport(tx, jury)
  if (troubles.length) throw new RangeError(`the report cannot be published: ${troubles.join(', ')}`)
  const today = londonDay(now)
  const members = await membersOf(tx, jury.id)
  await settleMinorities(tx, jury.id, members.filter((member) => member.state === 'seated').length)
  await tx.updateTable('jury').set({ report_published_at: now.toISOString() }).where('id', '=', jury.id).execute()
  await tx.updateTable('exercise').set({ results_by: today }).where('id', '=', jury.exerciseId).execute()
  const results = await resultsOf(tx, jury.id)
  const minorities = await minoritiesOf(tx, jury.id)
  const evaluation = await evaluationOf(tx, jury.id)
  await record(
    tx,
    'jury.report',
    {
      jury: jury.slug,
      results: results.map(({ number, body, because, counts, outcome }) => ({
        number,
        body,
        because,
        counts: { ...counts },
        outcome,
      })),
      minorities: minorities.map(({ number, body, supporters }) => ({ number, body, supporters })),
      evaluation,
    },
    today,
  )
  if (!jury.practice) await pointsFromJury(tx, { juryId: jury.id, publishedOn: today })
  await logAct(tx, now, { personId, did: 'published the report', objectKind: 'jury', objectId: jury.id })
}
