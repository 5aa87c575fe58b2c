import type { Page } from '@playwright/test'
import { letterCode } from '../../app/juries/letters/invitation-store.server.ts'
import { isolated } from '../../app/languages/isolated.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { settings } from '../../app/server/settings.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { expect, expectAccessible, type Site } from './site.ts'

export const recruitingSlug = 'getting-about'
const juryId = 'demo-jury-recruiting'

/** The code that stands in a letter of the demonstration. */
export const codeOfLetter = (number: number): string => letterCode(settings().SECRET, juryId, number)

/** How many have registered under statuses and sources, by household. */
export const applications = (site: Site) =>
  site.withDb((db) =>
    db
      .selectFrom('jury_application')
      .select(['id', 'status', 'source_type', 'household', 'eligible', 'why_not', 'language', 'submission_key'])
      .where('jury_id', '=', juryId)
      .where('submission_key', 'not like', 'demo-%')
      .execute(),
  )

const demonstrations = { slug: recruitingSlug, area: 'Leicestershire', district: 'Melton' }

/** Somebody registering for a jury in one language: for the demonstration's where no other is named. */
export function registrant(page: Page, lang = 'en', jury = demonstrations) {
  const t = words(lang, 'registration')
  const locale = lang === 'en' ? 'en-GB' : lang
  const heading = page.getByRole('heading', { level: 1 })
  const goOn = () => page.getByRole('button', { name: t('continue') }).click()
  const values = { age: 16, area: isolated(jury.area, languageOf(lang)!) }
  const self = {
    page,
    t,
    heading,
    goOn,
    home: `/${lang}/register/${jury.slug}`,
    async start(code: string) {
      await page.goto(self.home)
      await page.getByLabel(t('start.code')).fill(code)
      await page.getByRole('button', { name: t('start.button') }).click()
    },
    async answer(question: string, said: 'yes' | 'no') {
      await expect(heading).toHaveText(t(`eligibility.${question}.title`, values))
      await page.getByRole('radio', { name: t(said), exact: true }).check()
      await goOn()
    },
    async eligible() {
      for (const question of ['age', 'area']) await self.answer(question, 'yes')
      for (const question of ['office', 'commissioner', 'interest', 'served']) await self.answer(question, 'no')
    },
    async allDays() {
      await expect(heading).toHaveText(t('dates.title'))
      for (const box of await page.getByRole('checkbox').all()) {
        if ((await box.getAttribute('value')) !== 'none') await box.check()
      }
      await goOn()
    },
    async consent() {
      await expect(heading).toHaveText(t('consent.title'))
      await page.getByRole('checkbox', { name: t('consent.agree') }).check()
      await goOn()
    },
    async about() {
      for (const [dimension, value] of [
        ['age', '30-44'],
        ['sex', 'Female'],
        ['district', ''],
        ['ethnic_group', 'Asian'],
      ] as const) {
        await expect(heading).toHaveText(t(`about.${dimension}.title`))
        const name = value ? t(`values.${dimension}.${value}`) : jury.district
        await page.getByRole('radio', { name, exact: true }).check()
        await goOn()
      }
    },
    async person({ last = 'Example', email = 'home@example.org' } = {}) {
      await expect(heading).toHaveText(t('name.title'))
      await page.getByLabel(t('name.firstName')).fill('Somebody')
      await page.getByLabel(t('name.lastName')).fill(last)
      await goOn()
      await expect(heading).toHaveText(t('address.title'))
      await page.getByLabel(t('address.address'), { exact: true }).fill('14 Alder Row, Melton')
      await page.getByLabel(t('address.postcode'), { exact: true }).fill('zz9 9zz')
      await goOn()
      await expect(heading).toHaveText(t('contact.title'))
      await page.getByRole('radio', { name: t('contact.ways.email') }).check()
      await page.getByLabel(t('contact.email')).fill(email)
      await goOn()
    },
    async needs() {
      await expect(heading).toHaveText(t('needs.title'))
      await page.getByRole('checkbox', { name: t('needs.kinds.step_free') }).check()
      await goOn()
    },
    async toCheck(code: string, who = {}) {
      await self.start(code)
      await self.eligible()
      await self.allDays()
      await self.consent()
      await self.about()
      await self.person(who)
      await self.needs()
      await expect(heading).toHaveText(t('check.title'))
    },
    async send() {
      await page.getByRole('button', { name: t('check.send') }).click()
      await expect(heading).toHaveText(t('done.title'))
      const shown = (await page.locator('main').innerText()).match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/)
      return shown![0]
    },
    date: (iso: string) => formatDate(iso, locale),
    accessible: () => expectAccessible(page),
  }
  return self
}
