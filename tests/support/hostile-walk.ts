import type { Page } from '@playwright/test'
import { areaOf, type Filled, fill, isShaped, plainName, type Written } from './hostile-form.ts'
import type { Moulds } from './hostile-moulds.ts'
import { type Room, roomOf, type Walker } from './hostile-walker.ts'
import { type PageForm, partsOf } from './page-forms.ts'

const visitsEach = 3
/** Pages of a kind whose form is tried while it is refused. */
const triesEach = 2
/** Turns of a form on one page: with other choices each time, or with other texts while its area has not taken all. */
const turnsEach = 5
const roundsEach = 40

/** How often a form was sent, and what it taught. */
interface Turns {
  pages: number
  path: string
  sent: number
  stored: boolean
  level: Map<string, number>
}

/** Goes through every page that somebody can reach and writes hostile text into everything that can be written in. */
export async function walk(
  walker: Walker,
  {
    from,
    reader,
    written,
    moulds,
    all,
  }: { from: string[]; reader: Page; written: Written; moulds: Moulds; all: boolean },
) {
  const been = new Set<string>()
  written.been.set(walker, been)
  const queue = [...from]
  const seen = new Set<string>()
  const visits = new Map<string, number>()
  const turns = new Map<string, Turns>()
  while (queue.length) {
    const path = queue.shift()!
    const room = roomOf(path)
    if (!room || seen.has(path)) continue
    seen.add(path)
    const times = visits.get(room.pattern) ?? 0
    if (times >= visitsEach && !from.includes(path)) continue
    visits.set(room.pattern, times + 1)
    been.add(path)
    const answer = await walker.ask(path)
    if (answer.location) queue.unshift(answer.location)
    if (!answer.html) continue
    const parts = await partsOf(reader, answer.html, walker.origin + path)
    written.foreign.push(...parts.foreign.map((e) => `${path}: ${e}`))
    queue.push(...parts.links.filter((to) => isAhead(to, path)))
    for (const form of parts.forms) {
      const fields = form.controls.filter(({ kind }) => kind === 'text' || kind === 'file')
      if (!fields.length && !all) continue
      if (/sign-out/.test(form.path)) continue
      // Options come in another order every time.
      const asked = new Set(form.controls.map(({ name }) => plainName(name)).sort())
      // Where a walk begins, a form is tried though one like it was taken elsewhere: it leads to other questions.
      const place = from.includes(path) ? path : room.pattern
      const sign = `${place} ${[...asked].join()} ${JSON.stringify(form.buttons)}`
      const turn = turns.get(sign) ?? { pages: 0, path: '', sent: 0, stored: false, level: new Map() }
      turns.set(sign, turn)
      if (turn.path !== path) {
        if (turn.stored || turn.pages >= triesEach) continue
        Object.assign(turn, { pages: turn.pages + 1, path, sent: 0, level: new Map() })
      } else if (turn.sent < 0) continue
      const isFirst = turn.pages === 1 && turn.sent === 0
      const { html } = answer
      const { sent, level } = turn
      const led = await fill(walker, { room, form, html, reader, written, moulds, isFirst, turn: sent, level })
      turn.sent++
      turn.stored ||= led.stored
      const again = fields.length > 0 && turn.sent < turnsOf(form, led, room, written)
      if (!again) turn.sent = -1
      for (const to of [...(again ? [path] : []), ...led.to]) {
        seen.delete(to)
        visits.set(roomOf(to)?.pattern ?? '', 0)
        queue.unshift(to)
      }
    }
  }
}

/** How many turns a form gets on one page. */
function turnsOf(form: PageForm, led: Filled, room: Room, written: Written): number {
  const texts = form.controls.filter(({ kind }) => kind === 'text')
  if (!texts.length) return 1
  const choices = new Map<string, number>()
  for (const { kind, type, name } of form.controls)
    if (kind === 'choice' && type === 'radio') choices.set(name, (choices.get(name) ?? 0) + 1)
  // One more than there are choices leaves it as it was.
  const most = Math.max(0, ...choices.values())
  const forChoices = Math.min(turnsEach, Math.max(led.trapped ? 2 : 1, most + 1))
  const forTexts = led.taken && written.lacks(areaOf(room)) && texts.some((one) => !isShaped(one))
  return forTexts ? roundsEach : forChoices
}

/** Files are looked at elsewhere; other languages show the same. */
const isAhead = (to: string, from: string) =>
  !/\.\w+(\?|$)/.test(to) &&
  !/^\/(ur|gu|pa|pl)(\/|$)/.test(to) &&
  (from.startsWith('/desk') ? to.startsWith('/desk') : true)
