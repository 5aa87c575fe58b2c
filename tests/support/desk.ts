import { readFile } from 'node:fs/promises'
import { type Download, expect, type Locator, type Page } from '@playwright/test'

/** Types a day into the three boxes under a legend. */
export async function fillDay(page: Page, legend: string, iso: string): Promise<void> {
  const [year = '', month = '', day = ''] = iso.split('-')
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(String(Number(day)))
  await group.getByLabel('Month').fill(String(Number(month)))
  await group.getByLabel('Year').fill(year)
}

/** The errors that a page gives back, as its summary says them. */
export const troubles = (page: Page) => page.getByRole('alert')

/** A notice that something is done. */
export const notice = (page: Page) => page.locator('.govuk-notification-banner')

/** What a link downloads, as bytes. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const waiting = page.waitForEvent('download')
  await press()
  const download: Download = await waiting
  return readFile(await download.path())
}

/** Takes the entry of a list whose words contain these. */
export async function selectLike(list: Locator, words: string | RegExp): Promise<void> {
  const value = await list.locator('option').filter({ hasText: words }).first().getAttribute('value')
  await list.selectOption(value!)
}

/** Writes and signs what has to be written and signed about a plan with questions of its own, as the officer. */
export async function assess(page: Page, exercise: string): Promise<void> {
  for (const kind of ['equality', 'data_protection']) {
    await page.goto(`${exercise}/assessments/${kind}`)
    for (const field of await page.locator('main textarea').all()) {
      if (!(await field.inputValue())) await field.fill('Worked out with the people it is about.')
    }
    await page.getByRole('button', { name: 'Save and sign' }).click()
    await expect(notice(page)).toContainText('Your signature is there')
  }
}

/** Looks at the questions as they stand now, and signs that. */
export async function signQuestions(page: Page, exercise: string): Promise<void> {
  await page.goto(`${exercise}/check`)
  for (const box of await page.locator('input[name=open]').all()) await box.check()
  await page.getByRole('button', { name: 'Sign that these are open' }).click()
  await expect(notice(page)).toContainText('Your signature is there')
  for (const box of await page.locator('input[name=seen]').all()) await box.check()
  await page.getByRole('button', { name: 'Sign that you have seen it' }).click()
  await expect(notice(page)).toContainText('Your signature is there')
}

/** Two people sign, each in a session of their own; the second makes it public. */
export async function publishByTwo(first: Page, second: Page, exercise: string): Promise<void> {
  await first.goto(`${exercise}/check`)
  await first.getByRole('button', { name: 'Sign to publish' }).click()
  await expect(notice(first)).toContainText('A second person publishes it')
  await second.goto(`${exercise}/check`)
  await second.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(second)).toContainText('The exercise is public')
}
