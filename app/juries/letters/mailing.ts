/** What the letters of a jury say besides its commission, and how their addresses are drawn. */
export interface Mailing {
  signedBy: string
  venue: string
  phone: string
  email: string
  /** Where paper forms and letters that come back are sent. */
  post: string
  /** Letters by area. */
  letters: Record<string, number>
  /** How many more letters in a hundred an oversampled address gets. */
  extraPercent: number
  seed: number | null
  sampledAt: string | null
}

/** Oversampled addresses get a fifth more letters where nothing else is said (J-6). */
export const noMailing: Mailing = {
  signedBy: '',
  venue: '',
  phone: '',
  email: '',
  post: '',
  letters: {},
  extraPercent: 20,
  seed: null,
  sampledAt: null,
}
