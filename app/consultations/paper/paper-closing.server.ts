import { write } from '../../../db/connect.ts'
import { type Refused, refused, type Typed, tooLong } from '../../server/form.ts'
import type { StaffAsk } from '../../server/page.ts'
import { batchFor } from './paper.server.ts'
import { type NotCountedProblem, notCountedReason, readNotCounted } from './paper-batch.ts'
import { closeNotCounted } from './paper-store.server.ts'

type BatchAsk = StaffAsk<{ id: string; batch: string }>

/** Ends a batch without counting it; undefined when that is done, otherwise what is wrong in words. */
export async function closeBatch(ask: BatchAsk, typed: Typed): Promise<ReturnType<typeof refused> | undefined> {
  const t = ask.words('paper')
  const given = (name: string) => typed[name]?.[0]?.trim() ?? ''
  const sent = { code: given('code'), reason: given('reason'), forms: given('forms') }
  const errors = await write(ask.db, async (tx): Promise<Refused['errors']> => {
    const { batch } = await batchFor(ask, tx, 'end')
    const read = readNotCounted(sent, batch.forms)
    const inWords = ({ field, key }: NotCountedProblem) =>
      key === 'reason_long'
        ? tooLong(t, field, notCountedReason.most, sent.reason)
        : t(`errors.close.${key}`, { keyed: batch.forms, least: notCountedReason.least })
    if (!read.ok) return read.problems.map((problem) => ({ field: problem.field, message: inWords(problem) }))
    const ended = await closeNotCounted(tx, batch, { ...read.value, personId: ask.actor.personId }, ask.now)
    return ended ? [] : [{ field: 'code', message: t('errors.not_keying') }]
  })
  return errors.length ? refused(errors, typed) : undefined
}
