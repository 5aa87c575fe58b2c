import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import i18next from 'i18next'
import type { DrawPack } from './draw-pack.ts'
import { verifyDraw } from './draw-verify.ts'
import { messageInWords, type Translate } from './draw-words.ts'
import { hashOf } from './public-draw.ts'

const words = i18next.createInstance()
await words.init({
  lng: 'en',
  resources: {
    en: { draw: JSON.parse(readFileSync(new URL('../../../locales/en/draw.json', import.meta.url), 'utf8')) },
  },
  interpolation: { escapeValue: false },
})
const fixed = words.getFixedT('en', 'draw')
const t: Translate = (key, params = {}) => fixed(key, params)

const namesIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.json'))

function verify(folder: string, published: { announced?: string; concluded?: string }): number {
  const names = existsSync(folder) && statSync(folder).isDirectory() ? namesIn(folder) : []
  if (names.length === 0) {
    console.error(t('command.not_a_draw', { folder }))
    return 2
  }
  const pack: DrawPack = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const { altered, drawn, panels, people } = verifyDraw(pack, published)
  if (altered.length > 0) {
    console.log(t('command.not_verified'))
    for (const message of altered) console.log(`  ${messageInWords(t, message)}`)
    return 1
  }
  console.log(t(drawn ? 'command.verified' : 'command.verified_undrawn', { panels, people }))
  return 0
}

/** A witness's seal, made where nobody else sees the secret; typed in when it is not given, so that no history keeps it. */
async function seal(given: string): Promise<number> {
  let secret = given
  if (!secret) {
    const input = createInterface({ input: process.stdin, output: process.stderr })
    secret = await input.question(t('command.secret'))
    input.close()
  }
  console.log(hashOf(secret.trim()))
  return 0
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      announced: { type: 'string' },
      concluded: { type: 'string' },
      seats: { type: 'string' },
      out: { type: 'string', default: 'draw' },
      rule: { type: 'string', default: 'leximin' },
      panels: { type: 'string', default: '1000' },
      id: { type: 'string' },
      household: { type: 'string' },
      'several-per-household': { type: 'boolean', default: false },
      announce: { type: 'string' },
      witnesses: { type: 'string' },
      signature: { type: 'string' },
      dice: { type: 'string' },
      balls: { type: 'string' },
      secrets: { type: 'string' },
    },
  })
  const [task, first, second, third] = positionals
  if (task === 'verify' && first) return verify(first, values)
  if (task === 'seal') return seal(positionals.slice(1).join(' '))
  // The solver is loaded for drawing only: a verification needs none.
  const { conclude, selectFromFiles } = await import('./draw-from-files.ts')
  if (task === 'select' && first && second) return selectFromFiles(t, first, second, values)
  if (task === 'conclude' && first && second && third) return conclude(t, first, second, third, values)
  console.error(t('command.usage'))
  return 2
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
