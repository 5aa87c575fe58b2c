import { keyedHash } from '../ledger/keyed-hash.ts'

/** What a person is found by, as it is kept: useless without the secret, and the same for the same address. */
export const addressHash = (secret: string, address: string): string =>
  keyedHash(secret, `address:${address.toLowerCase()}`, 'hex')
