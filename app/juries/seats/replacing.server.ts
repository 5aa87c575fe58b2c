import type { Handle } from '../../../db/connect.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { hasConcludedDraw } from '../draw/drawn-store.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { balanceOf } from '../lottery/balance.ts'
import { chanceOfAtLeast, dropOutChances } from '../lottery/drop-out.ts'
import type { Message } from '../lottery/quota.ts'
import { bestBatch, type RankedReplacement, rankReplacements } from '../lottery/replacement.ts'
import { dropOutLearned } from '../pool/pool-deletion-store.server.ts'
import { isDrawn } from '../registration/application.ts'
import { needsGivenBy } from '../support/arrangement-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import { batchSize } from './calling.ts'
import { type Holder, holdersOf, travelOf } from './holder-store.server.ts'
import { openSeats, type Stand, standOf } from './seat-state.ts'

/** An alternate as a free seat sees them: what they would do to the balance, how long the way is, what they need. */
export interface Ranked {
  holder: Holder
  stand: Stand
  /** 1 for the one who does least damage. */
  place: number
  breaches: Message[]
  minutes: number | null
  needs: { kind: string; detail: string }[]
}

/** Everybody the seats are about with where they stand, how many seats are free, and who could take one. */
export async function seatsNow(db: Handle, jury: Jury) {
  const { seats } = jury.commission
  const holders = await holdersOf(db, jury.id)
  const stands = holders.map(standOf)
  const free = openSeats(seats, stands)
  const recruitment = await recruitmentOf(db, jury.id)
  const input = {
    pool: balanceOf(await criteriaOf(db, jury.id), holders),
    seats,
    onePerHousehold: recruitment?.onePerHousehold ?? true,
    seated: placesWith(stands, ['seated', 'drawn']),
    candidates: placesWith(stands, ['ready', 'waiting']).sort(
      (a, b) => (holders[a]!.alternateRank ?? 0) - (holders[b]!.alternateRank ?? 0),
    ),
  }
  const minutesFrom = await travelOf(db, jury.id)
  const travel = new Map(
    input.candidates.flatMap((person) => {
      const minutes = minutesFrom.get(holders[person]!.area)
      return minutes === undefined ? [] : [[person, minutes] as const]
    }),
  )
  const ranked = free > 0 ? rankReplacements({ ...input, travel }) : []
  return {
    holders,
    stands,
    free,
    drawn: await anybodyDrawn(db, jury.id, holders),
    wanted: recruitment?.alternates ?? 0,
    ranked: await Promise.all(ranked.map((one, i) => described(db, one, i + 1, holders, stands))),
    /** Whom to ask together where several seats are free. */
    batch: free > 1 ? bestBatch(input, Math.min(free, batchSize)).map((person) => holders[person]!) : [],
  }
}

/** Whether there has been a draw, here or elsewhere: before it nobody is an alternate, is called or takes a seat. */
async function anybodyDrawn(db: Handle, juryId: string, holders: readonly Holder[]): Promise<boolean> {
  const seat = ({ state, status }: Holder) => state !== null || (status !== null && isDrawn(status))
  return holders.some(seat) || (await hasConcludedDraw(db, juryId))
}

const placesWith = (stands: readonly Stand[], wanted: readonly Stand[]): number[] =>
  stands.flatMap((stand, i) => (wanted.includes(stand) ? [i] : []))

async function described(
  db: Handle,
  { person, breaches, travel }: RankedReplacement,
  place: number,
  holders: readonly Holder[],
  stands: readonly Stand[],
): Promise<Ranked> {
  const holder = holders[person]!
  const needs = holder.applicationId ? await needsGivenBy(db, holder.applicationId) : []
  return { holder, stand: stands[person]!, place, breaches, minutes: travel, needs }
}

/** What is expected of dropping out, from what earlier juries taught or else from the setting (J-10). */
export async function dropOutOf(db: Handle, jury: Jury) {
  const tallies = await dropOutLearned(db, jury.id)
  const given = (await practiceOf(db))['jury.drop_out_pct'] / 100
  const criteria = await criteriaOf(db, jury.id)
  const holders = (await holdersOf(db, jury.id)).filter((holder) => ['seated', 'drawn'].includes(standOf(holder)))
  const { categories, volunteers } = balanceOf(criteria, holders)
  const chances = dropOutChances(categories, tallies, volunteers, given)
  const rate = chances.length ? chances.reduce((sum, chance) => sum + chance, 0) / chances.length : given
  const learnedFrom = tallies.filter(({ criterion }) => criterion === '').reduce((sum, { people }) => sum + people, 0)
  return {
    tallies,
    given,
    rate,
    learnedFrom,
    /** The chance of a full jury on the day with so many alternates. */
    fullWith: (alternates: number) => chanceOfAtLeast(jury.commission.seats, jury.commission.seats + alternates, rate),
  }
}
