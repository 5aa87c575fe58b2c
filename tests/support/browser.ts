import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium: found, or installed from the distribution's packages. Throws, in words, when neither works. */
export function browserPath(): string {
  const found = places.find((p) => p && existsSync(p))
  if (found) return found
  const apt = (args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('· Installing Chromium from the distribution’s packages, for the browser tests …')
    apt(['update', '-q'])
    apt(['install', '-y', '-q', '--no-install-recommends', 'chromium'])
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  throw new Error(
    'The browser tests need Chromium. Install it ("apt-get install chromium") or set CHROMIUM to its path.',
  )
}

/** Flags that keep a test browser off the network and running as root. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
