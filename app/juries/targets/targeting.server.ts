import type { TFunction } from 'i18next'
import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { write } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type FieldError, line, lines, type Typed, tooLong } from '../../server/form.ts'
import { preparationOf, savePreparation } from '../commission/preparation-store.server.ts'
import { messageInWords } from '../draw/draw-words.ts'
import { type JuryAsk, juryFor } from '../jury-access.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { readCategories } from '../lottery/categories-file.ts'
import { sameName } from '../lottery/quota.ts'
import { one } from '../posted.server.ts'
import { targetsByShare } from './census-share.ts'
import { censusAreaOf, marginOf } from './census-store.server.ts'
import { type Criterion, type Dimension, dimensions, targetsFrom } from './target.ts'
import { isFormula, mostCriteria, readValues } from './target-change.ts'
import { criteriaOf, newCriterion, saveTargets, targetsStand, targetsUsed } from './target-store.server.ts'

export type Words = TFunction

const rooms = z.coerce.number().int().min(0).max(3)

/** What somebody does to the targets: given those there are, the new ones or what is wrong. */
export type Change = (
  now: Criterion[],
  facts: { tx: Tx; jury: Jury; used: 'not_yet' | 'registered' },
) => Promise<{ criteria: Criterion[] } | { errors: FieldError[] }>

/** Changes the targets in one transaction. Once a draw of them is announced they stand. */
export async function changeTargets(ask: JuryAsk, did: string, change: Change): Promise<FieldError[]> {
  const t = ask.words('recruitment')
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const used = await targetsUsed(tx, jury.id)
    if (targetsStand(used)) return [{ field: 'targets', message: t(`errors.${used}`) }]
    const changed = await change(await criteriaOf(tx, jury.id), { tx, jury, used })
    if ('errors' in changed) return changed.errors
    const { seats } = jury.commission
    const most = mostCriteria(seats)
    if (changed.criteria.length > most) {
      return [{ field: 'targets', message: t('errors.most_criteria', { most, seats }) }]
    }
    await saveTargets(tx, jury.id, changed.criteria)
    await logAct(tx, ask.now, { personId: ask.actor.personId, did, objectKind: 'jury', objectId: jury.id })
    return []
  })
}

/** The census figures of a margin for this jury's area. */
export async function sharesFor(db: Handle, juryId: string, dimension: Dimension | null) {
  const area = await censusAreaOf(db, (await preparationOf(db, juryId)).areaId)
  return area && dimension ? marginOf(db, area.id, dimension) : { shares: [], source: '' }
}

const alreadyThere = (criteria: readonly Criterion[], name: string) =>
  criteria.some((criterion) => sameName(criterion.name) === sameName(name))

/** Chooses the area whose census counts. */
export async function chooseArea(ask: JuryAsk, typed: Typed): Promise<FieldError[]> {
  return write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const area = await censusAreaOf(tx, one(typed, 'area'))
    if (area?.id !== one(typed, 'area')) return [{ field: 'area', message: ask.words('recruitment')('errors.area') }]
    await savePreparation(tx, jury.id, { areaId: area.id })
    return []
  })
}

/** A criterion whose targets come from the census, with so much room around each. */
export const addFromCensus =
  (typed: Typed, t: Words): Change =>
  async (now, { tx, jury, used }) => {
    if (used === 'registered') return { errors: [{ field: 'dimension', message: t('errors.registered') }] }
    const dimension = dimensions.find((known) => known === one(typed, 'dimension'))
    if (!dimension) return { errors: [{ field: 'dimension', message: t('errors.dimension') }] }
    const name = t(`dimensions.${dimension}`)
    if (alreadyThere(now, name)) return { errors: [{ field: 'dimension', message: t('errors.criterion_twice') }] }
    const { shares } = await sharesFor(tx, jury.id, dimension)
    if (!shares.length) return { errors: [{ field: 'dimension', message: t('errors.no_census') }] }
    const room = rooms.safeParse(one(typed, 'room'))
    if (!room.success) return { errors: [{ field: 'room', message: t('errors.room') }] }
    const targets = targetsByShare(shares, jury.commission.seats, room.data)
    return { criteria: [...now, newCriterion({ name, dimension, reason: '', targets })] }
  }

/** A criterion of the jury's own: by shares where they are known for all its values, without bounds otherwise. */
export const addOwn =
  (typed: Typed, t: Words): Change =>
  async (now, { jury, used }) => {
    const errors: FieldError[] = []
    if (used === 'registered') errors.push({ field: 'name', message: t('errors.registered') })
    const name = line(60).safeParse(one(typed, 'name'))
    if (!name.success || !name.data || isFormula(name.data)) {
      errors.push({ field: 'name', message: t('errors.criterion_name') })
    } else if (alreadyThere(now, name.data)) errors.push({ field: 'name', message: t('errors.criterion_twice') })
    const reason = lines(600).safeParse(one(typed, 'reason'))
    if (!reason.success) errors.push({ field: 'reason', message: tooLong(t, 'reason', 600, one(typed, 'reason')) })
    const { shares, wrong } = readValues(lines(4000).catch('').parse(typed.values?.[0]))
    for (const row of wrong) errors.push({ field: 'values', message: t('errors.value_line', { line: row }) })
    if (!wrong.length && shares.length < 2) errors.push({ field: 'values', message: t('errors.two_values') })
    const given = shares.filter(({ people }) => people !== null)
    if (given.length > 0 && given.length < shares.length) {
      errors.push({ field: 'values', message: t('errors.shares_all') })
    } else if (given.length && given.every(({ people }) => people === 0)) {
      errors.push({ field: 'values', message: t('errors.shares_nought') })
    }
    const room = rooms.safeParse(one(typed, 'room'))
    if (!room.success) errors.push({ field: 'own-room', message: t('errors.room') })
    if (errors.length || !room.success) return { errors }
    const { seats } = jury.commission
    const targets = given.length
      ? targetsByShare(shares as { value: string; people: number }[], seats, room.data)
      : shares.map(({ value }) => ({ value, minimum: 0, maximum: seats, minFlex: null, maxFlex: null, note: '' }))
    return {
      criteria: [...now, newCriterion({ name: name.data!, dimension: null, reason: reason.data!, targets })],
    }
  }

/** Takes a file of targets in place of those there are; where people have registered, for the same values only. */
export const takeFile =
  (bytes: Uint8Array, t: Words, drawWords: Words): Change =>
  async (now, { jury, used }) => {
    const { seats } = jury.commission
    const field = 'file'
    const read = readCategories(bytes, seats)
    if (!read.ok) {
      const inWords = messageInWords.bind(null, drawWords as unknown as Parameters<typeof messageInWords>[0])
      return { errors: read.errors.map((error) => ({ field, message: inWords(error) })) }
    }
    const names = read.categories.flatMap(({ name, values }) => [name, ...values.map((value) => value.name)])
    const formula = names.find(isFormula)
    if (formula) return { errors: [{ field, message: t('errors.formula', { name: formula }) }] }
    const criteria = read.categories.map((category): Criterion => {
      const known = now.find((criterion) => sameName(criterion.name) === sameName(category.name))
      const targets = targetsFrom(category, read.categories, seats).map((target) => ({
        ...target,
        note: known?.targets.find(({ value }) => sameName(value) === sameName(target.value))?.note ?? '',
      }))
      return known ? { ...known, targets } : newCriterion({ name: category.name, dimension: null, reason: '', targets })
    })
    if (used === 'registered' && shapeOf(criteria) !== shapeOf(now)) {
      return { errors: [{ field, message: t('errors.file_registered') }] }
    }
    return { criteria }
  }

/** Criteria and values without their numbers: what people have said of themselves hangs on these. */
const shapeOf = (criteria: readonly Criterion[]): string =>
  JSON.stringify(
    criteria.map(({ name, targets }) => [sameName(name), ...targets.map(({ value }) => sameName(value)).sort()]).sort(),
  )
