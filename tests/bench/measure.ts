import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** User and system time of a process so far, in milliseconds (Linux). */
export function cpuOf(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return ((Number(afterName[11]) + Number(afterName[12])) / ticksPerSecond) * 1000
}

/** Resident memory of a process in MB. */
export function memoryOf(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

export interface Figures {
  operations: number
  seconds: number
  perSecond: number
  p50: number
  p99: number
  /** Server CPU milliseconds per operation; NaN where no server was watched. */
  cpu: number
}

/** Runs `work` `operations` times, `width` at once, and tells how long each took and what the server spent. */
export async function timed(
  operations: number,
  width: number,
  work: (n: number) => Promise<void>,
  pid?: number,
): Promise<Figures> {
  const took: number[] = []
  let next = 0
  const cpuBefore = pid ? cpuOf(pid) : 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < operations) {
        const n = next++
        const begun = performance.now()
        await work(n)
        took.push(performance.now() - begun)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return {
    operations,
    seconds,
    perSecond: operations / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpu: pid ? (cpuOf(pid) - cpuBefore) / operations : Number.NaN,
  }
}

const cell = (value: number, digits: number) => (Number.isNaN(value) ? '–' : value.toFixed(digits))

/** Prints one table; every row with the floor it is held against, in words. */
export function printTable(title: string, rows: [what: string, figures: Figures, against: string][]): void {
  console.log(`\n${title} (load ${loadavg()[0]!.toFixed(2)})`)
  const lines = [
    ['what', 'operations', 'per second', 'p50 ms', 'p99 ms', 'server CPU ms', 'against'],
    ...rows.map(([what, f, against]) => [
      what,
      String(f.operations),
      cell(f.perSecond, f.perSecond < 100 ? 1 : 0),
      cell(f.p50, 1),
      cell(f.p99, 1),
      cell(f.cpu, 2),
      against,
    ]),
  ]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((l) => l[column]!.length)))
  for (const l of lines)
    console.log(l.map((text, i) => (i && i < 6 ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join('  '))
}
