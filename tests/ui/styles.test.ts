import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { preprocessCSS, resolveConfig } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { toLogical } from '../../app/styles/logical.ts'

const sheets: Record<string, string> = {}

beforeAll(async () => {
  const config = await resolveConfig({ configFile: 'remix.config.js', logLevel: 'error' }, 'build')
  for (const name of ['app', 'desk', 'urdu', 'gujarati', 'panjabi']) {
    const file = `app/styles/${name}.scss`
    sheets[name] = (await preprocessCSS(readFileSync(file, 'utf8'), file, config)).code
  }
})

describe('the style sheets', () => {
  it.each(['app', 'desk', 'urdu', 'gujarati', 'panjabi'])('%s knows start and end, not left and right', (name) => {
    const physical =
      /[{;\s](?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius):|(?:text-align|float|clear):\s*(?:left|right)/g
    expect(sheets[name]?.match(physical)).toBeNull()
  })

  it('leave room under the 100 KB of a first page', () => {
    expect(gzipSync(sheets.app ?? '').length).toBeLessThan(15_000)
  })

  it('have no crest and no typeface that is not ours', () => {
    const all = Object.values(sheets).join('\n')
    expect(all).not.toMatch(/crown|crest|GDS Transport/i)
    const families = [...all.matchAll(/@font-face\s*{[^}]*font-family:\s*["']([^"']+)/g)].map((match) => match[1])
    const ours = [
      'Atkinson Hyperlegible Next Variable',
      'Noto Nastaliq Urdu',
      'Noto Sans Gujarati',
      'Noto Sans Gurmukhi',
    ]
    expect(new Set(families)).toEqual(new Set(ours))
    expect(sheets.app).not.toMatch(/Nastaliq|Gujarati|Gurmukhi/)
  })

  it('set Urdu on lines of at least 1.9', () => {
    const heights = [...(sheets.urdu ?? '').matchAll(/:lang\(ur\)\s*{[^}]*?line-height:\s*([\d.]+)/g)]
    const text = heights.filter(([rule]) => !rule.includes(':lang(en)')).map((match) => Number(match[1]))
    expect(text[0]).toBeGreaterThanOrEqual(1.9)
    expect(text[1]).toBeGreaterThanOrEqual(1.9)
  })
})

describe('left and right become start and end', () => {
  it.each([
    ['margin-left', '4px', [['margin-inline-start', '4px']]],
    ['border-right-color', 'red', [['border-inline-end-color', 'red']]],
    ['right', '0', [['inset-inline-end', '0']]],
    ['border-top-left-radius', '3px', [['border-start-start-radius', '3px']]],
    ['text-align', 'left', [['text-align', 'start']]],
    ['float', 'right', [['float', 'inline-end']]],
    ['padding', '1px 2px', [['padding', '1px 2px']]],
    ['padding', '1px 2px 3px 2px', [['padding', '1px 2px 3px 2px']]],
    [
      'margin',
      '1px 2px 3px calc(1px + (2px * 3))',
      [
        ['margin-block', '1px 3px'],
        ['margin-inline', 'calc(1px + (2px * 3)) 2px'],
      ],
    ],
    ['border-width', '0 0 5px 5px', [['border-width', '0 0 5px 5px']]],
    ['text-align', 'center', [['text-align', 'center']]],
  ])('%s: %s', (property, value, expected) => {
    expect(toLogical(property, value).map(({ prop, value: to }) => [prop, to])).toEqual(expected)
  })
})
