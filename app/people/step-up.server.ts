import { AsyncLocalStorage } from 'node:async_hooks'
import { carefulActs } from './step-up.ts'

/** What a page's work is done under. Nothing is known where no page asked: in a command, a job, a public page. */
const asking = new AsyncLocalStorage<{ fresh: boolean }>()

/** Thrown out of the write that a careful act stands in, which is undone by it. */
export class SignedInTooLongAgo extends Error {}

/** Does a page's work for somebody who signed in lately, or did not. */
export const forSomebody = <T>(fresh: boolean, work: () => Promise<T>): Promise<T> => asking.run({ fresh }, work)

/**
 * Lets an act be written down unless it is a careful one and whoever does it signed in too long ago. The ledger and the
 * log of acts ask here themselves, so that no page can forget it.
 */
export function carefully(act: string): void {
  if (carefulActs.has(act) && asking.getStore()?.fresh === false) throw new SignedInTooLongAgo(act)
}
