import type { Page } from '@playwright/test'
import { saveBoundaries } from '../../app/engagement/areas/area-shape-store.server.ts'
import { write } from '../../db/connect.ts'
import { expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const exercise = 'demo-exercise-ways-to-ask'

/** Every forum area as a square in a row of four, and the question about a place asking for a point. */
async function withBoundaries(site: Site): Promise<string[]> {
  return site.withDb(async (db) => {
    const areas = await db
      .selectFrom('area as a')
      .innerJoin('area_set as s', 's.id', 'a.area_set_id')
      .select(['a.id', 'a.name'])
      .where('s.kind', '=', 'forum')
      .orderBy('a.id')
      .execute()
    const square = (i: number) => {
      const [x, y] = [(i % 4) / 10, Math.floor(i / 4) / 10]
      const ring = [
        [x, y],
        [x + 0.1, y],
        [x + 0.1, y + 0.1],
        [x, y + 0.1],
        [x, y],
      ].map(([east, north]): [number, number] => [east! - 1.2, north! + 52.6])
      return { type: 'Polygon' as const, coordinates: [ring] }
    }
    const boundaries = areas.map(({ id }, i) => ({ areaId: id, geometry: square(i) }))
    await write(db, async (tx) => {
      await saveBoundaries(tx, boundaries, 'a test')
      // The other questions are only passed by.
      await tx.updateTable('form_question_version').set({ required: 0 }).execute()
      const rows = await tx
        .selectFrom('form_question_version as v')
        .innerJoin('form_question as q', 'q.id', 'v.question_id')
        .select(['v.question_id', 'v.config'])
        .where('q.key', '=', 'park-place')
        .execute()
      for (const { question_id: id, config } of rows) {
        const asked = JSON.stringify({ ...JSON.parse(config), pin: true })
        await tx.updateTable('form_question_version').set({ config: asked }).where('question_id', '=', id).execute()
      }
    })
    return areas.map(({ name }) => name)
  })
}

/** Presses the map near its lower left corner, where the first area lies. */
async function pressFirst(page: Page, first: string) {
  const map = page.locator('.pin-map input[type=image]')
  const { width, height } = (await map.boundingBox())!
  expect(width).toBeLessThanOrEqual(320)
  await map.click({ position: { x: width / 8, y: height - 16 } })
  await expect(page.getByRole('radio', { name: first })).toBeChecked()
}

test.use(phone)

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a resident marks a place by pressing the map', async ({ site, page }) => {
    const [first] = await withBoundaries(site)
    await page.goto('/en/consultations/ways-to-ask')
    await page.getByRole('button', { name: 'Start' }).click()
    for (let pages = 0; pages < 20 && !page.url().endsWith('/park-place'); pages++) {
      if (/\/(where|part)$/.test(page.url())) await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: 'Continue' }).click()
    }
    await pressFirst(page, first!)
  })
})

test('an officer marks one in the form that is tried, and nothing is sent by that', async ({ site, page }) => {
  const [first] = await withBoundaries(site)
  await signIn(page, site, 'officer-1')
  await page.goto(`/en/preview/${exercise}`)
  await pressFirst(page, first!)
  await expect(page.locator('#tried')).toHaveCount(0)
  const picture = await page.locator('.pin-map input[type=image]').getAttribute('src')
  expect(picture).toContain('map.svg?pin=')
  expect(await (await page.request.get(picture!)).text()).toContain('<circle')
  await expectAccessible(page)
})
