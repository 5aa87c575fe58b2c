import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageInWords, type Translate } from '../../../app/juries/draw/draw-words.ts'
import { panelBreaches } from '../../../app/juries/lottery/quota.ts'
import { words as spoken } from '../../../app/languages/words.server.ts'

const words: { messages: Record<string, string> } = JSON.parse(readFileSync('locales/en/draw.json', 'utf8'))
const sources = ['lottery', 'draw']
  .flatMap((room) => readdirSync(`app/juries/${room}`).map((name) => ({ room, name })))
  .filter(({ name }) =>
    /^(quota|csv-table|categories-file|respondents-file|feasibility|selection|public-draw|draw-verify|replacement|lottery-job\.server)\.ts$/.test(
      name,
    ),
  )
  .map(({ room, name }) => readFileSync(`app/juries/${room}/${name}`, 'utf8'))
  .join('\n')

test('every message of the rules has words', () => {
  const codes = [
    ...sources.matchAll(/(?:code: |code = |wrong\(|complain\(|fail\(|same\(|\? |: )'([a-z0-9]+(?:-[a-z0-9]+)+)'/g),
  ].map((match) => match[1]!)
  expect(codes.length).toBeGreaterThan(70)
  const known = new Set(Object.keys(words.messages).map((key) => key.replace(/_(one|other)$/, '')))
  expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([])
})

test('a message names its place', () => {
  const echo = (key: string, params: object = {}) => `${key}${JSON.stringify(params)}`
  const message = { code: 'not-a-number', params: { cell: 'x' }, row: 3, columns: ['min', 'max'] }
  expect(messageInWords(echo, message)).toBe(
    'place.row_columns{"row":3,"columns":"min, max"} messages.not-a-number{"cell":"x"}',
  )
  expect(messageInWords(echo, { ...message, columns: [] })).toContain('place.row{"row":3}')
  expect(messageInWords(echo, { code: 'file-empty', params: {} })).toBe('messages.file-empty{}')
})

test('a quota with one number is told as that number, and no range from it to itself', () => {
  const said = (min: number, max: number) => {
    const volunteers = ['one', 'two'].map((id) => ({ id, values: [0], household: null }))
    const pool = {
      categories: [{ name: 'age', values: [{ name: 'young', min, max, minFlex: min, maxFlex: max }] }],
      volunteers,
    }
    return panelBreaches(pool, [0, 1], 2, false).map(({ code, params }) =>
      messageInWords(spoken('en', 'draw') as unknown as Translate, { code, params: { ...params, panel: 3 } }),
    )
  }
  expect(said(5, 5)).toEqual(['Panel number 3 seats 2 of young (age), where it must be exactly 5.'])
  expect(said(3, 5)).toEqual(['Panel number 3 seats 2 of young (age), where 3 to 5 are allowed.'])
})
