/** A statement as the jury writes it: "We recommend that … because …" (J-15). */
export interface Wording {
  /** The whole first half: "We recommend that …". */
  body: string
  /** What follows "because", without the word itself. */
  because: string
}

export const mostWords = 60
const opening = 'We recommend that '

export type WordingTrouble = 'body_missing' | 'because_missing' | 'too_many_words'

/** Words as a reader counts them: what stands between spaces and holds a letter or a digit. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** Brings what was typed to the standard form, whether or not the fixed words were typed along. */
export function tidy({ body, because }: Wording): Wording {
  const rest = oneLine(body)
    .replace(/^we recommend( that)?\b[\s:,]*/i, '')
    .replace(/[.,;\s]+$/, '')
  const reason = oneLine(because)
    .replace(/^because\b[\s:,]*/i, '')
    .replace(/[.\s]+$/, '')
  return { body: rest && opening + rest, because: reason }
}

/** Words of the whole sentence, the fixed ones included. */
export const wordCount = ({ body, because }: Wording): number => wordsIn(`${body} because ${because}`)

/** What keeps a tidy wording from being taken; empty when nothing does. */
export function wordingTroubles(wording: Wording): WordingTrouble[] {
  const troubles: WordingTrouble[] = []
  if (!wording.body) troubles.push('body_missing')
  if (!wording.because) troubles.push('because_missing')
  if (wordCount(wording) > mostWords) troubles.push('too_many_words')
  return troubles
}

/** What may be done with a statement. Locked wording does not change; what has been decided on stays as it is. */
export function statementState(statement: {
  lockedAt: string | null
  /** The newest counted vote on it, if there was one. */
  voted: { outcome: string; openedAt: string } | null
  inOpenVote: boolean
}): 'draft' | 'locked' | 'in_vote' | 'decided' | 'back_to_discussion' {
  const { lockedAt, voted } = statement
  if (statement.inOpenVote) return 'in_vote'
  if (voted && voted.outcome !== 'void') return 'decided'
  if (!lockedAt) return 'draft'
  return voted && lockedAt <= voted.openedAt ? 'back_to_discussion' : 'locked'
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
