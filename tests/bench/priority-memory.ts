import { readFileSync } from 'node:fs'
import { boardReport } from '../../app/priorities/board-report.ts'
import { fastTally } from '../../app/priorities/fast-tally.ts'
import { generator } from '../../app/priorities/generator.ts'
import { packOrders } from '../../app/priorities/packed-ballots.ts'

/** Memory (MB) in use before the ballots, and its peak after a tally and after a whole report of 100,000 rankings of 30 options. */
const [people, options] = [100_000, 30]
/** Of this program alone: on Linux the highest that the system tells of a process begins with that of whoever started it. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024
}
const random = generator(1)
const order = Uint8Array.from({ length: options }, (_, option) => option)
const before = process.memoryUsage.rss() / 2 ** 20
const orders = new Uint8Array(people * options)
for (let person = 0; person < people; person++) {
  for (let i = options - 1; i > 0; i--) {
    const j = Math.min(i, random.below(i + 2))
    const moved = order[i]!
    order[i] = order[j]!
    order[j] = moved
  }
  orders.set(order, person * options)
}
const weights = Float64Array.from({ length: people }, () => 300_000 + random.below(3_700_000))
const ballots = packOrders(orders, options, weights)
fastTally(ballots)
const tally = peak()
boardReport({
  options: Array.from(order, (option) => ({ id: `o${option}`, title: `Option ${option}` })),
  ballots,
  unranked: 'tied-last',
  groups: { ids: ['a', 'b', 'c', 'd', 'e', 'f'], of: Uint8Array.from({ length: people }, (_, i) => i % 6) },
  sources: { ids: ['survey', 'jury'], of: Uint8Array.from({ length: people }, (_, i) => +(i % 50 === 0)) },
  seed: 1,
})
const packed = ballots.columns.length + ballots.placed.length
console.log(JSON.stringify({ answers: people * options, packed, before, tally, report: peak() }))
