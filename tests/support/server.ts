import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface RunningServer {
  origin: string
  process: ChildProcess
  /** What it wrote to its standard output and error. */
  output(): string
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts the built server on a free port against a database and waits until it answers. */
export async function startServer(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<RunningServer> {
  const port = Number(environment.PORT ?? (await freePort()))
  const origin = `http://localhost:${port}`
  const child = spawn('node', ['build/server/index.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DEMO: '1',
      PUBLIC_ORIGIN: origin,
      DATABASE_URL: databaseUrl,
      RATE_LIMIT_SCALE: '0',
      LOG_LEVEL: 'error',
      ...environment,
      PORT: String(port),
    },
  })
  let written = ''
  child.stdout!.on('data', (chunk) => {
    written += chunk
  })
  child.stderr!.on('data', (chunk) => {
    written += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`The server did not start:\n${written}`)
    const healthy = await fetch(`http://localhost:${port}/health`).then(
      (r) => r.ok,
      () => false,
    )
    if (healthy) return { origin, process: child, output: () => written, stop }
    await pause(50)
  }
  await stop('SIGKILL')
  throw new Error(`The server did not answer in 20 s:\n${written}`)
}

/** A port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
