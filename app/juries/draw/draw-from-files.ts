import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCategories } from '../lottery/categories-file.ts'
import type { Message } from '../lottery/quota.ts'
import { type Respondents, readRespondents, writeRespondents } from '../lottery/respondents-file.ts'
import { countErrors, type SelectionRule, select } from '../lottery/selection.ts'
import { QUICKNET } from './drand.ts'
import type { DrawFiles } from './draw-files.ts'
import { announce, announcementHash, anonymised, commit, concluded, type DrawPack, isPoolOf } from './draw-pack.ts'
import { messageInWords, type Translate } from './draw-words.ts'
import { hashOf, type Outcome, outcomeErrors, pastErrors, type Source, sourceErrors } from './public-draw.ts'

/** Options of `select` and `conclude` as typed. */
export interface DrawOptions {
  seats?: string
  out: string
  rule: string
  panels: string
  id?: string
  household?: string
  'several-per-household': boolean
  announce?: string
  witnesses?: string
  signature?: string
  dice?: string
  balls?: string
  secrets?: string
}

const RULES: readonly string[] = ['leximin', 'maximin', 'greedy']
const list = (text = ''): string[] => text.split(',').map((part) => part.trim())
/** Beside the folder that is published, never in it: names, and the salt that tells who is who. */
const keptFor = (folder: string): string => `${folder.replace(/[\\/]+$/, '')}-private`
const percent = (chance: number): string => `${(100 * chance).toFixed(2)} %`

function complain(t: Translate, messages: readonly Message[]): number {
  for (const message of messages) console.error(messageInWords(t, message))
  return 1
}

/** What is said of one of the two files: which of them it is stands above. */
function complainOf(t: Translate, file: string, messages: readonly Message[]): number {
  console.error(t('command.file', { file }))
  for (const message of messages) console.error(`  ${messageInWords(t, message)}`)
  return 1
}

function bytesOf(t: Translate, file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch {
    console.error(t('command.not_a_file', { file }))
    return null
  }
}

/** Both files are read to their ends, so that everything wrong with either is told at once. */
function readFiles(t: Translate, targets: string, people: string, options: DrawOptions): Respondents | number {
  const seats = options.seats === undefined ? null : Number(options.seats)
  const quotaBytes = bytesOf(t, targets)
  const quotas = quotaBytes && readCategories(quotaBytes, seats)
  if (quotas && !quotas.ok) complainOf(t, targets, quotas.errors)
  const peopleBytes = bytesOf(t, people)
  // Without targets it is not known which columns people must have: what else is wrong is told all the same.
  const read =
    peopleBytes &&
    readRespondents(peopleBytes, quotas?.ok ? quotas.categories : [], {
      ...(options.id ? { idColumn: options.id } : {}),
      ...(options.household ? { householdColumns: list(options.household) } : {}),
    })
  if (read && !read.ok) complainOf(t, people, read.errors)
  if (!quotas || !read) return 2
  if (!quotas.ok || !read.ok) return 1
  if (read.notes.length) complainOf(t, people, read.notes)
  return read
}

/** Makes the lottery from two files and either announces a chance to come or throws dice at once. */
export async function selectFromFiles(t: Translate, targets: string, people: string, options: DrawOptions) {
  if (!options.seats) {
    console.error(t('command.usage'))
    return 2
  }
  if (!RULES.includes(options.rule)) {
    console.error(t('command.rule', { rule: options.rule }))
    return 2
  }
  const mistyped = countErrors(Number(options.seats), Number(options.panels))
  if (mistyped.length) return complain(t, mistyped)
  if (existsSync(options.out) && !statSync(options.out).isDirectory()) {
    console.error(t('command.not_a_folder', { folder: options.out }))
    return 2
  }
  if (existsSync(join(options.out, 'announcement.json'))) {
    console.error(t('command.draw_there', { folder: options.out }))
    return 1
  }
  const read = readFiles(t, targets, people, options)
  if (typeof read === 'number') return read
  const secrets = [1, 2, 3].map(() => randomBytes(16).toString('hex'))
  const source = options.announce
    ? sourceOf(options)
    : ({ kind: 'dice', throws: 20, witnesses: secrets.map(hashOf) } as const)
  const unfit = source
    ? [...sourceErrors(source), ...pastErrors(source, Date.now())]
    : [{ code: 'too-little-chance', params: { bits: 0 } }]
  if (!source || unfit.length > 0) return complain(t, unfit)

  const salt = randomBytes(32).toString('hex')
  const input = {
    pool: anonymised(read.pool, salt).pool,
    seats: Number(options.seats),
    rule: options.rule as SelectionRule,
    onePerHousehold: !options['several-per-household'],
    panels: Number(options.panels),
  }
  console.error(t('command.pool', { count: read.pool.volunteers.length, seats: input.seats }))
  const outcome = await select({ ...input, seed: commit(input).seed }, { onProgress: bar(t) })
  if (!outcome.ok) return complain(t, outcome.errors)
  const { chances, bound } = outcome.selection
  const range = { lowest: percent(Math.min(...chances)), highest: percent(Math.max(...chances)) }
  console.log(
    bound ? t('command.chances', { ...range, bound: percent(bound.value) }) : t('command.chances_greedy', range),
  )

  const pack = announce(input, outcome.selection, source)
  mkdirSync(options.out, { recursive: true })
  mkdirSync(keptFor(options.out), { recursive: true, mode: 0o700 })
  keep(options.out, 'salt.txt', salt)
  if (options.announce) {
    writePack(options.out, pack)
    console.log(t('command.announced', { hash: announcementHash(pack) }))
    console.log(t('command.written', { folder: options.out }))
    return 0
  }
  const throws = Array.from({ length: 20 }, () => randomInt(1, 7))
  return finish(t, options.out, concluded(pack, { kind: 'dice', throws, secrets }), read, salt)
}

/** Concludes an announced draw with what was thrown, drawn or signed on the day. */
export async function conclude(t: Translate, folder: string, targets: string, people: string, options: DrawOptions) {
  const read = readFiles(t, targets, people, options)
  if (typeof read === 'number') return read
  if (!existsSync(join(folder, 'announcement.json'))) {
    console.error(t('command.not_a_draw', { folder }))
    return 2
  }
  if (existsSync(join(folder, 'draw.json'))) return complain(t, [{ code: 'draw-not-announced', params: {} }])
  const names = ['people', 'targets', 'panels', 'chances', 'bound', 'announcement'].map((name) => `${name}.json`)
  const pack: DrawPack = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const { source }: DrawFiles['announcement.json'] = JSON.parse(pack['announcement.json']!)
  const outcome = outcomeOf(options)
  const wrong = outcome ? outcomeErrors(source, outcome) : [{ code: 'source-changed', params: { source: source.kind } }]
  if (!outcome || wrong.length > 0) return complain(t, wrong)
  const kept = join(keptFor(folder), 'salt.txt')
  const salt = bytesOf(t, kept)
  if (!salt) return 2
  const master = Buffer.from(salt).toString()
  if (!isPoolOf(pack, anonymised(read.pool, master).pool)) {
    return complainOf(t, people, [{ code: 'other-pool', params: { count: read.pool.volunteers.length } }])
  }
  return finish(t, folder, concluded(pack, outcome), read, master)
}

function finish(t: Translate, folder: string, pack: DrawPack, read: Respondents, salt: string): number {
  const { index, panel }: DrawFiles['draw.json'] = JSON.parse(pack['draw.json']!)
  const { panels }: DrawFiles['panels.json'] = JSON.parse(pack['panels.json']!)
  const { pool, order } = anonymised(read.pool, salt)
  const seated = new Set(order.filter((_, v) => panel.includes(pool.volunteers[v]!.id)))
  const everybody = [...read.pool.volunteers.keys()]
  writePack(folder, pack)
  const write = (name: string, volunteers: number[]): void => keep(folder, name, writeRespondents(read, volunteers))
  write(
    'selected.csv',
    everybody.filter((v) => seated.has(v)),
  )
  write(
    'remaining.csv',
    everybody.filter((v) => !seated.has(v)),
  )
  console.log(t('command.drawn', { index: index + 1, panels: panels.length }))
  console.log(t('command.written', { folder }))
  console.log(t('command.kept', { folder: keptFor(folder) }))
  return 0
}

function keep(folder: string, name: string, text: string): void {
  writeFileSync(join(keptFor(folder), name), text, { mode: 0o600 })
}

function writePack(folder: string, pack: DrawPack): void {
  for (const [name, text] of Object.entries(pack)) writeFileSync(join(folder, name), text)
}

function sourceOf({ announce: text = '', witnesses }: DrawOptions): Source | null {
  const [kind, detail = ''] = text.split(':')
  if (kind === 'drand') return { kind, publicKey: QUICKNET.publicKey, round: Number(detail) }
  if (kind === 'dice') return { kind, throws: Number(detail), witnesses: list(witnesses) }
  const [balls, drawn] = detail.split('/').map(Number)
  return kind === 'balls' ? { kind, balls: balls ?? 0, drawn: drawn ?? 0, witnesses: list(witnesses) } : null
}

function outcomeOf({ signature, dice, balls, secrets }: DrawOptions): Outcome | null {
  if (signature) return { kind: 'drand', signature: signature.toLowerCase() }
  if (dice) return { kind: 'dice', throws: list(dice).map(Number), secrets: list(secrets) }
  return balls ? { kind: 'balls', drawn: list(balls).map(Number), secrets: list(secrets) } : null
}

function bar(t: Translate): (stage: string, part: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (stage, part) => {
    const done = Math.round(part * 30)
    process.stderr.write(`\r${t(`command.stage.${stage}`).padEnd(28)} ${'█'.repeat(done)}${'░'.repeat(30 - done)}`)
    if (part === 1) process.stderr.write('\n')
  }
}
