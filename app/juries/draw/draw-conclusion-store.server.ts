import type { Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { Message } from '../lottery/quota.ts'
import { mayConclude } from './draw.ts'
import type { PeopleFile } from './draw-files.ts'
import { concluded, conclusionHash, drawnPanel } from './draw-pack.ts'
import { type Draw, packOf, peopleOfDraw, saveFile } from './draw-store.server.ts'
import { type Outcome, outcomeErrors, randomValue } from './public-draw.ts'

/**
 * Decides an announced draw by its chance: the drawn panel and the alternates, the file that proves them and the
 * ledger's entry, in one transaction. Whoever has withdrawn since the announcement stays withdrawn: their seat is one to
 * be filled.
 *
 * @param alternates places in people.json, the first to be asked first.
 */
export async function concludeDraw(
  tx: Tx,
  given: { jury: { slug: string }; draw: Draw; outcome: Outcome; alternates: readonly number[]; personId: string },
  now: Date,
): Promise<Message[]> {
  const { draw, jury, outcome, alternates, personId } = given
  if (!draw.source || !draw.decidesAt) return [{ code: 'draw-not-announced', params: {} }]
  if (!mayConclude({ state: draw.state, decidesAt: new Date(draw.decidesAt) }, now)) {
    return [{ code: draw.state === 'announced' ? 'draw-too-early' : 'draw-not-announced', params: {} }]
  }
  const wrong = outcomeErrors(draw.source, outcome)
  if (wrong.length) return wrong
  const pack = await packOf(tx, draw.id)
  const { index, panel } = drawnPanel(pack, outcome)
  const { people }: PeopleFile = JSON.parse(pack['people.json']!)
  const decided = concluded(pack, outcome, alternates)
  await saveFile(tx, draw.id, 'draw.json', decided['draw.json'])
  const behind = new Map((await peopleOfDraw(tx, draw.id)).map((person) => [person.pseudonym, person]))
  const day = londonDay(now)
  for (const place of panel) {
    const person = behind.get(people[place]!.pseudonym)
    if (!person) continue
    await tx
      .updateTable('jury_application')
      .set({
        selection_run_id: draw.id,
        updated_on: day,
        ...(person.status === 'POOL' ? { status: 'SELECTED' as const } : {}),
      })
      .where('id', '=', person.applicationId)
      .execute()
  }
  for (const [i, place] of alternates.entries()) {
    const person = behind.get(people[place]!.pseudonym)
    if (!person) continue
    await tx
      .updateTable('jury_application')
      .set({ alternate_rank: i + 1, updated_on: day })
      .where('id', '=', person.applicationId)
      .execute()
  }
  await tx
    .updateTable('jury_draw')
    .set({ state: 'concluded', panel_number: index, concluded_by: personId, concluded_at: now.toISOString() })
    .where('id', '=', draw.id)
    .execute()
  const content = {
    jury: jury.slug,
    number: draw.number,
    announcement: draw.announcement,
    random: randomValue(outcome),
    panel: index,
    alternates: alternates.length,
    conclusion: conclusionHash(decided),
  }
  await record(tx, 'draw.concluded', content, day)
  await logAct(tx, now, { personId, did: 'concluded a draw', objectKind: 'draw', objectId: draw.id })
  return []
}
