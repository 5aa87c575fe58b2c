import { randomInt, randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { readSaid } from '../../consultations/answering/said-store.server.ts'
import type { Letterhead } from '../../feedback/message-text.server.ts'
import { firstLanguage } from '../../languages/language.ts'
import type { Said } from '../../languages/use-words.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { referenceFor } from '../../ledger/reference-code.ts'
import type { Pile } from '../../server/outbox-hand-store.server.ts'
import { enqueueAll } from '../../server/outbox-store.server.ts'
import { seatAreasOn } from '../areas/postcode-store.server.ts'
import { exerciseState } from '../exercise.ts'
import { londonDay } from '../london-day.ts'
import { entryOf, saveEntry } from '../register/register-entry-store.server.ts'
import {
  drawPanelSample,
  eligibleOf,
  leastSample,
  type SampleWish,
  type Stratum,
  sampleAnswers,
} from './citizens-panel.ts'
import {
  type Invitation,
  invitationAbout,
  invitationMessage,
  type PanelReader,
  samplePath,
  thanksMessage,
} from './citizens-panel-mail.server.ts'
import { noteMakeUp, panelResidents } from './citizens-panel-make-up-store.server.ts'
import { contactsOf, dueThird, panelCode, panelMembers, removeMembers } from './citizens-panel-store.server.ts'
import { isAssessed } from './panel-assessment-store.server.ts'

/** The panel's own messages, of welcome and of thanks: what of them no sender carries waits on the panel's desk. */
export const panelPost: Pile = { about: 'panel' }

/** Samples that were drawn here, the newest first. */
export const drawnSamples = (db: Handle) =>
  db
    .selectFrom('panel_sample as s')
    .innerJoin('exercise as e', 'e.id', 's.exercise_id')
    .select(['s.id', 's.number', 's.people', 's.recruited_on as on', 'e.id as exerciseId', 'e.title', 'e.slug'])
    .select(['e.published_at as publishedAt', 's.code'])
    .where('s.number', 'is not', null)
    .orderBy('s.number', 'desc')
    .execute()

/** The sample of a code, with the address of the exercise that it answers. */
export const sampleByCode = (db: Handle, code: string) =>
  db
    .selectFrom('panel_sample as s')
    .innerJoin('exercise as e', 'e.id', 's.exercise_id')
    .select(['s.id', 's.code', 's.people', 'e.id as exerciseId', 'e.slug'])
    .where('s.code', '=', code)
    .executeTakeFirst()

/** What a sample's members answer under, made as a group's is. */
export const sampleCode = (secret: string, id: string): string => referenceFor(secret, `panel-sample:${id}`)

/**
 * How many of each sample answered under its code, and how many invitations have not gone out or did not arrive. Only
 * samples that were given a code: what came through another way cannot be told from everybody's.
 */
export async function answersOfSamples(db: Handle, rule: { minCell: number; roundTo: number }, exerciseId?: string) {
  let query = db
    .selectFrom('panel_sample as s')
    .select(['s.id', 's.number', 's.people'])
    .where('s.code', 'is not', null)
    .orderBy('s.number')
  if (exerciseId !== undefined) query = query.where('s.exercise_id', '=', exerciseId)
  const samples = await query.execute()
  if (!samples.length) return []
  const ids = samples.map(({ id }) => id)
  const answers = await db
    .selectFrom('response')
    .select((eb) => ['panel_sample_id as id', eb.fn.countAll<number>().as('people')] as const)
    .where('panel_sample_id', 'in', ids)
    .where('status', 'not in', ['withdrawn', 'quarantined'])
    .groupBy('panel_sample_id')
    .execute()
  const unsent = await db
    .selectFrom('panel_sample_member as m')
    .innerJoin('panel_sample as s', 's.id', 'm.sample_id')
    .innerJoin('panel_contact as c', 'c.member_id', 'm.member_id')
    .innerJoin('outbox as o', (join) =>
      join.onRef('o.to_address', '=', 'c.address').onRef('o.exercise_id', '=', 's.exercise_id'),
    )
    .select((eb) => ['m.sample_id as id', eb.fn.countAll<number>().as('people')] as const)
    .where('m.sample_id', 'in', ids)
    .where('o.about', '=', invitationAbout)
    .where('o.sent_at', 'is', null)
    .groupBy('m.sample_id')
    .execute()
  const peopleIn = (rows: readonly { id: string | null; people: number }[], id: string) =>
    Number(rows.find((row) => row.id === id)?.people ?? 0)
  return samples.map(({ id, number, people: asked }) => ({
    id,
    number,
    ...sampleAnswers({ asked, unreached: peopleIn(unsent, id), answers: peopleIn(answers, id) }, rule),
  }))
}

/** Exercises that members can be invited to: public and not over; of one's own organisation where one is named. */
export async function invitable(db: Handle, today: string, runBy: string | null) {
  let query = db
    .selectFrom('exercise')
    .select(['id', 'title', 'slug', 'published_at as publishedAt', 'opens_on as opensOn', 'closes_on as closesOn'])
    .select('asked_elsewhere as askedElsewhere')
    .where('kind', '=', 'consultation')
    .where('published_at', 'is not', null)
  if (runBy !== null) query = query.where('run_by', '=', runBy)
  const rows = await query.orderBy('closes_on').orderBy('id').execute()
  return rows.filter((row) => exerciseState(row, today) === 'open')
}

/** Who was asked about an exercise before. */
async function askedAbout(db: Handle, exerciseId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('panel_sample_member as m')
    .innerJoin('panel_sample as s', 's.id', 'm.sample_id')
    .select('m.member_id')
    .where('s.exercise_id', '=', exerciseId)
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

export interface SampleDraw {
  exerciseId: string
  size: number
  /** A district, or a ward or division where those are loaded; null for the whole panel. */
  areaId: string | null
  by: Stratum
  personId: string
  /** Whose exercises may be asked about; null for all. */
  runBy: string | null
  /** The number that this sample was to have when it was asked for: a second press draws no second one. */
  number: number
}

/**
 * Draws a sample and invites each of it: who may be asked is judged here, in the transaction that writes the invitations
 * down. The exercise's entry in the register names the sample from now on.
 */
export async function drawSample(
  tx: Tx,
  secret: string,
  draw: SampleDraw,
  head: Letterhead,
  now: Date,
): Promise<
  { drawn: number } | { trouble: 'exercise' | 'small' | 'assessment' | 'drawn' } | { trouble: 'few'; eligible: number }
> {
  if (!(await isAssessed(tx))) return { trouble: 'assessment' }
  if (draw.size < leastSample) return { trouble: 'small' }
  const today = londonDay(now)
  const exercise = (await invitable(tx, today, draw.runBy)).find(({ id }) => id === draw.exerciseId)
  if (!exercise) return { trouble: 'exercise' }
  const number = await nextSampleNumber(tx)
  if (draw.number !== number) return { trouble: 'drawn' }
  const wish: SampleWish = { areaId: draw.areaId, already: await askedAbout(tx, exercise.id) }
  const { eligible, unasked } = eligibleOf(await panelMembers(tx), today, wish)
  if (eligible.length < draw.size) return { trouble: 'few', eligible: eligible.length }
  const seed = randomInt(2 ** 47)
  const residents = await panelResidents(tx, today)
  const members = drawPanelSample(eligible, draw.size, draw.by, residents, seed)
  const id = randomUUID()
  const name = `Sample ${number}: ${exercise.title}`
  const code = exercise.askedElsewhere ? null : sampleCode(secret, id)
  const row = { id, name, people: members.length, recruited_on: today, exercise_id: exercise.id, number, code }
  await tx.insertInto('panel_sample').values(row).execute()
  await insertMany(
    tx,
    'panel_sample_member',
    members.map((member) => ({ sample_id: id, member_id: member.id, invited_on: today })),
  )
  const entry = await entryOf(tx, exercise.id)
  await saveEntry(tx, exercise.id, { ...entry, panelSampleId: id }, draw.personId, now)
  const about: Invitation = {
    exerciseId: exercise.id,
    title: exercise.title,
    closesOn: exercise.closesOn!,
    path: code ? samplePath(code) : `/register/exercise/${exercise.slug}`,
    elsewhere: exercise.askedElsewhere ? entry.address : '',
    isCounted: code !== null,
  }
  const ids = members.map((member) => member.id)
  const readers = await readersOf(tx, secret, ids)
  const said = new Map<string, Said>()
  for (const language of new Set(readers.map((to) => to.language)))
    said.set(language, language === firstLanguage ? {} : await readSaid(tx, language))
  await enqueueAll(
    tx,
    readers.map((to) => invitationMessage(to, about, said.get(to.language)!, head)),
    now,
  )
  const isSeat = draw.areaId !== null && (await seatAreasOn(tx, today)).has(draw.areaId)
  const facts = { sample: number, exercise: exercise.slug, people: members.length, eligible: eligible.length }
  await record(
    tx,
    'panel.sample',
    {
      ...facts,
      by: draw.by,
      district: isSeat ? null : draw.areaId,
      ...(isSeat && { seat: draw.areaId }),
      seed,
      unasked,
    },
    today,
  )
  await logAct(tx, now, {
    personId: draw.personId,
    did: 'drew a sample of the citizens’ panel',
    objectKind: 'panel_sample',
    objectId: id,
    detail: { people: members.length },
  })
  return { drawn: number }
}

/** The number that the next sample has. */
export async function nextSampleNumber(db: Handle): Promise<number> {
  const { last } = await db
    .selectFrom('panel_sample')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}

async function readersOf(db: Handle, secret: string, ids: readonly string[]): Promise<PanelReader[]> {
  return (await contactsOf(db, ids)).map((contact) => ({ ...contact, code: panelCode(secret, contact.memberId) }))
}

/**
 * Releases this year's third with a message of thanks each. `people` is how many the officer saw: if it is another number
 * by now nothing happens. How the panel is made up afterwards is noted.
 */
export async function releaseThird(
  tx: Tx,
  secret: string,
  given: { people: number; personId: string },
  head: Letterhead,
  now: Date,
): Promise<'released' | 'changed' | 'nobody'> {
  const today = londonDay(now)
  const { due } = await dueThird(tx, today)
  if (!due.length) return 'nobody'
  if (due.length !== given.people) return 'changed'
  const ids = due.map(({ id }) => id)
  const messages = (await readersOf(tx, secret, ids)).map((to) => thanksMessage(to, head))
  await removeMembers(tx, ids, 'refresh', now)
  await enqueueAll(tx, messages, now)
  await tx.insertInto('panel_refresh').values({ on_date: today, people: ids.length }).execute()
  await noteMakeUp(tx, today)
  await record(tx, 'panel.released', { on: today, people: ids.length }, today)
  await logAct(tx, now, {
    personId: given.personId,
    did: 'released a third of the citizens’ panel',
    objectKind: 'citizens_panel',
    objectId: 'citizens-panel',
    detail: { people: ids.length },
  })
  return 'released'
}
