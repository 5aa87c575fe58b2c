import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { newRecruitment, type Recruitment } from './recruitment.ts'

const days = z.array(z.string())

/** How this jury is recruited; undefined as long as nothing has been settled. */
export async function recruitmentOf(db: Handle, juryId: string): Promise<Recruitment | undefined> {
  const row = await db.selectFrom('jury_recruitment').selectAll().where('jury_id', '=', juryId).executeTakeFirst()
  return (
    row && {
      shortCode: row.short_code,
      opensOn: row.opens_on,
      closesOn: row.closes_on,
      closedAt: row.closed_at,
      dates: days.parse(JSON.parse(row.dates)),
      onePerHousehold: row.one_per_household === 1,
      alternates: row.alternates,
      codes: row.codes,
      sharedCodeHash: row.shared_code_hash,
      leastAge: row.least_age,
      honorarium: row.honorarium,
      supportNote: row.support_note,
      lettersMadeAt: row.letters_made_at,
      deletedAt: row.deleted_at,
    }
  )
}

/** Saves all of it, for a jury that had none too. */
export async function saveRecruitment(tx: Tx, juryId: string, given: Recruitment): Promise<void> {
  const row = {
    short_code: given.shortCode,
    opens_on: given.opensOn,
    closes_on: given.closesOn,
    closed_at: given.closedAt,
    dates: JSON.stringify(given.dates),
    one_per_household: given.onePerHousehold ? 1 : 0,
    alternates: given.alternates,
    codes: given.codes,
    shared_code_hash: given.sharedCodeHash,
    least_age: given.leastAge,
    honorarium: given.honorarium,
    support_note: given.supportNote,
    letters_made_at: given.lettersMadeAt,
    deleted_at: given.deletedAt,
  }
  await tx
    .insertInto('jury_recruitment')
    .values({ jury_id: juryId, ...row })
    .onConflict((oc) => oc.column('jury_id').doUpdateSet(row))
    .execute()
}

/** The settings of a jury, made with what is proposed where there are none. */
export async function recruitmentFor(tx: Tx, juryId: string): Promise<Recruitment> {
  const known = await recruitmentOf(tx, juryId)
  if (known) return known
  const fresh = newRecruitment(await freeShortCode(tx))
  await saveRecruitment(tx, juryId, fresh)
  return fresh
}

/** The address of the jury that a short code of a letter leads to. */
export async function slugOfShortCode(db: Handle, shortCode: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('jury_recruitment as r')
    .innerJoin('jury as j', 'j.id', 'r.jury_id')
    .select('j.slug')
    .where('r.short_code', '=', shortCode.toLowerCase())
    .executeTakeFirst()
  return row?.slug
}

/** Letters and figures that cannot be taken for each other when read from paper. */
const readable = '23456789abcdefghjkmnpqrstuvwxyz'

async function freeShortCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = Array.from({ length: 5 }, () => readable[randomInt(readable.length)]).join('')
    if (!(await slugOfShortCode(tx, code))) return code
  }
}
