import { addEvidence, type NewEvidence } from '../../app/engagement/evidence/evidence-library-store.server.ts'
import { exerciseEvidence } from '../../app/engagement/evidence/exercise-evidence-store.server.ts'
import { areaId, parishes } from './areas.ts'
import { districtCensus } from './census-2021.ts'
import type { Demo } from './context.ts'
import { organisationId } from './partnership.ts'

const inAll = 120
const parishPlans = 30

/** What a parish asks for in its plan, by theme; invented. */
const wishes: { theme: number; words: string; changed: string }[] = [
  {
    theme: 1,
    words: 'Slower traffic past the school, and light at the crossing.',
    changed: 'A sign that shows the speed.',
  },
  { theme: 5, words: 'A later last bus from town, and a shelter at the green.', changed: '' },
  { theme: 6, words: 'Drains cleared before the autumn, and somebody to ring when the brook rises.', changed: '' },
  { theme: 5, words: 'A share of new homes for people who grew up here.', changed: 'Four homes in the new street.' },
  { theme: 4, words: 'Somewhere dry for young people to meet in the evening.', changed: '' },
  {
    theme: 3,
    words: 'The surgery to stay, and somebody to drive those who cannot.',
    changed: 'A list of drivers at the shop.',
  },
]

const shorts: {
  kind: 'panel_wave' | 'event' | 'statistic'
  by: string
  title: string
  theme: number
  summary: string
  groups: string[]
}[] = [
  {
    kind: 'panel_wave',
    by: 'county',
    title: 'Panel: getting about',
    theme: 5,
    summary: 'How panel members travel, and what keeps them from going out in the evening.',
    groups: ['everyone'],
  },
  {
    kind: 'panel_wave',
    by: 'county',
    title: 'Panel: feeling safe',
    theme: 1,
    summary: 'Where panel members feel safe by day and after dark.',
    groups: ['everyone'],
  },
  {
    kind: 'panel_wave',
    by: 'county',
    title: 'Panel: help and care',
    theme: 3,
    summary: 'Who gives and who gets help at home among panel members.',
    groups: ['older', 'carers'],
  },
  {
    kind: 'event',
    by: 'rural',
    title: 'Rural conference',
    theme: 2,
    summary: 'What tables of villagers, clerks and councillors put first.',
    groups: ['everyone'],
  },
  {
    kind: 'event',
    by: 'young',
    title: 'Community youth conference',
    theme: 4,
    summary: 'What young people from schools and clubs said they miss.',
    groups: ['young'],
  },
  {
    kind: 'event',
    by: 'cvs',
    title: 'Open day of the voluntary sector',
    theme: 2,
    summary: 'What groups said at forty stalls, gathered on cards.',
    groups: ['voluntary'],
  },
  {
    kind: 'event',
    by: 'faith',
    title: 'Faith communities’ evening',
    theme: 2,
    summary: 'What congregations do for their neighbours, and what they would do with a room.',
    groups: ['faith'],
  },
  {
    kind: 'statistic',
    by: 'county',
    title: 'Households without a car',
    theme: 5,
    summary: 'Share of households without a car by forum area. It says nothing about what people want.',
    groups: ['no_car'],
  },
  {
    kind: 'statistic',
    by: 'police',
    title: 'Reports of anti-social behaviour',
    theme: 1,
    summary: 'Reports by month and district. What is not reported is not in it.',
    groups: ['everyone'],
  },
  {
    kind: 'statistic',
    by: 'nhs',
    title: 'Waiting for a first appointment',
    theme: 3,
    summary: 'Weeks waited by district. It counts those who were referred.',
    groups: ['everyone'],
  },
]

const none = {
  organisationId: null,
  byName: '',
  questions: '',
  answers: null,
  profileNote: '',
  reference: '',
  whatChanged: '',
}

/** The library beside what exercises found: parish plans, panel waves, events and statistics; 120 in all. */
export async function loadEvidence(demo: Demo): Promise<void> {
  const items = fromParishes(demo)
  const found = await exerciseEvidence(demo.tx, demo.asOf)
  for (let i = 0; items.length < inAll - found.length; i++) items.push(shortItem(demo, i))
  for (const [i, item] of items.entries())
    await addEvidence(
      demo.tx,
      { ...item, id: demo.id(`evidence-${i + 1}`) },
      demo.id('person-secretariat'),
      demo.at(-4),
    )
}

function fromParishes(demo: Demo): NewEvidence[] {
  return Array.from({ length: parishPlans }, (_, i) => {
    const [name] = parishes[i % parishes.length]!
    const { theme, words, changed } = wishes[i % wishes.length]!
    const kind = ['Parish plan', 'Village appraisal', 'Review of the parish plan'][Math.floor(i / parishes.length)]!
    return {
      ...none,
      kind: 'parish_plan' as const,
      title: `${kind}: ${name}`,
      byName: `${name} parish council`,
      onDate: demo.day(-200 - 61 * i),
      summary: words,
      answers: 90 + ((i * 37) % 210),
      profileNote: 'Every household was given a form; about one in three came back.',
      reference: 'The parish clerk',
      whatChanged: changed,
      themeIds: [demo.id(`theme-${theme}`)],
      areaIds: [areaId(demo, name)],
      groups: ['everyone'],
    }
  })
}

/** The panel is asked about the whole county; events and statistics are of the county and of each district in turn. */
function shortItem(demo: Demo, i: number): NewEvidence {
  const { kind, by, title, theme, summary, groups } = shorts[i % shorts.length]!
  const round = Math.floor(i / shorts.length)
  const district =
    kind === 'panel_wave' || round === 0 ? null : districtCensus[(round - 1) % districtCensus.length]!.name
  const onDate = demo.day(-60 - 41 * i)
  return {
    ...none,
    kind,
    title: `${title}${district ? `, ${district}` : ''} (${onDate.slice(0, 4)}, ${onDate.slice(5, 7)})`,
    organisationId: organisationId(demo, by),
    onDate,
    summary,
    answers: kind === 'panel_wave' ? 640 + ((i * 29) % 120) : kind === 'event' ? 35 + ((i * 23) % 140) : null,
    profileNote: kind === 'panel_wave' ? 'Weighted to the census; people under 30 are too few.' : '',
    reference: kind === 'statistic' ? 'The research team of the partner' : '',
    themeIds: [demo.id(`theme-${theme}`)],
    areaIds: [district ? areaId(demo, district) : demo.id('county')],
    groups,
  }
}
