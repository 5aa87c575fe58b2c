import { deskPath, type JuryAsk, juryFor } from '../jury-access.server.ts'
import { mayStillBeSeated } from '../jury-state.ts'
import { firstSessionOf } from '../sessions/session-store.server.ts'
import { termsOf } from '../support/terms-store.server.ts'
import { needed } from '../votes/vote.ts'
import { type Holder, holderContacts } from './holder-store.server.ts'
import { dropOutOf, seatsNow } from './replacing.server.ts'
import { filledAct, freedAct, replacementsOf, seatEntries } from './seat-store.server.ts'

/** Who sits, who waits, which seats are free and what became of those that were, for the jury's manager. */
export async function seatsShown(ask: JuryAsk) {
  const { db, now, request, words } = ask
  const jury = await juryFor(ask, 'jury.manage')
  const { holders, stands, free, wanted, ranked, batch, drawn } = await seatsNow(db, jury)
  const contacts = await holderContacts(
    db,
    holders.flatMap(({ applicationId }) => (applicationId ? [applicationId] : [])),
  )
  const line = (holder: Holder) => ({
    id: holder.id,
    badge: holder.badge,
    rank: holder.alternateRank,
    area: holder.area,
    cannotMake: holder.cannotMake.length,
    reach: contacts.get(holder.id) ?? null,
  })
  const withStand = (wanted: string[]) =>
    holders
      .flatMap((holder, i) => (wanted.includes(stands[i]!) ? [{ ...line(holder), stand: stands[i]! }] : []))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.badge ?? '~').localeCompare(b.badge ?? '~'))
  const first = await firstSessionOf(db, jury.id)
  const alternates = withStand(['ready', 'waiting'])
  const dropOut = await dropOutOf(db, jury)
  const seated = stands.filter((stand) => stand === 'seated').length
  return {
    title: words('seating')('seats.title', { title: jury.publicName }),
    home: deskPath(jury.slug),
    publicName: jury.publicName,
    seats: jury.commission.seats,
    seated,
    free,
    drawn,
    toDraw: deskPath(jury.slug, '/draw'),
    quorum: jury.quorum,
    needed: seated > 0 ? needed(seated, jury.threshold) : 0,
    first,
    open: mayStillBeSeated(first, now),
    note: (await termsOf(db, jury.id)).benefitsNote,
    ranked: ranked.map(({ holder, ...rest }) => ({ ...line(holder), ...rest })),
    batch: batch.map(line),
    sitting: withStand(['seated', 'drawn']),
    alternates,
    wanted,
    dropOut: {
      learnedFrom: dropOut.learnedFrom,
      rate: dropOut.rate,
      fullWith: dropOut.fullWith(alternates.length),
      fullWithout: dropOut.fullWith(0),
    },
    changes: await changesOf(db, jury),
    done: new URL(request.url).searchParams.get('done'),
  }
}

export type ShownSeats = Awaited<ReturnType<typeof seatsShown>>

/** Every seat that became free, with where its ledger entries stand; null where what is stored is not what they say. */
async function changesOf(db: JuryAsk['db'], { id, slug }: { id: string; slug: string }) {
  const entries = await seatEntries(db, slug)
  return (await replacementsOf(db, id)).map(({ openerId, fillerId, ...change }) => {
    const { reason, openedAt, place, filledAt } = change
    const filled = filledAt && fillerId ? filledAct({ id: change.id, place, filledAt, filledBy: fillerId }) : ''
    return {
      ...change,
      freedEntry: entries.get(freedAct({ id: change.id, reason, openedAt, openedBy: openerId })) ?? null,
      filledEntry: entries.get(filled) ?? null,
    }
  })
}
