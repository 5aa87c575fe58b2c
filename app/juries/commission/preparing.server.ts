import type { TFunction } from 'i18next'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type FieldError, line, lines, refused, type Typed, ticked, tooLong, typedIn } from '../../server/form.ts'
import { notFound } from '../../server/page.ts'
import { type JuryAsk, juryFor } from '../jury-access.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { hasLetters } from '../letters/invitation-store.server.ts'
import { one } from '../posted.server.ts'
import { readDays } from '../sessions/day-list.ts'
import {
  differingViews,
  leastOverseers,
  mostOverseers,
  type Overseer,
  type Preparation,
  type Principle,
  principles,
} from './preparation.ts'
import { preparationOf, savePreparation } from './preparation-store.server.ts'
import { recruitmentFor, saveRecruitment } from './recruitment-store.server.ts'

export const preparationParts = ['days', 'overseers', 'principles', 'dpia'] as const
export type PreparationPart = (typeof preparationParts)[number]

interface Read {
  errors: FieldError[]
  change?: Partial<Preparation>
  /** Only the part on days has them. */
  days?: string[]
}

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Saves one part of the preparation. Returns the refusal with everything typed, or undefined when it is saved. */
export async function savePart(ask: JuryAsk) {
  const t = ask.words('recruitment') as unknown as Translate
  const typed = await typedIn(ask.request)
  const part = preparationParts.find((known) => known === one(typed, 'part'))
  if (!part) throw notFound()
  const read = readers[part](typed, t, ask)
  if (read.errors.length) return refused(read.errors, typed)
  const stands = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (await hasLetters(tx, jury.id)) return true
    await savePreparation(tx, jury.id, read.change ?? {})
    if (read.days) await saveRecruitment(tx, jury.id, { ...(await recruitmentFor(tx, jury.id)), dates: read.days })
    const act = { did: `changed the preparation: ${part}`, objectKind: 'jury', objectId: jury.id }
    await logAct(tx, ask.now, { personId: ask.actor.personId, ...act })
    return false
  })
  return stands ? refused([{ field: part, message: t('errors.letters_out') }], typed) : undefined
}

const long = (t: Translate, field: string, limit: number, written: string) =>
  tooLong(t as unknown as TFunction, field, limit, written)

const readers: Record<PreparationPart, (typed: Typed, t: Translate, ask: JuryAsk) => Read> = {
  days(typed, t) {
    const { days, wrong } = readDays(one(typed, 'days'))
    const errors = wrong.map((w) => ({ field: 'days', message: t('errors.day_line', { line: w.line, text: w.text }) }))
    const reason = lines(1000).safeParse(one(typed, 'fewDaysReason'))
    if (!reason.success) {
      const message = long(t, 'fewDaysReason', 1000, one(typed, 'fewDaysReason'))
      errors.push({ field: 'fewDaysReason', message })
    }
    return { errors, days, change: { fewDaysReason: reason.data ?? '' } }
  },
  overseers(typed, t) {
    const errors: FieldError[] = []
    const overseers: Overseer[] = []
    for (let n = 1; n <= mostOverseers; n++) {
      const [role, view] = [`role-${n}`, `view-${n}`].map((name) => line(200).safeParse(one(typed, name)))
      for (const [field, read] of [
        [`role-${n}`, role],
        [`view-${n}`, view],
      ] as const)
        if (!read?.success) errors.push({ field, message: long(t, field, 200, one(typed, field)) })
      if (!role?.success || !view?.success) continue
      if (role.data && !view.data) errors.push({ field: `view-${n}`, message: t('errors.overseer_view', { n }) })
      else if (!role.data && view.data) errors.push({ field: `role-${n}`, message: t('errors.overseer_role', { n }) })
      else if (role.data) overseers.push({ role: role.data, view: view.data })
    }
    if (!errors.length && overseers.length >= leastOverseers && differingViews(overseers) < leastOverseers) {
      errors.push({ field: 'view-1', message: t('errors.overseer_alike') })
    }
    return { errors, change: { overseers } }
  },
  principles(typed, t) {
    const errors: FieldError[] = []
    const met: Partial<Record<Principle, string>> = {}
    for (const principle of principles) {
      const said = lines(600).safeParse(one(typed, principle))
      if (!said.success) errors.push({ field: principle, message: long(t, principle, 600, one(typed, principle)) })
      else if (said.data) met[principle] = said.data
    }
    return { errors, change: { principles: met } }
  },
  dpia(typed, t, { now }) {
    const shape = z.object({
      dpiaText: lines(20_000),
      jointControllers: lines(2000),
      signed: ticked,
      dpiaSignedBy: line(200),
    })
    const single = Object.fromEntries(Object.entries(typed).map(([name, all]) => [name, all[0]]))
    const read = shape.safeParse(single)
    if (!read.success) {
      return {
        errors: read.error.issues.map((issue) => {
          const field = String(issue.path[0])
          const limit = issue.code === 'too_big' ? Number(issue.maximum) : 0
          return { field, message: long(t, field, limit, one(typed, field)) }
        }),
      }
    }
    const { signed, dpiaSignedBy, dpiaText, jointControllers } = read.data
    const errors: FieldError[] = []
    if (signed && !dpiaText) errors.push({ field: 'dpiaText', message: t('errors.dpia_text') })
    if (signed && !dpiaSignedBy) errors.push({ field: 'dpiaSignedBy', message: t('errors.dpia_signed_by') })
    if (!signed && dpiaSignedBy) errors.push({ field: 'signed', message: t('errors.dpia_signed') })
    const signature = signed
      ? { dpiaSignedBy, dpiaSignedOn: londonDay(now) }
      : { dpiaSignedBy: null, dpiaSignedOn: null }
    return { errors, change: { dpiaText, jointControllers, ...signature } }
  },
}

/** What the page shows: everything as stored, and the assessment as the template has it where none is written yet. */
export async function preparationShown(ask: JuryAsk, jury: Jury) {
  const t = ask.words('recruitment')
  const stored = await preparationOf(ask.db, jury.id)
  const { publicName, commission } = jury
  const template = t('dpia.template', { jury: publicName, commissioner: commission.commissionedBy })
  return { ...stored, dpiaText: stored.dpiaText || template, letters: await hasLetters(ask.db, jury.id) }
}
