import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recruitingOf } from '../../app/juries/commission/preparation-store.server.ts'
import type { JuryAsk } from '../../app/juries/jury-access.server.ts'
import type { Jury } from '../../app/juries/jury-store.server.ts'
import { saveWording, wordsField } from '../../app/juries/targets/criterion-wording.server.ts'
import {
  bodyOf,
  criteriaSaid,
  criterionAsked,
  furtherLanguages,
  lackingLanguages,
  typedTexts,
} from '../../app/juries/targets/criterion-words.server.ts'
import { criterionWordsOf } from '../../app/juries/targets/criterion-words-store.server.ts'
import { type Criterion, type Dimension, dimensions } from '../../app/juries/targets/target.ts'
import { criteriaOf, saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { languages, words } from '../../app/languages/words.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, sittingJury } from './jury.ts'

const criterion = (name: string, values: string[], more: Partial<Criterion> = {}): Criterion => ({
  id: name.toLowerCase(),
  name,
  dimension: null,
  reason: '',
  targets: values.map((value) => ({ value, minimum: 0, maximum: 3, minFlex: null, maxFlex: null, note: '' })),
  ...more,
})
const travel = criterion('How do you mostly travel?', ['On foot', 'Bus / Train', 'No'], { id: 'travel' })
const asked = (one: Criterion, lang: string, typed = new Map()) =>
  criterionAsked(one, { words: (area) => words(lang, area), lang, typed })

describe('what a criterion is called', () => {
  test('a name and values that the product knows are asked in its words, in every language', () => {
    const known: [Criterion, Dimension, string, string][] = [
      [criterion('Sex', ['female', 'Male']), 'sex', 'female', 'Female'],
      [criterion('Ethnic group', ['White', 'Asian or Asian British']), 'ethnic_group', 'White', 'White'],
      [criterion('Religion or belief', ['Christian', 'No religion']), 'religion', 'No religion', 'No religion'],
      [criterion('Health and disability', ['Yes a lot', 'No']), 'disability', 'Yes a lot', 'Yes a lot'],
    ]
    for (const [typed, dimension, value, own] of known) {
      expect(typedTexts(typed), typed.name).toEqual([])
      for (const { code } of languages()) {
        const product = asked({ ...typed, dimension }, code)
        expect(asked(typed, code).title, `${typed.name} in ${code}`).toEqual(product.title)
        expect(asked(typed, code).value(value)).toEqual(product.value(own))
        expect(typeof asked(typed, code).value(value)).toBe('string')
      }
    }
  })

  test('every margin of the census has a question, a short name and values in every language', () => {
    for (const { code } of languages()) {
      const seen = dimensions.map((dimension) => {
        const { title, short } = asked(criterion('x', [], { dimension }), code)
        for (const text of [title, short]) expect(bodyOf(text), `${dimension} in ${code}`).not.toMatch(/^$|^[a-z_]+\./)
        return bodyOf(title)
      })
      expect(new Set(seen).size).toBe(dimensions.length)
    }
    expect(asked(criterion('x', [], { dimension: 'religion' }), 'pl').value('No religion')).toBe(
      words('pl', 'characteristics')('religion.no-religion'),
    )
    expect(asked(criterion('x', [], { dimension: 'disability' }), 'pl').value('Yes not at all')).toBe(
      words('pl', 'characteristics')('groups.disability.yes-not-at-all'),
    )
  })

  test('what it does not know is typed: parts of what was merged each by themselves, a plain yes or no never', () => {
    expect(typedTexts(travel)).toEqual(['How do you mostly travel?', 'On foot', 'Bus', 'Train'])
    expect(typedTexts(criterion('District', ['Melton'], { dimension: 'district' }))).toEqual([])
    // Other groups than those of the product: its question would not fit them.
    expect(typedTexts(criterion('Sex', ['Women', 'Men'], { reason: 'Half and half' }))).toEqual([
      'Sex',
      'Half and half',
      'Women',
      'Men',
    ])
  })

  test('without words for a language it stands in English and says so; with them it is marked as that language', () => {
    const plain = asked(travel, 'ur')
    expect(plain.title).toEqual({ body: travel.name, language: 'en', checked: false })
    expect(plain.value('No')).toBe(words('ur', 'registration')('no'))
    const typed = new Map([
      [
        'ur',
        new Map([
          [
            'travel',
            new Map([
              [travel.name, 'سفر؟'],
              ['Bus', 'بس'],
              ['Train', 'ریل'],
            ]),
          ],
        ]),
      ],
    ])
    const said = asked(travel, 'ur', typed)
    expect(said.title).toEqual({ body: 'سفر؟', language: 'ur', checked: false })
    expect(said.value('Bus / Train')).toMatchObject({
      body: `بس${words('ur', 'registration')('values.or')}ریل`,
      language: 'ur',
    })
    expect(said.value('On foot')).toMatchObject({ body: 'On foot', language: 'en' })
    const given = { words: (area: string) => words('ur', area), lang: 'ur', typed }
    expect(criteriaSaid([travel], given)).toMatchObject({
      [travel.name]: { body: 'سفر؟', language: 'ur' },
      No: { body: words('ur', 'registration')('no') },
    })
    expect(criteriaSaid([travel], given)).not.toHaveProperty('On foot')
  })
})

describe.each(dialects)('words of a criterion are kept on $name', ({ fresh }) => {
  let db: Db
  let jury: Jury
  const managing = { personId: 'manager', grants: [{ role: 'jury_manager', scopeId: null }] }
  const ask = () =>
    ({
      db,
      now,
      params: { slug: jury.slug },
      actor: managing,
      words: (area: string) => words('en', area),
    }) as unknown as JuryAsk
  const say = (language: string, said: Record<string, string>) =>
    saveWording(ask(), 'travel', {
      language: [language],
      ...Object.fromEntries(
        typedTexts(travel).map((text) => [wordsField(language, text), [said[text] ?? '']] as const),
      ),
    })
  beforeEach(async () => {
    db = await fresh()
    jury = (await sittingJury(db, { jurors: 0, statements: 0, seats: 3 })).jury
    await write(db, (tx) => saveTargets(tx, jury.id, [travel]))
  })
  afterEach(() => db.destroy())
  const lacking = async () => lackingLanguages(travel, await criterionWordsOf(db, jury.id)).map(({ code }) => code)

  test('letters wait until every language has them, and files and targets keep what was typed', async () => {
    const all = furtherLanguages().map(({ code }) => code)
    expect(await lacking()).toEqual(all)
    expect((await recruitingOf(db, jury)).blocks).toContain('words')
    const whole = Object.fromEntries(typedTexts(travel).map((text) => [text, `~${text}`]))
    for (const code of all) expect(await say(code, whole)).toEqual([])
    expect(await lacking()).toEqual([])
    expect((await recruitingOf(db, jury)).blocks).not.toContain('words')
    expect(await criteriaOf(db, jury.id)).toEqual([travel])
    // One word taken away, one value renamed: each is missing again.
    expect(await say('pl', { ...whole, Bus: '' })).toEqual([])
    expect(await lacking()).toEqual(['pl'])
    await write(db, (tx) => saveTargets(tx, jury.id, [criterion(travel.name, ['On foot', 'Car'], { id: 'travel' })]))
    const [changed] = await criteriaOf(db, jury.id)
    expect(lackingLanguages(changed!, await criterionWordsOf(db, jury.id)).map(({ code }) => code)).toEqual(all)
  })

  test('each change is in the ledger with its words; too long ones and unknown languages are refused by field', async () => {
    await say('pl', { Bus: 'Autobus' })
    expect(await say('pl', { Bus: 'x'.repeat(201) })).toMatchObject([{ field: wordsField('pl', 'Bus') }])
    expect(await say('xx', { Bus: 'Bus' })).toMatchObject([{ field: 'words' }])
    const rows = await db
      .selectFrom('ledger as l')
      .innerJoin('ledger_opening as o', 'o.seq', 'l.seq')
      .select('o.payload')
      .where('l.type', '=', 'jury.criterion-worded')
      .execute()
    expect(rows.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { jury: jury.slug, criterion: travel.name, language: 'pl', words: { Bus: 'Autobus', Train: '' } },
    ])
  })

  test('they go with their criterion', async () => {
    await say('pl', { Bus: 'Autobus' })
    await write(db, (tx) => saveTargets(tx, jury.id, []))
    expect(await db.selectFrom('jury_criterion_words').selectAll().execute()).toEqual([])
  })
})
