import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import type { Registration } from './application.ts'

/** What a registration says, as one hash: the same key with another hash is a conflict, not a repetition. */
export function registrationHash({ submissionKey, ...said }: Registration): string {
  const { contact, needs, ...rest } = said
  return sha256(
    `${submissionKey}\n${canonicalJson({ ...rest, contact: { ...contact }, needs: needs.map((need) => ({ ...need })) })}`,
  )
}
