/** What would stay out of the figures for good if the answers were frozen now. */
export interface OpenWork {
  /** Late letters that one person let in and no second has decided about. */
  letters: number
  /** Answers that were held back and that nobody has decided about. */
  held: number
}

export const isAnythingOpen = ({ letters, held }: OpenWork): boolean => letters + held > 0
