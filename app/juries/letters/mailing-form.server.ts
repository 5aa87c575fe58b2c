import { randomInt } from 'node:crypto'
import type { TFunction } from 'i18next'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { typedDay } from '../../engagement/register/plan-form.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type FieldError, line, lines, type Typed, tooLong } from '../../server/form.ts'
import { recruitingOf } from '../commission/preparation-store.server.ts'
import { registeringOn } from '../commission/recruitment.ts'
import { recruitmentFor, saveRecruitment } from '../commission/recruitment-store.server.ts'
import { messageInWords, type Translate } from '../draw/draw-words.ts'
import { type JuryAsk, juryFor } from '../jury-access.server.ts'
import { one } from '../posted.server.ts'
import { areasOn } from '../seats/member-store.server.ts'
import { sharesFor } from '../targets/targeting.server.ts'
import { readAddresses } from './address-file.ts'
import {
  addCards,
  codeHash,
  countAddresses,
  drawLetters,
  hasLetters,
  markReturned,
  saveAddresses,
  sharedCode,
} from './invitation-store.server.ts'
import { overdrawn, sharedOut } from './letter-plan.ts'
import { mailingOf, saveMailing } from './mailing-store.server.ts'

type Result = FieldError[]
const offerLines = ['honorarium', 'signedBy', 'venue', 'phone', 'email'] as const

/** What people are offered and told: saved with gaps, but letters wait until nothing is missing. */
export async function saveOffer(ask: JuryAsk, typed: Typed): Promise<Result> {
  const t = ask.words('recruitment')
  const errors: FieldError[] = []
  const day = (name: 'opensOn' | 'closesOn') => {
    const found = typedDay(one(typed, `${name}-day`), one(typed, `${name}-month`), one(typed, `${name}-year`))
    if (found === undefined) errors.push({ field: `${name}-day`, message: t('errors.day') })
    return found ?? null
  }
  const opensOn = day('opensOn')
  const closesOn = day('closesOn')
  if (opensOn && closesOn && closesOn < opensOn)
    errors.push({ field: 'closesOn-day', message: t('errors.closes_first') })
  const leastAge = Number(one(typed, 'leastAge'))
  if (![16, 17, 18].includes(leastAge)) errors.push({ field: 'leastAge', message: t('errors.least_age') })
  const codes = (['per_letter', 'one_for_all'] as const).find((known) => known === one(typed, 'codes'))
  if (!codes) errors.push({ field: 'codes', message: t('errors.codes') })
  const said = Object.fromEntries(
    offerLines.map((name) => {
      const read = line(200).safeParse(one(typed, name))
      if (!read.success) errors.push({ field: name, message: tooLong(t, name, 200, one(typed, name)) })
      return [name, read.data ?? '']
    }),
  ) as Record<(typeof offerLines)[number], string>
  const many = (name: 'supportNote' | 'post') => {
    const read = lines(500).safeParse(one(typed, name))
    if (!read.success) errors.push({ field: name, message: tooLong(t, name, 500, one(typed, name)) })
    return read.data ?? ''
  }
  const [supportNote, post] = [many('supportNote'), many('post')]
  if (said.email && !/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(said.email)) {
    errors.push({ field: 'email', message: t('errors.email') })
  }
  if (errors.length || !codes) return errors
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const before = await recruitmentFor(tx, jury.id)
    const out = await hasLetters(tx, jury.id)
    // What people were written stands; how to reach the team and until when may still change.
    const kept = out
      ? { opensOn: before.opensOn, codes: before.codes, leastAge: before.leastAge }
      : { opensOn, codes, leastAge }
    const { honorarium, ...letter } = said
    // Another closing day opens what was closed by hand; the same one leaves it closed.
    const closedAt = closesOn === before.closesOn ? before.closedAt : null
    await saveRecruitment(tx, jury.id, { ...before, ...kept, closesOn, closedAt, honorarium, supportNote })
    await saveMailing(tx, jury.id, { ...(await mailingOf(tx, jury.id)), ...letter, post })
    await log(tx, ask, jury.id, 'changed what letters say')
    return []
  })
}

const log = (tx: Parameters<typeof logAct>[0], ask: JuryAsk, juryId: string, did: string) =>
  logAct(tx, ask.now, { personId: ask.actor.personId, did, objectKind: 'jury', objectId: juryId })

const lettersOut = (t: TFunction, field: string): Result => [{ field, message: t('errors.letters_out') }]

/** Takes a list of addresses in place of the one there is, whole or not at all. */
export async function takeAddresses(ask: JuryAsk, file: File | undefined): Promise<Result> {
  const t = ask.words('recruitment')
  if (!file) return [{ field: 'file', message: t('errors.file') }]
  const areas = await areasOn(ask.db, londonDay(ask.now))
  // One sentence about what is wanting, and not one for every line of the list.
  if (!areas.length) return [{ field: 'file', message: t('errors.no_areas') }]
  const read = readAddresses(new Uint8Array(await file.arrayBuffer()), areas)
  if (!read.ok) {
    return read.errors.map((error) => ({ field: 'file', message: addressError(error, t, ask.words('draw')) }))
  }
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (await hasLetters(tx, jury.id)) return lettersOut(t, 'file')
    const given = { juryId: jury.id, addresses: read.addresses, personId: ask.actor.personId }
    await saveAddresses(tx, ask.settings.SECRET, given, ask.now)
    await saveMailing(tx, jury.id, { ...(await mailingOf(tx, jury.id)), letters: {} })
    return []
  })
}

/** Errors of the list have words of their own; those that any file can have are in the words of the draw. */
function addressError(error: Parameters<typeof messageInWords>[1], t: TFunction, draw: TFunction): string {
  const own = t(`address_errors.${error.code}`) !== `address_errors.${error.code}`
  const translate: Translate = (key, params) =>
    own && key.startsWith('messages.') ? t(`address_errors.${error.code}`, params ?? {}) : draw(key, params ?? {})
  return messageInWords(translate, error)
}

/** Addresses of the list by area. */
export async function addressesByArea(db: JuryAsk['db'] | Parameters<typeof logAct>[0], juryId: string) {
  const byArea: Record<string, { all: number; oversampled: number; drawn: number }> = {}
  for (const row of await countAddresses(db, juryId)) {
    byArea[row.area] ??= { all: 0, oversampled: 0, drawn: 0 }
    const area = byArea[row.area]!
    area.all += row.addresses
    if (row.oversampled) area.oversampled += row.addresses
    if (row.drawn) area.drawn += row.addresses
  }
  return byArea
}

const totals = (byArea: Awaited<ReturnType<typeof addressesByArea>>) =>
  Object.fromEntries(Object.entries(byArea).map(([area, { all }]) => [area, all]))

/** Shares letters out over the areas of the list in proportion to residents. */
export async function shareLetters(ask: JuryAsk, typed: Typed): Promise<Result> {
  const t = ask.words('recruitment')
  const errors: FieldError[] = []
  const letters = Number(one(typed, 'letters'))
  const extraPercent = Number(one(typed, 'extraPercent'))
  if (!/^\d{1,6}$/.test(one(typed, 'letters')) || letters < 1)
    errors.push({ field: 'letters', message: t('errors.letters') })
  if (!/^\d{1,3}$/.test(one(typed, 'extraPercent')) || extraPercent > 300) {
    errors.push({ field: 'extraPercent', message: t('errors.extra_percent') })
  }
  if (errors.length) return errors
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (await hasLetters(tx, jury.id)) return lettersOut(t, 'letters')
    const list = totals(await addressesByArea(tx, jury.id))
    const all = Object.values(list).reduce((sum, n) => sum + n, 0)
    if (!all) return [{ field: 'letters', message: t('errors.no_list') }]
    if (letters > all) return [{ field: 'letters', message: t('errors.letters_above', { letters, all }) }]
    const { shares } = await sharesFor(tx, jury.id, 'district')
    const plan = sharedOut(letters, shares, list)
    await saveMailing(tx, jury.id, { ...(await mailingOf(tx, jury.id)), letters: plan, extraPercent })
    return overdrawn(plan, list).map((area) => ({
      field: 'letters',
      message: t('errors.overdrawn', { area, letters: plan[area]!, all: list[area] ?? 0 }),
    }))
  })
}

/** Letters by area as typed: `area-1` and so on, in the order of the areas' names. */
export async function savePlan(ask: JuryAsk, typed: Typed): Promise<Result> {
  const t = ask.words('recruitment')
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (await hasLetters(tx, jury.id)) return lettersOut(t, 'area-1')
    const list = totals(await addressesByArea(tx, jury.id))
    const errors: FieldError[] = []
    const plan = Object.fromEntries(
      Object.keys(list)
        .sort()
        .map((area, i) => {
          const typedNumber = one(typed, `area-${i + 1}`)
          const letters = Number(typedNumber)
          if (!/^\d{1,6}$/.test(typedNumber) || letters > list[area]!) {
            errors.push({ field: `area-${i + 1}`, message: t('errors.area_letters', { area, all: list[area]! }) })
          }
          return [area, letters]
        }),
    )
    if (errors.length) return errors
    await saveMailing(tx, jury.id, { ...(await mailingOf(tx, jury.id)), letters: plan })
    return []
  })
}

/** Draws the addresses, once nothing stands in the way: plan, seed and what people are invited on stand in the ledger. */
export async function draw(ask: JuryAsk): Promise<Result> {
  const t = ask.words('recruitment')
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (await hasLetters(tx, jury.id)) return lettersOut(t, 'draw')
    const { blocks, mailing, recruitment } = await recruitingOf(tx, jury)
    const list = totals(await addressesByArea(tx, jury.id))
    const letters = Object.values(mailing.letters).reduce((sum, n) => sum + n, 0)
    const errors = blocks.map((block) => ({ field: 'draw', message: t(`blocks.${block}`) }))
    if (!letters) errors.push({ field: 'draw', message: t('errors.no_plan') })
    for (const area of overdrawn(mailing.letters, list)) {
      const message = t('errors.overdrawn', { area, letters: mailing.letters[area]!, all: list[area] ?? 0 })
      errors.push({ field: 'draw', message })
    }
    if (errors.length) return errors
    const seed = randomInt(2 ** 47)
    const { personId } = ask.actor
    await drawLetters(tx, ask.settings.SECRET, { jury, ...mailing, seed, personId }, ask.now)
    const code = recruitment.codes === 'one_for_all' ? sharedCode(ask.settings.SECRET, jury.id) : null
    await saveRecruitment(tx, jury.id, {
      ...recruitment,
      lettersMadeAt: ask.now.toISOString(),
      sharedCodeHash: code && codeHash(ask.settings.SECRET, code),
    })
    return []
  })
}

/** Makes cards with codes for an organisation to hand out. */
export async function makeCards(ask: JuryAsk, typed: Typed): Promise<Result> {
  const t = ask.words('recruitment')
  const cards = Number(one(typed, 'cards'))
  const errors: FieldError[] = []
  if (!/^\d{1,4}$/.test(one(typed, 'cards')) || cards < 1 || cards > 2000)
    errors.push({ field: 'cards', message: t('errors.cards') })
  const forWhom = line(100).safeParse(one(typed, 'forWhom'))
  if (!forWhom.success || !forWhom.data) errors.push({ field: 'forWhom', message: t('errors.for_whom') })
  if (errors.length) return errors
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (!(await hasLetters(tx, jury.id))) return [{ field: 'cards', message: t('errors.letters_first') }]
    const given = { juryId: jury.id, cards, forWhom: forWhom.data!, personId: ask.actor.personId }
    await addCards(tx, ask.settings.SECRET, given, ask.now)
    return []
  })
}

/** Notes letters that came back: numbers or codes, one a line or with commas between them. */
export async function noteReturned(ask: JuryAsk, typed: Typed): Promise<Result> {
  const t = ask.words('recruitment')
  const all = (typed.returned?.[0] ?? '').split(/[\n,;]+/).flatMap((part) => part.trim() || [])
  if (!all.length) return [{ field: 'returned', message: t('errors.returned') }]
  if (all.length > 500) return [{ field: 'returned', message: t('errors.returned_limit') }]
  const unknown: Result = []
  const undo = new Error('nothing is noted when one is unknown')
  try {
    await write(ask.db, async (tx) => {
      const jury = await juryFor(ask, 'jury.manage', tx)
      for (const one of all) {
        const given = { juryId: jury.id, typed: one, personId: ask.actor.personId }
        const number = await markReturned(tx, ask.settings.SECRET, given, ask.now)
        if (number === undefined) unknown.push({ field: 'returned', message: t('errors.no_letter', { typed: one }) })
      }
      if (unknown.length) throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return unknown
}

/** Ends registering at this moment, so that the pool can be drawn from today. */
export async function closeNow(ask: JuryAsk): Promise<Result> {
  const t = ask.words('recruitment')
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const recruitment = await recruitmentFor(tx, jury.id)
    const today = londonDay(ask.now)
    if (registeringOn(recruitment, today) !== 'open') return [{ field: 'close', message: t('errors.not_open') }]
    const closedAt = ask.now.toISOString()
    await saveRecruitment(tx, jury.id, { ...recruitment, closesOn: today, closedAt })
    await log(tx, ask, jury.id, 'closed registration')
    await record(tx, 'jury.registration-closed', { jury: jury.slug, closesOn: today, closedAt }, today)
    return []
  })
}
