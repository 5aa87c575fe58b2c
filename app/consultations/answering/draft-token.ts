import { keyedHash } from '../../ledger/keyed-hash.ts'
import { readReference, referenceFor } from '../../ledger/reference-code.ts'

/**
 * The code under which answers can be carried on anywhere, `7K3M-Q9TX-4H`, from something random. It is short enough to
 * be said on the telephone, so it opens a draft only where guesses are counted; pages use the token made from it.
 */
export const draftCode = (secret: string, random: string): string => referenceFor(secret, `draft:${random}`)

/** The token of a code: the code and 256 bits that only this server can work out. Cookies and addresses carry it. */
export function draftToken(secret: string, code: string): string {
  const plain = code.replaceAll('-', '')
  return `${plain}.${keyedHash(secret, `draft:${plain}`, 'base64url')}`
}

/** The code within a token, to be shown to its holder; undefined for what is no token. */
export const codeOf = (token: string): string | undefined => readReference(token.split('.')[0] ?? '')
