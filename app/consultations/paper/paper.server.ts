import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { placeOf, readPostcode } from '../../engagement/areas/postcode.ts'
import { areasOfPostcode, seatAreasOn, seatsAmong } from '../../engagement/areas/postcode-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { may } from '../../people/permission.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { districtsOn } from '../area-store.server.ts'
import { questionsOf } from '../consultation-store.server.ts'
import { formOf, formTexts } from '../form-store.server.ts'
import { importing, importReady } from '../imports/importing.server.ts'
import { type PaperPart, paperPart } from './paper-batch.ts'
import type { PaperEntry, PrintedForm } from './paper-entry.ts'
import { formPaperVersion } from './paper-form-entry.ts'
import { batchOf, formVersionOf } from './paper-store.server.ts'

/** What the paper form of a consultation says, in its printed order, and the version printed on it. */
export async function printedForm(
  ask: { db: Handle; now: Date },
  consultation: { id: string; version: number; picks_max: number },
  language = 'en',
) {
  const { questions, options } = await questionsOf(ask.db, consultation.id, language)
  // A consultation of other questions has none of the printed form's.
  if (!questions.pick) throw notFound()
  const districts = await districtsOn(ask.db, londonDay(ask.now))
  const form: PrintedForm = {
    districts: districts.map(({ id }) => id),
    options: options.map(({ id }) => id),
    picksMax: consultation.picks_max,
  }
  return { questions, options, districts, form, version: formVersionOf(consultation.version, form) }
}

/** What the paper form of a consultation's own questions says, in its printed order, and the version printed on it. */
export async function printedOwn({ db, now }: { db: Handle; now: Date }, consultationId: string, version?: number) {
  const day = londonDay(now)
  const form = await formOf(db, consultationId, day, version)
  if (!form) throw notFound()
  const texts = await formTexts(db, form.questions, 'en')
  const districts = await districtsOn(db, day)
  return { form, texts, districts, version: formPaperVersion(form, districts) }
}

/** The form of a consultation on paper, whichever kind it has. */
export async function printedFor(
  ask: { db: Handle; now: Date },
  consultation: { id: string; version: number; picks_max: number; template: 'flagship' | 'form' },
  version?: number,
) {
  return consultation.template === 'form'
    ? { own: await printedOwn(ask, consultation.id, version), flagship: undefined }
    : { own: undefined, flagship: await printedForm(ask, consultation) }
}

/** What a page of one batch asks of its address and of the person. */
export const keying = {
  params: importing.params.extend({ batch: z.string().max(100) }),
  permission: 'paper.key',
} as const

/**
 * The batch of an address with all that is needed to key it; another partner's is not there, nor one that the asker has
 * no part in, or not the part they ask for. Inside a transaction pass its handle.
 */
export async function batchFor(
  ask: StaffAsk<{ id: string; batch: string }>,
  db: Handle = ask.db,
  needed?: keyof PaperPart,
) {
  const { exercise, consultation, frozen } = await importReady(ask, db)
  const batch = await batchOf(db, ask.params.batch, consultation.id)
  const isOfficer = may(ask.actor.grants, 'answers.import')
  const part = batch && paperPart(batch, { personId: ask.actor.personId, isOfficer })
  if (!batch || !part || (needed && !part[needed])) throw notFound()
  // A batch is keyed by the version it was opened for, whatever has been published since.
  const version = Number(batch.form_version.split('-')[0])
  return {
    exercise,
    consultation,
    frozen,
    batch,
    part,
    ...(await printedFor({ db, now: ask.now }, consultation, version)),
  }
}

export const paperPath = (exerciseId: string, rest = '') =>
  `/desk/exercises/${encodeURIComponent(exerciseId)}/paper${rest}`

/** What was keyed for the area; its number and its part instead, where it is a postcode whose area is known. */
export async function areaKeyed(
  ask: StaffAsk<unknown>,
  keyed: string,
  form: Pick<PrintedForm, 'districts'>,
): Promise<{ number: string; part?: PaperEntry['part'] }> {
  const postcode = readPostcode(keyed)
  if (!postcode) return { number: keyed }
  const day = londonDay(ask.now)
  const parts = (await districtsOn(ask.db, day)).map(({ id, forums }) => [id, forums.map((f) => f.id)] as const)
  const areas = await areasOfPostcode(ask.db, postcode, day)
  const place = placeOf(areas, new Map(parts))
  if (typeof place === 'string') return { number: keyed }
  const { district, forum } = place
  const seats = seatsAmong(areas, await seatAreasOn(ask.db, day))
  return { number: String(form.districts.indexOf(district) + 1), part: { forum, ...seats } }
}
