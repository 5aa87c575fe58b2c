import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type Campaign, campaignsIn, type Told } from './campaign.ts'

const perStatement = 400

/** Marks found here are told from those that came with a file by how they begin. */
const markOf = (kind: Campaign['kind'], number: number) => `${kind}-${String(number).padStart(3, '0')}`
const found = ['words-%', 'burst-%']

async function told(db: Handle, consultationId: string): Promise<Told[]> {
  const counted = db
    .selectFrom('response as r')
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', 'counted')
    .where((eb) => eb.or([eb('r.cluster', 'is', null), ...found.map((like) => eb('r.cluster', 'like', like))]))
  const answers = await counted.select(['r.id', 'r.received_on', 'r.channel']).orderBy('r.id').execute()
  const texts = await counted
    .innerJoin('response_text as t', 't.response_id', 'r.id')
    .select(['r.id', 't.body'])
    .where('t.kind', '=', 'why')
    .execute()
  const picks = await counted
    .innerJoin('response_pick as p', 'p.response_id', 'r.id')
    .select(['r.id', 'p.option_id'])
    .orderBy('p.place')
    .execute()
  // A form of its own asks for words and choices in questions of its own.
  const written = await counted
    .innerJoin('response_own_words as w', 'w.response_id', 'r.id')
    .select(['r.id', 'w.body'])
    .orderBy('w.question_id')
    .execute()
  const given = await counted
    .innerJoin('response_answer as a', 'a.response_id', 'r.id')
    .select(['r.id', 'a.question_id', 'a.value'])
    .orderBy('a.question_id')
    .execute()
  const words = new Map<string, string[]>()
  for (const { id, body } of [...texts, ...written]) add(words, id, body)
  const chosen = new Map<string, string[]>()
  for (const { id, option_id } of picks) add(chosen, id, option_id)
  for (const { id, question_id, value } of given) add(chosen, id, `${question_id}=${value}`)
  return answers.map(({ id, received_on: day, channel }) => ({
    id,
    words: (words.get(id) ?? []).join(' '),
    picks: chosen.get(id) ?? [],
    day,
    online: channel === 'online',
  }))
}

function add(to: Map<string, string[]>, id: string, one: string): void {
  const own = to.get(id)
  if (own) own.push(one)
  else to.set(id, [one])
}

/**
 * Looks for campaigns among the counted answers and marks them, in place of what was found before. Nothing is deleted or
 * left out: the list counts each person, and is shown with and without (rule L-8). Returns how many were found.
 */
export async function markCampaigns(
  tx: Tx,
  by: { consultationId: string; exerciseId: string; personId: string },
  now: Date,
): Promise<number> {
  const { consultationId, exerciseId, personId } = by
  const campaigns = campaignsIn(await told(tx, consultationId))
  await tx
    .updateTable('response')
    .set({ cluster: null })
    .where('consultation_id', '=', consultationId)
    .where((eb) => eb.or(found.map((like) => eb('cluster', 'like', like))))
    .execute()
  for (const [i, { kind, members }] of campaigns.entries()) {
    for (let at = 0; at < members.length; at += perStatement) {
      await tx
        .updateTable('response')
        .set({ cluster: markOf(kind, i + 1) })
        .where('id', 'in', members.slice(at, at + perStatement))
        .execute()
    }
  }
  await logAct(tx, now, {
    personId,
    did: 'campaigns.looked-for',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { found: campaigns.length, people: campaigns.reduce((sum, { members }) => sum + members.length, 0) },
  })
  return campaigns.length
}

/** The campaigns marked so far, the largest first, each with one of its texts to know it by: none written to questions that are unseen. */
export async function campaignsOf(db: Handle, consultationId: string, unseen: ReadonlySet<string>) {
  const rows = await db
    .selectFrom('response as r')
    .leftJoin('response_text as t', (join) => join.onRef('t.response_id', '=', 'r.id').on('t.kind', '=', 'why'))
    .leftJoin('response_own_words as w', (join) =>
      join.onRef('w.response_id', '=', 'r.id').on('w.question_id', 'not in', ['', ...unseen]),
    )
    .select((eb) => ['r.cluster as mark', eb.fn.count('r.id').distinct().as('people')] as const)
    .select((eb) => [eb.fn.min('t.body').as('why'), eb.fn.min('w.body').as('words')])
    .select((eb) => [eb.fn.min('r.received_on').as('first'), eb.fn.max('r.received_on').as('last')])
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', 'counted')
    .where('r.cluster', 'is not', null)
    .groupBy('r.cluster')
    .execute()
  const kindOf = (mark: string) => (mark.startsWith('words-') ? 'words' : mark.startsWith('burst-') ? 'burst' : 'file')
  return rows
    .map(({ mark, people, why, words, first, last }) => ({
      mark: mark!,
      kind: kindOf(mark!),
      people: Number(people),
      words: why ?? words ?? '',
      first,
      last,
    }))
    .sort((a, b) => b.people - a.people || (a.mark < b.mark ? -1 : 1))
}
