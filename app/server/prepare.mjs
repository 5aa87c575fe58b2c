// Brings a fresh clone to where a command can run, on whatever Node the machine has and before anything is installed:
// plain JavaScript, no dependencies. Says what it does; does nothing that is already done.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..')
process.chdir(root)
const [wanted, ...rest] = process.argv.slice(2)

const say = (text) => console.log(`· ${text}`)
const digest = (text) => createHash('sha256').update(text).digest('hex')
const mark = (name) => join('node_modules', '.folkmoot', name)
const marked = (name) => (existsSync(mark(name)) ? readFileSync(mark(name), 'utf8') : '')
function remember(name, value) {
  mkdirSync(join('node_modules', '.folkmoot'), { recursive: true })
  writeFileSync(mark(name), value)
}

function run(words, command, args, extra = {}) {
  const started = Date.now()
  say(`${words} …`)
  // What the tool says of itself is for whoever has to find out why it failed: hundreds of lines bury our own.
  const { status, stdout, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...extra },
  })
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
    console.error(`${words} did not work (${[command, ...args].join(' ')} ended with ${status}).`)
    process.exit(status ?? 1)
  }
  say(`${words}: done in ${((Date.now() - started) / 1000).toFixed(0)} s`)
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

function install() {
  const lock = digest(readFileSync('package-lock.json'))
  if (marked('installed') === lock) return
  run('Installing the dependencies that the lock file names', npm, [
    'ci',
    // The build tools are among them, whatever NODE_ENV says.
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  remember('installed', lock)
}

/** Everything the build reads, as one fingerprint: changed files are built again, unchanged ones never. */
function sources() {
  const names = []
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else names.push(`${path}:${statSync(path).size}:${digest(readFileSync(path))}`)
    }
  }
  walk('app')
  walk('db')
  for (const file of ['remix.config.js', 'package-lock.json', 'tsconfig.json']) names.push(digest(readFileSync(file)))
  return digest(names.sort().join('\n'))
}

function build() {
  const now = sources()
  if (marked('built') === now && existsSync('build/server/index.js')) return
  run('Building the site', npm, ['run', '--silent', 'build'], { NODE_ENV: 'production' })
  remember('built', now)
}

install()
if (wanted !== 'install') build()
if (rest.length) {
  // The installed Node 24 comes first on the path of whatever is run.
  const separator = process.platform === 'win32' ? ';' : ':'
  const env = { ...process.env, PATH: `${resolve('node_modules/.bin')}${separator}${process.env.PATH}` }
  // Node keeps what it compiled: everything that starts more than once, the server first of all, starts sooner.
  env.NODE_COMPILE_CACHE ??= resolve(mark('compiled'))
  if (wanted === 'production') env.NODE_ENV ??= 'production'
  const child = spawn('node', rest, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
