import type { StaffAsk } from './page.ts'

/** One thing that waits for the person at the desk: a figure readable across a room and the words that explain it. */
export interface DeskCard {
  kind: 'late' | 'due' | 'now'
  figure: string
  text: string
  href: string
}

/** What one area puts on the desk of the person asking: only what their roles let them do. */
export interface DeskPart {
  cards: DeskCard[]
  links: { text: string; href: string }[]
}

export type DeskPartOf = (ask: StaffAsk) => Promise<DeskPart>
