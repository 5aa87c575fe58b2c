import { PANELS } from '../../app/juries/draw/draw.ts'
import { concludeDraw } from '../../app/juries/draw/draw-conclusion-store.server.ts'
import {
  announced,
  announcementHash,
  anonymised,
  commit,
  drawnPanel,
  lotteryFiles,
} from '../../app/juries/draw/draw-pack.ts'
import { recordAnnouncement } from '../../app/juries/draw/draw-start-store.server.ts'
import { currentDraw, saveDraw, saveFile } from '../../app/juries/draw/draw-store.server.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import { markTold, untoldOf } from '../../app/juries/draw/told-store.server.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import { chanceSummary } from '../../app/juries/lottery/chance-summary.ts'
import type { Pool } from '../../app/juries/lottery/quota.ts'
import { select } from '../../app/juries/lottery/selection.ts'
import type { Demo } from './context.ts'

export interface PublishedDraw {
  id: string
  jury: Jury
  pool: Pool
  /** The application behind each volunteer of the pool; none where they have been deleted. */
  applications: readonly string[]
  salt: string
  throws: number[]
  secrets: readonly string[]
  /** Who stands by, the first to be asked first: ids of the pool. */
  alternates(panel: ReadonlySet<string>): readonly string[]
  announcedAt: Date
  decidesAt: Date
  concludedAt: Date
}

/**
 * A draw as it is made: the lottery of a pool, announced by two people, then decided by dice before three witnesses.
 *
 * @returns the ids of those drawn, as the pool has them.
 */
export async function publishDraw(demo: Demo, given: PublishedDraw): Promise<Set<string>> {
  const { tx, secret } = demo
  const { jury, salt, announcedAt } = given
  const { pool, order } = anonymised(given.pool, salt)
  const { seats } = jury.commission
  const input = { pool, seats, rule: 'leximin' as const, onePerHousehold: true, panels: PANELS }
  const outcome = await select({ ...input, seed: commit(input).seed })
  if (!outcome.ok) throw new Error(`the demonstration's draw cannot be made: ${JSON.stringify(outcome.errors)}`)
  const summary = chanceSummary(pool, seats, outcome.selection)
  const files = lotteryFiles(input, outcome.selection)
  const people = given.applications.length
    ? order.map((v, i) => ({ applicationId: given.applications[v]!, pseudonym: pool.volunteers[i]!.id }))
    : []
  const made = { juryId: jury.id, rule: input.rule, seats, panels: PANELS, alternates: 6, id: given.id }
  await saveDraw(tx, { ...made, summary, files, salt, secret, people }, announcedAt)

  const source = { kind: 'dice' as const, throws: given.throws.length, witnesses: given.secrets.map(hashOf) }
  const pack = announced(files, source)
  await saveFile(tx, given.id, 'announcement.json', pack['announcement.json']!)
  await tx
    .updateTable('jury_draw')
    .set({
      state: 'announced',
      number: 1,
      source: JSON.stringify(source),
      announcement: announcementHash(pack),
      decides_at: given.decidesAt.toISOString(),
      announced_at: announcedAt.toISOString(),
      first_starter: demo.id('person-jury-manager'),
      second_starter: demo.id('person-secretariat'),
    })
    .where('id', '=', given.id)
    .execute()
  const draw = (await currentDraw(tx, jury.id))!
  await recordAnnouncement(tx, { jury: jury.slug, number: 1, draw }, announcedAt)
  const thrown = { kind: 'dice' as const, throws: given.throws, secrets: [...given.secrets] }
  const ids = order.map((v) => given.pool.volunteers[v]!.id)
  const drawn = new Set(drawnPanel(pack, thrown).panel.map((place) => ids[place]!))
  const alternates = given.alternates(drawn).map((one) => ids.indexOf(one))
  const personId = demo.id('person-jury-manager')
  const messages = await concludeDraw(tx, { jury, draw, outcome: thrown, alternates, personId }, given.concludedAt)
  if (messages.length) throw new Error(`the demonstration's draw is not decided: ${JSON.stringify(messages)}`)
  // Whoever has an address was written to that evening; the mails themselves are long sent and gone.
  const written = (await untoldOf(tx, [draw.id])).filter(({ email }) => email).map(({ id }) => id)
  await markTold(tx, { drawIds: [draw.id], applicationIds: written, how: 'email' }, given.concludedAt)
  return drawn
}
