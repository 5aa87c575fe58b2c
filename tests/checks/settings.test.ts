import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { settingNames, settings } from '../../app/server/settings.ts'

describe('the settings', () => {
  test('are documented in the README, every one and no other', () => {
    const readme = readFileSync('README.md', 'utf8')
    const table = readme.slice(
      readme.indexOf('## Settings'),
      readme.indexOf('\n## ', readme.indexOf('## Settings') + 5),
    )
    const documented = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map((m) => m[1]!)
    expect(documented.sort()).toEqual(settingNames.filter((n) => n !== 'NODE_ENV').sort())
  })

  test('are read in one place only', async () => {
    const { globSync } = await import('node:fs')
    const readers = globSync('{app,db}/**/*.{ts,tsx}').filter((f) =>
      /process\.env\.\w+(?!\s*(\?\?)?=)/.test(readFileSync(f, 'utf8')),
    )
    expect(
      readers.filter((f) => !['app/server/settings.ts', 'db/demo/demo.ts'].includes(f.replaceAll('\\', '/'))),
    ).toEqual([])
  })

  test('refuse a production without its own secrets and https, naming each', () => {
    expect(() => settings({ NODE_ENV: 'production' })).toThrow(/PUBLIC_ORIGIN[\s\S]*SECRET[\s\S]*SIGNING_KEY/)
    expect(() => settings({ NODE_ENV: 'production', PUBLIC_ORIGIN: 'http://x.example', SECRET: 'short' })).toThrow(
      /SECRET/,
    )
    expect(
      settings({
        NODE_ENV: 'production',
        PUBLIC_ORIGIN: 'https://x.example',
        SECRET: 's'.repeat(40),
        SIGNING_KEY: 'a'.repeat(64),
      }).secure,
    ).toBe(true)
  })
})
