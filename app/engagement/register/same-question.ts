import { westernDigits } from '../../languages/western-digits.ts'

/** One question as it is or will be asked; a choice carries its options. */
export interface AskedQuestion {
  text: string
  options: string[]
}

/** Letters that carry no accent that could be taken off, and those of Arabic keyboards that Urdu writes otherwise. */
const spelled: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ه: 'ہ',
}
const spelledOtherwise = new RegExp(`[${Object.keys(spelled).join('')}]`, 'gu')

/**
 * A text without case, accents, punctuation and double spaces: what makes two wordings the same question. The vowel signs
 * of Indian scripts stay: there they are no accents, and words differ by nothing else.
 */
export const plainWords = (text: string): string =>
  westernDigits(text)
    // Joiners shape letters and are none.
    .replace(/[\u200c\u200d]/g, '')
    .normalize('NFKD')
    .replace(/(?![\u0900-\u0dff])\p{M}/gu, '')
    .toLowerCase()
    .replace(spelledOtherwise, (letter) => spelled[letter]!)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** Shared by fewer than half of all their options, two choices under one heading are two questions. */
const sameOptions = 0.5

/**
 * Which of the first plan's questions the second asks too. Two choices are the same only if most of their options are:
 * "Which of these matter most to you?" stands over quite different lists.
 */
export function sharedQuestions(mine: readonly AskedQuestion[], theirs: readonly AskedQuestion[]): string[] {
  const shared = mine.filter((one) => theirs.some((other) => isSame(one, other)))
  // Asked and being written, typed and built: one wording is one question.
  return [...new Map(shared.toReversed().map((one) => [plainWords(one.text), one.text])).values()].toReversed()
}

function isSame(one: AskedQuestion, other: AskedQuestion): boolean {
  const words = plainWords(one.text)
  if (!words || words !== plainWords(other.text)) return false
  if (!one.options.length || !other.options.length) return true
  const [a, b] = [one, other].map(({ options }) => new Set(options.map(plainWords))) as [Set<string>, Set<string>]
  const shared = [...a].filter((option) => b.has(option)).length
  return shared / (a.size + b.size - shared) >= sameOptions
}
