import { expect, type Page } from '@playwright/test'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { fillDay, notice } from './desk.ts'

const today = londonDay(new Date())

/** Plans what a new partnership asks first, signs that nothing has been decided, and says where. */
export async function planned(page: Page): Promise<string> {
  await page.goto('/desk/exercises/new')
  await page.getByLabel('Title').fill('What matters most where you live?')
  await page.getByLabel('What decision will this inform?').fill('What the partners do first next year.')
  await page.getByLabel('Who takes the decision?').fill('The Board')
  await fillDay(page, 'When is it taken?', addDays(today, 56 + 28))
  await page.getByLabel('What can change because of the answers?').fill('What comes first.')
  await page.getByLabel('What cannot change, and why?').fill('What the law asks for.')
  await page.getByLabel('Which options were considered').fill('Asking each district alone: too little could be done.')
  await page.getByLabel('whole county').check()
  await page.getByLabel('Who is most affected').fill('Everybody, through libraries and community groups.')
  await page.getByLabel('How will you ask?').fill('Online and on paper.')
  await fillDay(page, 'When does it open?', today)
  await fillDay(page, 'When does it close?', addDays(today, 56))
  await fillDay(page, 'By when will the results be published?', addDays(today, 120))
  await fillDay(page, 'By when will you tell people what changed?', addDays(today, 450))
  await page.getByRole('button', { name: 'Save this plan' }).click()
  const exercise = new URL(page.url()).pathname
  await page.getByLabel('I confirm that nothing has been decided').check()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.goto(`${exercise}/register`)
  await page.getByLabel('Where we live').check()
  await page.getByLabel('Everyone').or(page.locator('input[value=everyone]')).first().check()
  await page.getByLabel('Online questionnaire').check()
  await page.getByRole('button', { name: 'Save this', exact: true }).click()
  return exercise
}

/** Builds the flagship's questions with four options. */
export async function builtFlagship(page: Page, exercise: string) {
  await page.goto(`${exercise}/form`)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByLabel('One or two sentences under the heading').fill('Four minutes about where you live.')
  for (const [n, words] of ['Safer roads', 'More buses', 'Homes people can afford', 'Cleaner streets'].entries()) {
    await page
      .getByRole('group', { name: `Option ${n + 1}`, exact: true })
      .getByLabel('The option')
      .fill(words)
  }
  await page.getByRole('button', { name: 'Build these questions' }).click()
  await expect(notice(page)).toContainText('The questions are built.')
}

/** A resident answers it, from the page of consultations. */
export async function answered(page: Page) {
  await page.getByRole('link', { name: 'What matters most where you live?' }).click()
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.locator('input[name=area][value=unsaid]').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('More buses').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await expect(page).toHaveURL(/sent/)
}
