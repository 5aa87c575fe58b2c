import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { readReference, referenceHash } from '../../ledger/reference-code.ts'
import { type Ask, actorOfRequest, notFound } from '../../server/page.ts'
import { mayStillBeSeated } from '../jury-state.ts'
import { type Jury, juryBySlug } from '../jury-store.server.ts'
import { mailingOf } from '../letters/mailing-store.server.ts'
import { jurorDeletionDay } from '../pool/pool-deletion.ts'
import { type Holder, holdersOf } from '../seats/holder-store.server.ts'
import { memberOfPerson } from '../seats/member-store.server.ts'
import { standOf } from '../seats/seat-state.ts'
import { meetingsOf } from '../sessions/meeting-store.server.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { placesIn, plansOf } from '../tables/table-plan-store.server.ts'
import { arrangementsOf, needsGivenBy } from './arrangement-store.server.ts'
import { jurorsOf } from './juror-store.server.ts'
import { paymentsOf } from './payment-store.server.ts'
import { isLate } from './support.ts'
import { termsOf } from './terms-store.server.ts'

export type PlaceAsk = Ask<{ slug: string }>

/** Who asks: somebody with a place, or, by their reference, somebody whose name is down and nothing more yet. */
export interface Asker {
  holder: Holder | null
  /** The reference they typed; empty for somebody who is signed in. */
  reference: string
  applicationId: string | null
}

/** The announced jury of an address; any other is not there. */
export async function placeJury({ params, db: own }: PlaceAsk, db: Handle = own): Promise<Jury> {
  const jury = await juryBySlug(db, params.slug)
  if (!jury?.announcedAt) throw notFound()
  return jury
}

/** The person whom a typed reference, or else a sign-in, belongs to in this jury; undefined when there is none. */
export async function askerOf(ask: PlaceAsk, jury: Jury, typed: string) {
  const { db } = ask
  const holders = await holdersOf(db, jury.id)
  if (!typed) {
    const actor = await actorOfRequest(ask.request, ask)
    const member = actor && (await memberOfPerson(db, jury.id, actor.personId))
    const holder = member && holders.find(({ memberId }) => memberId === member.id)
    return holder && ({ holder, reference: '', applicationId: holder.applicationId } satisfies Asker)
  }
  const reference = readReference(typed)
  if (!reference) return undefined
  const application = await db
    .selectFrom('jury_application')
    .select('id')
    .where('jury_id', '=', jury.id)
    .where('reference_hash', '=', referenceHash(ask.settings.SECRET, reference))
    .where('status', 'not in', ['TEST_SUBMISSION', 'DELETED'])
    .where('why_not', 'is', null)
    .executeTakeFirst()
  if (!application) return undefined
  const holder = holders.find(({ applicationId }) => applicationId === application.id) ?? null
  return { holder, reference, applicationId: application.id } satisfies Asker
}

/** Everything that one person may see of their own place, and nothing of anybody else. */
export async function ownPlace({ db, now }: Pick<PlaceAsk, 'db' | 'now'>, jury: Jury, { holder, reference }: Asker) {
  const memberId = holder?.memberId ?? null
  const juror = memberId ? (await jurorsOf(db, jury.id)).find((one) => one.memberId === memberId) : undefined
  const terms = await termsOf(db, jury.id)
  const standing = holder ? standOf(holder) : ('pool' as const)
  // Who never sat has not left the jury: they said no, or took their name out before anybody was drawn.
  const stand = standing === 'gone' && !memberId ? ('out' as const) : standing
  const replaceable = mayStillBeSeated(await firstSessionOf(db, jury.id), now)
  return {
    reference,
    stand,
    // Nobody is asked any more once the first session is over, whatever they were waiting for.
    over: !replaceable && (stand === 'drawn' || stand === 'waiting' || stand === 'ready' || stand === 'pool'),
    badge: holder?.badge ?? null,
    badgeName: holder?.badgeName ?? '',
    days: await daysFor(db, jury.id, stand === 'seated' ? memberId : null),
    needs: holder ? await needsFor(db, jury.id, holder) : [],
    honorarium: juror?.honorarium ?? null,
    noteShown: juror?.noteShownOn !== null && juror?.noteShownOn !== undefined,
    mayChoose: memberId !== null && (stand === 'seated' || stand === 'ready'),
    note: terms.benefitsNote,
    dayPence: terms.dayPence,
    safeguarding: terms.safeguarding,
    payments: memberId ? await ownPayments(db, jury.id, memberId, londonDay(now)) : [],
    mayLeave: stand !== 'gone' && stand !== 'out' && stand !== 'pool',
    mayAccept: replaceable && (stand === 'drawn' || stand === 'waiting'),
    replaceable,
    deletedOn: stand === 'seated' ? jurorDeletionDay(jury.commission.followUp12On) : null,
  }
}

export type OwnPlace = Awaited<ReturnType<typeof ownPlace>>

async function ownPayments(db: Handle, juryId: string, memberId: string, today: string) {
  const own = (await paymentsOf(db, juryId)).filter((payment) => payment.memberId === memberId)
  return own.map(({ id, kind, forOn, dueOn, pence, method, paidOn }) => {
    return { id, kind, forOn, dueOn, pence, method, paidOn, late: isLate({ dueOn, paidOn }, today) }
  })
}

/** The jury's days, each with the tables this member sits at where a plan is made. */
async function daysFor(db: Handle, juryId: string, memberId: string | null) {
  return Promise.all(
    (await meetingsOf(db, juryId)).map(async ({ id, ...meeting }) => {
      const made = memberId ? (await plansOf(db, id)).find(({ state }) => state === 'made') : undefined
      const tables = made ? (await placesIn(db, made.id)).filter((one) => one.memberId === memberId) : []
      return { id, ...meeting, tables: tables.map(({ round, table }) => ({ round, table })) }
    }),
  )
}

/** What somebody told us they need, and how far it is arranged. */
async function needsFor(db: Handle, juryId: string, { memberId, applicationId }: Holder) {
  if (memberId) {
    const own = (await arrangementsOf(db, juryId)).filter((need) => need.memberId === memberId)
    return own.map(({ kind, detail, state }) => ({ kind, detail, state }))
  }
  const told = applicationId ? await needsGivenBy(db, applicationId) : []
  return told.map((need) => ({ ...need, state: 'open' as const }))
}

/** What the page shows beside the person's own: the jury's name, and whom to ring. */
export async function aboutPlace({ db, lang }: Pick<PlaceAsk, 'db' | 'lang'>, jury: Jury) {
  return {
    slug: jury.slug,
    publicName: jury.publicName,
    path: `/${lang}/my-jury/${jury.slug}`,
    phone: (await mailingOf(db, jury.id)).phone,
  }
}
