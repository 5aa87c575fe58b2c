import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Settings } from './settings.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const seconds = new Histogram({
  name: 'folkmoot_request_seconds',
  help: 'Time to answer, by kind of address and status class',
  labelNames: ['area', 'method', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** Measures every request under the first word of its path after the language: few labels, no codes. */
export const measure: RequestHandler = (request, response, next) => {
  const begun = performance.now()
  response.once('finish', () => {
    const [, first = '', second] = request.path.split('/', 3)
    const area = (first.length === 2 ? second : first) || 'home'
    const timer = timerOf(known.has(area) ? area : 'other', request.method, Math.floor(response.statusCode / 100))
    timer.observe((performance.now() - begun) / 1000)
  })
  next()
}

const timers = new Map<string, { observe(seconds: number): void }>()

/** One of few: finding it by its labels took longer than counting. */
function timerOf(area: string, method: string, hundreds: number) {
  const name = `${area} ${method} ${hundreds}`
  const timer = timers.get(name) ?? seconds.labels(area, method, `${hundreds}xx`)
  timers.set(name, timer)
  return timer
}

const known = new Set([
  'home',
  'consultations',
  'juries',
  'board',
  'conference',
  'what-changed',
  'my-answer',
  'check',
  'desk',
  'sign-in',
  'assets',
])

/** The figures for Prometheus: to the machine itself, or to whoever carries `METRICS_TOKEN`. */
export function metricsPage(settings: Settings): RequestHandler {
  return async (request, response) => {
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
    const allowed = settings.METRICS_TOKEN
      ? request.headers.authorization === `Bearer ${settings.METRICS_TOKEN}`
      : local && settings.TRUSTED_PROXIES === 0
    if (!allowed) return void response.status(404).end()
    response.type(registry.contentType).send(await registry.metrics())
  }
}
