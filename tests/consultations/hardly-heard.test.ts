import { expect, test } from 'vitest'
import { sharesIn } from '../../app/consultations/coverage/coverage.ts'
import { hardlyHeard, type Reading } from '../../app/consultations/pages/results/reading.ts'

const targets = [
  { dimension: 'sex', category: 'female', people: 600 },
  { dimension: 'sex', category: 'male', people: 400 },
]
const nothing = { district: [], ageBand: [], ethnicGroup: [] }

/** A reading in which words show what they were given. */
const reading = (sex: { id: string; people: number | null }[], residents = sharesIn(targets, 'sex'), base = 100) =>
  ({
    paper: {
      results: { base, groups: { ...nothing, sex } },
      residents: { district: {}, ageBand: {}, ethnicGroup: {}, sex: residents },
    },
    list: (key: unknown, values: unknown) => (values ? JSON.stringify(values) : String(key)),
    locale: 'en-GB',
  }) as unknown as Reading

test('a group with less than half of its census share is named, with both shares of those who said', () => {
  const lines = hardlyHeard(
    reading(
      [
        { id: 'female', people: 85 },
        { id: 'male', people: 15 },
        { id: 'not-stated', people: 900 },
      ],
      undefined,
      1000,
    ),
  )
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { people: '15', base: '100', group: expect.any(String), share: '15%', census: '40%' },
  ])
})

test('who is in a group that is hidden has said so too', () => {
  const groups = [
    { id: 'female', people: 60 },
    { id: 'male', people: 15 },
    { id: 'other', people: null },
    { id: 'not-stated', people: 10 },
  ]
  expect(hardlyHeard(reading(groups)).map((line) => JSON.parse(line))).toMatchObject([
    { people: '15', base: '90', share: '17%' },
  ])
})

test('half of it is enough, and what is hidden or has no census says nothing', () => {
  expect(
    hardlyHeard(
      reading([
        { id: 'female', people: 80 },
        { id: 'male', people: 20 },
      ]),
    ),
  ).toEqual([])
  expect(
    hardlyHeard(
      reading([
        { id: 'female', people: 85 },
        { id: 'male', people: null },
      ]),
    ),
  ).toEqual([])
  expect(
    hardlyHeard(
      reading(
        [
          { id: 'female', people: 99 },
          { id: 'male', people: 1 },
        ],
        {},
      ),
    ),
  ).toEqual([])
})
