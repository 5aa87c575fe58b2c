import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import type { Pool } from '../lottery/quota.ts'
import { SELECTION_VERSION, type Selection, type SelectionInput } from '../lottery/selection-input.ts'
import type { AnnouncementFile, BoundFile, ChancesFile, DrawFile, PeopleFile, TargetsFile } from './draw-files.ts'
import { type InclusionProof, inclusionProof, isIncluded, merkleRoot } from './inclusion-proof.ts'
import { drawnIndex, hashOf, numberHash, numbersOf, type Outcome, randomValue, type Source } from './public-draw.ts'

/** The files of a draw, by name. Every file is canonical JSON, so that its bytes are what was hashed. A volunteer's
 * number is their place in people.json, from 0; chances and the bound are in billionths. */
export type DrawPack = Record<string, string>

export const BILLION = 1_000_000_000

/** A volunteer's own salt: with it and their id they can recompute their pseudonym, and nobody else's. */
export const personalSalt = (masterSalt: string, id: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(masterSalt), utf8ToBytes(id)))

export const pseudonymOf = (salt: string, id: string): string => hashOf(`${salt}:${id}`).slice(0, 20)

/**
 * The pool as it is published and drawn from: pseudonyms for ids, numbers for households, in the order of pseudonyms.
 *
 * @param masterSalt at least 16 random bytes as text, kept by the manager until the data is deleted.
 * @returns `order[i]`: the index in the given pool of volunteer i of the new one.
 */
export function anonymised(pool: Pool, masterSalt: string): { pool: Pool; order: number[] } {
  const named = pool.volunteers
    .map((volunteer, v) => ({
      volunteer,
      v,
      pseudonym: pseudonymOf(personalSalt(masterSalt, volunteer.id), volunteer.id),
    }))
    .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1))
  if (new Set(named.map(({ pseudonym }) => pseudonym)).size < named.length) throw new Error('Two ids share a pseudonym')
  const homes = new Map<string, string>()
  const volunteers = named.map(({ volunteer, pseudonym }) => {
    const { household, values } = volunteer
    if (household !== null && !homes.has(household)) homes.set(household, String(homes.size))
    return { id: pseudonym, values, household: household === null ? null : homes.get(household)! }
  })
  return { pool: { categories: pool.categories, volunteers }, order: named.map(({ v }) => v) }
}

function poolFiles({ pool, seats, rule, onePerHousehold, panels }: Omit<SelectionInput, 'seed'>): [string, string] {
  const people: PeopleFile = {
    people: pool.volunteers.map(({ id, values, household }) => ({
      pseudonym: id,
      values,
      household: household === null ? null : Number(household),
    })),
  }
  const targets: TargetsFile = {
    version: SELECTION_VERSION,
    rule,
    seats,
    onePerHousehold,
    panels,
    categories: pool.categories.map(({ name, values }) => ({
      name,
      values: values.map((quota) => ({ name: quota.name, min: quota.min, max: quota.max })),
    })),
  }
  return [written(people), written(targets)]
}

const written = (file: object): string => canonicalJson(file as unknown as Canonical)

/** Whether people and targets are those of an announced pack, to the byte. */
export function isPoolOf(pack: DrawPack, pool: Pool): boolean {
  const { rule, seats, onePerHousehold, panels }: TargetsFile = JSON.parse(pack['targets.json']!)
  const [people, targets] = poolFiles({ pool, seats, rule, onePerHousehold, panels })
  return people === pack['people.json'] && targets === pack['targets.json']
}

/** Commitment to pool, quotas, rule, version and number of panels, from the bytes of the two files. */
export const commitmentTo = (people: string, targets: string): string =>
  hashOf(canonicalJson({ people: hashOf(people), targets: hashOf(targets) }))

/** The seed of the lottery follows from what is committed to, so that nobody can choose it. */
const lotterySeed = (commitment: string): number => Number.parseInt(hashOf(`lottery:${commitment}`).slice(0, 12), 16)

/** The commitment published before anything is computed, and the seed it gives. */
export function commit(input: Omit<SelectionInput, 'seed'>): { commitment: string; seed: number } {
  const commitment = commitmentTo(...poolFiles(input))
  return { commitment, seed: lotterySeed(commitment) }
}

export const chanceLeaf = (chance: ChancesFile['chances'][number]): string => canonicalJson(chance)
export const alternatesHash = (alternates: readonly string[]): string => hashOf(canonicalJson(alternates))
export const panelLeaf = (panel: readonly number[]): string => canonicalJson(panel)

/** What a lottery consists of, before it is said which chance will decide. The pool must be anonymised. */
export function lotteryFiles(input: Omit<SelectionInput, 'seed'>, selection: Selection): DrawPack {
  const [people, targets] = poolFiles(input)
  const chances: ChancesFile['chances'] = input.pool.volunteers.map(({ id }, v) => ({
    pseudonym: id,
    seated: Math.round(selection.chances[v]! * selection.panels.length),
    of: selection.panels.length,
    target: Math.round(selection.targets[v]! * BILLION),
  }))
  const bound: BoundFile = {
    bound: selection.bound && { ...selection.bound, value: Math.ceil(selection.bound.value * BILLION) },
  }
  return {
    'people.json': people,
    'targets.json': targets,
    'panels.json': written({ panels: selection.panels }),
    'chances.json': written({ chances }),
    'bound.json': written(bound),
  }
}

/** A lottery's files with the announcement that fixes them and the chance to come. */
export function announced(files: DrawPack, source: Source): DrawPack {
  const people = files['people.json']!
  const targets = files['targets.json']!
  const { panels }: { panels: number[][] } = JSON.parse(files['panels.json']!)
  const { chances }: ChancesFile = JSON.parse(files['chances.json']!)
  const announcement: AnnouncementFile = {
    format: 'folkmoot-draw/1',
    commitment: commitmentTo(people, targets),
    people: hashOf(people),
    targets: hashOf(targets),
    panels: { hash: hashOf(files['panels.json']!), root: merkleRoot(panels.map(panelLeaf)) },
    chances: { hash: hashOf(files['chances.json']!), root: merkleRoot(chances.map(chanceLeaf)) },
    bound: hashOf(files['bound.json']!),
    source,
  }
  return { ...files, 'announcement.json': written(announcement) }
}

/** Everything that is published before the random value exists. The pool must be anonymised. */
export const announce = (input: Omit<SelectionInput, 'seed'>, selection: Selection, source: Source): DrawPack =>
  announced(lotteryFiles(input, selection), source)

/** The value that is published, read out and noted in the ledger when a draw is announced. */
export const announcementHash = (pack: DrawPack): string => hashOf(pack['announcement.json'] ?? '')

/** The panel, as places in people.json, and its number, that an outcome draws from an announced pack. */
export function drawnPanel(pack: DrawPack, outcome: Outcome): { index: number; panel: number[] } {
  const { panels }: { panels: number[][] } = JSON.parse(pack['panels.json']!)
  const index = drawnIndex(announcementHash(pack), randomValue(outcome), panels.length)
  return { index, panel: panels[index]! }
}

/**
 * Adds the day's outcome and the panel it draws; the outcome must fit the announced source.
 *
 * @param alternates places in people.json, the first to be asked first, where they were chosen.
 */
export function concluded(
  pack: DrawPack,
  outcome: Outcome,
  alternates?: readonly number[],
): DrawPack & { 'draw.json': string } {
  const { people }: PeopleFile = JSON.parse(pack['people.json']!)
  const { index, panel } = drawnPanel(pack, outcome)
  const named = (places: readonly number[]) => places.map((person) => people[person]!.pseudonym)
  const announcement = announcementHash(pack)
  const numberHashes = numbersOf(outcome).map((number, place) => numberHash(announcement, place, number))
  const draw: DrawFile = {
    announcement,
    outcome,
    ...(numberHashes.length ? { numberHashes } : {}),
    index,
    panel: named(panel),
    ...(alternates ? { alternates: named(alternates), alternatesHash: alternatesHash(named(alternates)) } : {}),
  }
  return { ...pack, 'draw.json': written(draw) }
}

/** What the ledger holds of a decided draw: its outcome, panel and alternates, by the bytes of their file. */
export const conclusionHash = (pack: DrawPack): string => hashOf(pack['draw.json'] ?? '')

/** A volunteer's own chance with the proof that it is among the published ones; null for an unknown pseudonym. */
export function ownChance(
  pack: DrawPack,
  pseudonym: string,
): { chance: ChancesFile['chances'][number]; proof: InclusionProof; root: string } | null {
  const { chances }: ChancesFile = JSON.parse(pack['chances.json']!)
  const index = chances.findIndex((chance) => chance.pseudonym === pseudonym)
  if (index === -1) return null
  const { chances: published }: AnnouncementFile = JSON.parse(pack['announcement.json']!)
  return { chance: chances[index]!, proof: inclusionProof(chances.map(chanceLeaf), index), root: published.root }
}

/** Whether a volunteer's chance is the published one, from the chance, its proof and the announced root alone. */
export const isOwnChance = (chance: ChancesFile['chances'][number], proof: InclusionProof, root: string): boolean =>
  isIncluded(chanceLeaf(chance), proof, root)
