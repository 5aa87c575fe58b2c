import type { Page } from '@playwright/test'
import { trapField } from '../../app/consultations/guarding/guard.ts'
import { hostileTexts } from './hostile.ts'
import { cell, hostileName, type Moulds, type Next } from './hostile-moulds.ts'
import type { Answered, Room, Walker } from './hostile-walker.ts'
import { type Control, type PageForm, type PageParts, partsOf } from './page-forms.ts'

const texts = hostileTexts()
/** How much of hostile text a field is given, ever less while it is refused; then something that it may want instead. */
const lengths = { textarea: [2500, 500, 90], other: [180, 90, 40], shaped: [180] }
const plain = ['Plain words', 'plain@demonstration.example', '10:00', '3', 'https://demonstration.example/', 'ZZ2 1AA']

export interface Field {
  /** Hostile text of it was taken. */
  stored: boolean
  /** It takes a number, a day or an address, and refuses everything else. */
  shaped: boolean
  /** Hostile text of it stood in the form that was given back. */
  back: boolean
  /** The form was given back because of the hostile text in it. */
  refused: boolean
  /** It was sent with hostile text at all. */
  sent: boolean
}

/** Areas whose few forms take an address, or are taken once: what they cannot take is given back there. */
const fewForms = ['feedback', 'priorities']

/** What was written where. */
export class Written {
  /** By the file of the page and the name of the field. */
  readonly fields = new Map<string, Field>()
  /** Hostile texts that were taken (or, where none can be, given back), by area. */
  readonly taken = new Map<string, Set<string>>()
  /** Files of the kind that a form wants which were taken, by the file of the page and the name of the field. */
  readonly files = new Set<string>()
  /** Answers that gave back what was typed, as they came: each field in one of them. */
  readonly back: Answered[] = []
  /** Everywhere that each walker has been. */
  readonly been = new Map<Walker, Set<string>>()
  /** Written text that became a part of a page. */
  readonly foreign: string[] = []

  field(file: string, control: Control): Field {
    const key = `${file} ${plainName(control.name)}`
    const fresh = { stored: false, shaped: isShaped(control), back: false, refused: false, sent: false }
    if (!this.fields.has(key)) this.fields.set(key, fresh)
    return this.fields.get(key)!
  }

  takenIn(area: string): Set<string> {
    if (!this.taken.has(area)) this.taken.set(area, new Set())
    return this.taken.get(area)!
  }

  lacks(area: string): boolean {
    return this.takenIn(area).size < texts.length
  }
}

export const areaOf = (room: Room) => room.file.split('/')[1]!

/** What a name stands for: the second of a kind is as the first, and ids are alike. */
export const plainName = (name: string) =>
  name.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '*').replace(/([-_.])\d+(?=$|[-_.])/g, '$1*')

export const holdsHostile = (html: string) => /alert\(1\)|alert`1`|alert&#x27;\]|ert&quot;\]\(1\)/.test(html)

const buttonsEach = 2
const attemptsEach = 9

export interface Filled {
  /** Hostile text of every field was taken. */
  stored: boolean
  /** The form was taken this time. */
  taken: boolean
  /** Hostile text was given back this time. */
  given: boolean
  /** Its trap was filled, so that nothing of it counts. */
  trapped: boolean
  to: string[]
}

interface Filling {
  room: Room
  form: PageForm
  reader: Page
  written: Written
  moulds: Moulds
  isFirst: boolean
  /** Which of a list of choices is taken: another each turn. */
  turn: number
  /** How far each field was driven back, from turn to turn. */
  level: Map<string, number>
  /** The page that the form stands on. */
  html: string
}

/** Sends a form until it is taken: first with hostile text everywhere, then with less of it where it is refused. */
export async function fill(walker: Walker, filling: Filling): Promise<Filled> {
  const { room, form, reader, written, isFirst, turn, level } = filling
  const own = form.controls.filter(({ kind }) => kind === 'text')
  const fieldOf = (control: Control) => written.field(room.file, control)
  const isStored = () => own.every((control) => control.name === trapField || fieldOf(control).stored)
  for (const control of own) fieldOf(control)
  const filled: Filled = {
    stored: false,
    taken: false,
    given: false,
    trapped: turn === 0 && own.some(({ name }) => name === trapField),
    to: [],
  }
  for (const { kind, name } of form.controls) if (kind === 'choice') level.delete(name)
  const drive = (names: Iterable<string>) => {
    for (const name of names) level.set(name, (level.get(name) ?? 0) + 1)
  }
  for (const button of form.buttons.length ? form.buttons.slice(0, buttonsEach) : [{ name: '', value: '' }]) {
    let { html } = filling
    for (let attempt = 0; attempt < attemptsEach; attempt++) {
      const { pairs, sent, files } = await typedFor(filling, html)
      if (button.name) pairs.push([button.name, button.value])
      const answer = await send(walker, form, pairs)
      for (const [control, said] of sent) if (said.length) fieldOf(control).sent = true
      if (answer.location !== null && answer.status < 400) {
        filled.to.push(answer.location)
        filled.taken = true
        for (const file of files) written.files.add(file)
        if (!filled.trapped) {
          for (const [control, said] of sent) {
            if (!said.length) continue
            fieldOf(control).stored = true
            for (const text of said) written.takenIn(areaOf(room)).add(text)
          }
        }
        break
      }
      // Too much for one address: a form that asks by its address.
      if (answer.status === 431 || answer.status === 413) {
        drive(own.map(({ name }) => name))
        continue
      }
      if (!answer.html || answer.status === 404) break
      const parts = await partsOf(reader, answer.html, walker.origin + form.path)
      written.foreign.push(...parts.foreign.map((e) => `${form.path}: ${e}`))
      const blamed = blamedIn(form, parts)
      const news = given(filling, sent, parts, blamed)
      filled.given ||= news
      if (news || (isFirst && attempt === 0 && holdsHostile(answer.html))) written.back.push(answer)
      if (form.method === 'get') {
        for (const control of own) fieldOf(control).stored = true
        filled.taken = true
        break
      }
      if (!blamed.length) break
      html = answer.html
      if (news && fewForms.includes(areaOf(room)) && written.lacks(areaOf(room))) {
        attempt--
        continue
      }
      drive(blamed)
    }
    if (filled.taken && isStored()) break
  }
  return { ...filled, stored: filled.taken && isStored() && !filled.trapped }
}

/** Notes which fields were given back with hostile text, and which were refused for it: whether any is new. */
function given(
  { room, form, written }: Filling,
  sent: ReadonlyMap<Control, string[]>,
  parts: PageParts,
  blamed: readonly string[],
): boolean {
  let isNew = false
  const same = parts.forms.filter(({ path }) => path.split('?')[0] === form.path.split('?')[0])
  const shown = same.flatMap(({ controls }) => controls)
  for (const [control, said] of sent) {
    if (!said.length) continue
    const field = written.field(room.file, control)
    if (blamed.includes(control.name)) field.refused = true
    if (!shown.some(({ name, value }) => name === control.name && value.includes(said[0]!))) continue
    isNew ||= !field.back
    field.back = true
    if (!fewForms.includes(areaOf(room))) continue
    const had = written.takenIn(areaOf(room))
    isNew ||= said.some((text) => !had.has(text))
    for (const text of said) had.add(text)
  }
  return isNew
}

const blamedIn = (form: PageForm, { wrong }: PageParts) => {
  const names = new Set<string>()
  for (const id of wrong.map((one) => one.replace(/-(day|month|year)$/, ''))) {
    for (const control of form.controls) {
      if (control.id === id || control.name === id || control.name.startsWith(`${id}-`)) names.add(control.name)
    }
  }
  return [...names]
}

type Pair = [name: string, value: string | File]

async function typedFor({ room, form, written, moulds, turn, level }: Filling, html: string) {
  const pairs: Pair[] = []
  const sent = new Map<Control, string[]>()
  const files: string[] = []
  const groups = new Map<string, Control[]>()
  for (const control of form.controls) groups.set(control.name, [...(groups.get(control.name) ?? []), control])
  const next = nextOf(written, areaOf(room))
  const days = [...groups.keys()].flatMap((name) => /^(.*)-day$/.exec(name)?.[1] ?? [])
  const anyRefused = level.size > 0
  const most = ({ type, ...rest }: Control) =>
    isShaped({ type, ...rest }) ? lengths.shaped : lengths[type === 'textarea' ? 'textarea' : 'other']
  for (const [name, same] of groups) {
    const tried = level.get(name) ?? 0
    const key = `${room.file} ${plainName(name)}`
    const asked = (control: Control) => ({ next, html, form, control, tried })
    const moulded = async (control: Control) => (anyRefused ? await moulds.text.get(key)?.(asked(control)) : undefined)
    for (const control of same) {
      if (control.kind === 'hidden') pairs.push([name, control.value])
      if (control.kind === 'list') {
        const offered = control.options.filter((value) => value !== '')
        const others = [control.value || offered[0], '', ...offered.slice(1), offered[0]]
        const at = tried % others.length
        pairs.push([name, (at === 1 && !control.options.includes('') ? offered[1] : others[at]) ?? ''])
      }
      if (control.kind === 'file') {
        const made = anyRefused ? await moulds.file.get(key)?.(asked(control)) : undefined
        if (anyRefused && moulds.file.get(key) === null) continue
        if (made) {
          files.push(key)
          pairs.push([name, made.value])
        } else if (!tried) pairs.push([name, hostileFile(next)])
      }
      if (control.kind === 'text') {
        if (name === trapField && turn > 0) continue
        const made = await moulded(control)
        if (made) {
          sent.set(control, made.said)
          pairs.push([name, made.value])
        } else if (tried < most(control).length) {
          const said = next(fewForms.includes(areaOf(room)) ? lengths.textarea[tried]! : most(control)[tried]!)
          sent.set(control, said)
          pairs.push([name, said.join(' ')])
        } else pairs.push([name, wanted(control, tried - most(control).length, days)])
      }
    }
    const choices = same.filter(({ kind }) => kind === 'choice')
    if (choices[0]?.type === 'radio') {
      const made = await moulded(choices[0])
      const ticked = choices.findIndex(({ checked }) => checked)
      // From turn to turn one further than what stands there.
      const at = (ticked < 0 ? turn : ticked + Math.sign(turn)) + tried
      if (made !== null) pairs.push([name, made ? made.value : choices[at % choices.length]!.value])
    } else
      for (const box of choices)
        if (tried % 2 ? !box.checked || choices.length > 1 : box.checked) pairs.push([name, box.value])
  }
  return { pairs, sent, files }
}

export const isShaped = ({ numeric, type, name }: Control) =>
  numeric || ['email', 'date', 'tel', 'url'].includes(type) || /-(day|month|year)$/.test(name)

/** What a field may want that took no hostile text; of several days each is later than the one before. */
function wanted(control: Control, tried: number, days: readonly string[]): string {
  const part = /^(.*)-(day|month|year)$/.exec(control.name)
  if (part) {
    const which = part[2] as 'day' | 'month' | 'year'
    // A day ahead, the same a year ago, today.
    if (tried % 3 === 2)
      return String({ day: today.getDate(), month: today.getMonth() + 1, year: today.getFullYear() }[which])
    const month = String(Math.min(12, 1 + days.indexOf(part[1]!)))
    const year = String(today.getUTCFullYear() + (tried % 3 ? -1 : 1))
    return { day: '15', month, year }[which]
  }
  if (/(At|_at)$/.test(control.name)) return /^end/.test(control.name) ? '16:00' : '10:00'
  if (control.type === 'date') return `${today.getUTCFullYear() + 1}-06-15`
  // What may be left out is left as it was.
  if (tried === 0) return control.value
  if (control.numeric && tried < 3) return ['3', '40'][tried - 1]!
  return plain[(tried - 1) % plain.length]!
}

const today = new Date()

/** Hands out hostile texts by turns, those that this area has not taken yet first. */
function nextOf(written: Written, area: string): Next {
  const had = written.takenIn(area)
  const order = [...texts.filter((text) => !had.has(text)), ...texts.filter((text) => had.has(text))]
  let i = 0
  return (most, fits = () => true) => {
    const said: string[] = []
    let length = 0
    for (let n = 0; n < texts.length; n++) {
      const text = order[i % order.length]!
      if (!fits(text)) {
        i++
        continue
      }
      if (length + text.length + 1 > most) {
        if (said.length) break
        // Too long for this field by itself: the next that is not.
        i++
        continue
      }
      said.push(text)
      length += text.length + 1
      i++
    }
    return said
  }
}

const hostileFile = (next: Next) => {
  const rows = Array.from({ length: 6 }, () => next(200).map(cell).slice(0, 3).join(','))
  return new File([rows.join('\n')], hostileName('csv'), { type: 'text/csv' })
}

function send(walker: Walker, form: PageForm, pairs: Pair[]) {
  const words = pairs.flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  if (form.method === 'get') return walker.ask(`${form.path.split('?')[0]}?${new URLSearchParams(words)}`)
  if (!form.multipart) return walker.ask(form.path, new URLSearchParams(words))
  const body = new FormData()
  for (const [name, value] of pairs) body.append(name, value)
  return walker.ask(form.path, body)
}
