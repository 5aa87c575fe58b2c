import { z } from 'zod'

/**
 * How a draft came to be begun where not through the public page: by an officer at the telephone, by a group's link, or
 * by the link of a sample of the citizens' panel, which one may also name at the telephone.
 */
export const wayInShape = z.discriminatedUnion('channel', [
  z.object({ channel: z.literal('phone'), sample: z.string().optional() }),
  z.object({ channel: z.literal('group'), group: z.string(), code: z.string() }),
  z.object({ channel: z.literal('online'), sample: z.string() }),
])
export type WayIn = z.infer<typeof wayInShape>

/** The sample of the citizens' panel that an answer comes through; null for everybody else's. */
export const sampleOf = (wayIn: WayIn | undefined): string | null =>
  wayIn && 'sample' in wayIn ? (wayIn.sample ?? null) : null

/** Somebody else holds the device: nothing stays on it, and the next person begins anew. */
export const isHandedOn = (wayIn: WayIn | undefined): wayIn is Exclude<WayIn, { channel: 'online' }> =>
  wayIn !== undefined && wayIn.channel !== 'online'

/** What answers are compared by: those the citizens' panel was asked for, and those people sent of their own accord. */
export const cameThroughGroups = ['panel', 'open'] as const
export const cameThrough = (sampleId: string | null): (typeof cameThroughGroups)[number] =>
  sampleId === null ? 'open' : 'panel'

/** Whether the two are compared: only where so many came each way that the smaller can be told of (rule P-10). */
export const isCompared = (rows: readonly { cameThrough?: string | null }[], minCell: number): boolean =>
  cameThroughGroups.every((group) => rows.filter((row) => row.cameThrough === group).length >= minCell)

/** What an organisation says of itself; published with its answer, never added to residents' (rule L-9). */
export const organisationShape = z.object({
  name: z.string(),
  does: z.string(),
  represents: z.string(),
})
export type OrganisationSays = z.infer<typeof organisationShape>

/** A count that may be shown: exact from ten on, nothing below (rule P-10). */
export const shownCount = (count: number): number | null => (count < 10 ? null : count)
