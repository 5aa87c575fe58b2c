import { westernDigits } from '../languages/western-digits.ts'
import { keyedBytes, keyedHash } from './keyed-hash.ts'

/** 31 characters without look-alikes (no 0, O, 1, I or L): journey 3.1, trust section 4.3. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 9

/**
 * A reference in the form `7K3M-Q9TX-4H`: nine characters and a check character. It is derived from the submission's
 * own key with the server's secret, so that a retried submission gets the same reference and none is ever stored.
 */
export function referenceFor(secret: string, submissionKey: string): string {
  const digest = keyedBytes(secret, `reference:${submissionKey}`)
  let number = digest.readBigUInt64BE(0)
  let code = ''
  for (let i = 0; i < length; i++) {
    code += alphabet[Number(number % 31n)]
    number /= 31n
  }
  return group(code + checkCharacter(code))
}

/**
 * What somebody typed, brought to the standard form, or undefined when it cannot be a reference (wrong length, a
 * character that is never used, or a check character that does not fit). Small letters, spaces and dashes do not matter.
 */
export function readReference(typed: string): string | undefined {
  const code = westernDigits(typed)
    .toUpperCase()
    .replace(/[\s\-–—‐‑.]/g, '')
  if (code.length !== length + 1 || [...code].some((c) => !alphabet.includes(c))) return undefined
  return checkCharacter(code.slice(0, length)) === code[length] ? group(code) : undefined
}

/** What the database keeps of a reference: enough to find a response by it, useless without the secret. */
export const referenceHash = (secret: string, reference: string): string =>
  keyedHash(secret, `look-up:${reference}`, 'hex')

/** Weights 2 to 10 modulo the prime 31: every single wrong character and every swap of neighbours is noticed. */
function checkCharacter(code: string): string {
  const sum = [...code].reduce((total, c, i) => total + alphabet.indexOf(c) * (i + 2), 0)
  return alphabet[sum % 31]!
}

const group = (code: string) => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
