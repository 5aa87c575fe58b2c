/** Two items for each Board, with a slot that nobody can take away (S-3, journey 3.9). */
export const itemsPerBoard = 2

/** How many the conference may still put on the agenda of one meeting. */
export const slotsLeft = (used: number): number => Math.max(0, itemsPerBoard - used)

/** What keeps an item from going to the queue: field and message key. */
export function itemErrors(draft: { title: string; why: string }, facts: { meeting: boolean; used: number }) {
  const errors: { field: string; key: string }[] = []
  if (!draft.title.trim()) errors.push({ field: 'title', key: 'item_title' })
  if (!draft.why.trim()) errors.push({ field: 'why', key: 'item_why' })
  if (!facts.meeting) errors.push({ field: 'title', key: 'no_meeting' })
  else if (slotsLeft(facts.used) === 0) errors.push({ field: 'title', key: 'no_slot' })
  return errors
}
