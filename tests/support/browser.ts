import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const shell = '/usr/bin/chromium-headless-shell'
const places = [
  process.env.CHROMIUM,
  // Draws no window: a page costs its browser process a third of what it costs the whole browser.
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium: found, or installed from the distribution's packages. Throws, in words, when neither works. */
export function browserPath(): string {
  const find = () => places.find((p) => p && existsSync(p))
  const found = find()
  if (found && (found === process.env.CHROMIUM || existsSync(shell) || !process.env.CI)) return found
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('· Installing Chromium from the distribution’s packages, for the browser tests …')
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    const install = (name: string) => apt('install', '-y', '-q', '--no-install-recommends', name).status === 0
    apt('update', '-q')
    if (!install('chromium-headless-shell') && !found) install('chromium')
  }
  const now = find()
  if (now) return now
  throw new Error(
    'The browser tests need Chromium. Install it ("apt-get install chromium-headless-shell") or set CHROMIUM to its path.',
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
