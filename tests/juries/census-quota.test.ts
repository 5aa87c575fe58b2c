import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { furtherGroupNames, furtherGroups } from '../../app/consultations/equality/characteristics.ts'
import type { JuryAsk } from '../../app/juries/jury-access.server.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import { countedIn, marginOf } from '../../app/juries/targets/census-store.server.ts'
import { criterionAsked, typedTexts } from '../../app/juries/targets/criterion-words.server.ts'
import { isSensitive } from '../../app/juries/targets/target.ts'
import { criteriaOf } from '../../app/juries/targets/target-store.server.ts'
import { addFromCensus, changeTargets } from '../../app/juries/targets/targeting.server.ts'
import { languages, words } from '../../app/languages/words.server.ts'
import type { Db } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, sittingJury } from './jury.ts'

describe.each(dialects)('quotas from whatever the census holds, on $name', ({ fresh }) => {
  let db: Db
  let jury: Jury
  const t = (area: string) => words('en', area)
  const add = (dimension: string) => {
    const actor = { personId: 'manager', grants: [{ role: 'jury_manager', scopeId: null }] }
    const ask = { db, now, params: { slug: jury.slug }, actor, words: t } as unknown as JuryAsk
    return changeTargets(
      ask,
      'added a criterion',
      addFromCensus({ dimension: [dimension], room: ['1'] }, t('recruitment')),
    )
  }
  beforeEach(async () => {
    db = await fresh()
    jury = (await sittingJury(db, { jurors: 0, statements: 0, seats: 20 })).jury
    const set = { id: 'counties', name: 'Counties', kind: 'county' as const, valid_from: '2000-01-01', valid_to: null }
    await db.insertInto('area_set').values(set).execute()
    const area = {
      id: 'county',
      area_set_id: 'counties',
      code: 'E10000018',
      name: 'County',
      population: null,
      name_note: null,
    }
    await db.insertInto('area').values(area).execute()
    // In no order of theirs, so that it has to be put right.
    const figures = furtherGroupNames
      .filter((dimension) => dimension !== 'orientation')
      .flatMap((dimension) =>
        [...furtherGroups[dimension]].reverse().map((category, i) => ({ dimension, category, i })),
      )
    await db
      .insertInto('census_figure')
      .values([
        ...figures.map(({ i, ...figure }) => ({
          ...figure,
          area_id: 'county',
          people: 1000 * (i + 1),
          source: 'Census',
        })),
        { area_id: 'county', dimension: 'orientation', category: 'straight', people: 0, source: 'Census' },
      ])
      .execute()
  })
  afterEach(() => db.destroy())

  test('every further characteristic with figures is offered, in the order of the census; one without people is not', async () => {
    expect(await countedIn(db, 'county')).toEqual(furtherGroupNames.filter((one) => one !== 'orientation'))
    expect((await marginOf(db, 'county', 'religion')).shares.map(({ value }) => value)).toEqual([
      'No religion',
      'Christian',
      'Buddhist',
      'Hindu',
      'Jewish',
      'Muslim',
      'Sikh',
      'Other religion',
    ])
    expect(await add('age')).toMatchObject([{ field: 'dimension' }])
  })

  test('seats follow its shares, and people are asked in the words of the product in every language', async () => {
    for (const dimension of ['disability', 'religion', 'gender', 'pregnancy', 'partnership']) {
      expect(await add(dimension), dimension).toEqual([])
    }
    const criteria = await criteriaOf(db, jury.id)
    // 5,000 to 1,000 of 15,000 residents, shared out over 20 seats, with room for one.
    expect(criteria[0]!.targets.map(({ value, minimum, maximum }) => [value, minimum, maximum])).toEqual([
      ['Yes', 6, 8],
      ['Yes a lot', 4, 6],
      ['Yes a little', 3, 5],
      ['Yes not at all', 2, 4],
      ['No', 0, 2],
    ])
    for (const criterion of criteria) {
      expect(typedTexts(criterion)).toEqual([])
      for (const { code } of languages()) {
        const asked = criterionAsked(criterion, { words: (area) => words(code, area), lang: code, typed: new Map() })
        const said = criterion.targets.map(({ value }) => asked.value(value))
        for (const text of said)
          expect(text, `${criterion.name} in ${code}`).toEqual(expect.stringMatching(/^(?![a-z_]+\.).+/))
        expect(new Set(said).size).toBe(said.length)
      }
    }
  })

  test('what the law protects further is known as such, and what a manager types may be any of it', () => {
    expect(['disability', 'religion', 'ethnic_group', null].map((one) => isSensitive(one as 'religion'))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect([isSensitive('age'), isSensitive('district')]).toEqual([false, false])
  })
})
