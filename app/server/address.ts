import type { Way } from '../../db/tables/people.ts'
import { westernDigits } from '../languages/western-digits.ts'

export const ways = ['email', 'text', 'letter'] as const satisfies readonly Way[]

/** What somebody typed as an address, in the one form it is kept in, or what is wrong with it as a key of the words. */
export type ReadAddress = { ok: true; address: string } | { ok: false; problem: AddressProblem }

export type AddressProblem =
  | 'email_missing'
  | 'email'
  | 'phone_missing'
  | 'phone_characters'
  | 'phone_length'
  | 'phone_landline'
  | 'letter_missing'
  | 'letter_short'
  | 'letter_long'
  | 'letter_line'
  | 'letter_postcode'

const problem = (key: AddressProblem): ReadAddress => ({ ok: false, problem: key })

/** The way that an address is for, where one field takes any of the three. */
export const wayOf = (typed: string): Way => (typed.includes('@') ? 'email' : typed.includes('\n') ? 'letter' : 'text')

/** Reads an address by the way it is for: the same person typing it twice gives the same text. */
export function readAddress(way: Way, typed: string): ReadAddress {
  return way === 'email' ? readEmail(typed) : way === 'text' ? readPhone(typed) : readLetterAddress(typed)
}

const email = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+\.[^\s@,;:<>()[\]\\".]{2,}$/

function readEmail(typed: string): ReadAddress {
  const address = typed.trim().toLowerCase()
  if (!address) return problem('email_missing')
  return address.length <= 254 && email.test(address) ? { ok: true, address } : problem('email')
}

/** A mobile number in international form, `+447700900123`: a text cannot be read from a landline. */
function readPhone(typed: string): ReadAddress {
  const bare = westernDigits(typed).replace(/[\s\-–—.()/\u200e\u200f\u2066-\u2069]/g, '')
  if (!bare) return problem('phone_missing')
  if (!/^\+?\d+$/.test(bare)) return problem('phone_characters')
  const abroad = bare.replace(/^00/, '+').replace(/^\+440/, '+44')
  const number = abroad.startsWith('+') ? abroad : `+44${abroad.replace(/^0/, '')}`
  if (number.startsWith('+44')) {
    if (number.length !== 13) return problem('phone_length')
    return number.startsWith('+447') ? { ok: true, address: number } : problem('phone_landline')
  }
  return number.length >= 9 && number.length <= 16 ? { ok: true, address: number } : problem('phone_length')
}

const postcode = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const control = /[\u0000-\u0009\u000b-\u001f\u007f]/
const mostLines = 6
const mostInLine = 60

/** Two to six lines, the last a postcode of the United Kingdom. A seventh is left for whom the letter is to. */
function readLetterAddress(typed: string): ReadAddress {
  const lines = typed
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  if (!lines.length) return problem('letter_missing')
  const code = postcode.exec(lines.at(-1)!.toUpperCase())
  if (!code) return problem('letter_postcode')
  if (lines.length < 2) return problem('letter_short')
  if (lines.length > mostLines) return problem('letter_long')
  if (lines.some((line) => line.length > mostInLine || control.test(line))) return problem('letter_line')
  return { ok: true, address: [...lines.slice(0, -1), `${code[1]} ${code[2]}`].join('\n') }
}

/** An address of electronic mail as it is kept; undefined where it is none. */
export function emailAddress(typed: string): string | undefined {
  const read = readAddress('email', typed)
  return read.ok ? read.address : undefined
}

/**
 * What forbids handing an address to a carrier; undefined when nothing does. Whatever was read before: a line break in
 * a header starts another header, and a comma another recipient.
 */
export function addressTrouble(way: Way, address: string): string | undefined {
  if (control.test(address) || (way !== 'letter' && address.includes('\n')))
    return 'a mail header cannot hold a line break'
  if (way === 'email' && !/^[^\s@,;:<>()]+@[^\s@,;:<>()]+$/.test(address)) return 'a message has one recipient'
  if (way === 'text' && !/^\+\d{8,15}$/.test(address)) return 'a text goes to one number in international form'
  if (way === 'letter' && address.split('\n').filter(Boolean).length < 2) return 'a letter needs a whole address'
  return undefined
}
