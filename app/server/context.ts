import type { Logger } from 'pino'
import type { Db } from '../../db/connect.ts'
import type { Clock } from './clock.ts'
import type { Settings } from './settings.ts'

/** What every loader and action is handed. */
export interface Context {
  db: Db
  clock: Clock
  settings: Settings
  log: Logger
  /** The CSP nonce of this response. */
  nonce: string
  /** A keyed hash of the caller's network prefix, under a key that lives a day and only in memory; never stored. */
  caller: string
  /** What a page's loader or action has answered already, before Remix was asked. */
  ahead?: { routeId: string; loaded?: unknown; acted?: unknown }
}

declare module '@remix-run/node' {
  interface AppLoadContext extends Context {}
  interface Future {
    v3_singleFetch: true
  }
}
