import { z } from 'zod'
import { isRound } from './drand.ts'

const answer = z.object({ round: z.number(), signature: z.string() })
const patience = 5_000

/**
 * The signature of a round from where the settings say rounds may be fetched; undefined when there is none yet, or what
 * came is not genuine. The answer is believed for its signature alone.
 */
export async function fetchRound(address: string, round: number): Promise<string | undefined> {
  try {
    const response = await fetch(`${address.replace(/\/$/, '')}/public/${round}`, {
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) return undefined
    const { signature } = answer.parse(await response.json())
    return isRound(round, signature) ? signature : undefined
  } catch {
    return undefined
  }
}
