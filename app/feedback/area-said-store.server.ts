import type { Handle } from '../../db/connect.ts'
import { foremost, type WardFigures } from '../consultations/freezing/ward-figures.ts'
import { wardFiguresOf } from '../consultations/freezing/ward-figures-store.server.ts'
import { type AreaQuestion, textsOfQuestion } from '../consultations/results/area-figures.ts'
import type { Label } from '../consultations/results/result.ts'
import type { RegisterRow } from '../engagement/register/register-row.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { type AreaSaid, type PeopleSaid, part, type SaidQuestion, within } from './newsletter.ts'
import { agreedTexts } from './wording-store.server.ts'

interface Where {
  areaId: string
  districtId: string
  /** A ward or a division, within its district. */
  isSeat: boolean
  rows: readonly RegisterRow[]
  from: string
  to: string
}

/**
 * What the people of an area said in each exercise whose results came out in a period, as it was frozen; of a ward that
 * too few answered from, with what its district said.
 */
export async function areaSaid(db: Handle, { areaId, districtId, isSeat, rows, from, to }: Where): Promise<AreaSaid[]> {
  const out = await publishedOf(
    db,
    rows.map(({ id }) => id),
  )
  const news = rows.filter(({ id }) => within(out.get(id)?.day, from, to))
  const figures = await wardFiguresOf(
    db,
    news.map(({ id }) => id),
  )
  const lists = await listsOf(db, districtId, news)
  const words = await wordsOf(db, figures, lists)
  return news.flatMap((row): AreaSaid[] => {
    const known = figures.get(row.id)
    const { page } = out.get(row.id)!
    const list = lists.get(row.id)
    const district: PeopleSaid | null = list
      ? {
          people: list.people,
          rounded: false,
          list: list.options.map((id) => ({ name: words.option(id), people: null })),
          questions: null,
        }
      : known?.questions
        ? formSaid(known, districtId, words)
        : null
    const about = { title: row.title, path: `/consultations/${row.slug}/${page}` }
    if (!isSeat) return district ? [{ ...about, ...district, instead: null, known: null }] : []
    if (page === 'results' && !known) return []
    const own = known?.questions ? formSaid(known, areaId, words) : listSaid(known, areaId, words)
    const around = known?.districts.find(({ id }) => id === districtId)
    return [
      {
        ...about,
        ...own,
        instead: own.list?.length || own.questions ? null : district,
        known: around ? { people: around.people, known: around.known } : null,
      },
    ]
  })
}

const seatIn = (known: WardFigures | undefined, areaId: string) => known?.seats.find(({ id }) => id === areaId)

function listSaid(known: WardFigures | undefined, areaId: string, words: Words): PeopleSaid {
  const seat = seatIn(known, areaId)
  return {
    people: seat?.people ?? null,
    rounded: true,
    list: seat?.first?.map(({ option, people }) => ({ name: words.option(option), people })) ?? null,
    questions: null,
  }
}

function formSaid(known: WardFigures, areaId: string, words: Words): PeopleSaid {
  const asked = known.questions!.flatMap((question) => questionSaid(question, areaId, words) ?? [])
  const people = (seatIn(known, areaId) ?? known.districts.find(({ id }) => id === areaId))?.people ?? null
  return { people, rounded: true, list: null, questions: asked.length ? part(asked, mostQuestions) : null }
}

/** More does not fit on two sides of paper. */
const mostQuestions = 12
const mostLines = 6

/** What is said of most, the most first; of these the items are a scale, which is read from one end to the other. */
const scales: readonly SaidQuestion['kind'][] = ['rate', 'number', 'matrix', 'statements']

function questionSaid(question: AreaQuestion, areaId: string, words: Words): SaidQuestion | undefined {
  const area = question.areas.find(({ id }) => id === areaId)
  const { kind, unit, scale } = question
  const lines = question.lines.flatMap(({ label, items }, at) => {
    const told = area?.told?.[at] ?? []
    const named = scales.includes(kind) ? told : foremost(told)
    const said = named.map(({ item, people }) => ({
      label: words.label(items.find(({ id }) => id === item)!.label),
      people,
    }))
    return said.length ? [{ label: label && words.label(label), said }] : []
  })
  if (!area || !lines.length) return undefined
  return {
    title: words.text(question.title),
    kind,
    people: area.people,
    unit: unit ? words.text(unit) : '',
    scale: scale ? { ...scale, low: words.text(scale.low), high: words.text(scale.high) } : null,
    lines: lines.slice(0, mostLines),
    more: Math.max(0, lines.length - mostLines),
  }
}

interface Published {
  page: 'list' | 'results'
  day: string
}

/** The page of published results of some exercises, a list's or a form's, and the day they first came out. */
async function publishedOf(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, Published>> {
  const pages = { priority_list: 'list', form_result: 'results' } as const
  const found = new Map<string, Published>()
  for (const table of ['form_result', 'priority_list'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['exercise_id', 'published_at as day'])
      .where('published_at', 'is not', null)
      .where('exercise_id', 'in', ['', ...exerciseIds])
      .orderBy('version', 'desc')
      .execute()
    for (const { exercise_id, day } of rows) found.set(exercise_id, { page: pages[table], day: day! })
  }
  return found
}

interface FrozenCut {
  dimension: string
  groups: { id: string; base: number | null; topThree: string[] | null }[]
}

type DistrictList = { people: number; options: string[] }

/** The three that the people of a district put first, from the newest published list: never worked out anew. */
async function listsOf(
  db: Handle,
  districtId: string,
  rows: readonly RegisterRow[],
): Promise<Map<string, DistrictList>> {
  const lists = await db
    .selectFrom('priority_list')
    .select(['exercise_id', 'result'])
    .where('published_at', 'is not', null)
    .where('exercise_id', 'in', ['', ...rows.map(({ id }) => id)])
    .orderBy('version', 'asc')
    .execute()
  return new Map(
    lists.flatMap(({ exercise_id, result }): [string, DistrictList][] => {
      const cuts = (JSON.parse(result) as { crossTabs?: FrozenCut[] }).crossTabs ?? []
      const group = cuts.find(({ dimension }) => dimension === 'district')?.groups.find(({ id }) => id === districtId)
      if (!group?.topThree?.length || group.base === null) return []
      return [[exercise_id, { people: group.base, options: group.topThree }]]
    }),
  )
}

interface Words {
  option: (id: string) => string
  text: (id: string) => string
  label: (label: Label) => Label
}

/** What options and the texts of forms are called in the first language: the page reads them in its own. */
async function wordsOf(
  db: Handle,
  figures: ReadonlyMap<string, WardFigures>,
  lists: ReadonlyMap<string, DistrictList>,
): Promise<Words> {
  const all = [...figures.values()]
  const chosen = all.flatMap(({ seats }) => seats.flatMap(({ first }) => (first ?? []).map((of) => of.option)))
  const options = await db
    .selectFrom('question_option')
    .select(['id', 'title_text_id as textId'])
    .where('id', 'in', ['', ...chosen, ...[...lists.values()].flatMap((list) => list.options)])
    .execute()
  const asked = all.flatMap(({ questions }) => questions ?? [])
  const texts = await textsOf(
    db,
    [...new Set([...options.map(({ textId }) => textId), ...asked.flatMap(textsOfQuestion)])],
    'en',
  )
  const text = (id: string) => texts.get(id)?.body ?? id
  const agreed = await agreedTexts(
    db,
    options.map(({ id }) => id),
    'en',
  )
  const textOf = new Map(options.map(({ id, textId }) => [id, agreed.get(id)?.body ?? text(textId)]))
  return {
    text,
    option: (id) => textOf.get(id) ?? id,
    label: (label) => ('text' in label ? { text: text(label.text) } : label),
  }
}
