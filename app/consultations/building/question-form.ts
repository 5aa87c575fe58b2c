import { answerDay } from '../kinds/date.ts'
import type { Sent } from '../kinds/kind.ts'
import { kindSettings, offersUnsure, type Setting } from './kind-settings.ts'
import { type Item, itemId, itemsOf, reworded, type WorkingQuestion } from './working-form.ts'

/** Empty rows under every list, for more. */
export const spareRows = 3

export interface QuestionTyped {
  question: WorkingQuestion
  /** Fields to mend before anything is kept, as keys of the words. */
  troubles: { field: string; key: string; values?: Record<string, number> }[]
}

const limits = { title: 300, hint: 500, section: 120, item: 200 }

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const clean = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ').trim()
const first = (sent: Sent, name: string) => clean(sent[name]?.[0] ?? '')

const tooLong = (field: string, typed: string, limit: number) => ({
  field,
  key: 'too_long',
  values: { limit, written: typed.length },
})

/**
 * Reads the page of one question over what was kept of it. A question may be kept with gaps; only what cannot be kept
 * at all is a trouble. Days are read by the caller, which knows the calendar.
 */
export function questionFrom(
  sent: Sent,
  before: WorkingQuestion,
  days: (name: string) => string | null | undefined,
): QuestionTyped {
  const troubles: QuestionTyped['troubles'] = []
  const text = (name: 'title' | 'hint' | 'section') => {
    const typed = first(sent, name)
    if (typed.length > limits[name]) troubles.push(tooLong(name, typed, limits[name]))
    return typed
  }
  const title = text('title')
  if (!title) troubles.push({ field: 'title', key: 'title' })
  const config = { ...before.config }
  for (const setting of kindSettings[before.kind]) {
    const read = settingFrom(sent, setting, before, days)
    troubles.push(...read.troubles)
    if (read.value === undefined) delete config[setting.name]
    else config[setting.name] = read.value
  }
  const question: WorkingQuestion = {
    ...before,
    title: reworded(before.title, title) ?? { en: '' },
    hint: reworded(before.hint, text('hint')),
    section: reworded(before.section, text('section')),
    sharesPage: first(sent, 'sharesPage') !== '',
    required: first(sent, 'required') !== '',
    unsure: offersUnsure(before.kind) && first(sent, 'unsure') !== '',
    config,
  }
  return { question, troubles }
}

function settingFrom(
  sent: Sent,
  setting: Setting,
  before: WorkingQuestion,
  days: (name: string) => string | null | undefined,
): { value: unknown; troubles: QuestionTyped['troubles'] } {
  const { name } = setting
  const fine = (value: unknown) => ({ value, troubles: [] })
  const kept = (trouble: QuestionTyped['troubles'][number]) => ({ value: before.config[name], troubles: [trouble] })
  const wrong = (key: string, field = `set-${name}`) => kept({ field, key })
  const typed = first(sent, `set-${name}`)
  switch (setting.type) {
    case 'list':
      return listFrom(sent, setting, before)
    case 'flag':
      return fine(typed !== '')
    case 'choice':
      return setting.of.includes(typed) ? fine(typed) : wrong('choice')
    case 'text': {
      if (typed.length > limits.item) return kept(tooLong(`set-${name}`, typed, limits.item))
      const former = before.config[name] as { en: string } | null | undefined
      return fine(reworded(former ?? null, typed) ?? (before.kind === 'number' ? null : { en: '' }))
    }
    case 'day': {
      const day = days(`set-${name}`)
      const isAnswerDay = first(sent, `set-${name}-today`) !== ''
      if (isAnswerDay && day !== null) return wrong(`or_today.${name}`, `set-${name}-day`)
      return day === undefined ? wrong('day', `set-${name}-day`) : fine(isAnswerDay ? answerDay : day)
    }
    case 'number':
      if (typed === '')
        return fine(setting.usual === null ? (before.kind === 'many' ? null : undefined) : setting.usual)
      return /^-?\d{1,10}$/.test(typed) ? fine(Number(typed)) : wrong('whole_number')
  }
}

/** The rows of a list that have words, in their order, each with the id it had. */
function listFrom(sent: Sent, setting: Setting & { type: 'list' }, before: WorkingQuestion) {
  const known = itemsOf(before, setting.name)
  const troubles: QuestionTyped['troubles'] = []
  const value: Item[] = []
  for (let row = 0; row < setting.most + spareRows; row++) {
    const field = (part: string) => `${setting.name}-${row}-${part}`
    const title = first(sent, field('title'))
    const example = first(sent, field('example'))
    const cost = first(sent, field('cost')).replace(/[£,\s]/g, '')
    if (!title) {
      if (example || cost) troubles.push({ field: field('title'), key: 'option_words' })
      continue
    }
    if (title.length > limits.item) troubles.push(tooLong(field('title'), title, limits.item))
    if (example.length > limits.item) troubles.push(tooLong(field('example'), example, limits.item))
    if (setting.cost && !/^[1-9]\d{0,8}$/.test(cost)) troubles.push({ field: field('cost'), key: 'cost' })
    const former = known.find(({ id }) => id === first(sent, field('id')) && !value.some((one) => one.id === id))
    const taken = [...known, ...value].map(({ id }) => id)
    value.push({
      ...former,
      id: former?.id ?? itemId(title, taken),
      title: reworded(former?.title ?? null, title)!,
      example: reworded(former?.example ?? null, example),
      ...(setting.cost && { cost: Number(cost) || 0 }),
    })
  }
  return { value, troubles }
}

/** One item of a list moved a place, or taken out. */
export function withItem(question: WorkingQuestion, list: string, row: number, act: 'up' | 'down' | 'remove') {
  const items = itemsOf(question, list)
  const item = items[row]
  if (!item) return question
  const rest = items.toSpliced(row, 1)
  const to = Math.min(rest.length, Math.max(0, act === 'up' ? row - 1 : row + 1))
  return { ...question, config: { ...question.config, [list]: act === 'remove' ? rest : rest.toSpliced(to, 0, item) } }
}

/** Where a question as it stands says something else than this one: each field, in words where words can say it. */
export function differingFields(mine: WorkingQuestion, now: WorkingQuestion): { field: string; now?: string }[] {
  const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  const texts = (['title', 'hint', 'section'] as const).flatMap((field) =>
    (mine[field]?.en ?? '') === (now[field]?.en ?? '') ? [] : [{ field, now: now[field]?.en ?? '' }],
  )
  const ticks = (['required', 'unsure', 'sharesPage'] as const).some((tick) => mine[tick] !== now[tick])
  const settings = kindSettings[now.kind].flatMap(({ type, name }) => {
    if (type === 'list') {
      const [own, other] = [itemsOf(mine, name), itemsOf(now, name)]
      return differ(own, other) ? [{ field: name, now: other.map(({ title }) => title.en).join('; ') }] : []
    }
    return differ(mine.config[name], now.config[name])
      ? [{ field: type === 'day' ? `set-${name}-day` : `set-${name}` }]
      : []
  })
  return [...texts, ...(ticks ? [{ field: 'ticks' }] : []), ...settings]
}
