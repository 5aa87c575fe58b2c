import { z } from 'zod'
import type { ProofCase } from '../lottery/certificate.ts'

const whole = z.number().int()
const count = whole.min(0)
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const proof: z.ZodType<ProofCase> = z.lazy(() =>
  z.union([
    z.strictObject({ people: z.array(count), atMost: whole, low: proof, high: proof }),
    z.strictObject({ seats: whole, quotas: z.array(whole), splits: z.array(whole) }),
  ]),
)

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drand'), publicKey: z.string(), round: count }),
  z.strictObject({ kind: z.literal('dice'), throws: count, witnesses: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('balls'), balls: count, drawn: count, witnesses: z.array(z.string()) }),
])

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drand'), signature: z.string() }),
  z.strictObject({ kind: z.literal('dice'), throws: z.array(whole), secrets: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('balls'), drawn: z.array(whole), secrets: z.array(z.string()) }),
])

/** The form of every file of a draw pack; anything else in a file is an alteration. */
export const DRAW_FILES = {
  'people.json': z.strictObject({
    people: z.array(
      z.strictObject({ pseudonym: z.string().min(1), values: z.array(count), household: count.nullable() }),
    ),
  }),
  'targets.json': z.strictObject({
    version: z.string(),
    rule: z.enum(['leximin', 'maximin', 'greedy']),
    seats: count,
    onePerHousehold: z.boolean(),
    panels: count,
    categories: z.array(
      z.strictObject({
        name: z.string(),
        values: z.array(z.strictObject({ name: z.string(), min: count, max: count })),
      }),
    ),
  }),
  'panels.json': z.strictObject({ panels: z.array(z.array(count)) }),
  'chances.json': z.strictObject({
    chances: z.array(z.strictObject({ pseudonym: z.string(), seated: count, of: count, target: count })),
  }),
  'bound.json': z.strictObject({
    bound: z.strictObject({ value: count, certificate: z.strictObject({ weights: z.array(count), proof }) }).nullable(),
  }),
  'announcement.json': z.strictObject({
    format: z.literal('folkmoot-draw/1'),
    commitment: hash,
    people: hash,
    targets: hash,
    panels: z.strictObject({ hash, root: hash }),
    chances: z.strictObject({ hash, root: hash }),
    bound: hash,
    source,
  }),
  'draw.json': z.strictObject({
    announcement: hash,
    outcome,
    /** Of what was thrown or drawn by hand, number by number; absent in draws decided before these were written. */
    numberHashes: z.array(hash).optional(),
    index: count,
    panel: z.array(z.string()),
    /** Whom the organiser chose to stand by, the first to be asked first; absent where none were chosen. */
    alternates: z.array(z.string()).optional(),
    /** SHA-256 of the alternates in their order: nothing else in a draw fixes whom the organiser chose. */
    alternatesHash: hash.optional(),
  }),
}

export type DrawFileName = keyof typeof DRAW_FILES
export type DrawFiles = { [Name in DrawFileName]: z.infer<(typeof DRAW_FILES)[Name]> }
export type PeopleFile = DrawFiles['people.json']
export type TargetsFile = DrawFiles['targets.json']
export type ChancesFile = DrawFiles['chances.json']
export type BoundFile = DrawFiles['bound.json']
export type AnnouncementFile = DrawFiles['announcement.json']
export type DrawFile = DrawFiles['draw.json']
