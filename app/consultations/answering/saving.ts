import type { Sent } from './answer-forms.ts'

/** What the second button of every question says: keep this and let me go. */
export const saveWish = 'save'

/** True when somebody wants to come back later. */
export const wantsToLeave = (sent: Sent): boolean => sent.wish?.[0] === saveWish

/** True when they also left this page as it was: nothing on it needs to be right. What was typed is kept like any answer. */
export const isLeaving = (sent: Sent): boolean =>
  wantsToLeave(sent) &&
  Object.entries(sent).every(([name, values]) => name === 'wish' || values.every((v) => !v.trim()))
