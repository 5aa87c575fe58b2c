import type { FurtherEdition } from '../../languages/edition.ts'
import { readingOf, syllables } from '../building/reading-age.ts'
import { isWordingPlace } from './places.ts'
import { stateOf, type TranslatedText } from './translation.ts'

/** Limits of rule A-8: words in a sentence, pages of a booklet, and how many sentences with pictures a page holds. */
export const easyReadLimits = { words: 15, pages: 24, sentencesOnPage: 6 }

/** Sentences of an Easy Read text: each is a line. */
export const sentencesOf = (body: string): string[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What a writer should look at again: a key of the words, and what was found. Hints never forbid anything. */
export interface EditionHint {
  key: string
  values: Record<string, string | number>
}

const passive =
  /\b(?:is|are|was|were|be|been|being|gets?|got) (?:not )?(?:\w+ed|made|done|given|taken|told|seen|known|shown|kept|held|sent|paid|spent|found|written|chosen|heard|built|run|put)\b(?: by\b)?/i
const acronym = /\b(?:[A-Z]{2,}s?|[A-Z](?:\.[A-Z])+\.?)(?![a-z])/
const twoIdeas = /,? (?:but|because|which|although|unless|whether)\b|[;:–—]|, and\b/i

/** How one Easy Read sentence departs from rule A-8. */
export function sentenceHints(sentence: string): EditionHint[] {
  const hints: EditionHint[] = []
  const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const found = (key: string, what: string | undefined) => what && hints.push({ key, values: { what: what.trim() } })
  if (words.length > easyReadLimits.words) {
    hints.push({ key: 'long', values: { words: words.length, limit: easyReadLimits.words } })
  }
  if (/[.?!]\s+\p{Lu}/u.test(sentence)) hints.push({ key: 'two_sentences', values: {} })
  found('passive', passive.exec(sentence)?.[0])
  found('acronym', acronym.exec(sentence)?.[0])
  found('two_ideas', twoIdeas.exec(sentence)?.[0])
  found(
    'hard',
    words.find((word) => syllables(word) >= 4),
  )
  return hints
}

/** Hints for a text of an edition: sentence by sentence in Easy Read, its reading age in the youth edition (rule A-7). */
export function editionHints(edition: FurtherEdition, { body }: Pick<TranslatedText, 'body'>): EditionHint[] {
  if (!body) return []
  if (edition === 'easy-read') return sentencesOf(body).flatMap(sentenceHints)
  const { age, longWords } = readingOf(body)
  return [
    ...(age !== null && age > youthAge ? [{ key: 'age', values: { age, limit: youthAge } }] : []),
    ...longWords.slice(0, 2).map((what) => ({ key: 'hard', values: { what } })),
  ]
}

const youthAge = 11

/** Pages that an edition would fill as a booklet at 14 pt with its pictures. */
export const bookletPages = (texts: readonly TranslatedText[]): number =>
  Math.ceil(inForm(texts).reduce((sum, { body }) => sum + sentencesOf(body).length, 0) / easyReadLimits.sentencesOnPage)

/** An edition is of what is asked: wordings that came after answers were in keep none of it back. */
const inForm = (texts: readonly TranslatedText[]) => texts.filter(({ place }) => !isWordingPlace(place))

/** What keeps an edition from residents: texts that are missing or out of date, sentences without a picture. */
export function unready(edition: FurtherEdition, all: readonly TranslatedText[]) {
  const texts = inForm(all)
  const count = (wanted: string) => texts.filter((text) => stateOf(text) === wanted).length
  const pictureless = texts.reduce(
    (sum, { body, pictures }) => sum + sentencesOf(body).filter((_, i) => !pictures[i]).length,
    0,
  )
  return {
    missing: count('missing'),
    outdated: count('outdated'),
    pictureless: edition === 'easy-read' ? pictureless : 0,
  }
}

/** True when every text is there: then the edition can be offered. */
export const isReady = (edition: FurtherEdition, texts: readonly TranslatedText[]): boolean =>
  texts.length > 0 && Object.values(unready(edition, texts)).every((count) => count === 0)
