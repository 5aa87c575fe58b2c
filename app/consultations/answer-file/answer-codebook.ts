import type { TFunction } from 'i18next'
import { londonDay } from '../../engagement/london-day.ts'
import { editions } from '../../languages/edition.ts'
import { confirmLevels } from '../confirming/confirming.ts'
import { guardReasons } from '../guarding/guard.ts'
import { channels } from '../imports/import.ts'
import { type Choice, unsure } from '../kinds/kind.ts'
import type { ConfigOf, KindName } from '../kinds/kinds.ts'
import { partsOf, takesWords } from './answer-cells.ts'
import { type AskedQuestion, baseColumns, type FileAbout, flagshipWords, ownWordsOf, statuses } from './answer-file.ts'

/** Codes of why an answer stands where it does, as the ledger of exclusions names them. */
const reasonCodes = [
  'accepted',
  'released',
  'outside',
  'organisation',
  'late',
  ...guardReasons,
  'withdrawn',
  'test',
  'undone',
] as const

type Row = [column: string, what: string, code: string, words: string]

/** Every column of a file of answers and every code in it, in words. `t` has the file's words, `list` those of published lists. */
export function codebookRows(about: FileAbout, t: TFunction, list: TFunction): Row[] {
  const words = (key: string, values?: Record<string, unknown>) => String(t(`codebook.${key}`, values ?? {}))
  const column = (name: string, said: string): Row => [name, words('is_column'), '', said]
  const code = (name: string, of: string, said: string): Row => [name, words('is_code'), of, said]
  const coded: Partial<Record<(typeof baseColumns)[number], Row[]>> = {
    answer_status: statuses.map((of) => code('answer_status', of, words(`statuses.${of}`))),
    status_reason: reasonCodes.map((of) => code('status_reason', of, String(list(`exclusions.${of}`)))),
    came_by: [...channels, 'group'].map((of) => code('came_by', of, words(`ways.${of}`))),
    in_edition: editions.map((of) => code('in_edition', of, words(`editions.${of}`))),
    confirmed_by: confirmLevels.map((of) => code('confirmed_by', of, words(`levels.${of}`))),
    district_code: areaCodes(about, 'district').map(([of, name]) => code('district_code', of, name)),
    forum_code: areaCodes(about, 'forum').map(([of, name]) => code('forum_code', of, name)),
  }
  const ownWords = (name: string) => {
    const [own, left] = ownWordsOf(name)
    return [column(own, words('own_words')), column(left, words('left_out'))]
  }
  const flagship = (): Row[] => [
    ...Array.from({ length: about.plan.picksMax }, (_, i) => i + 1).flatMap((place) => [
      column(`choice_${place}`, words('flagship.choice', { place })),
      ...about.options.map(({ id, title }) => code(`choice_${place}`, id, title)),
    ]),
    column('same_rank', words('flagship.same_rank')),
    column('none_of_these', words('flagship.none_of_these')),
    ...Object.values(flagshipWords).flatMap(ownWords),
  ]
  const versionInWords = (version: number, note: string, publishedAt: string) =>
    version === 1 ? words('first_version') : words('later_version', { day: londonDay(new Date(publishedAt)), note })
  const question = (one: AskedQuestion): Row[] => {
    const { key, kind, title, versions } = one
    const asked = words('versions', { versions: versions.join(', ') })
    const said = `${about.titles[title] ?? ''} – ${words(`kinds.${kind}`)} ${asked}`
    const { names, codes } = coding(one, (id) => about.titles[id] ?? '', words)
    return [
      column(key, said),
      ...firstCodes(one).map((of) => code(key, of, words(`values.${of}`))),
      ...(kind === 'one' || kind === 'map' ? codes.map(([of, name]) => code(key, of, name)) : []),
      ...partsOf(one).map((part) => column(`${key}.${part}`, names(part))),
      ...(kind === 'one' || kind === 'map' ? [] : codes.map(([of, name]) => code(`${key}.*`, of, name))),
      ...(takesWords(one) ? ownWords(key) : []),
    ]
  }
  return [
    [words('column'), words('what'), words('code'), words('words')],
    ...baseColumns.flatMap((name) => [column(name, words(`base.${name}`)), ...(coded[name] ?? [])]),
    ...(about.plan.template === 'flagship'
      ? flagship()
      : [
          column('form_version', words('flagship.form_version')),
          ...about.versions.map(({ version, note, publishedAt }) =>
            code('form_version', String(version), versionInWords(version, note, publishedAt)),
          ),
          ...about.questions.flatMap(question),
        ]),
  ]
}

const areaCodes = ({ areas }: FileAbout, level: 'district' | 'forum') =>
  areas.filter((area) => area.level === level).map(({ code, name }) => [code, name] as const)

/** The codes that the first column of a question may have beside those of its choices. */
function firstCodes({ kind, config }: AskedQuestion): string[] {
  const of: Partial<Record<KindName, string[]>> = {
    one: (config as ConfigOf<'one'>).other ? ['other'] : [],
    many: ['given', 'none'],
    order: ['given', 'same', 'none'],
    spend: ['given', 'none'],
    rate: [],
    number: [],
    date: [],
    text: ['written'],
    map: ['outside', 'described'],
  }
  return [...(of[kind] ?? ['given']), unsure]
}

type Words = (key: string, values?: Record<string, unknown>) => string
type Coding = { names: (part: string) => string; codes: (readonly [code: string, name: string])[] }

/** What the further columns of a question mean, and the codes that stand in them. */
function coding({ kind, config }: AskedQuestion, title: (textId: string) => string, words: Words): Coding {
  const of = config as Partial<Record<'options' | 'rows' | 'columns' | 'statements' | 'added', Choice[]>>
  const named = (choices: readonly Choice[] = []) => choices.map(({ id, title: text }) => [id, title(text)] as const)
  const rows = new Map(
    named([...(of.options ?? []), ...(of.rows ?? []), ...(of.statements ?? []), ...(of.added ?? [])]),
  )
  const listed = { names: (part: string) => rows.get(part) ?? words('parts.other'), codes: [] }
  switch (kind) {
    case 'one':
      return { ...listed, codes: named(of.options) }
    case 'map':
      return {
        names: (part) => words(`parts.${part}`),
        codes: (config as ConfigOf<'map'>).places.map(({ id, name }) => [id, name]),
      }
    case 'order':
      return { names: (place) => words('parts.place', { place }), codes: named(of.options) }
    case 'paired':
      return { names: (place) => words('parts.pair', { place }), codes: named(of.options) }
    case 'best-worst':
      return {
        names: (part) => {
          const [place, what] = part.split('.')
          return words(`parts.${what}`, { place })
        },
        codes: named(of.options),
      }
    case 'matrix':
      return { ...listed, codes: [...named(of.columns), [unsure, words(`values.${unsure}`)]] }
    default:
      return listed
  }
}
