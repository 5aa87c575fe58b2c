import { globSync, readFileSync } from 'node:fs'
import type { TFunction } from 'i18next'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { words } from '../../app/languages/words.server.ts'
import { line, many, readForm, ticked, workNamed } from '../../app/server/form.ts'
import { prefixOf } from '../../app/server/limits.ts'
import { maskedPath } from '../../app/server/log.ts'
import { ownPath } from '../../app/server/page.ts'
import { keysOf } from '../support/words.ts'

const t = ((key: string) => key) as unknown as TFunction
const post = (body: string) =>
  new Request('http://x.example/', {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
const shape = z.object({ title: line(10).pipe(z.string().min(1, 'title')), picks: many, agreed: ticked })

test('a button is found by its own name, never by one that every object knows', () => {
  const works = { save: () => 'saved' }
  expect(workNamed(works, 'save')?.()).toBe('saved')
  for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'other', '', undefined])
    expect(workNamed(works, name)).toBeUndefined()
})

test('no page looks up what was pressed but by its own name', () => {
  const bare = globSync('app/**/*.{ts,tsx}').filter((file) =>
    /\}\[(?:typed\b|(?:intent|wish)\b)|\bintents\[typed/.test(readFileSync(file, 'utf8')),
  )
  expect(bare).toEqual([])
})

describe('a posted form', () => {
  test('is read: one box or several, ticks, trimmed text', async () => {
    const read = await readForm(post('title=+A+&picks=1&picks=2&agreed=yes'), shape, t)
    expect(read).toMatchObject({ ok: true, value: { title: 'A', picks: ['1', '2'], agreed: true } })
    expect(await readForm(post('title=A&picks=1'), shape, t)).toMatchObject({ value: { picks: ['1'], agreed: false } })
  })

  test('comes back with the field named and everything typed', async () => {
    const read = await readForm(post('title=&picks=7'), shape, t)
    expect(read).toEqual({
      ok: false,
      errors: [{ field: 'title', message: 'errors.title' }],
      typed: { title: [''], picks: ['7'] },
    })
    expect(await readForm(post(`title=${'x'.repeat(11)}`), shape, t)).toMatchObject({
      errors: [{ message: 'errors.too_long' }],
    })
  })

  test('names a text that is too long, its limit and its length', async () => {
    const board = words('en', 'board')
    const messages = async (name: string, of = board) => {
      const read = await readForm(post(`${name}=${'x'.repeat(11)}`), z.object({ [name]: line(10) }), of)
      return read.ok ? [] : read.errors.map((e) => e.message)
    }
    expect(await messages('title')).toEqual(['Shorten the title to 10 characters or fewer. It has 11'])
    expect(await messages('role-2')).toEqual(['Shorten the role to 10 characters or fewer. It has 11'])
    expect(await messages('unheard')).toEqual([
      'Shorten what begins “xxxxxxxxxxx…” to 10 characters or fewer. It has 11',
    ])
    expect(await messages('address', words('pl', 'messages'))).toEqual(['Użyj najwyżej 10 znaków. Teraz jest ich 11.'])
  })

  test('has a name for every text of every form that can be too long', () => {
    const known = new Set([...keysOf('en').keys()].flatMap((key) => key.match(/^fields:names\.(.+)$/)?.[1] ?? []))
    const missing = globSync('app/**/*.{ts,tsx}').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^\s+([A-Za-z_0-9]+): (?:line|lines|text)\(([\d_]+)\)/gm)]
        .filter(([, name, most]) => Number(most!.replace('_', '')) > 40 && !known.has(name!))
        .map(([, name]) => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('loses control characters and never echoes unknown fields', async () => {
    const read = await readForm(post('title=a%00b%1Bc&__proto__=x&other=y'), shape, t)
    expect(read).toMatchObject({ ok: true, value: { title: 'abc' } })
    expect(Object.keys((read as { value: object }).value)).toEqual(['title', 'picks', 'agreed'])
  })
})

test('only our own paths are redirected to', () => {
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:x',
    '',
    null,
    '/a b',
    '/a\n',
  ]) {
    expect(ownPath(bad, '/desk')).toBe('/desk')
  }
  expect(ownPath('/desk/exercises/abc', '/desk')).toBe('/desk/exercises/abc')
})

test('a network is a /24 or a /56, however it is written', () => {
  expect(prefixOf('::ffff:192.0.2.77')).toBe('192.0.2')
  expect(prefixOf('192.0.2.1')).toBe('192.0.2')
  expect(prefixOf('2001:db8:1:2ff::1')).toBe(prefixOf('2001:0db8:0001:0200:1:2:3:4'))
  expect(prefixOf('2001:db8:1:2ff::1')).not.toBe(prefixOf('2001:db8:1:3ff::1'))
})

test('the log never holds a token', () => {
  expect(maskedPath(`/sign-in/${'a'.repeat(43)}`)).toBe('/sign-in/…')
  expect(maskedPath('/r/ABCD')).toBe('/r/…')
  expect(maskedPath('/en/consultations/what-matters-most/list')).toBe('/en/consultations/what-matters-most/list')
})
