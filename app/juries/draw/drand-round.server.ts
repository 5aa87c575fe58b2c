import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import { isRound, QUICKNET } from './drand.ts'

const answerShape = z.object({ round: z.number(), signature: z.string() })
const networkShape = z.object({ public_key: z.string() })
const patience = 5_000
/** A round is 300 bytes; nothing longer is read. */
const mostBytes = 10_000

/** What came instead of a round: each is a sentence for the manager, who may type the signature all the same. */
export const roundTroubles = ['not_yet', 'slow', 'unreachable', 'other_network', 'not_genuine'] as const
export type RoundTrouble = (typeof roundTroubles)[number]
export type FetchedRound = { signature: string } | { trouble: RoundTrouble }

/**
 * The signature of a round from where the settings say rounds may be fetched. The answer is believed for its signature
 * alone, so that whoever answers can withhold a round and not change one.
 *
 * @param waitAtMost milliseconds, for everything together.
 */
export async function fetchRound(address: string, round: number, waitAtMost = patience): Promise<FetchedRound> {
  const base = address.replace(/\/$/, '')
  const signal = AbortSignal.timeout(waitAtMost)
  try {
    const response = await fetch(`${base}/public/${round}`, { signal })
    // A round that is still to come is answered with "too early" by newer servers, with "not found" by older ones.
    if (response.status === 425 || response.status === 404) {
      await response.body?.cancel()
      return { trouble: (await isOtherNetwork(base, signal)) ? 'other_network' : 'not_yet' }
    }
    if (!response.ok) {
      await response.body?.cancel()
      return { trouble: 'unreachable' }
    }
    const read = answerShape.safeParse(await shortJson(response))
    if (read.success && read.data.round === round && isRound(round, read.data.signature)) {
      return { signature: read.data.signature }
    }
    return { trouble: (await isOtherNetwork(base, signal)) ? 'other_network' : 'not_genuine' }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { trouble: late ? 'slow' : 'unreachable' }
  }
}

/** Whether the address says of itself that it serves another network; what it does not say is not held against it. */
async function isOtherNetwork(base: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${base}/info`, { signal })
    const read = networkShape.safeParse(await shortJson(response))
    return read.success && read.data.public_key !== QUICKNET.publicKey
  } catch {
    return false
  }
}

/** The answer's JSON; undefined when it is none or too long to be one of these. */
async function shortJson(response: Response): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  if (!response.body) return undefined
  for await (const chunk of Readable.fromWeb(response.body as ReadableStream)) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > mostBytes) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
