import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { answerTo } from '../../app/consultations/answering/answer-change.ts'
import type { Asked } from '../../app/consultations/answering/answer-forms.ts'
import { type Answers, noAnswers } from '../../app/consultations/answering/answers.ts'
import { responseData } from '../../app/consultations/answering/response-rights-store.server.ts'
import { submit, withdraw } from '../../app/consultations/answering/response-store.server.ts'
import { wardFigures } from '../../app/consultations/freezing/ward-figures.ts'
import { freezeWards, wardFiguresOf } from '../../app/consultations/freezing/ward-figures-store.server.ts'
import { areaAnswers } from '../../app/consultations/paper/paper-form-entry.ts'
import { readAreas } from '../../app/engagement/areas/area-file.ts'
import { saveAreas } from '../../app/engagement/areas/area-load-store.server.ts'
import { areasOn } from '../../app/engagement/areas/area-store.server.ts'
import { placesOn } from '../../app/engagement/areas/place-store.server.ts'
import { readPostcodeFile } from '../../app/engagement/areas/postcode-file.ts'
import {
  areasOfPostcode,
  replacePostcodes,
  seatAreasOn,
  seatsAmong,
} from '../../app/engagement/areas/postcode-store.server.ts'
import { areaKinds, seatKinds } from '../../app/engagement/register/register-entry.ts'
import { words } from '../../app/languages/words.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { type Db, write } from '../../db/connect.ts'
import { answersWith, givenConsultation, secret, whileOpen } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

const day = '2026-10-10'
const file = (...rows: string[]) => new TextEncoder().encode(['code,name,kind,within,people', ...rows].join('\n'))
const known = [
  { code: 'north', kind: 'district' },
  { code: 'south', kind: 'district' },
]

test('a ward names the one district it lies in, and what is wrong is told by row and column', () => {
  const read = readAreas(
    file(
      'W1,Quay,ward,,1',
      'W2,Quay,ward,north south,1',
      'W3,Quay,ward,W9,1',
      'V1,Hill,division,W1,x',
      'W4,Moor,ward,V2 north,1',
      'V2,Moor,division,south,1',
    ),
    known,
  )
  if (read.ok) throw new Error('read')
  expect(read.troubles.map(({ row, column, key }) => `${row} ${column} ${key}`)).toEqual([
    '2 within no_district',
    '3 within no_district',
    '4 within unknown',
    '4 within no_district',
    '5 people people',
    '5 within not_larger',
    '5 within no_district',
  ])
  const t = words('en', 'areas')
  for (const { key, values } of read.troubles) expect(t(`errors.${key}`, values)).not.toMatch(/\{\{|errors\./)
})

test('a postcode tells a ward where it lies in one for sure, and choosing from the list tells none', () => {
  const seats = new Map([
    ['w1', { kind: 'ward' as const }],
    ['w2', { kind: 'ward' as const }],
    ['v1', { kind: 'division' as const }],
  ])
  expect(seatsAmong(['north', 'w1', 'v1'], seats)).toEqual({ ward: 'w1', division: 'v1' })
  expect(seatsAmong(['north', 'w1', 'w2', 'v1'], seats)).toEqual({ division: 'v1' })

  const asked: Asked = { options: [], picksMax: 1, districts: new Map([['north', ['hill', 'dale']]]) }
  const typed: Asked = { ...asked, postcode: ['north', 'w1'], seats: { ward: 'w1' } }
  const step = (of: 'area' | 'forum', sent: Record<string, string>, answers: Answers, how: Asked): Answers => {
    const fields = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]]))
    return answerTo(of, fields, answers, how).value!(answers)
  }
  const found = step('area', { postcode: 'ZZ1 1AA' }, noAnswers, typed)
  expect(found.area).toEqual({ kind: 'district', district: 'north', forum: null, ward: 'w1' })
  const inHill = step('forum', { forum: 'hill' }, found, asked)
  expect(inHill.area).toEqual({ kind: 'district', district: 'north', forum: 'hill', ward: 'w1' })
  // Looking at the question again changes nothing; another part, or a postcode of no ward, takes the ward away.
  expect(step('area', { area: 'district:north' }, inHill, asked)).toEqual(inHill)
  expect(step('forum', { forum: 'dale' }, inHill, asked).area).toEqual({
    kind: 'district',
    district: 'north',
    forum: 'dale',
  })
  expect(step('area', { postcode: 'ZZ1 1AB' }, inHill, { ...asked, postcode: ['north'], seats: {} }).area).toEqual({
    kind: 'district',
    district: 'north',
    forum: 'hill',
  })
  expect(step('area', { area: 'district:north' }, noAnswers, asked).area).not.toHaveProperty('ward')
  // A postcode that was written on paper is the same answer.
  expect(areaAnswers({ area: 'north', part: { forum: 'hill', ward: 'w1' } })).toEqual({
    ...noAnswers,
    area: inHill.area,
  })
})

test('figures of a ward are rounded, and told from ten people on; what they chose from thirty on', () => {
  const rule = { minCell: 10, minBasePct: 30, roundTo: 5 }
  const chose = (...people: number[]) => people.map((of, i) => ({ option: 'abcde'[i]!, people: of }))
  const figures = wardFigures(
    'e',
    {
      seats: [
        { id: 'w1', kind: 'ward', people: 62, chose: chose(9, 41, 27, 13, 28) },
        { id: 'w2', kind: 'ward', people: 29, chose: chose(20, 20, 20) },
        { id: 'w3', kind: 'ward', people: 9, chose: chose(9) },
        { id: 'v1', kind: 'division', people: 40, chose: chose(12, 9, 9) },
        { id: 'v2', kind: 'division', people: 31, chose: chose(9, 9, 9) },
      ],
      districts: [
        { id: 'north', people: 212, known: 133 },
        { id: 'south', people: 40, known: 4 },
      ],
    },
    // A practice that publishes counts of districts as they are.
    { ...rule, roundTo: 1 },
  )
  expect(figures.rule).toEqual(rule)
  expect(figures.seats).toEqual([
    {
      id: 'w1',
      kind: 'ward',
      people: 60,
      first: [
        { option: 'b', people: 40 },
        { option: 'e', people: 30 },
        { option: 'c', people: 25 },
      ],
    },
    { id: 'w2', kind: 'ward', people: 30, first: null },
    { id: 'w3', kind: 'ward', people: null, first: null },
    { id: 'v1', kind: 'division', people: 40, first: [{ option: 'a', people: 10 }] },
    { id: 'v2', kind: 'division', people: 30, first: [] },
  ])
  expect(figures.districts).toEqual([
    { id: 'north', people: 210, known: 135 },
    { id: 'south', people: 40, known: null },
  ])
})

describe.each(dialects)('wards on $name', ({ fresh }) => {
  let db: Db
  let asked: Awaited<ReturnType<typeof givenConsultation>>
  const idOf = async (code: string) => (await areasOn(db, day, areaKinds)).find((area) => area.code === code)!.id
  beforeAll(async () => {
    db = await fresh()
    asked = await givenConsultation(db)
    const read = readAreas(
      file(
        'E05000001,Canalside,ward,north,8000',
        'E05000002,Moorside,ward,north E58000001,',
        'E58000001,Canal and Moor,division,north,',
      ),
      await areasOn(db, day, areaKinds),
    )
    if (!read.ok) throw new Error(JSON.stringify(read.troubles))
    expect(await write(db, (tx) => saveAreas(tx, read.value, day))).toEqual({ added: 3, changed: 0 })
  })
  afterAll(() => db.destroy())

  test('exercises are about the areas they were about; a ward stands beside them', async () => {
    expect((await areasOn(db, day)).map(({ kind }) => kind)).not.toContain('ward')
    expect((await placesOn(db, day)).map(({ kind }) => kind)).not.toContain('division')
    const seats = await areasOn(db, day, seatKinds)
    expect([...new Set(seats.map(({ name, kind }) => `${kind} ${name}`))].sort()).toEqual([
      'division Canal and Moor',
      'ward Canalside',
      'ward Moorside',
    ])
    const again = readAreas(file('E05000001,Canalside and Locks,ward,south,'), await areasOn(db, day, areaKinds))
    if (!again.ok) throw new Error('not read')
    expect(await write(db, (tx) => saveAreas(tx, again.value, day))).toEqual({ added: 0, changed: 1 })
    const back = readAreas(file('E05000001,Canalside,ward,north,'), await areasOn(db, day, areaKinds))
    if (back.ok) await write(db, (tx) => saveAreas(tx, back.value, day))
  })

  test('the directory of postcodes keeps ward and division, and drops the rest of what it says', async () => {
    const directory = [
      'pcds,doterm,lad25cd,wd25cd,ced25cd,lat',
      'ZZ1 1AA,,E07000001,E05000001,E58000001,52',
      'ZZ1 1AB,,E07000001,E05000002,E58000099,52',
      'ZZ1 1AD,,E07000001,E05000099,,52',
    ].join('\n')
    async function* chunks() {
      yield new TextEncoder().encode(directory)
    }
    const troubles: string[] = []
    const read = await readPostcodeFile(chunks(), await areasOn(db, day, areaKinds), ({ key }) => troubles.push(key))
    expect(troubles).toEqual([])
    await write(db, (tx) => replacePostcodes(tx, read.areas, 'made up', day))
    const seats = await seatAreasOn(db, day)
    const at = async (postcode: string) => {
      const areas = await areasOfPostcode(db, postcode, day)
      const { ward, division } = seatsAmong(areas, seats)
      return [areas.includes('north'), seats.get(ward ?? '')?.name, seats.get(division ?? '')?.name]
    }
    expect(await at('ZZ11AA')).toEqual([true, 'Canalside', 'Canal and Moor'])
    // The division is found by the ward that lies in it.
    expect(await at('ZZ11AB')).toEqual([true, 'Moorside', 'Canal and Moor'])
    expect(await at('ZZ11AD')).toEqual([false, undefined, undefined])
  })

  test('an answer keeps its ward however it came, its writer is shown it, and it goes with the answer', async () => {
    const [ward, division] = [await idOf('E05000001'), await idOf('E58000001')]
    const answers = {
      ...answersWith(asked.optionIds, 'a'),
      area: { ...answersWith(asked.optionIds).area!, ward, division },
    }
    const submissionKey = randomUUID()
    const submission = { consultationId: asked.id, submissionKey, answers, seed: 1, language: 'en' }
    await write(db, (tx) => submit(tx, secret, submission, whileOpen))
    const paper = randomUUID()
    const one = { ...plainAnswer, answers, channel: 'paper' as const, language: 'en', receivedOn: day }
    await write(db, (tx) => addAnswers(tx, secret, asked.id, [{ ...one, submissionKey: paper }]))
    const rowOf = (key: string) =>
      db
        .selectFrom('response')
        .select(['id', 'district_id', 'forum_id', 'ward_id', 'division_id', 'status'])
        .where('submission_key', '=', key)
        .executeTakeFirstOrThrow()
    const { id, status: _, ...place } = await rowOf(submissionKey)
    expect(place).toEqual({ district_id: 'north', forum_id: 'hill', ward_id: ward, division_id: division })
    expect(await rowOf(paper)).toMatchObject(place)
    const { answer } = await responseData(db, id)
    expect(answer).toMatchObject({ district: 'north', forum: 'hill', ward: 'Canalside', division: 'Canal and Moor' })
    await write(db, (tx) => withdraw(tx, secret, referenceFor(secret, submissionKey), whileOpen))
    expect(await rowOf(submissionKey)).toMatchObject({ ward_id: null, division_id: null, status: 'withdrawn' })
  })

  test('what a ward said is frozen once, of counted answers alone, and its hash stands in the ledger', async () => {
    const [ward, division] = [await idOf('E05000001'), await idOf('E58000001')]
    const second = await givenConsultation(db, { slug: 'second' })
    const entries = async () => (await db.selectFrom('ledger').select('type').execute()).map(({ type }) => type)
    const answer = (n: number, place: object, status: 'counted' | 'late' = 'counted') =>
      Array.from({ length: n }, (_, i) => ({
        ...plainAnswer,
        submissionKey: randomUUID(),
        answers: {
          ...answersWith(second.optionIds, ...(i % 2 ? ['b', 'a'] : ['b'])),
          area: { ...answersWith(second.optionIds).area!, ...place },
        },
        channel: 'online' as const,
        language: 'en',
        receivedOn: day,
        status,
      }))
    const about = { exerciseId: second.exerciseId, consultationId: second.id }
    await write(db, (tx) => addAnswers(tx, secret, second.id, answer(20, {})))
    await write(db, (tx) => freezeWards(tx, about, whileOpen))
    // Nobody's ward is known: nothing is written.
    expect((await wardFiguresOf(db, [second.exerciseId])).size).toBe(0)
    expect(await entries()).not.toContain('wards.frozen')
    await write(db, (tx) =>
      addAnswers(tx, secret, second.id, [...answer(42, { ward, division }), ...answer(9, { ward, division }, 'late')]),
    )
    await write(db, (tx) => freezeWards(tx, about, whileOpen))
    expect((await wardFiguresOf(db, [second.exerciseId])).get(second.exerciseId)).toMatchObject({
      districts: [{ id: 'north', people: 60, known: 40 }],
      seats: [
        {
          id: ward,
          kind: 'ward',
          people: 40,
          first: [
            { option: second.optionIds.b, people: 40 },
            { option: second.optionIds.a, people: 20 },
          ],
        },
        { id: division, kind: 'division', people: 40 },
      ],
    })
    expect((await entries()).filter((type) => type === 'wards.frozen')).toHaveLength(1)
  })
})
