/** What would stay out of the figures for good if the answers were frozen now. */
export interface OpenWork {
  /** Paper batches that nobody has signed. */
  batches: { id: string; name: string; forms: number }[]
  /** Late letters that one person let in and no second has decided about. */
  letters: number
  /** Answers that were held back and that nobody has decided about. */
  held: number
}

export const isAnythingOpen = ({ batches, letters, held }: OpenWork): boolean => batches.length + letters + held > 0
