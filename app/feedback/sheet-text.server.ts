import type { TFunction } from 'i18next'
import { answeredAs } from '../board/position.ts'
import type { Label } from '../consultations/results/result.ts'
import { isolatedIn } from '../languages/isolated.ts'
import { words } from '../languages/words.server.ts'
import { formatNumber } from '../ui/numbers.ts'
import type { Letterhead } from './message-text.server.ts'
import type { AreaSaid, PeopleSaid, SaidQuestion, Sheet, SheetAnswer } from './newsletter.ts'

interface Writing {
  area: string
  t: TFunction
  /** Words of the records in the reader's language, set apart from its direction. */
  name: (english: string) => string
  day: (iso: string) => string
  rest: (more: number) => string
  heading: (text: string) => string
  locale: string
  language: string
  head: Letterhead
}

/** The part of an e-mail that one place alone has: what people there said, then what was decided. */
export function sheetText({ said, answers, seat }: Sheet, writing: Writing): string[] {
  const { t, name, heading, rest } = writing
  const decided = answeredAs.filter((as) => answers[as].items.length)
  return [
    ...(said?.length
      ? [
          [
            heading(t('sheet.said', { area: name(writing.area) })),
            ...said.map((one) => saidText(one, seat?.district ?? null, writing)),
          ].join('\n'),
        ]
      : []),
    ...(decided.length
      ? [
          [
            heading(t('part.decided')),
            ...decided.map((as) => {
              const { items, more } = answers[as]
              return `${t(`sheet.${as}`)}\n${items.map((item) => answerText(item, writing)).join('\n')}${rest(more)}`
            }),
          ].join('\n'),
        ]
      : []),
  ]
}

function saidText(said: AreaSaid, district: string | null, writing: Writing): string {
  const { t, name, locale, head, language } = writing
  const { people, rounded, instead } = said
  const number = (of: number) => formatNumber(of, locale)
  const answered = district ? 'sheet.people' : rounded ? 'sheet.about_answered' : 'first_people'
  const ofDistrict =
    instead && district && instead.people !== null
      ? t(instead.questions ? 'sheet.instead_form' : 'sheet.instead', {
          district: name(district),
          count: instead.people,
          people: number(instead.people),
        })
      : ''
  return [
    `• ${name(said.title)}`,
    ...[
      people === null ? '' : t(answered, { count: people, people: number(people) }),
      said.list?.length && !district ? t('part.first', { area: name(writing.area) }) : '',
      ...peopleText(said, writing),
      instead || (district && people === null) ? t('sheet.not_told') : '',
      ofDistrict,
      ...(ofDistrict ? peopleText(instead!, writing) : []),
      `${head.origin}/${language}${said.path}`,
    ]
      .filter(Boolean)
      .map((line) => `  ${line}`),
  ].join('\n')
}

function peopleText({ list, questions }: PeopleSaid, writing: Writing): string[] {
  const { t, name, locale, rest } = writing
  const about = (people: number | null) => (people === null ? '' : ` ${aboutText(people, t, locale)}`)
  return [
    ...(list ?? []).map((one, i) => `${i + 1}. ${name(one.name)}${about(one.people)}`),
    ...(questions?.items ?? []).map((question) => questionText(question, writing)),
    rest(questions?.more ?? 0).trim(),
  ]
}

const aboutText = (people: number, t: TFunction, locale: string) =>
  t('sheet.about', { people: formatNumber(people, locale) })

function questionText({ title, lines }: SaidQuestion, { t, name, locale, language }: Writing): string {
  const called = (label: Label): string => {
    if ('text' in label) return name(label.text)
    if ('name' in label) return name(label.name)
    if ('plain' in label) return isolatedIn(label.plain, locale)
    return words(language, 'results')(`labels.${label.words}`, label.values ?? {})
  }
  return [
    name(title),
    ...lines.map(({ label, said }) => {
      const all = said.map((one) => `${called(one.label)} ${aboutText(one.people, t, locale)}`).join('; ')
      return `    ${label ? `${called(label)}: ` : ''}${all}`
    }),
  ].join('\n')
}

function answerText(answer: SheetAnswer, { t, name, day, head, language }: Writing): string {
  const board = words(language, 'board')
  return [
    `• ${name(answer.title)}`,
    `${answer.whole ? `${t('sheet.whole')}: ` : ''}${board(`class.${answer.reasonClass}`)}, ${day(answer.day)}.`,
    answer.detail && `${board(`class_detail.${answer.reasonClass}`)}: ${name(answer.detail)}`,
    answer.dueOn ? t('sheet.due', { day: day(answer.dueOn) }) : '',
    `${t('sheet.why')} ${name(answer.why)}`,
    `${head.origin}/${language}${answer.path}`,
  ]
    .filter(Boolean)
    .join('\n  ')
}
