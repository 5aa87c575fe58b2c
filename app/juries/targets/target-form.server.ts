import { type FieldError, line, lines, type Typed, tooLong } from '../../server/form.ts'
import type { JuryAsk } from '../jury-access.server.ts'
import { createJury, type Jury } from '../jury-store.server.ts'
import { one } from '../posted.server.ts'
import { type Share, targetsByShare } from './census-share.ts'
import { criterionWordsOf, saveCriterionWords } from './criterion-words-store.server.ts'
import type { Criterion, Target } from './target.ts'
import { merged, sharesOf, withFloor } from './target-change.ts'
import { moveValues, newCriterion, saveTargets } from './target-store.server.ts'
import { type Change, sharesFor, type Words } from './targeting.server.ts'

/** The part of a change that concerns one criterion; undefined when it went meanwhile. */
function inCriterion(
  id: string,
  t: Words,
  work: (criterion: Criterion, facts: Parameters<Change>[1]) => Promise<Criterion | null | { errors: FieldError[] }>,
): Change {
  return async (now, facts) => {
    const criterion = now.find((known) => known.id === id)
    if (!criterion) return { errors: [{ field: 'targets', message: t('errors.criterion_gone') }] }
    const changed = await work(criterion, facts)
    if (changed && 'errors' in changed) return changed
    return { criteria: now.flatMap((known) => (known.id === id ? (changed ? [changed] : []) : [known])) }
  }
}

/** A whole number of seats; null for an empty cell where that is allowed; undefined for anything else. */
function wholeSeats(typed: string, seats: number, emptyToo: boolean): number | null | undefined {
  if (typed === '') return emptyToo ? null : undefined
  return /^\d{1,4}$/.test(typed) && Number(typed) <= seats ? Number(typed) : undefined
}

/** What each number of a group is called. */
const numberWords = { min: 'min', max: 'max', minFlex: 'min_flex', maxFlex: 'max_flex' } as const

/** Every number of a criterion as typed: `min-1`, `max-1`, `minFlex-1`, `maxFlex-1`, `note-1` and so on. */
export const saveNumbers = (id: string, typed: Typed, t: Words): Change =>
  inCriterion(id, t, async (criterion, { jury }) => {
    const { seats } = jury.commission
    const errors: FieldError[] = []
    const wrongLength = (field: string, limit: number) =>
      errors.push({ field, message: tooLong(t, field, limit, one(typed, field)) })
    const targets = criterion.targets.map((target, i): Target => {
      const n = i + 1
      const read = (name: keyof typeof numberWords, emptyToo = false) => {
        const number = wholeSeats(one(typed, `${name}-${n}`), seats, emptyToo)
        if (number === undefined) {
          const which = t(`target.${numberWords[name]}`)
          errors.push({ field: `${name}-${n}`, message: t('errors.seats', { value: target.value, which, seats }) })
        }
        return number ?? null
      }
      const minimum = read('min')
      const maximum = read('max')
      const minFlex = read('minFlex', true)
      const maxFlex = read('maxFlex', true)
      const wrong = (field: string, key: string) =>
        errors.push({ field: `${field}-${n}`, message: t(`errors.${key}`, { value: target.value }) })
      if (minimum !== null && maximum !== null && minimum > maximum) wrong('min', 'min_above_max')
      if (minFlex !== null && minimum !== null && minFlex > minimum) wrong('minFlex', 'min_flex_above')
      if (maxFlex !== null && maximum !== null && maxFlex < maximum) wrong('maxFlex', 'max_flex_below')
      const note = line(400).safeParse(one(typed, `note-${n}`))
      if (!note.success) wrongLength(`note-${n}`, 400)
      return { ...target, minimum: minimum ?? 0, maximum: maximum ?? 0, minFlex, maxFlex, note: note.data ?? '' }
    })
    const reason = lines(600).safeParse(one(typed, 'reason'))
    if (!reason.success) wrongLength('reason', 600)
    return errors.length ? { errors } : { ...criterion, reason: reason.data!, targets }
  })

/** Fills the targets anew from the census; what was merged stays merged, and reasons stay. */
export const fillAgain = (id: string, typed: Typed, t: Words): Change =>
  inCriterion(id, t, async (criterion, { tx, jury }) => {
    const { shares } = await sharesFor(tx, jury.id, criterion.dimension)
    const people = sharesOf(criterion, shares)
    if (!people.length || people.some((count) => count === null)) {
      return { errors: [{ field: 'room', message: t('errors.no_census') }] }
    }
    const room = Number(one(typed, 'room'))
    if (![0, 1, 2, 3].includes(room)) return { errors: [{ field: 'room', message: t('errors.room') }] }
    const now = criterion.targets.map(({ value }, i) => ({ value, people: people[i]! }))
    const targets = targetsByShare(now, jury.commission.seats, room)
    return { ...criterion, targets: targets.map((target, i) => ({ ...target, note: criterion.targets[i]!.note })) }
  })

/** Makes the ticked values one; whoever said one of them has the new one. */
export const merge = (id: string, typed: Typed, t: Words): Change =>
  inCriterion(id, t, async (criterion, { tx, jury }) => {
    const chosen = criterion.targets.map(({ value }) => value).filter((value) => typed.merge?.includes(value))
    if (chosen.length < 2) return { errors: [{ field: 'merge', message: t('errors.merge_some') }] }
    if (chosen.length === criterion.targets.length) {
      return { errors: [{ field: 'merge', message: t('errors.merge_all') }] }
    }
    const targets = merged(criterion.targets, chosen, jury.commission.seats)
    await moveValues(tx, id, chosen, targets.find(({ value }) => !known(criterion, value))!.value)
    return { ...criterion, targets }
  })

const known = ({ targets }: Criterion, value: string) => targets.some((target) => target.value === value)

/** A floor for one value, with the reason that everybody can read. */
export const floor = (id: string, typed: Typed, t: Words): Change =>
  inCriterion(id, t, async (criterion, { jury }) => {
    const errors: FieldError[] = []
    const { seats } = jury.commission
    const value = one(typed, 'floorValue')
    if (!known(criterion, value)) errors.push({ field: 'floorValue', message: t('errors.floor_value') })
    const wanted = wholeSeats(one(typed, 'floorSeats'), seats, false)
    if (!wanted) errors.push({ field: 'floorSeats', message: t('errors.floor_seats', { seats }) })
    const reason = line(400).safeParse(one(typed, 'floorReason'))
    if (!reason.success || !reason.data) errors.push({ field: 'floorReason', message: t('errors.floor_reason') })
    if (errors.length || !wanted) return { errors }
    return {
      ...criterion,
      targets: withFloor(criterion.targets, { value, seats: wanted, reason: reason.data! }, seats),
    }
  })

/** Takes the criterion away, as long as nobody has said where they belong. */
export const remove = (id: string, t: Words): Change =>
  inCriterion(id, t, async (_, { used }) =>
    used === 'registered' ? { errors: [{ field: 'targets', message: t('errors.registered') }] } : null,
  )

/**
 * Commissions a jury for the ticked groups alone, with the same frame and its seats shared out among them, and notes it
 * beside each. Its commission is a draft: question and promise are still to be agreed.
 */
export const dedicate = (id: string, typed: Typed, ask: JuryAsk, t: Words): Change =>
  inCriterion(id, t, async (criterion, { tx, jury }) => {
    const chosen = criterion.targets.map(({ value }) => value).filter((value) => typed.dedicated?.includes(value))
    if (!chosen.length) return { errors: [{ field: 'dedicated', message: t('errors.dedicated') }] }
    const { shares } = await sharesFor(tx, jury.id, criterion.dimension)
    const slug = await commissionFor(tx, ask, jury, { criterion, chosen, shares })
    const note = t('target.dedicated_note', { slug })
    return {
      ...criterion,
      targets: criterion.targets.map((target) => (chosen.includes(target.value) ? { ...target, note } : target)),
    }
  })

async function commissionFor(
  tx: Parameters<typeof createJury>[0],
  ask: JuryAsk,
  jury: Jury,
  { criterion, chosen, shares }: { criterion: Criterion; chosen: string[]; shares: Share[] },
): Promise<string> {
  const t = ask.words('recruitment')
  const publicName = t('target.dedicated_name', { jury: jury.publicName, groups: chosen.join(', ') })
  const given = {
    publicName,
    commission: jury.commission,
    method: ask.words('juries-desk')('commission.method'),
    runBy: ask.actor.organisationId ?? '',
    personId: ask.actor.personId,
  }
  const slug = await createJury(tx, given, ask.now)
  const { id } = await tx.selectFrom('jury').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const { seats } = jury.commission
  const values = criterion.targets.filter(({ value }) => chosen.includes(value))
  const people = sharesOf({ targets: values }, shares)
  const counted = people.every((count) => count !== null && count > 0)
  const targets = counted
    ? targetsByShare(
        values.map(({ value }, i) => ({ value, people: people[i]! })),
        seats,
        1,
      )
    : values.map(({ value }) => ({ value, minimum: 0, maximum: seats, minFlex: null, maxFlex: null, note: '' }))
  const { name, dimension, reason } = criterion
  const made = newCriterion({ name, dimension, reason, targets })
  await saveTargets(tx, id, [made])
  for (const [language, words] of await criterionWordsOf(tx, jury.id)) {
    await saveCriterionWords(tx, made.id, language, Object.fromEntries(words.get(criterion.id) ?? []))
  }
  return slug
}
