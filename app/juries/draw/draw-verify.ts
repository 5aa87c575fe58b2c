import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { provenBound } from '../lottery/certificate.ts'
import { type Message, type Pool, panelBreaches } from '../lottery/quota.ts'
import { DRAW_FILES, type DrawFile, type DrawFileName, type DrawFiles } from './draw-files.ts'
import {
  alternatesHash,
  announcementHash,
  BILLION,
  chanceLeaf,
  commitmentTo,
  conclusionHash,
  type DrawPack,
  panelLeaf,
} from './draw-pack.ts'
import { merkleRoot } from './inclusion-proof.ts'
import {
  drawnIndex,
  hashOf,
  numberHash,
  numbersOf,
  outcomeErrors,
  randomValue,
  type Source,
  sourceErrors,
} from './public-draw.ts'

export interface Verification {
  /** What was altered or does not hold; empty for a draw that is as announced. */
  altered: Message[]
  /** False while the announced chance has not been drawn yet. */
  drawn: boolean
  /** Panels of the lottery and people in the pool that were checked. */
  panels: number
  people: number
}

const NAMED_AT_MOST = 5

/**
 * Checks a draw with no solver: bytes against hashes, every panel against quotas and households, the chances by
 * counting, the bound by arithmetic, the beacon's signature, and the panel that the random value picks.
 *
 * @param published hashes as published elsewhere, when known: of the announcement, and of the decided draw.
 */
export function verifyDraw(
  pack: DrawPack,
  { announced, concluded }: { announced?: string; concluded?: string } = {},
): Verification {
  const { files, errors } = readPack(pack)
  const drawn = 'draw.json' in pack
  if (!files) return { altered: errors, drawn, panels: 0, people: 0 }
  const steps = [checkHashes, checkPanels, checkChances, checkBound, checkOutcome]
  const altered = [...errors]
  if (announced !== undefined && announced !== announcementHash(pack)) altered.push(wrong('announcement-altered'))
  if (concluded !== undefined && concluded !== conclusionHash(pack)) altered.push(wrong('conclusion-altered'))
  for (const step of steps) {
    try {
      altered.push(...step(files, pack))
    } catch (error) {
      altered.push(wrong('check-failed', { reason: error instanceof Error ? error.message : String(error) }))
    }
  }
  return { altered, drawn, panels: files['panels.json'].panels.length, people: files['people.json'].people.length }
}

type Announced = Omit<DrawFiles, 'draw.json'> & Partial<Pick<DrawFiles, 'draw.json'>>

const wrong = (code: string, params: Message['params'] = {}): Message => ({ code, params })

function readPack(pack: DrawPack): { files?: Announced; errors: Message[] } {
  const errors = Object.keys(pack)
    .filter((name) => !(name in DRAW_FILES))
    .map((file) => wrong('file-unknown', { file }))
  const files: Partial<Record<DrawFileName, unknown>> = {}
  let readable = true
  for (const name of Object.keys(DRAW_FILES) as DrawFileName[]) {
    const text = pack[name]
    if (text === undefined) {
      if (name === 'draw.json') continue
      errors.push(wrong('file-missing', { file: name }))
      readable = false
      continue
    }
    try {
      const content = JSON.parse(text)
      files[name] = DRAW_FILES[name].parse(content)
      if (canonicalJson(content as Canonical) !== text) errors.push(wrong('file-not-canonical', { file: name }))
    } catch {
      errors.push(wrong('file-unreadable', { file: name }))
      readable = false
    }
  }
  return readable ? { files: files as Announced, errors } : { errors }
}

function checkHashes(files: Announced, pack: DrawPack): Message[] {
  const said = files['announcement.json']
  const altered: Message[] = []
  const same = (code: string, is: string, announced: string): void => {
    if (is !== announced) altered.push(wrong(code))
  }
  same('pool-altered', hashOf(pack['people.json']!), said.people)
  same('quotas-altered', hashOf(pack['targets.json']!), said.targets)
  same('panels-altered', hashOf(pack['panels.json']!), said.panels.hash)
  same('chances-altered', hashOf(pack['chances.json']!), said.chances.hash)
  same('bound-altered', hashOf(pack['bound.json']!), said.bound)
  same('commitment-wrong', commitmentTo(pack['people.json']!, pack['targets.json']!), said.commitment)
  same('panels-root-wrong', merkleRoot(files['panels.json'].panels.map(panelLeaf)), said.panels.root)
  same('chances-root-wrong', merkleRoot(files['chances.json'].chances.map(chanceLeaf)), said.chances.root)
  const draw = files['draw.json']
  if (draw) same('announcement-altered', announcementHash(pack), draw.announcement)
  return altered
}

/** The pool that was drawn from, as published: pseudonyms for ids. */
export function poolOf(files: Pick<DrawFiles, 'people.json' | 'targets.json'>): Pool {
  return {
    categories: files['targets.json'].categories.map(({ name, values }) => ({
      name,
      values: values.map((quota) => ({ ...quota, minFlex: quota.min, maxFlex: quota.max })),
    })),
    volunteers: files['people.json'].people.map(({ pseudonym, values, household }) => ({
      id: pseudonym,
      values,
      household: household === null ? null : String(household),
    })),
  }
}

function checkPanels(files: Announced): Message[] {
  const pool = poolOf(files)
  const { seats, onePerHousehold, panels: count } = files['targets.json']
  const { panels } = files['panels.json']
  const altered: Message[] = []
  const known = pool.volunteers.every(
    ({ id, values }, v) =>
      values.length === pool.categories.length &&
      values.every((value, c) => value < pool.categories[c]!.values.length) &&
      (v === 0 || pool.volunteers[v - 1]!.id < id),
  )
  if (!known) return [wrong('pool-malformed')]
  if (panels.length !== count) altered.push(wrong('panels-count', { count: panels.length, announced: count }))
  panels.forEach((panel, p) => {
    if (altered.length >= NAMED_AT_MOST) return
    const [breach] = panelBreaches(pool, panel, seats, onePerHousehold)
    if (breach) altered.push({ code: breach.code, params: { ...breach.params, panel: p } })
  })
  return altered
}

function checkChances(files: Announced): Message[] {
  const { people } = files['people.json']
  const { panels } = files['panels.json']
  const { chances } = files['chances.json']
  const seated = new Array<number>(people.length).fill(0)
  for (const panel of panels) for (const person of panel) if (person < seated.length) seated[person]!++
  const altered: Message[] = []
  if (chances.length !== people.length) altered.push(wrong('chances-count', { count: chances.length }))
  chances.forEach((chance, v) => {
    const right =
      chance.pseudonym === people[v]?.pseudonym && chance.seated === seated[v] && chance.of === panels.length
    if (!right && altered.length < NAMED_AT_MOST) altered.push(wrong('chance-wrong', { pseudonym: chance.pseudonym }))
  })
  return altered
}

function checkBound(files: Announced): Message[] {
  const { rule, seats, onePerHousehold } = files['targets.json']
  const { bound } = files['bound.json']
  if (!bound) return rule === 'greedy' ? [] : [wrong('bound-missing')]
  const proven = Math.ceil(provenBound(bound.certificate, poolOf(files), seats, onePerHousehold) * BILLION)
  const altered: Message[] = []
  if (proven !== bound.value) altered.push(wrong('bound-wrong', { value: bound.value, proven }))
  const lowest = files['chances.json'].chances.reduce((least, { target }) => Math.min(least, target), BILLION)
  if (lowest > proven) altered.push(wrong('target-above-bound', { lowest, proven }))
  return altered
}

function checkOutcome(files: Announced, pack: DrawPack): Message[] {
  const { source } = files['announcement.json']
  const draw = files['draw.json']
  const altered = sourceErrors(source)
  if (!draw) return altered
  altered.push(...checkNumbers(source, draw), ...outcomeErrors(source, draw.outcome))
  const { panels } = files['panels.json']
  if (panels.length === 0) return altered
  const index = drawnIndex(announcementHash(pack), randomValue(draw.outcome), panels.length)
  if (index !== draw.index) altered.push(wrong('index-wrong', { index: draw.index, drawn: index }))
  const panel = panels[index]!.map((person) => files['people.json'].people[person]?.pseudonym)
  if (JSON.stringify(panel) !== JSON.stringify(draw.panel)) altered.push(wrong('drawn-panel-wrong', { index }))
  const { alternates } = draw
  const fixed = alternates && alternatesHash(alternates)
  if (fixed !== draw.alternatesHash) altered.push(wrong('alternates-altered'))
  altered.push(...checkAlternates(files, draw.panel, alternates ?? []))
  return altered
}

/** Names every throw or ball that is not the one noted as the draw was decided, with the one that was. */
function checkNumbers(source: Source, { announcement, numberHashes, outcome }: DrawFile): Message[] {
  if (!numberHashes || source.kind === 'drand') return []
  const highest = source.kind === 'dice' ? 6 : source.balls
  const code = source.kind === 'dice' ? 'throw-altered' : 'ball-altered'
  const numbers = numbersOf(outcome)
  return Array.from({ length: Math.max(numberHashes.length, numbers.length) }, (_, place) => place).flatMap((place) => {
    const noted = numberHashes[place]
    const number = numbers[place]
    if (number !== undefined && noted === numberHash(announcement, place, number)) return []
    const was = Array.from({ length: highest }, (_, i) => i + 1).find(
      (one) => numberHash(announcement, place, one) === noted,
    )
    return [wrong(code, { place: place + 1, number: number ?? '–', was: was ?? '–' })]
  })
}

/**
 * Alternates are volunteers who are not drawn, each once, and live with nobody who is drawn: nobody of the panel as it is
 * named, so that a wrong panel or chance does not make the alternates wrong too.
 */
function checkAlternates(files: Announced, named: readonly string[], alternates: readonly string[]): Message[] {
  const { people } = files['people.json']
  const places = new Map(people.map(({ pseudonym }, v) => [pseudonym, v]))
  const panel = named.flatMap((pseudonym) => places.get(pseudonym) ?? [])
  const homes = new Set(panel.map((person) => people[person]?.household))
  const met = new Set(panel)
  return alternates.flatMap((pseudonym) => {
    const place = places.get(pseudonym)
    const shares = files['targets.json'].onePerHousehold && homes.has(people[place ?? -1]?.household ?? -1)
    if (place === undefined || met.has(place) || shares) return [wrong('alternate-wrong', { pseudonym })]
    met.add(place)
    return []
  })
}
