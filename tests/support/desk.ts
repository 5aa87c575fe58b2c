import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'

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
