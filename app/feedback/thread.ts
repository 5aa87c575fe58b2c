import type { Stance } from '../board/position.ts'
import type { Rag } from '../board/progress.ts'

/** What became of one option or priority that somebody chose: everything their page needs, with addresses to follow. */
export interface Thread {
  /** The id that was asked about. */
  id: string
  /** The option's words; `language` tells when English stands in. */
  title: { body: string; language: string }
  /** Its place in the newest published list; null before one is published. */
  place: {
    rankFrom: number
    rankTo: number
    band: string
    of: number
    sharePerMille: number
    base: number
    /** People besides the reader who chose it; null where fewer than ten did. */
    others: number | null
    href: string
  } | null
  /** The Board's answer, or since when it has been missing; null when the Board was not asked about it. */
  decision: {
    href: string
    state: 'answered' | 'waiting' | 'overdue'
    answerBy: string
    stance: Stance | null
    reasonClass: string | null
    reason: string | null
    publishedOn: string | null
  } | null
  /** What is being done, with the owner's latest words; `peopleNotice` is what people will notice. */
  actions: {
    href: string
    title: string
    rag: Rag | null
    sentence: string | null
    peopleNotice: string | null
    reportedOn: string | null
  }[]
}
