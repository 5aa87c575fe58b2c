import type { Page } from '@playwright/test'
import type { Translations } from '../../app/consultations/flagship.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { words } from '../../app/languages/words.server.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { inMoreLanguages } from '../../db/demo/more-languages.ts'
import { priorities } from '../../db/demo/partnership.ts'
import { finger, type Hands } from './hands.ts'
import { expect, type Site } from './site.ts'

/** The demonstration's open consultation. */
export const openSlug = 'what-next'
export type Tongue = 'en' | 'gu' | 'pa' | 'pl' | 'ur'

export function option(key: string, lang: Tongue): string {
  const { en, ur } = priorities.find((p) => p.key === key)!
  return said({ en, ur }, lang)
}

/** A text of the consultation in one language; one that is missing is an error of the demonstration. */
export function said(text: Translations, lang: Tongue): string {
  const found = inMoreLanguages(text)[lang]
  if (!found) throw new Error(`“${text.en}” is missing in ${lang}`)
  return found
}
const place = { district: 'Charnwood' }

/** Ten characters without look-alikes, in groups. */
const referenceForm = /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$/

/** Somebody answering the open consultation, in one language, with their own hands. */
export function resident(page: Page, lang: Tongue = 'en', hands: Hands = finger) {
  const t = words(lang, 'consultations')
  const questions = whatNextTexts.questions
  const heading = page.getByRole('heading', { level: 1 })
  const goOn = () => hands.press(page.getByRole('button', { name: t('continue') }))
  const box = (key: string) => page.getByRole('checkbox', { name: option(key, lang), exact: true })
  const radio = (name: string) => page.getByRole('radio', { name, exact: true })
  const self = {
    page,
    t,
    heading,
    goOn,
    box,
    radio,
    date: (iso: string) => formatDate(iso, lang === 'en' ? 'en-GB' : lang),
    home: `/${lang}/consultations/${openSlug}`,

    async start() {
      await page.goto(self.home)
      await expect(heading).toHaveText(said(whatNextTexts.title, lang))
      await hands.press(page.getByRole('button', { name: t('start.button') }))
      await expect(heading).toHaveText(said(questions.area.title, lang))
    },
    async sayWhere() {
      await hands.choose(radio(place.district))
      await goOn()
      await expect(heading).toHaveText(t('question.forum', { district: place.district }))
      await hands.choose(radio(t('question.unsure')))
      await goOn()
      await expect(heading).toHaveText(said(questions.pick.title, lang))
    },
    async tick(...keys: string[]) {
      for (const key of keys) await hands.choose(box(key))
    },
    /** Gives each option a place, in this order. */
    async order(...keys: string[]) {
      for (const [i, key] of keys.entries()) {
        const group = page.getByRole('group', { name: option(key, lang) })
        await hands.choose(group.getByRole('radio', { name: t(`places.${i + 1}`), exact: true }))
      }
      await goOn()
    },
    async toCheck(...keys: string[]) {
      await self.start()
      await self.sayWhere()
      await self.tick(...keys)
      await goOn()
      if (keys.length > 1) await self.order(...keys)
      await expect(heading).toHaveText(t('question.why_optional', { question: said(questions.why.title, lang) }))
      await goOn()
      await expect(heading).toHaveText(t('check.title'))
    },
    async send() {
      await hands.press(page.getByRole('button', { name: t('check.send') }))
      await expect(heading).toHaveText(t('sent.title'))
      return self.reference()
    },
    /** The reference that the page shows, read as a person would: once, in its form. */
    async reference(): Promise<string> {
      const shown = (await page.locator('main').innerText()).match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/g) ?? []
      expect(new Set(shown).size).toBe(1)
      expect(shown[0]).toMatch(referenceForm)
      return shown[0]!
    },
  }
  return self
}

/** How many answers the open consultation has, and the choices of the newest under a submission key. */
export const answersStored = (site: Site) =>
  site.withDb(async (db) => {
    const { n } = await db
      .selectFrom('response')
      .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
      .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('exercise.slug', '=', openSlug)
      .executeTakeFirstOrThrow()
    return Number(n)
  })

/** Moves the open consultation's first and last day, from today, for as long as `work` lasts. */
export async function whileOpen(site: Site, from: number, until: number, work: () => Promise<void>): Promise<void> {
  const read = () =>
    site.withDb((db) =>
      db
        .selectFrom('exercise')
        .select(['opens_on', 'closes_on'])
        .where('slug', '=', openSlug)
        .executeTakeFirstOrThrow(),
    )
  const set = (days: { opens_on: string | null; closes_on: string | null }) =>
    site.withDb((db) => db.updateTable('exercise').set(days).where('slug', '=', openSlug).execute())
  const planned = await read()
  const today = londonDay(new Date())
  await set({ opens_on: addDays(today, from), closes_on: addDays(today, until) })
  try {
    await work()
  } finally {
    await set(planned)
  }
}
