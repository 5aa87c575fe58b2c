import { type BatchAnswer, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noMonitoring } from '../../app/consultations/equality/monitoring.ts'
import type { FormAnswers } from '../../app/consultations/form.ts'
import { questionId } from '../../app/consultations/form-store.server.ts'
import { setsFor } from '../../app/consultations/kinds/best-worst.ts'
import type { ConfigOf } from '../../app/consultations/kinds/kinds.ts'
import { pairsFor } from '../../app/consultations/kinds/paired.ts'
import { type Generator, generator } from '../../app/priorities/generator.ts'
import { forumsOf } from './areas.ts'
import { districtCensus } from './census-2021.ts'
import type { Demo } from './context.ts'
import { districtId } from './forums.ts'
import { type Seats, seatsByForum } from './wards.ts'
import { waysQuestions } from './ways-to-ask-texts.ts'

const seed = 20260107

/** One of several with different chances, which need not add up to one. */
function drawn<T>(random: Generator, chances: readonly (readonly [T, number])[]): T {
  const total = chances.reduce((sum, [, chance]) => sum + chance, 0)
  let left = random.uniform() * total
  for (const [value, chance] of chances) {
    left -= chance
    if (left < 0) return value
  }
  return chances[0]![0]
}

/** Things in an order in which what is wanted more tends to come first. */
function ordered(random: Generator, wants: Readonly<Record<string, number>>): string[] {
  return Object.entries(wants)
    .map(([id, want]) => ({ id, key: want + random.normal() }))
    .sort((a, b) => b.key - a.key)
    .map(({ id }) => id)
}

const idsIn = (key: string) =>
  (waysQuestions.find((one) => one.key === key)!.config.options as { id: string }[]).map(({ id }) => id)

type Said = Record<string, { value: unknown; text?: string }>

/** What one invented person says to each question of the practice form; older people care more for benches. */
function answersOf(random: Generator, { older, places, day }: { older: boolean; places: string[]; day: string }): Said {
  const said: Said = {}
  const sometimes = (chance: number) => random.uniform() < chance
  const travel = drawn(random, [
    ['walk', 20],
    ['cycle', 8],
    ['bus', older ? 34 : 18],
    ['car', 48],
  ])
  said.travel = { value: { option: travel } }
  if (travel === 'bus') {
    said.journeys = sometimes(0.1) ? { value: 'unsure' } : { value: { number: String(1 + random.below(14)) } }
  } else {
    const wants = ordered(random, { often: 1.2, evening: 0.8, fare: 0.5, stop: older ? 0.9 : 0 })
    said['bus-if'] = { value: { options: wants.slice(0, 1 + random.below(2)).sort(), none: false, other: false } }
  }
  const first = ordered(random, {
    play: older ? 0 : 1.2,
    benches: older ? 1.4 : 0.2,
    toilets: 0.9,
    pitch: 0.1,
    flowers: 0.7,
    cafe: 0.2,
  })
  said['park-first'] = sometimes(0.06)
    ? { value: 'unsure' }
    : { value: { options: first.slice(0, 3), same: sometimes(0.08), none: false } }
  const safe = ordered(random, { lights: 1.4, people: 0.9, warden: older ? 0.8 : 0.3, sight: 0 })
  said['park-rank'] = {
    value: { places: idsIn('park-rank').map((id) => [id, safe.indexOf(id) + 1]) },
  }
  const rating = Math.max(0, Math.min(10, Math.round(5.2 + 2.3 * random.normal() - (older ? 0.9 : 0))))
  said['park-safe'] = sometimes(0.05) ? { value: 'unsure' } : { value: { points: rating } }
  const care = (well: number) =>
    drawn(random, [
      ['badly', 30 - well],
      ['fairly', 45],
      ['well', 25 + well],
      ['unsure', 4],
    ])
  said['park-care'] = {
    value: {
      rows: [
        ['paths', care(5)],
        ['grass', care(18)],
        ['bins', care(-15)],
      ],
    },
  }
  if (sometimes(0.85)) {
    const vote = (agree: number) =>
      drawn<1 | 0 | -1>(random, [
        [1, agree],
        [0, 12],
        [-1, 88 - agree],
      ])
    said['park-views'] = {
      value: {
        votes: [
          ['dogs', vote(older ? 68 : 46)],
          ['night', vote(older ? 14 : 34)],
          ['wild', vote(71)],
        ],
        added: false,
      },
    }
  }
  const own = random.below(1_000_000)
  const worth: Record<string, number> = { quiet: older ? 1 : 0.2, play: older ? 0 : 0.8, nature: 0.9 }
  if (sometimes(0.8)) {
    const config = { options: idsIn('park-pairs').map((id) => ({ id })), pairs: 2 } as ConfigOf<'paired'>
    const pairs = pairsFor(config, own).map(([left, right]) => {
      const edge = worth[left]! - worth[right]! + random.normal()
      return [left, right, Math.abs(edge) < 0.15 ? null : edge > 0 ? left : right]
    })
    said['park-pairs'] = { value: { pairs } }
  }
  if (sometimes(0.8)) {
    const config = { options: idsIn('park-ends').map((id) => ({ id })), sets: 1, size: 4 } as ConfigOf<'best-worst'>
    const sets = setsFor(config, own).map((shown) => {
      const all = ordered(random, { clean: 1.3, shade: 0.5, events: 0, parking: -0.4 })
      return { shown, best: all[0], worst: all.at(-1) }
    })
    said['park-ends'] = { value: { sets } }
  }
  if (sometimes(0.75)) {
    const mend = 5 * (6 + random.below(9))
    const fresh = Math.min(100 - mend, 5 * random.below(8))
    said['park-points'] = {
      value: {
        points: [
          ['mend', mend],
          ['new', fresh],
          ['staff', 100 - mend - fresh],
        ],
      },
    }
  }
  if (sometimes(0.8)) {
    const bought = drawn(random, [
      [['lamps', 'swings'], 44],
      [['lamps'], 14],
      [['swings'], 10],
      [['pond'], 22],
    ])
    said['park-money'] = { value: { bought, none: false } }
  }
  if (sometimes(0.6)) said['park-place'] = { value: { place: places[random.below(places.length)]!, pin: null } }
  if (sometimes(0.7)) {
    const days = Math.floor(900 * random.uniform() ** 3)
    const visited = new Date(new Date(`${day}T12:00:00Z`).getTime() - days * 86_400_000)
    said['last-visit'] = { value: { day: visited.toISOString().slice(0, 10) } }
  }
  if (sometimes(0.25)) said['one-word'] = { value: { written: true }, text: names[random.below(names.length)]! }
  if (sometimes(0.3)) said.anything = { value: { written: true }, text: remarks[random.below(remarks.length)]! }
  return said
}

/** Where in a district an invented person lives: most typed a postcode, and half of those where the forms were handed out. */
function seatOf(random: Generator, all: readonly Seats[]): Partial<Seats> {
  const typed = random.uniform() < 0.85
  const chances = all.map((seat, i) => [seat, i === 0 ? all.length : 1] as const)
  const seat = drawn(random, chances)
  return typed ? seat : {}
}

const names = ['The Rec', 'The Green', 'Bottom field', 'The swings', 'Long Meadow', 'The old quarry']
const remarks = [
  'The path by the pond floods every winter and prams cannot get through.',
  'Please keep some of it wild for the birds.',
  'More bins near the benches, and somebody to empty them.',
  'I would go in the evening if it were lit.',
  'There is nowhere to sit for an older person between the gate and the pond.',
  'The children love it. Thank you to those who look after it.',
  'Dogs off the lead frighten my son.',
  'A toilet that is open on Sundays would make all the difference.',
]

/** Answers of invented people to the practice form, from a seed of their own. */
export function waysAnswers(demo: Demo, consultationId: string, people: number, opened: number): BatchAnswer[] {
  const random = generator(seed)
  const living = generator(seed + 1)
  const seats = seatsByForum(demo)
  const districts = districtCensus.map(({ name, population }) => [name, population] as const)
  return Array.from({ length: people }, (_, i): BatchAnswer => {
    const ageBand = drawn(random, [
      ['16-29', 14],
      ['30-44', 24],
      ['45-64', 34],
      ['65+', 28],
      [null, 8],
    ] as const)
    const district = drawn(random, districts)
    const forums = forumsOf(demo, district)
    const receivedOn = demo.day(opened + random.below(40))
    const said = answersOf(random, {
      older: ageBand === '65+' || ageBand === '45-64',
      places: forums.map(({ id }) => id),
      day: receivedOn,
    })
    const answers = Object.fromEntries(
      Object.entries(said).map(([key, { value, text = '' }]) => [questionId(consultationId, key), { value, text }]),
    ) as FormAnswers
    return {
      ...plainAnswer,
      submissionKey: demo.id(`ways-submission-${i + 1}`),
      answers: {
        area: {
          kind: 'district',
          district: districtId(demo, district),
          forum: null,
          ...seatOf(
            living,
            forums.flatMap(({ id }) => seats.get(id) ?? []),
          ),
        },
        picks: [],
        none: false,
        somethingElse: '',
        order: null,
        why: '',
      },
      form: { version: 1, answers },
      channel: 'online',
      language: drawn(random, [
        ['en', 95],
        ['gu', 2],
        ['pl', 2],
        ['ur', 1],
      ]),
      receivedOn,
      monitoring: {
        ...noMonitoring,
        ageBand,
        sex: drawn(random, [
          ['female', 52],
          ['male', 42],
          [null, 6],
        ] as const),
        ethnicGroup: drawn(random, [
          ['white', 78],
          ['asian', 12],
          ['black', 2],
          ['mixed', 2],
          [null, 6],
        ] as const),
      },
    }
  })
}
