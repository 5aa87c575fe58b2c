import { listsOf } from './kind-settings.ts'
import { readingOf } from './reading-age.ts'
import { itemsOf, pageNumbers, type WorkingForm, type WorkingQuestion } from './working-form.ts'

/** What an officer should look at again: a key of the words, and what was found. Hints never forbid anything. */
export interface Hint {
  key: string
  values: Record<string, string | number>
}
const hint = (key: string, values: Hint['values'] = {}): Hint => ({ key, values })

/** The oldest reading age for what residents read (rule A-7: 9 to 11). */
export const readingAgeLimit = 11

/** Beginnings and turns that tell people which answer is wanted. */
const leading = [
  /\b(do|would)n[’']t you (agree|think|like|want)\b/i,
  /\bisn[’']t it\b|\baren[’']t they\b|\bshouldn[’']t (we|they|the|it)\b|\bwouldn[’']t it\b/i,
  /\bdo you agree (that|with)\b/i,
  /\bhow much do you (support|like|value|welcome|oppose|dislike)\b/i,
  /\bhow (important|useful|good|beneficial|harmful|bad) (is|are|would|do)\b/i,
  /\b(surely|obviously|clearly|of course|as you know|naturally)\b/i,
  /\b(most|many) (people|residents|experts) (agree|think|believe|support|say)\b/i,
  /\bwould you (like|prefer) to (see )?(better|improved|more|safer|cleaner)\b/i,
  /\b(why|how) (do|should) (you|we) (support|oppose|welcome|object to)\b/i,
]

/** Words that judge what they name. */
const loaded =
  /\b(wasteful|wasted|excessive|unfair|fair share|hard[- ]working|vital|essential|precious|ruin(?:ed|s)?|destroy(?:ed|s)?|threat(?:en|ened|ens)?|crisis|disaster|common[- ]sense|so-called|burden|scandal|radical|extreme|out of control|world[- ]class|excellent|unacceptable|shameful|red tape|hand-?outs?)\b/i

/** Words that leave no middle. */
const absolute = /\b(always|never|everyone|everybody|nobody|no one|all the time|totally|completely)\b/i

const doubleNegative =
  /\b(not|never|no|don[’']t|doesn[’']t|isn[’']t|aren[’']t|shouldn[’']t|can[’']t)\b[^.?!]{0,40}\b(not|never|without|against|oppose|prevent|stop|ban|forbid|unless|un(?:fair|safe|likely|necessary|acceptable|able|happy)\w*)\b/i

/** Pairs that are one thing: "arts and crafts" asks about one. */
const oneThing =
  /\b(?:agree or disagree|better or worse|more or less|arts and crafts|health and (?:social )?care|black and white|bed and breakfast|now and then|(?:more|less) (?:and|or) (?:more|less)|walking and cycling|wear and tear|parish and town|town and parish|yes or no|agree or disagree|there and back|and so on|one or (?:two|more)|(?:two|three|five|ten) or (?:more|three|fewer)|or not|in or near|on or near|he or she|day or night|day and night|between [^?]* and)\b/gi

/** "Satisfied or dissatisfied" is one scale with two ends. */
const balanced = /\b(\w+) or (?:dis|un|in|im)\1\b/gi

/** Two things joined in one question: people who think differently of them cannot answer. */
function joined(title: string): string | null {
  const plain = title.replace(oneThing, ' ').replace(balanced, ' ')
  const found = /(\b[\w’'-]+(?:\s[\w’'-]+)?)\s(and\/or|and|or|as well as)\s([\w’'-]+\b)/i.exec(plain)
  return found ? found[0].replace(/^(that|the|with|of|in|for|are|is|to|a|an)\s/i, '') : null
}

const textsOf = (question: WorkingQuestion): string[] => [
  question.title.en,
  question.hint?.en ?? '',
  ...listsOf(question.kind).flatMap(({ name }) => itemsOf(question, name).map(({ title }) => title.en)),
]

const firstOf = (patterns: readonly RegExp[], texts: readonly string[]): string | undefined => {
  for (const text of texts) for (const pattern of patterns) if (pattern.test(text)) return pattern.exec(text)![0]
  return undefined
}

/** Beside its words: what a question loses where it stands. A press on a map would lose what was typed beside it. */
export function placeHints({ questions }: WorkingForm, question: WorkingQuestion): Hint[] {
  if (question.kind !== 'map' || question.config.pin !== true) return []
  const pages = pageNumbers(questions)
  const own = pages[questions.findIndex(({ key }) => key === question.key)]
  return pages.filter((page) => page === own).length > 1 ? [hint('pin_shares_page')] : []
}

/** Everything to look at again in one question (journey 3.2, rules A-7 and G-7). */
export function hintsFor(question: WorkingQuestion): Hint[] {
  const texts = textsOf(question)
  const { title } = question
  const found: Hint[] = []
  const ledBy = firstOf(leading, [title.en, question.hint?.en ?? ''])
  if (ledBy) found.push(hint('leading', { words: ledBy }))
  const judged = firstOf([loaded], texts)
  if (judged) found.push(hint('loaded', { words: judged }))
  const two = joined(title.en)
  if (two) found.push(hint('double', { words: two }))
  for (const { name } of listsOf(question.kind).filter((list) => list.name === 'statements' || list.name === 'rows')) {
    for (const item of itemsOf(question, name)) {
      const both = joined(item.title.en)
      if (both) found.push(hint('double', { words: both }))
    }
  }
  const twice = firstOf([doubleNegative], texts)
  if (twice) found.push(hint('double_negative', { words: twice }))
  const whole = firstOf([absolute], texts)
  if (whole) found.push(hint('absolute', { words: whole }))
  const reading = readingOf(
    [title.en, question.hint?.en ?? '']
      .filter(Boolean)
      .join('. ')
      .replace(/([.?!])\./g, '$1'),
  )
  if (reading.age !== null && reading.age > readingAgeLimit) {
    const [word = ''] = reading.longWords
    found.push(hint(word ? 'reading_age_word' : 'reading_age', { age: reading.age, word }))
  }
  if (reading.longSentences.length) found.push(hint('long_sentence'))
  const wordy = texts.slice(2).find((text) => text.split(/\s+/).filter(Boolean).length > 12)
  if (wordy && question.kind !== 'statements') found.push(hint('long_option', { words: wordy }))
  return found
}

/** The reading age of all that a form says, heading and help included; null while there is too little. */
export function readingAgeOf(form: WorkingForm): number | null {
  const texts = [form.title.en, form.lead.en, ...form.questions.flatMap(textsOf)].filter(Boolean)
  return readingOf(texts.join('\n')).age
}
