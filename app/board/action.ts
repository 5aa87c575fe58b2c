import { wordCount } from './position.ts'

/** What is to be done, by whom, by when and how one will know (needs 34 to 36). */
export interface ActionDraft {
  title: string
  ownerOrganisationId: string
  championSeatId: string
  dueOn: string
  measure: string
  baseline: string
  target: string
}

/**
 * What keeps an action from being made. `championOrganisationId` is whose seat the champion sits in: an owner answers
 * for the work and a champion speaks up for it, so they are never of one organisation.
 */
export function actionErrors(
  draft: ActionDraft,
  facts: { championOrganisationId: string | undefined; decidedOn: string },
) {
  const errors: { field: string; key: string }[] = []
  const need = (ok: boolean, field: string, key = field) => {
    if (!ok) errors.push({ field, key })
  }
  need(wordCount(draft.title) >= 2, 'title')
  need(draft.ownerOrganisationId !== '', 'owner')
  need(facts.championOrganisationId !== undefined, 'champion')
  if (draft.ownerOrganisationId && facts.championOrganisationId) {
    need(draft.ownerOrganisationId !== facts.championOrganisationId, 'champion', 'champion_is_owner')
  }
  need(draft.dueOn > facts.decidedOn, 'due_on')
  need(wordCount(draft.measure) > 0, 'measure')
  need(draft.target.trim() !== '', 'target')
  return errors
}

/** A short address from a title: small letters, digits and dashes, at most 60 characters; `taken` gets a number after it. */
export function slugFrom(title: string, taken: ReadonlySet<string> = new Set()): string {
  const base =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[’']|\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || 'item'
  let slug = base
  for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`
  return slug
}
