import { first, type Reading, type Sent, wrong } from './kind.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202d\u202e\ufffe\uffff]/g

/** Text as it may be stored and shown: line ends alike, no control characters, none that turns letters about, nothing around it. */
export const cleaned = (text: string): string =>
  text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(control, '')
    .trim()

/** What somebody wrote under a name, cleaned. */
export const ownWords = (sent: Sent, name: string): string => cleaned(first(sent, name))

/** One line: what was typed with line ends is read as words with spaces. */
export const ownLine = (sent: Sent, name: string): string => ownWords(sent, name).replace(/\s*\n\s*/g, ' ')

/** What is wrong with text that is too long, with both numbers; undefined when it is not. */
export const tooLong = (field: string, text: string, limit: number): Reading<never> | undefined =>
  text.length > limit ? wrong(field, 'too_long', { limit, written: text.length }) : undefined
