import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { hostileTexts } from './hostile.ts'
import { type Control, type PageForm, type PageParts, partsOf } from './page-forms.ts'

/** One address of the table: what it looks like and which file answers it. */
interface Room {
  pattern: string
  file: string
  fits: RegExp
}

const parameters = (pattern: string) => pattern.split('/').filter((part) => /^:|^\*$/.test(part)).length

const rooms: Room[] = [...readFileSync('app/routes.ts', 'utf8').matchAll(/route\('([^']+)', '([^']+)'\)/g)]
  .map(([, pattern = '', file = '']) => ({
    pattern,
    file: `app/${file}`,
    fits: new RegExp(`^/${pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }))
  // What is written out comes before what stands for anything.
  .sort((a, b) => parameters(a.pattern) - parameters(b.pattern) || b.pattern.length - a.pattern.length)

export const roomOf = (path: string): Room | undefined => {
  const { pathname } = new URL(path, 'http://x')
  return rooms.find(({ fits }) => fits.test(pathname))
}

export interface Answered {
  status: number
  path: string
  html: string
  headers: Headers
}

/** Somebody's browser reduced to cookies: what it is sent is read as text. */
export class Walker {
  readonly cookies = new Map<string, string>()
  readonly who: string
  readonly origin: string

  constructor(who: string, origin: string) {
    this.who = who
    this.origin = origin
  }

  async ask(path: string, body?: FormData | URLSearchParams): Promise<Answered & { location: string | null }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(this.origin + path, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        Origin: this.origin,
        Accept: 'text/html',
        'Accept-Language': 'en',
        ...(cookie ? { Cookie: cookie } : {}),
      },
      ...(body ? { body } : {}),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]!.split(/=(.*)/)
      if (/max-age=0(;|$)/i.test(set)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    const location = to ? new URL(to, this.origin + path) : null
    const isPage = /html/.test(answer.headers.get('content-type') ?? '')
    const text = isPage ? await answer.text() : ''
    if (!isPage) await answer.arrayBuffer()
    return {
      status: answer.status,
      path,
      html: text,
      headers: answer.headers,
      location: location?.origin === this.origin ? location.pathname + location.search : null,
    }
  }
}

const texts = hostileTexts()
/** How much of hostile text a field is given, ever less while it is refused; then something that it may want instead. */
const lengths = { textarea: [2500, 500, 90], other: [180, 90, 40], shaped: [180] }
const plain = ['Plain words', 'plain@demonstration.example', '10:00', '3', 'https://demonstration.example/', 'ZZ2 1AA']

interface Field {
  /** Hostile text of it was taken. */
  stored: boolean
  /** It takes a number, a day or an address, and refuses everything else. */
  shaped: boolean
}

/** What was written where. */
interface Written {
  /** By the file of the page and the name of the field. */
  fields: Map<string, Field>
  /** Hostile texts that were taken, by area. */
  taken: Map<string, Set<string>>
  /** Answers that gave back what was typed, as they came: one of each form. */
  back: Answered[]
  /** Everywhere that each walker has been. */
  been: Map<Walker, Set<string>>
  /** Written text that became a part of a page. */
  foreign: string[]
}

export const nothingWritten = (): Written => ({
  fields: new Map(),
  taken: new Map(),
  back: [],
  been: new Map(),
  foreign: [],
})

/** What a name stands for: the second of a kind is as the first, and ids are alike. */
const plainName = (name: string) =>
  name.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '*').replace(/([-_.])\d+(?=$|[-_.])/g, '$1*')

export const holdsHostile = (html: string) => /alert\(1\)|alert`1`|alert&#x27;\]|ert&quot;\]\(1\)/.test(html)

const visitsEach = 3
const triesEach = 2
const buttonsEach = 2
const attemptsEach = 7

/** Goes through every page that somebody can reach and writes hostile text into everything that can be written in. */
export async function walk(walker: Walker, from: string[], reader: Page, written: Written, all: boolean) {
  const been = new Set<string>()
  written.been.set(walker, been)
  const queue = [...from]
  const seen = new Set<string>()
  const visits = new Map<string, number>()
  const tries = new Map<string, number>()
  const done = new Set<string>()
  while (queue.length) {
    const path = queue.shift()!
    const room = roomOf(path)
    if (!room || seen.has(path)) continue
    seen.add(path)
    const times = visits.get(room.pattern) ?? 0
    if (times >= visitsEach) continue
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
      const sign = `${room.pattern} ${form.controls.map(({ name }) => plainName(name)).join()} ${JSON.stringify(form.buttons)}`
      const tried = tries.get(sign) ?? 0
      if (done.has(sign) || tried >= triesEach) continue
      tries.set(sign, tried + 1)
      const led = await fill(walker, room, form, reader, written, tried === 0)
      if (led.stored) done.add(sign)
      for (const to of led.to) {
        seen.delete(to)
        visits.set(roomOf(to)?.pattern ?? '', 0)
        queue.unshift(to)
      }
    }
  }
}

/** Files are looked at elsewhere; other languages show the same. */
const isAhead = (to: string, from: string) =>
  !/\.\w+(\?|$)/.test(to) &&
  !/^\/(ur|gu|pa|pl)(\/|$)/.test(to) &&
  (from.startsWith('/desk') ? to.startsWith('/desk') : true)

const areaOf = (room: Room) => room.file.split('/')[1]!

/** Sends a form until it is taken: first with hostile text everywhere, then with less of it where it is refused. */
async function fill(walker: Walker, room: Room, form: PageForm, reader: Page, written: Written, isFirst: boolean) {
  const to: string[] = []
  const own = form.controls.filter(({ kind }) => kind === 'text')
  const fieldOf = (control: Control) => {
    const key = `${room.file} ${plainName(control.name)}`
    if (!written.fields.has(key)) written.fields.set(key, { stored: false, shaped: isShaped(control) })
    return written.fields.get(key)!
  }
  for (const control of own) fieldOf(control)
  let stored = false
  for (const button of form.buttons.length ? form.buttons.slice(0, buttonsEach) : [{ name: '', value: '' }]) {
    const level = new Map<string, number>()
    for (let attempt = 0; attempt < attemptsEach; attempt++) {
      const { pairs, sent } = typedFor(form, level, written, areaOf(room))
      if (button.name) pairs.push([button.name, button.value])
      const answer = await send(walker, form, pairs)
      if (answer.location !== null && answer.status < 400) {
        to.push(answer.location)
        stored = true
        for (const [control, said] of sent) {
          if (!said.length) continue
          fieldOf(control).stored = true
          for (const text of said) takenIn(written, areaOf(room)).add(text)
        }
        break
      }
      // Too much for one address: a form that asks by its address.
      if (answer.status === 431 || answer.status === 413) {
        for (const { name } of own) level.set(name, (level.get(name) ?? 0) + 1)
        continue
      }
      if (!answer.html || answer.status === 404) break
      const parts = await partsOf(reader, answer.html, walker.origin + form.path)
      written.foreign.push(...parts.foreign.map((e) => `${form.path}: ${e}`))
      if (isFirst && attempt === 0 && holdsHostile(answer.html)) written.back.push(answer)
      if (form.method === 'get') {
        for (const control of own) fieldOf(control).stored = true
        stored = true
        break
      }
      const blamed = blamedIn(form, parts)
      if (!blamed.length) break
      for (const name of blamed) level.set(name, (level.get(name) ?? 0) + 1)
    }
    if (stored && own.every((control) => fieldOf(control).stored)) break
  }
  return { stored: stored && own.every((control) => fieldOf(control).stored), to }
}

const takenIn = (written: Written, area: string) => {
  if (!written.taken.has(area)) written.taken.set(area, new Set())
  return written.taken.get(area)!
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

function typedFor(form: PageForm, level: ReadonlyMap<string, number>, written: Written, area: string) {
  const pairs: Pair[] = []
  const sent = new Map<Control, string[]>()
  const groups = new Map<string, Control[]>()
  for (const control of form.controls) groups.set(control.name, [...(groups.get(control.name) ?? []), control])
  const next = nextOf(written, area)
  const days = [...groups.keys()].flatMap((name) => /^(.*)-day$/.exec(name)?.[1] ?? [])
  for (const [name, same] of groups) {
    const tried = level.get(name) ?? 0
    for (const control of same) {
      if (control.kind === 'hidden') pairs.push([name, control.value])
      if (control.kind === 'list') {
        const offered = control.options.filter((value) => value !== '')
        pairs.push([
          name,
          tried || !control.value ? (offered[tried % Math.max(1, offered.length)] ?? '') : control.value,
        ])
      }
      if (control.kind === 'file') pairs.push([name, hostileFile(next)])
      if (control.kind === 'text') {
        const most = isShaped(control) ? lengths.shaped : lengths[control.type === 'textarea' ? 'textarea' : 'other']
        if (tried < most.length) {
          const said = next(most[tried]!)
          sent.set(control, said)
          pairs.push([name, said.join(' ')])
        } else pairs.push([name, wanted(control, tried - most.length, days)])
      }
    }
    const choices = same.filter(({ kind }) => kind === 'choice')
    if (choices[0]?.type === 'radio') {
      const ticked = choices.findIndex(({ checked }) => checked)
      pairs.push([name, choices[(Math.max(0, ticked) + tried) % choices.length]!.value])
    } else for (const box of choices) if (box.checked || tried) pairs.push([name, box.value])
  }
  return { pairs, sent }
}

const isShaped = ({ numeric, type, name }: Control) =>
  numeric || ['email', 'date', 'tel', 'url'].includes(type) || /-(day|month|year)$/.test(name)

/** What a field may want that took no hostile text; of several days each is later than the one before. */
function wanted(control: Control, tried: number, days: readonly string[]): string {
  const part = /^(.*)-(day|month|year)$/.exec(control.name)
  if (part) {
    const month = String(Math.min(12, 1 + days.indexOf(part[1]!)))
    const year = String(new Date().getUTCFullYear() + (tried % 2 ? -1 : 1))
    return { day: '15', month, year }[part[2] as 'day' | 'month' | 'year']
  }
  if (/(At|_at)$/.test(control.name)) return /^end/.test(control.name) ? '16:00' : '10:00'
  if (control.type === 'date') return `${new Date().getUTCFullYear() + 1}-06-15`
  if (control.value && tried === 0) return control.value
  if (control.numeric && tried < 2) return ['3', '40'][tried]!
  return plain[tried % plain.length]!
}

/** Hands out hostile texts by turns, those that this area has not taken yet first. */
function nextOf(written: Written, area: string) {
  const had = takenIn(written, area)
  const order = [...texts.filter((text) => !had.has(text)), ...texts.filter((text) => had.has(text))]
  let i = 0
  return (most: number): string[] => {
    const said: string[] = []
    let length = 0
    for (let n = 0; n < texts.length; n++) {
      const text = order[i % order.length]!
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

const hostileFile = (next: (most: number) => string[]) => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = Array.from({ length: 6 }, () => next(200).map(cell).slice(0, 3).join(','))
  return new File([rows.join('\n')], '"><img src=x onerror=alert(1)>.csv', { type: 'text/csv' })
}

function send(walker: Walker, form: PageForm, pairs: Pair[]) {
  const words = pairs.flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  if (form.method === 'get') return walker.ask(`${form.path.split('?')[0]}?${new URLSearchParams(words)}`)
  if (!form.multipart) return walker.ask(form.path, new URLSearchParams(words))
  const body = new FormData()
  for (const [name, value] of pairs) body.append(name, value)
  return walker.ask(form.path, body)
}
