import { z } from 'zod'
import { dayPart, typedDay } from '../../engagement/register/plan-form.ts'
import { minutesLeft, minutesOf, readAgenda } from './session.ts'

const text = (most: number) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((s) => s.trim())
    .default('')

export const sessionShape = z.object({
  title: text(120),
  place: text(200),
  startsAt: text(200),
  endsAt: text(200),
  agenda: z.string().max(10_000, 'too_long').default(''),
  'onDate-day': dayPart,
  'onDate-month': dayPart,
  'onDate-year': dayPart,
})

/** A session from what was typed, and everything wrong with it: field, key of the words, figures. */
export function sessionFrom(typed: z.output<typeof sessionShape>) {
  const wrong: { field: string; key: string; values?: Record<string, string | number> }[] = []
  if (!typed.title) wrong.push({ field: 'title', key: 'session_title' })
  const onDate = typedDay(typed['onDate-day'], typed['onDate-month'], typed['onDate-year'])
  if (!onDate) wrong.push({ field: 'onDate-day', key: 'date' })
  const { title, place, startsAt, endsAt } = typed
  const [from, to] = [minutesOf(startsAt), minutesOf(endsAt)]
  if (from === undefined) wrong.push({ field: 'startsAt', key: 'time' })
  if (to === undefined) wrong.push({ field: 'endsAt', key: 'time' })
  if (from !== undefined && to !== undefined && to <= from) wrong.push({ field: 'endsAt', key: 'ends_first' })
  if (!place) wrong.push({ field: 'place', key: 'place' })
  const { blocks, troubles } = readAgenda(typed.agenda.replace(/\r\n?/g, '\n'))
  for (const { row, trouble } of troubles) wrong.push({ field: 'agenda', key: `agenda_${trouble}`, values: { row } })
  if (!wrong.length) {
    const left = minutesLeft(startsAt, endsAt, blocks)
    if (left > 0) wrong.push({ field: 'agenda', key: 'agenda_short', values: { count: left } })
    if (left < 0) wrong.push({ field: 'agenda', key: 'agenda_long', values: { count: -left } })
  }
  return { session: { title, place, startsAt, endsAt, onDate: onDate ?? '', blocks }, wrong }
}
