import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { type Tx, write } from '../../../db/connect.ts'
import { type FieldError, line, lines, many, readForm, refused, type Typed, ticked } from '../../server/form.ts'
import { changedMeanwhile } from '../../server/meanwhile.ts'
import type { StaffAsk } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { exerciseFor } from '../exercise-access.server.ts'
import { londonDay } from '../london-day.ts'
import { typedDay } from './plan-form.ts'
import {
  differingFields,
  type EntryPart,
  groupCodes,
  levels,
  methodCodes,
  outcomePart,
  planPart,
  type RegisterEntry,
  shownOf,
} from './register-entry.ts'
import { entryOf, panelSamples, saveEntry, themesInOrder } from './register-entry-store.server.ts'

/** A whole number of people, pounds or hours; empty is not recorded. */
const figure = line(20).pipe(z.string().regex(/^\d{0,7}$/, 'figure'))
const numberOf = (typed: string) => (typed === '' ? null : Number(typed))
const codesOf = (codes: readonly string[]) => many.pipe(z.array(z.enum(codes as [string, ...string[]], 'code')))

const planShape = z.object({
  level: z.enum(levels, 'level'),
  themeIds: many,
  groups: codesOf(groupCodes),
  methods: codesOf(methodCodes),
  statute: line(300),
  askedElsewhere: ticked,
  address: line(500).pipe(z.string().regex(/^(https:\/\/[^\s<>"]+)?$/, 'address')),
  questions: lines(4000),
  panelSampleId: line(100),
  reachExpected: figure,
})
const part = z.string().max(10, 'date').default('')
const outcomeShape = z.object({
  costPounds: figure,
  staffHours: figure,
  reached: figure,
  profileNote: lines(1000),
  'resultsOn-day': part,
  'resultsOn-month': part,
  'resultsOn-year': part,
  whatChanged: lines(1000),
  lateReason: lines(1000),
})

type OneExercise = StaffAsk<{ id: string }>

/** Saves what the register knows of a plan that is not public yet. */
export async function savePlanPart(ask: OneExercise) {
  const t = ask.words('planning-desk')
  const form = await readForm(ask.request, planShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { value } = form
  const errors = await inRegister(ask, form.typed, planPart, async (tx, before, isPublic) => {
    if (isPublic) return { field: 'level', message: t('errors.already_published') }
    const known = (await themesInOrder(tx)).map((theme) => theme.id)
    if (value.themeIds.some((id) => !known.includes(id))) return { field: 'themeIds', message: t('errors.theme') }
    const samples = (await panelSamples(tx)).map((sample) => sample.id)
    if (value.panelSampleId && !samples.includes(value.panelSampleId))
      return { field: 'panelSampleId', message: t('errors.panel') }
    return {
      ...before,
      ...value,
      panelSampleId: value.panelSampleId || null,
      reachExpected: numberOf(value.reachExpected),
    }
  })
  return errors.length ? refused(errors, form.typed) : done(ask)
}

/** What it took and what came of it may be written down at any time, in the open too. */
export async function saveOutcome(ask: OneExercise) {
  const t = ask.words('planning-desk')
  const form = await readForm(ask.request, outcomeShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { value } = form
  const resultsOn = typedDay(value['resultsOn-day'], value['resultsOn-month'], value['resultsOn-year'])
  if (resultsOn === undefined) return refused([{ field: 'resultsOn-day', message: t('errors.date') }], form.typed)
  const today = londonDay(ask.now)
  const errors = await inRegister(ask, form.typed, outcomePart, async (_, before) => ({
    ...before,
    costPounds: numberOf(value.costPounds),
    staffHours: numberOf(value.staffHours),
    reached: numberOf(value.reached),
    profileNote: value.profileNote,
    resultsOn,
    whatChanged: value.whatChanged,
    whatChangedOn: value.whatChanged === before.whatChanged ? before.whatChangedOn : value.whatChanged ? today : null,
    lateReason: value.lateReason,
  }))
  return errors.length ? refused(errors, form.typed) : done(ask)
}

/** Reads, changes and saves the entry in one transaction; troubles are returned and nothing saved. */
async function inRegister(
  ask: OneExercise,
  typed: Typed,
  part: EntryPart,
  change: (tx: Tx, before: RegisterEntry, isPublic: boolean) => Promise<RegisterEntry | FieldError>,
): Promise<FieldError[]> {
  return write(ask.db, async (tx) => {
    const exercise = await exerciseFor(ask, tx)
    const before = await entryOf(tx, exercise.id)
    const after = await change(tx, before, exercise.publishedAt !== null)
    if ('message' in after) return [after]
    const changes = differingFields(after, before, part, (day) => formatDate(day, 'en-GB'))
    const meanwhile = changedMeanwhile(typed, shownOf(before, part), changes, ask.words('planning-desk'))
    if (!meanwhile.length) await saveEntry(tx, exercise.id, after, ask.actor.personId, ask.now)
    return meanwhile
  })
}

function done(ask: OneExercise): never {
  throw redirect(`/desk/exercises/${encodeURIComponent(ask.params.id)}/register?done=saved`, 303)
}
