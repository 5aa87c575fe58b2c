import { z } from 'zod'

/** How a draft came to be begun where no resident's own device did it: an officer at the telephone, or a group's link. */
export const wayInShape = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('phone') }),
  z.object({ channel: z.literal('group'), group: z.string(), code: z.string() }),
])
export type WayIn = z.infer<typeof wayInShape>

/** What an organisation says of itself; published with its answer, never added to residents' (rule L-9). */
export const organisationShape = z.object({
  name: z.string(),
  does: z.string(),
  represents: z.string(),
})
export type OrganisationSays = z.infer<typeof organisationShape>

/** A count that may be shown: exact from ten on, nothing below (rule P-10). */
export const shownCount = (count: number): number | null => (count < 10 ? null : count)
