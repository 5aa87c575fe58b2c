import { randomUUID } from 'node:crypto'
import { words } from '../../app/languages/words.server.ts'
import { expect, expectAccessible, type Site, test } from '../support/site.ts'

/** What a mail program sends when its own button is pressed: no page, no cookie, no origin. */
const oneClick = (site: Site, path: string) =>
  fetch(site.origin + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })

test('messages stop at one press in the mail program, and the same address opens a page with a button', async ({
  page,
  site,
}) => {
  const mail = await site.withDb((db) =>
    db
      .selectFrom('outbox')
      .select(['stop_url', 'to_address', 'language'])
      .where('about', '=', 'feedback:results')
      .where('stop_url', 'is not', null)
      .where('language', '=', 'ur')
      .where('way', '=', 'email')
      .orderBy('to_address')
      .executeTakeFirstOrThrow(),
  )
  const { pathname } = new URL(mail.stop_url!)
  const left = () =>
    site.withDb((db) => db.selectFrom('contact').select('id').where('address', '=', mail.to_address).execute())
  const t = words('ur', 'messages')
  await page.goto(pathname)
  await expect(page.getByRole('button', { name: t('stop.button') })).toBeVisible()
  await expectAccessible(page)
  expect(await left()).toHaveLength(1)
  const answer = await oneClick(site, pathname)
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await left()).toEqual([])
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('stop.done_title'))
  expect((await oneClick(site, pathname)).status).toBe(200)
})

test('so does the newsletter; what confirms an address needs a press on the page', async ({ page, site }) => {
  const id = randomUUID()
  const reader = { id, address: 'reader-one-click@demonstration.example', area_id: null, asked_on: '2026-11-01' }
  await site.withDb((db) =>
    db
      .insertInto('newsletter_reader')
      .values({ ...reader, confirmed_on: null, language: 'en' })
      .execute(),
  )
  const known = () =>
    site.withDb((db) =>
      db.selectFrom('newsletter_reader').select('confirmed_on').where('id', '=', id).executeTakeFirst(),
    )
  expect((await oneClick(site, `/en/newsletter/confirm/${id}`)).status).toBe(403)
  expect(await known()).toEqual({ confirmed_on: null })
  await page.goto(`/en/newsletter/stop/${id}`)
  await expect(page.getByRole('button')).toBeVisible()
  await expectAccessible(page)
  expect((await oneClick(site, `/en/newsletter/stop/${id}`)).status).toBe(200)
  expect(await known()).toBeUndefined()
})
