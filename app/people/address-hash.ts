import { createHmac } from 'node:crypto'

/** What a person is found by, as it is kept: useless without the secret, and the same for the same address. */
export const addressHash = (secret: string, address: string): string =>
  createHmac('sha256', secret).update(`address:${address.toLowerCase()}`).digest('hex')
