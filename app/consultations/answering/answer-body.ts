import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import type { SentForm } from '../form.ts'
import type { Answers } from './answers.ts'

/**
 * What a submission says, as one hash: the same key with the same hash is a repetition, with another a conflict
 * (trust section 1). The key is random and goes in first, so that nobody can guess a withdrawn answer from its hash.
 */
export function bodyHash(submissionKey: string, answers: Answers, form?: SentForm): string {
  const body = form ? { ...answers, form: canonicalForm(form) } : answers
  return sha256(`${submissionKey}\n${canonicalJson(body)}`)
}

const canonicalForm = ({ version, answers }: SentForm) => ({ version, answers: answers as unknown as Canonical })
