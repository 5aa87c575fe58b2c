import type { FormQuestion } from '../form.ts'
import type { Choice, Given } from '../kinds/kind.ts'
import type { ConfigOf } from '../kinds/kinds.ts'
import { hasWords } from '../paper/printed-keys.ts'
import { plain } from './file-trouble.ts'
import { isUnticked, splitChoices } from './survey-file.ts'
import { isJudged, judgedFrom, judgedSlots, proposedJudged, titledById } from './survey-judged.ts'
import type { CellTrouble, Slot } from './survey-slot.ts'

/** A question's columns: `whole` in one cell where that can be, or a column for each of its parts. */
export interface QuestionSlots {
  question: FormQuestion
  slots: Slot[]
}

const inOneCell = ['one', 'many', 'order', 'spend', 'rate', 'number', 'date', 'text', 'map']
const inParts = ['many', 'order', 'spend', 'rank', 'points', 'statements', 'matrix']

/** The choices, statements or rows of a question in their written order. */
const partsOf = ({ config }: FormQuestion): Choice[] => {
  const { options, statements, rows } = config as { options?: Choice[]; statements?: Choice[]; rows?: Choice[] }
  return options ?? statements ?? rows ?? []
}

/** The columns that may be named for each question. */
export const questionSlots = (questions: readonly FormQuestion[]): QuestionSlots[] =>
  questions.map((question) => {
    const { key, kind } = question
    const whole: Slot[] = inOneCell.includes(kind) ? [{ field: `q-${key}`, of: 'whole' }] : []
    const words: Slot[] =
      hasWords(question) && !['text', 'map'].includes(kind) ? [{ field: `w-${key}`, of: 'words' }] : []
    const parts = inParts.includes(kind) ? partsOf(question) : []
    return {
      question,
      slots: [
        ...whole,
        ...parts.map(({ title }, i): Slot => ({ field: `q-${key}-${i + 1}`, of: { text: title } })),
        ...judgedSlots(question),
        ...words,
      ],
    }
  })

/** What a row says of one question, as it would be keyed from paper; `field` is the column to name where that is refused. */
export interface KeyedAnswer {
  keys: string
  words: string
  field: string
  troubles: CellTrouble[]
  /** The answer itself, where no printed form has numbers for it: pairs and groups as that program drew them. */
  given?: Given
}

const unsureWords = /^(i am |i.?m )?(not sure|unsure)$|^don.?t know$/i
const noneWords = /^(none|none of (these|the above))$/i
const otherWords = /^(other|something else|another)\b/i

/**
 * Reads a row's cells of a question into the numbers that its printed form has, so that the reader of paper forms takes
 * it from there and the same answer is the same row (journey 3.1b).
 * @param at a cell by the field that its column was chosen for; undefined where none was
 * @param say the words of a text by its id
 * @param headOf the words above the column that was chosen for a field
 */
export function keyedFrom(
  { question, slots }: QuestionSlots,
  at: (field: string) => string | undefined,
  say: (id: string) => string,
  headOf: (field: string) => string = () => '',
): KeyedAnswer {
  const { key, kind, config, unsure } = question
  const field = `q-${key}`
  const whole = at(field) ?? ''
  if (isJudged(kind)) {
    const titleOf = (id: string) => say(partsOf(question).find((choice) => choice.id === id)?.title ?? id)
    const cells = { at, headOf, isUnsure: (cell: string) => unsure && unsureWords.test(cell) }
    const read = judgedFrom(question, titledById(partsOf(question), say, plain), cells, titleOf)
    const first = slots.find((slot) => at(slot.field))?.field ?? field
    const given = read.value && !read.troubles.length ? { given: { value: read.value, text: '' } } : {}
    return { keys: read.unsure ? '?' : '', words: '', field: first, troubles: read.troubles, ...given }
  }
  const parts = slots.filter(({ of }) => typeof of === 'object')
  const cells = parts.map((slot) => at(slot.field))
  const named = parts.find((slot) => at(slot.field) !== undefined)
  const troubles: CellTrouble[] = []
  const words = at(`w-${key}`) ?? ''
  const done = (keys: string, own = words): KeyedAnswer => ({
    keys,
    words: own,
    field: named && !whole ? named.field : field,
    troubles,
  })
  const listedOnly = (of: string, given: string, known: string[]) =>
    troubles.push({ field: of, given, key: 'not_listed', known })
  if (
    unsure &&
    (unsureWords.test(whole) || (cells.some(Boolean) && cells.every((cell) => !cell || unsureWords.test(cell))))
  )
    return done('?')
  const titled = (all: readonly Choice[]) => all.map(({ title }) => say(title))
  const choices = partsOf(question).map(({ title }, i) => ({ title: plain(say(title)), code: String(i + 1) }))
  const longest = choices.toSorted((a, b) => b.title.length - a.title.length)
  const other = (config as { other?: boolean }).other ? String(choices.length + 1) : null

  /** Choices in one cell, by their titles. */
  const listed = (mark: string): KeyedAnswer => {
    if (noneWords.test(whole)) return done('0')
    const { known, unknown } = splitChoices(whole, longest)
    if (unknown && !(other && otherWords.test(unknown))) listedOnly(field, whole, titled(partsOf(question)))
    return done([...known, ...(unknown && other ? [other] : [])].join(mark))
  }
  /** A column for each choice, ticked or numbered. */
  const ticked = (): { code: string; place: number }[] =>
    cells.flatMap((cell, i) => (cell && !isUnticked(cell) ? [{ code: String(i + 1), place: Number(cell) }] : []))

  switch (kind) {
    case 'one': {
      if (!whole) return done('')
      const found = choices.find(({ title }) => title === plain(whole))?.code
      if (!found && !(other && otherWords.test(whole))) listedOnly(field, whole, titled(partsOf(question)))
      return done(found ?? other ?? '')
    }
    case 'many':
    case 'spend':
      return named
        ? done(
            ticked()
              .map(({ code }) => code)
              .join(' '),
          )
        : listed(' ')
    case 'order': {
      if (!named) return listed('/')
      const chosen = ticked()
      const isOrder = chosen.length > 0 && new Set(chosen.map(({ place }) => place)).size === chosen.length
      const numbered = isOrder && chosen.every(({ place }) => Number.isInteger(place) && place >= 1)
      if (!numbered || chosen.length < 2) return done(chosen.map(({ code }) => code).join('/'))
      const { most } = config as ConfigOf<'order'>
      // Everything ranked: only the first N are what the question asks.
      const first = chosen.toSorted((a, b) => a.place - b.place).slice(0, most)
      return done(first.map(({ code }) => code).join(' '))
    }
    case 'rank':
    case 'points': {
      if (!cells.some(Boolean)) return done('')
      for (const [i, cell] of cells.entries())
        if (cell && !/^\d+$/.test(cell)) troubles.push({ field: parts[i]!.field, given: cell, key: 'not_number' })
      return done(cells.map((cell) => cell || (kind === 'points' ? '0' : '')).join(' '))
    }
    case 'statements':
    case 'matrix': {
      const { columns = [] } = config as { columns?: Choice[] }
      const known = kind === 'matrix' ? titled(columns) : ['Agree', 'Disagree', 'Pass']
      const titles = known.map(plain)
      const digits = cells.map((cell, i) => {
        if (!cell) return 0
        if (kind === 'statements' && unsureWords.test(cell)) return 3
        if (kind === 'matrix' && unsure && unsureWords.test(cell)) return titles.length + 1
        const place = titles.indexOf(plain(cell)) + 1
        if (!place) listedOnly(parts[i]!.field, cell, known)
        return place
      })
      return done(digits.some((digit) => digit > 0) ? digits.join('') : '')
    }
    case 'rate': {
      const point = /^-?\d+/.exec(whole)?.[0]
      const { from, to } = config as ConfigOf<'rate'>
      if (whole && (!point || Number(point) < from || Number(point) > to))
        troubles.push({ field, given: whole, key: 'not_between', values: { from, to } })
      return done(point ?? whole)
    }
    case 'date': {
      const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(whole)
      return done(iso ? `${iso[3]} ${iso[2]} ${iso[1]}` : whole)
    }
    case 'text':
    case 'map':
      return done('', whole)
    default:
      return done(whole)
  }
}

/** The columns that the file seems to have for each field: by the words of the question, then by those of its parts. */
export function proposedColumns(
  all: readonly QuestionSlots[],
  heads: readonly string[],
  say: (id: string) => string,
): Record<string, number> {
  const found: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (field: string, fits: (head: string) => boolean) => {
    const column = heads.findIndex((head, c) => !taken.has(c) && fits(head))
    if (column < 0) return
    found[field] = column
    taken.add(column)
  }
  const ofParts = all.flatMap(({ question, slots }) =>
    slots.flatMap(({ field, of }) =>
      typeof of === 'object' && 'text' in of
        ? [{ field, part: plain(say(of.text)), title: plain(say(question.title)) }]
        : [],
    ),
  )
  // The longest words take their column first: short ones may be a part of a longer head.
  for (const { field, part, title } of ofParts.toSorted((a, b) => b.part.length - a.part.length)) {
    take(field, (head) => head.includes(part) && (head.includes(title) || head === `${part} ${part}`))
  }
  for (const { question, slots } of all) {
    if (isJudged(question.kind))
      Object.assign(found, proposedJudged(question, heads, titledById(partsOf(question), say, plain)))
    if (slots.some(({ field, of }) => typeof of === 'object' && field in found)) continue
    const title = plain(say(question.title))
    if (slots.some(({ of }) => of === 'whole')) take(`q-${question.key}`, (head) => head.includes(title))
  }
  return found
}
