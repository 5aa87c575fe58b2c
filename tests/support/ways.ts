import type { Page } from '@playwright/test'
import type { QuestionPlan } from '../../app/consultations/form-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { waysSlug } from '../../db/demo/ways-to-ask.ts'
import { waysQuestions, waysTexts } from '../../db/demo/ways-to-ask-texts.ts'
import { finger, type Hands } from './hands.ts'
import { said, type Tongue } from './resident.ts'
import { expect, type Site } from './site.ts'

interface PlannedOption {
  id: string
  title: { en: string; ur: string }
}

/** Somebody answering the practice form, in one language, with their own hands. */
export function answering(page: Page, lang: Tongue = 'en', hands: Hands = finger) {
  const t = words(lang, 'asking')
  const shared = words(lang, 'consultations')
  const heading = page.getByRole('heading', { level: 1 })
  const plan = (key: string): QuestionPlan => waysQuestions.find((one) => one.key === key)!
  const title = (key: string) => {
    const question = said(plan(key).title, lang)
    return plan(key).required ? question : t('optional', { question })
  }
  const option = (key: string, id: string, list: 'options' | 'rows' | 'columns' = 'options') =>
    said((plan(key).config[list] as PlannedOption[]).find((one) => one.id === id)!.title, lang)
  const self = {
    page,
    hands,
    t,
    shared,
    heading,
    title,
    option,
    home: `/${lang}/consultations/${waysSlug}`,
    alert: page.getByRole('alert'),
    field: (name: string) => page.locator(`[name="q-${name}"]`),
    radio: (name: string) => page.getByRole('radio', { name, exact: true }),
    box: (name: string) => page.getByRole('checkbox', { name, exact: true }),
    goOn: () => hands.press(page.getByRole('button', { name: shared('continue') })),
    at: (key: string) => expect(heading).toHaveText(title(key)),
    async start() {
      await page.goto(self.home)
      await expect(heading).toHaveText(said(waysTexts.title, lang))
      await hands.press(page.getByRole('button', { name: shared('start.button') }))
      await expect(heading).toHaveText(t('where.title'))
      await hands.choose(self.radio(shared('question.unsaid')))
      await self.goOn()
      await self.at('travel')
    },
    /** Everything required, in the fewest steps, to the page where answers are checked. */
    async toCheck() {
      await self.start()
      await hands.choose(self.radio(option('travel', 'bus')))
      await self.goOn()
      await hands.write(self.field('journeys'), '4')
      await self.goOn()
      await hands.pick(self.field('park-first-1'), option('park-first', 'play'))
      await self.goOn()
      for (const id of ['lights', 'people', 'warden', 'sight']) {
        await self
          .field(`park-rank-${id}`)
          .selectOption({ index: ['lights', 'people', 'warden', 'sight'].indexOf(id) + 1 })
      }
      await self.goOn()
      await hands.choose(self.radio('7'))
      await self.goOn()
      for (const id of ['paths', 'grass', 'bins']) {
        const row = page.getByRole('group', { name: option('park-care', id, 'rows'), exact: true })
        await hands.choose(row.getByRole('radio', { name: option('park-care', 'well', 'columns'), exact: true }))
      }
      await self.goOn()
      const rest = ['park-views', 'park-pairs', 'park-ends', 'park-points', 'park-money', 'park-place']
      for (const key of [...rest, 'last-visit', 'one-word', 'anything']) {
        await self.at(key)
        await self.goOn()
      }
      await expect(heading).toHaveText(shared('check.title'))
    },
  }
  return self
}

/** What is stored of the newest answer to the practice form, by the key of the question. */
export const newestAnswer = (site: Site) =>
  site.withDb(async (db) => {
    const response = await db
      .selectFrom('response')
      .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
      .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
      .select(['response.id', 'response.status', 'response.language', 'form_version'])
      .where('slug', '=', waysSlug)
      .orderBy('ledger_seq', 'desc')
      .executeTakeFirst()
    if (!response) return undefined
    const rows = await db
      .selectFrom('response_answer as a')
      .innerJoin('form_question as q', 'q.id', 'a.question_id')
      .leftJoin('response_own_words as w', (join) =>
        join.onRef('w.response_id', '=', 'a.response_id').onRef('w.question_id', '=', 'a.question_id'),
      )
      .select(['q.key', 'a.value', 'w.body'])
      .where('a.response_id', '=', response.id)
      .execute()
    const answers = Object.fromEntries(rows.map(({ key, value, body }) => [key, body ?? JSON.parse(value)]))
    return { ...response, answers }
  })
