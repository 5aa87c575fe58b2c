/** Short texts say too little about reading age for a figure to mean anything. */
const leastWords = 12
/** A difficult word is found by its length in sounds, a difficult sentence by its length in words. */
const longWord = 4
const longSentence = 25

/** Syllables of an English word, near enough: groups of vowels, without an "e" at the end that nobody hears. */
export function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (plain.length <= 3) return plain ? 1 : 0
  const heard = plain
    .replace(/([^td])ed$/, '$1')
    .replace(/([^szxcg]|[^cs]h|th)es$/, (all, before: string) => (/[^aeiouy]les$/.test(plain) ? all : before))
    .replace(/([^aeiouy])e$/, (all, before: string) => (/[^aeiouy]le$/.test(plain) ? all : before))
  return Math.max(1, heard.match(/[aeiouy]+/g)?.length ?? 0)
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/[.!?:;]+(?=\s|$)|\n+/)
    .map((one) => one.trim())
    .filter((one) => /[a-z]/i.test(one))

const wordsOf = (text: string): string[] => text.match(/[A-Za-z][A-Za-z’'-]*/g) ?? []

export interface Reading {
  /** Years; null where there is too little to read. */
  age: number | null
  longSentences: string[]
  longWords: string[]
}

/**
 * How hard an English text is to read, as the age at which most people could read it: the Flesch–Kincaid grade (Kincaid,
 * Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy enlisted personnel", Naval Technical
 * Training Command, 1975) plus five years, the age at which grade 0 begins. A hint and no measure of whether anybody understands.
 */
export function readingOf(text: string): Reading {
  const sentences = sentencesOf(text)
  const words = wordsOf(text)
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0)
  const grade =
    words.length < leastWords ? null : 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59
  return {
    age: grade === null ? null : Math.max(5, Math.round(grade + 5)),
    longSentences: sentences.filter((one) => wordsOf(one).length > longSentence),
    longWords: [...new Set(words.filter((word) => syllables(word) >= longWord).map((word) => word.toLowerCase()))],
  }
}
