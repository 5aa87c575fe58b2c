import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import type { Jury } from '../jury-store.server.ts'
import { mailingOf } from '../letters/mailing-store.server.ts'
import { quotaConflicts } from '../lottery/quota.ts'
import { lackingLanguages } from '../targets/criterion-words.server.ts'
import { criterionWordsOf } from '../targets/criterion-words-store.server.ts'
import { categoriesFrom } from '../targets/target.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import { noPreparation, type Preparation, principles, recruitingBlocks } from './preparation.ts'
import { newRecruitment } from './recruitment.ts'
import { recruitmentOf } from './recruitment-store.server.ts'

const overseers = z.array(z.object({ role: z.string(), view: z.string() }))
const met = z.partialRecord(z.enum(principles), z.string())

/** What has been settled before letters go out. */
export async function preparationOf(db: Handle, juryId: string): Promise<Preparation> {
  const row = await db.selectFrom('jury_preparation').selectAll().where('jury_id', '=', juryId).executeTakeFirst()
  if (!row) return noPreparation
  return {
    areaId: row.area_id,
    overseers: overseers.parse(JSON.parse(row.overseers)),
    principles: met.parse(JSON.parse(row.principles)),
    fewDaysReason: row.few_days_reason,
    dpiaText: row.dpia_text,
    jointControllers: row.joint_controllers,
    dpiaSignedBy: row.dpia_signed_by,
    dpiaSignedOn: row.dpia_signed_on,
  }
}

/** Changes a part of it and keeps the rest. */
export async function savePreparation(tx: Tx, juryId: string, change: Partial<Preparation>): Promise<void> {
  const given = { ...(await preparationOf(tx, juryId)), ...change }
  const row = {
    area_id: given.areaId,
    overseers: JSON.stringify(given.overseers),
    principles: JSON.stringify(given.principles),
    few_days_reason: given.fewDaysReason,
    dpia_text: given.dpiaText,
    joint_controllers: given.jointControllers,
    dpia_signed_by: given.dpiaSignedBy,
    dpia_signed_on: given.dpiaSignedOn,
  }
  await tx
    .insertInto('jury_preparation')
    .values({ jury_id: juryId, ...row })
    .onConflict((oc) => oc.column('jury_id').doUpdateSet(row))
    .execute()
}

/** Everything there is about recruiting a jury, and what keeps letters from going out. */
export async function recruitingOf(db: Handle, jury: Jury) {
  const preparation = await preparationOf(db, jury.id)
  const recruitment = (await recruitmentOf(db, jury.id)) ?? newRecruitment('')
  const mailing = await mailingOf(db, jury.id)
  const criteria = await criteriaOf(db, jury.id)
  const categories = categoriesFrom(criteria, jury.commission.seats)
  const typed = await criterionWordsOf(db, jury.id)
  const conflicts = quotaConflicts(categories, jury.commission.seats)
  const blocks = recruitingBlocks({
    commission: jury.commission,
    announced: jury.announcedAt !== null,
    preparation,
    recruitment,
    mailing,
    criteria: categories.length,
    conflicts: conflicts.length,
    wordless: criteria.flatMap((criterion) => lackingLanguages(criterion, typed)).length,
  })
  return { preparation, recruitment, mailing, categories, conflicts, blocks }
}
