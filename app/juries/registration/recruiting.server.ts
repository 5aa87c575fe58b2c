import type { Handle } from '../../../db/connect.ts'
import { leastOverseers } from '../commission/preparation.ts'
import { recruitingOf } from '../commission/preparation-store.server.ts'
import { registeringOn } from '../commission/recruitment.ts'
import type { Jury } from '../jury-store.server.ts'
import { countLetters } from '../letters/invitation-store.server.ts'
import { poolProfile } from '../pool/pool-profile.ts'
import { isDrawn } from './application.ts'
import { countApplications, poolOf } from './application-store.server.ts'

/** Replies so far: all, those who can be drawn, and those kept apart as tests. */
export async function repliesTo(db: Handle, juryId: string) {
  const counts = await countApplications(db, juryId)
  const sum = (test: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(test).reduce((total, row) => total + row.people, 0)
  const real = (row: (typeof counts)[number]) => row.status !== 'TEST_SUBMISSION' && row.status !== 'DELETED'
  return {
    all: sum(real),
    eligible: sum((row) => real(row) && row.eligible),
    /** Those who answered a letter or a card: nobody who came with a file. */
    toLetters: {
      all: sum((row) => real(row) && row.source !== 'import'),
      eligible: sum((row) => real(row) && row.eligible && row.source !== 'import'),
    },
    tests: sum((row) => row.status === 'TEST_SUBMISSION'),
    counts,
  }
}

/** How far recruiting a jury has come, what is next, and what keeps letters from going out. */
export async function recruitingShown(db: Handle, jury: Jury, today: string) {
  const { blocks, preparation, recruitment, categories } = await recruitingOf(db, jury)
  const { letters, returned } = await countLetters(db, jury.id)
  const replies = await repliesTo(db, jury.id)
  const registering = registeringOn(recruitment, today)
  const drawn = replies.counts.some(({ status }) => isDrawn(status))
  const { pool } = await poolOf(db, jury.id)
  const groups = poolProfile(pool, jury.commission.seats).flatMap(({ values }) => values)
  return {
    drawn,
    /** Groups of the targets, and those with too few volunteers for their least seats. */
    groups: groups.length,
    short: groups.filter(({ short }) => short).length,
    blocks: letters || drawn ? [] : blocks,
    days: recruitment.dates.length,
    overseers: preparation.overseers.length,
    enoughOverseers: preparation.overseers.length >= leastOverseers,
    criteria: categories.length,
    letters,
    returned,
    replies: replies.toLetters.all,
    // Who withdrew or left something out replied, but is in no pool.
    eligible: drawn ? replies.eligible : pool.volunteers.length,
    closesOn: recruitment.closesOn,
    registering,
  } as const
}

export type Recruiting = Awaited<ReturnType<typeof recruitingShown>>
