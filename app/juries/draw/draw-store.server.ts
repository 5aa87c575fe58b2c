import { randomBytes, randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import type { ChanceSummary } from '../lottery/chance-summary.ts'
import type { SelectionRule } from '../lottery/selection-input.ts'
import { sealSalt } from '../votes/sealing.ts'
import { commitmentTo, type DrawPack } from './draw-pack.ts'
import type { Source } from './public-draw.ts'

const columns = [
  'id',
  'jury_id as juryId',
  'number',
  'state',
  'rule',
  'seats',
  'panels',
  'people',
  'alternates',
  'commitment',
  'summary',
  'sealed_salt as sealedSalt',
  'made_at as madeAt',
  'source',
  'decides_at as decidesAt',
  'reason',
  'announcement',
  'first_starter as firstStarter',
  'first_session as firstSession',
  'second_starter as secondStarter',
  'announced_at as announcedAt',
  'panel_number as panelNumber',
  'concluded_at as concludedAt',
  'given_up_at as givenUpAt',
  'given_up_reason as givenUpReason',
] as const

const select = (db: Handle) => db.selectFrom('jury_draw').select(columns)
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

export type Draw = ReturnType<typeof drawFrom>

const drawFrom = (row: Row) => ({
  ...row,
  summary: JSON.parse(row.summary) as ChanceSummary,
  source: row.source === null ? null : (JSON.parse(row.source) as Source),
})

/** Every draw of a jury that was announced, the newest first. */
export async function announcedDraws(db: Handle, juryId: string): Promise<Draw[]> {
  const rows = await select(db)
    .where('jury_id', '=', juryId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(drawFrom)
}

/** The draw that is being prepared or stands: not announced yet if there is one, else the newest. */
export async function currentDraw(db: Handle, juryId: string): Promise<Draw | undefined> {
  const prepared = await select(db)
    .where('jury_id', '=', juryId)
    .where('state', 'in', ['ready', 'starting'])
    .executeTakeFirst()
  return prepared ? drawFrom(prepared) : (await announcedDraws(db, juryId))[0]
}

/** The published files of a draw, by name. */
export async function packOf(db: Handle, drawId: string): Promise<DrawPack> {
  const rows = await db
    .selectFrom('jury_draw_file')
    .select(['name', 'content'])
    .where('draw_id', '=', drawId)
    .orderBy('name')
    .execute()
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]))
}

export async function saveFile(tx: Tx, drawId: string, name: string, content: string): Promise<void> {
  await tx
    .insertInto('jury_draw_file')
    .values({ draw_id: drawId, name, content })
    .onConflict((conflict) => conflict.columns(['draw_id', 'name']).doUpdateSet({ content }))
    .execute()
}

export interface NewDraw {
  juryId: string
  rule: SelectionRule
  seats: number
  panels: number
  alternates: number
  summary: ChanceSummary
  salt: string
  secret: string
  files: DrawPack
  /** Who stands behind which pseudonym; none where the people have been deleted. */
  people: { applicationId: string; pseudonym: string }[]
  id?: string
}

/** Keeps a lottery that is whole, in place of one that nobody has started. Returns the draw's id. */
export async function saveDraw(tx: Tx, given: NewDraw, now: Date): Promise<string> {
  const { juryId, files, people, salt, secret, id = randomUUID() } = given
  await discardDraw(tx, juryId)
  await tx
    .insertInto('jury_draw')
    .values({
      id,
      jury_id: juryId,
      state: 'ready',
      rule: given.rule,
      seats: given.seats,
      panels: given.panels,
      people: given.summary.people,
      alternates: given.alternates,
      commitment: commitmentTo(files['people.json']!, files['targets.json']!),
      summary: JSON.stringify(given.summary),
      sealed_salt: sealSalt(secret, id, salt, randomBytes),
      made_at: now.toISOString(),
      reason: '',
      given_up_reason: '',
      number: null,
      source: null,
      decides_at: null,
      announcement: null,
      first_starter: null,
      first_session: null,
      second_starter: null,
      second_session: null,
      announced_at: null,
      panel_number: null,
      concluded_by: null,
      concluded_at: null,
      given_up_at: null,
    })
    .execute()
  for (const [name, content] of Object.entries(files)) await saveFile(tx, id, name, content)
  for (let i = 0; i < people.length; i += 1_000) {
    await tx
      .insertInto('jury_draw_person')
      .values(
        people
          .slice(i, i + 1_000)
          .map(({ applicationId, pseudonym }) => ({ draw_id: id, application_id: applicationId, pseudonym })),
      )
      .execute()
  }
  return id
}

/** Takes away a lottery of which no draw was started: nothing of it stays. */
export async function discardDraw(tx: Tx, juryId: string): Promise<void> {
  const unstarted = tx.selectFrom('jury_draw').select('id').where('jury_id', '=', juryId).where('state', '=', 'ready')
  await tx.deleteFrom('jury_draw_person').where('draw_id', 'in', unstarted).execute()
  await tx.deleteFrom('jury_draw_file').where('draw_id', 'in', unstarted).execute()
  await tx.deleteFrom('jury_draw').where('jury_id', '=', juryId).where('state', '=', 'ready').execute()
}

/** Who stands behind the pseudonyms of a draw, with where they stand now; whoever was deleted is not in it. */
export const peopleOfDraw = (db: Handle, drawId: string) =>
  db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .select(['p.pseudonym', 'a.id as applicationId', 'a.external_id as externalId', 'a.status', 'a.eligible'])
    .select(['a.selection_run_id as selectionRunId', 'a.alternate_rank as alternateRank'])
    .where('p.draw_id', '=', drawId)
    .orderBy('p.pseudonym')
    .execute()

/** Unlinks people who are deleted from what was published of them: the pack stays, and leads to nobody. */
export async function forgetPseudonyms(tx: Tx, applicationIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('jury_draw_person').where('application_id', 'in', applicationIds).execute()
  await tx.deleteFrom('jury_pool_row').where('application_id', 'in', applicationIds).execute()
}

/** Destroys the salts of a jury's draws: nobody who knows an id can find its pseudonym any more. */
export async function forgetSalts(tx: Tx, juryId: string): Promise<void> {
  await tx.updateTable('jury_draw').set({ sealed_salt: null }).where('jury_id', '=', juryId).execute()
}

/** Draws of all juries that one of two has started, or that wait for their chance. */
export const drawsUnderWay = (db: Handle) =>
  db
    .selectFrom('jury_draw as d')
    .innerJoin('jury as j', 'j.id', 'd.jury_id')
    .select(['j.id as juryId', 'j.slug', 'j.public_name as title', 'd.state', 'd.decides_at as decidesAt'])
    .select('d.first_starter as firstStarter')
    .where('d.state', 'in', ['starting', 'announced'])
    .orderBy('j.slug')
    .execute()
