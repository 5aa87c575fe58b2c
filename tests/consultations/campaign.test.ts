import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addAnswers,
  type BatchAnswer,
  plainAnswer,
} from '../../app/consultations/answering/answer-batch-store.server.ts'
import { campaignsIn, type Told } from '../../app/consultations/guarding/campaign.ts'
import { campaignsOf, markCampaigns } from '../../app/consultations/guarding/campaign-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { answersWith, givenConsultation, secret, whileOpen } from './given.ts'

const letter = 'Please keep the bus to our village running because my mother cannot reach the hospital without it'
const told = (id: string, words: string, picks: string[] = [], day = '2026-10-10'): Told => ({
  id,
  words,
  picks,
  day,
  online: true,
})
/** Ordinary answers: each with words of its own and choices that vary. */
const ordinary = (n: number): Told[] =>
  Array.from({ length: n }, (_, i) => {
    const picks = [`o${i % 7}`, `o${(i * 3 + 1) % 7}`, `o${(i * 5 + 2) % 7}`]
    const words = `In street number ${i} we would like ${i % 13} benches and ${i % 17} trees near house ${i * 31}`
    return told(`own-${i}`, words, picks, `2026-10-${String(1 + (i % 29)).padStart(2, '0')}`)
  })

test('the same words from five people are one campaign, spelt and pointed as they may be', () => {
  const copies = [
    letter,
    letter.toUpperCase(),
    `${letter}!!!`,
    `  ${letter.replaceAll(' ', '  ')}`,
    `${letter} Thank you`,
  ]
  const found = campaignsIn([...ordinary(300), ...copies.map((words, i) => told(`copy-${i}`, words))])
  expect(found).toEqual([{ kind: 'words', members: ['copy-0', 'copy-1', 'copy-2', 'copy-3', 'copy-4'] }])
})

test('a letter in which each person changes a few words is still one', () => {
  const people = ['mother', 'father', 'uncle', 'neighbour', 'sister', 'friend']
  const copies = people.map((who) =>
    told(who, `${letter.replace('mother', who)} and neither can I on most days of the week`),
  )
  expect(campaignsIn([...ordinary(300), ...copies])).toEqual([{ kind: 'words', members: people.toSorted() }])
})

test('four with the same words, and many with the same short ones, are neighbours who agree', () => {
  const four = Array.from({ length: 4 }, (_, i) => told(`four-${i}`, letter))
  const short = Array.from({ length: 40 }, (_, i) => told(`short-${i}`, 'More buses please'))
  expect(campaignsIn([...ordinary(300), ...four, ...short])).toEqual([])
})

test('the same choices in a burst on one day are found; those that are popular every day are not', () => {
  const burst = Array.from({ length: 60 }, (_, i) => told(`burst-${i}`, '', ['o9', 'o8', 'o7'], '2026-10-15'))
  const popular = Array.from({ length: 560 }, (_, i) =>
    told(`popular-${i}`, '', ['o1', 'o2', 'o3'], `2026-10-${String(1 + (i % 28)).padStart(2, '0')}`),
  )
  const found = campaignsIn([...ordinary(600), ...popular, ...burst])
  expect(found).toEqual([{ kind: 'burst', members: burst.map(({ id }) => id).sort() }])
})

test('twenty thousand answers with nothing in common hold no campaign', () => {
  expect(campaignsIn(ordinary(20_000))).toEqual([])
})

describe.each(dialects)('marking campaigns on $name', ({ fresh }) => {
  let db: Db
  beforeAll(async () => {
    db = await fresh()
  })
  afterAll(() => db.destroy())

  test('marks and shows them, keeps what a file had marked, and counts everybody as before', async () => {
    const asked = await givenConsultation(db)
    const answer = (why: string, cluster: string | null = null): BatchAnswer => ({
      ...plainAnswer,
      submissionKey: randomUUID(),
      answers: { ...answersWith(asked.optionIds, 'a', 'b'), why },
      channel: 'online',
      language: 'en',
      cluster,
      receivedOn: '2026-10-10',
    })
    const batch = [
      ...Array.from({ length: 6 }, () => answer(letter)),
      ...Array.from({ length: 3 }, () => answer('', 'from-file')),
      answer('A sentence of my own that is quite unlike all of the others here'),
    ]
    await write(db, (tx) => addAnswers(tx, secret, asked.id, batch))
    await db.insertInto('person').values(person).execute()
    const by = { consultationId: asked.id, exerciseId: asked.exerciseId, personId: person.id }
    for (const _ of ['first', 'again']) expect(await write(db, (tx) => markCampaigns(tx, by, whileOpen))).toBe(1)
    const day = { first: '2026-10-10', last: '2026-10-10' }
    expect(await campaignsOf(db, asked.id, new Set())).toEqual([
      { mark: 'words-001', kind: 'words', people: 6, words: letter, ...day },
      { mark: 'from-file', kind: 'file', people: 3, words: '', ...day },
    ])
    const counted = await db.selectFrom('response').select('id').where('status', '=', 'counted').execute()
    expect(counted).toHaveLength(10)
  })

  const person = {
    id: 'analyst',
    email: 'analyst@example.org',
    label: 'Analyst',
    organisation_id: null,
    created_at: '2026-09-01T10:00:00Z',
    disabled_at: null,
  }
})
