import { sentencesOf } from '../../app/consultations/editions/easy-read.ts'
import { addPicture } from '../../app/consultations/editions/picture-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { write } from '../../db/connect.ts'
import { downloaded, notice, troubles } from '../support/desk.ts'
import { answersStored, openSlug, resident } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const exercise = '/desk/exercises/demo-exercise-what-next'
const easyHome = `/en-easy/consultations/${openSlug}`

test('a translator’s file goes out, comes back wrong and right, a speaker is recorded, and a resident sees it', async ({
  page,
  site,
}) => {
  test.setTimeout(90_000)
  const shell = words('ur', 'shell')
  const start = `/ur/consultations/${openSlug}`
  await signIn(page, site, 'officer-1', `${exercise}/languages`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'اردو' }).click()
  await expectAccessible(page)
  const file = (await downloaded(page, () => page.getByRole('link', { name: 'XLIFF 2.0' }).click())).toString()
  expect(file).toContain('trgLang="ur"')
  const send = async (name: string, content: string) => {
    await page.getByLabel('A file that came back').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) })
    await page.getByRole('button', { name: 'Take this file' }).click()
  }
  await send('back.xlf', file)
  await expect(notice(page)).toContainText('Nothing has changed')
  const wrong = file.replace('trgLang="ur"', 'trgLang="pl"').replace('name="lead"', 'name="nowhere"')
  await send('back.xlf', wrong)
  await expect(troubles(page)).toContainText('2 things are wrong with the file')
  await expect(page.locator('main')).toContainText('This exercise has no text at this place')
  await expectAccessible(page)
  const renamed = '<img src=x onerror=alert(1)> نیا عنوان'
  const escaped = renamed.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  await send('back.xlf', file.replace(/(name="title"[\s\S]*?<target[^>]*>)[^<]*/, `$1${escaped}`))
  await expect(notice(page)).toContainText('1 translation is taken from the file')

  // What is taken back is read in English, and said so.
  await page.getByLabel('Translation of text 2', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(notice(page)).toContainText('1 translation is saved')
  await page.goto(start)
  await expect(page.locator('main')).toContainText(shell('unchecked'))
  await expect(page.locator('main')).toContainText(shell('partly_english'))
  await expect(page.locator('.lede bdi')).toHaveAttribute('lang', 'en')
  await expect(page.locator('.lede bdi')).toHaveAttribute('dir', 'ltr')
  await expectAccessible(page)

  // Whoever took the file counts as who translated: another person records the check.
  await page.goto(`${exercise}/languages/ur`)
  await expect(page.locator('main')).toContainText('1 text that you translated, or took from a file')
  await signIn(page, site, 'secretariat', `${exercise}/languages/ur`)
  await expect(page.locator('main')).not.toContainText('that you translated')
  await page.getByRole('button', { name: 'Record the check' }).click()
  await expect(troubles(page)).toContainText('Say who checked the texts')
  await page.getByLabel('Who checked them?').fill('The county’s translation service')
  await page.getByLabel(/They speak اردو/).check()
  await page.getByRole('button', { name: 'Record the check' }).click()
  await expect(notice(page)).toContainText('recorded as checked')
  await expect(page.locator('main')).toContainText('Checked by The county’s translation service')
  await page.goto(start)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(renamed)
  await expect(page.locator('main')).not.toContainText(shell('unchecked'))
  await expect(page.locator('main')).toContainText(shell('unchecked_around'))
})

test('a translator sees the texts of their language and nothing else, and checks what others translated', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'translator-gu')
  await expectAccessible(page)
  const work = page.locator('main').getByRole('link', { name: /ગુજરાતી/ })
  await expect(page.locator('main section a')).toHaveCount(
    await page
      .locator('main section')
      .getByRole('link', { name: /ગુજરાતી/ })
      .count(),
  )
  for (const path of ['/languages', '', '/paper', '/coverage', '/languages/ur', '/editions/youth']) {
    expect((await page.goto(`${exercise}${path}`))!.status(), path).toBe(404)
  }
  await page.goto('/desk')
  await work.first().click()
  await expect(page).toHaveURL(/languages\/gu$/)
  await page.goto(`${exercise}/languages/gu`)
  await expectAccessible(page)
  const text = page.getByLabel('Translation of text 1', { exact: true })
  await text.fill(`${await text.inputValue()} નવું`)
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(notice(page)).toContainText('1 translation is saved')
  const file = await downloaded(page, () => page.getByRole('link', { name: 'CSV' }).click())
  expect(file.toString()).toContain('નવું')
  await expect(page.getByLabel('Who checked them?')).toHaveCount(0)
  await page.getByLabel(/I speak ગુજરાતી/).check()
  await page.getByRole('button', { name: 'Record the check' }).click()
  await expect(notice(page)).toContainText('recorded as checked')
  await expect(page.locator('main')).toContainText('Checked by Translator, Gujarati')
  await expect(page.locator('main')).toContainText('1 text that you translated, or took from a file')
  await expect(page.getByRole('button', { name: 'Record the check' })).toHaveCount(0)
  await page.locator('.govuk-back-link').click()
  await expect(page).toHaveURL(/\/desk$/)
})

test('an officer mends an Easy Read sentence, is refused a gap, and offers an edition for young people', async ({
  page,
  site,
}) => {
  test.setTimeout(90_000)
  await signIn(page, site, 'officer-1', `${exercise}/editions/easy-read`)
  await expect(page.locator('main')).toContainText('It is on offer')
  await expectAccessible(page)
  const first = page.getByLabel('Text 1, one sentence on each line')
  const before = await first.inputValue()
  await first.fill('The NHS was asked by us.')
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(page.locator('main')).toContainText('“NHS” is short for something')
  await expect(page.locator('main')).toContainText('Say who')
  await page.getByLabel('Picture for “The NHS was asked by us.”').selectOption('A doctor')
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(page.locator('.picture-choice img').first()).toHaveAttribute('src', '/pictures/doctor.svg')
  await first.fill(before)
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(notice(page)).toContainText('saved')
  await page.getByRole('link', { name: 'See it as residents will' }).click()
  await expect(page.locator('.preview .easy-line img').first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/desk/pictures')
  await expectAccessible(page)

  await page.goto(`${exercise}/editions/youth`)
  await page.getByRole('button', { name: 'Take it off offer' }).click()
  const said = await first.inputValue()
  await first.fill('')
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await page.getByRole('button', { name: 'Offer it to residents' }).click()
  await expect(troubles(page)).toContainText('It cannot be offered yet')
  await first.fill(said)
  await page.getByRole('button', { name: 'Save what I changed' }).click()
  await page.getByRole('button', { name: 'Offer it to residents' }).click()
  await expect(notice(page)).toContainText('Residents can now choose this edition')
  await expectAccessible(page)
})

test.describe('on a phone without JavaScript', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('Easy Read is chosen, answered and counted like any other answer', async ({ page, site }) => {
    test.setTimeout(60_000)
    const t = words('en-easy', 'consultations')
    const heading = page.getByRole('heading', { level: 1 })
    const goOn = () => page.getByRole('button', { name: t('continue') }).click()
    const before = await answersStored(site)
    const helpedBefore = await helpedStored(site)
    const began = Date.now()
    let pages = 0
    let taps = 0
    page.on('load', () => pages++)
    const tap = async (work: Promise<void>) => {
      taps++
      await work
    }
    await page.goto(`/en/consultations/${openSlug}`)
    await tap(page.getByRole('link', { name: 'Easy Read' }).click())
    expect(new URL(page.url()).pathname).toBe(easyHome)
    await expect(page.locator('main')).toContainText('No person with a learning disability has tried this page')
    await largeEnough(page)
    await tap(page.getByRole('button', { name: t('start.button') }).click())
    await tap(page.getByRole('radio', { name: 'Blaby' }).check())
    await tap(goOn())
    await tap(page.getByRole('radio', { name: t('question.unsure') }).check())
    await tap(goOn())
    await expect(page.locator('.easy-line img').first()).toHaveAttribute('src', '/pictures/question.svg')
    await largeEnough(page)
    await tap(page.getByRole('checkbox', { name: 'Get about without a car' }).check())
    await tap(goOn())
    await tap(goOn())
    await tap(page.getByRole('checkbox', { name: 'Someone is helping me' }).check())
    await tap(page.getByRole('button', { name: t('check.send') }).click())
    await expect(heading).toHaveText('We have your answers')
    expect(await helpedStored(site)).toBe(helpedBefore + 1)
    await largeEnough(page)
    console.log(`Easy Read, phone, no JavaScript: ${pages} pages, ${taps} taps, ${Date.now() - began} ms`)
    expect(await answersStored(site)).toBe(before + 1)
    const rows = await newestRows(site, 'easy-read')
    expect(rows).toEqual([{ language: 'en', edition: 'easy-read', channel: 'online', status: 'counted', picks: 1 }])
  })

  test('the youth edition asks nobody who they are', async ({ page, site }) => {
    await page.goto(`/en/consultations/${openSlug}`)
    await page.getByRole('link', { name: 'For young people' }).click()
    const me = resident(page)
    await page.getByRole('button', { name: me.t('start.button') }).click()
    const saved = `/en-youth/consultations/${openSlug}/saved`
    expect((await page.goto(saved))?.status()).toBe(200)
    await expect(page.locator('input[type=email]')).toHaveCount(0)
    await page.goto(saved.replace('saved', 'answer/area'))
    await page.getByRole('radio', { name: me.t('question.unsaid') }).check()
    await me.goOn()
    await page.getByRole('checkbox').first().check()
    await me.goOn()
    await me.goOn()
    await page.getByRole('button', { name: me.t('check.send') }).click()
    await expect(me.heading).toHaveText(me.t('receipt.title'))
    await expect(page.locator('main')).not.toContainText(me.t('receipt.contact'))
    const home = `/en/consultations/${openSlug}/sent`
    for (const rest of ['tell', 'age']) expect((await page.goto(`${home}/${rest}`))?.status()).toBe(404)
    expect((await newestRows(site, 'youth')).map(({ edition }) => edition)).toEqual(['youth'])
  })
})

test('the form on paper is downloaded in any language, and a draft of a built one from the preview', async ({
  page,
  site,
}) => {
  const get = async (path: string) => {
    const answer = await page.request.get(path)
    expect(answer.status(), path).toBe(200)
    return (await answer.body()).toString('latin1')
  }
  for (const lang of ['en', 'en-easy', 'gu', 'pa']) {
    const pdf = await get(`/${lang}/consultations/${openSlug}/paper.pdf`)
    expect(pdf).toContain('/StructTreeRoot')
    expect(pdf).toContain(`/Lang (${lang.slice(0, 2)})`)
  }
  expect(await get('/en/consultations/ways-to-ask/paper.pdf')).toContain('/StructTreeRoot')
  await signIn(page, site, 'officer-1', '/en/preview/demo-exercise-what-next')
  await expect(page.getByRole('link', { name: 'On paper (PDF)' })).toBeVisible()
  expect(await get('/en/preview/demo-exercise-what-next/paper.pdf')).toContain('/StructTreeRoot')
  // An edition is also written while a form is asked already, and no change to it begun.
  await page.goto('/en-easy/preview/demo-exercise-ways-to-ask')
  await expect(page.locator('main')).toContainText('What should a new park have first?')
})

/** No letter in the page's content is smaller than 14 pt (rule A-8). */
async function largeEnough(page: import('@playwright/test').Page) {
  const small = await page.locator('main').evaluate((main) =>
    [...main.querySelectorAll('*')]
      .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim()))
      .filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 18.66)
      .map((e) => `${e.tagName}.${e.className}: ${e.textContent?.slice(0, 40)}`),
  )
  expect(small).toEqual([])
}

/** The answers given in an edition on these pages: those of the demonstration came by other ways. */
const newestRows = (site: Site, edition: string) =>
  site.withDb(async (db) => {
    const rows = await db
      .selectFrom('response as r')
      .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
      .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
      .select(['r.id', 'r.language', 'r.edition', 'r.channel', 'r.status'])
      .where('e.slug', '=', openSlug)
      .where('r.edition', '=', edition)
      .execute()
    const picks = await db.selectFrom('response_pick').select('response_id').execute()
    return rows.map(({ id, ...row }) => ({ ...row, picks: picks.filter((p) => p.response_id === id).length }))
  })

test('every Easy Read sentence of the demonstration has its picture', async ({ site }) => {
  const rows = await site.withDb((db) =>
    db.selectFrom('translation').select(['body', 'pictures']).where('edition', '=', 'easy-read').execute(),
  )
  expect(rows.length).toBeGreaterThan(50)
  const bare = rows.filter(({ body, pictures }) => {
    const files = JSON.parse(pictures ?? '[]') as string[]
    return sentencesOf(body).some((_, i) => !files[i])
  })
  expect(bare).toEqual([])
})

/** Answers whose givers said that somebody helped. */
const helpedStored = (site: Site) =>
  site.withDb(async (db) => (await db.selectFrom('response').select('id').where('helped', '=', 1).execute()).length)

test('a picture’s wrong licence is corrected, and a picture is withdrawn from every sentence, with a reason each', async ({
  page,
  site,
}) => {
  const record = { name: 'A tram', author: 'A maker', licence: 'CC BY 4.0', source: '' }
  const id = await site.withDb(async (db) => {
    const now = new Date()
    const bytes = new Uint8Array([0x89])
    await write(db, (tx) => addPicture(tx, { ...record, bytes, personId: 'demo-person-officer-1' }, now))
    const { id } = await db.selectFrom('picture').select('id').where('name', '=', 'A tram').executeTakeFirstOrThrow()
    const easy = db.selectFrom('translation').where('edition', '=', 'easy-read').where('pictures', 'is not', null)
    const { place, exercise_id } = await easy.select(['place', 'exercise_id']).executeTakeFirstOrThrow()
    await db
      .updateTable('translation')
      .set({ pictures: JSON.stringify([`own-${id}.png`]) })
      .where('exercise_id', '=', exercise_id)
      .where('place', '=', place)
      .where('edition', '=', 'easy-read')
      .execute()
    return id
  })
  await signIn(page, site, 'officer-1', '/desk/pictures')
  const open = () => page.getByText('Correct or withdraw “A tram”').click()
  await open()
  await expect(page.locator('main')).toContainText('The Easy Read edition: beside 1 sentence')
  await expectAccessible(page)
  await page.locator(`#licence-${id}`).fill('CC BY-NC 4.0')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(troubles(page)).toContainText('Say why it is corrected')
  await expect(page.locator(`#licence-${id}`)).toHaveValue('CC BY-NC 4.0')
  await page.locator(`#why-${id}`).fill('Its maker told us.')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(notice(page)).toContainText('is corrected')
  await open()
  await expect(page.locator('main')).toContainText('Its maker told us.')
  await page.getByRole('button', { name: 'Withdraw the picture' }).click()
  await expect(troubles(page)).toContainText('Say why it is withdrawn')
  await page.locator(`#reason-${id}`).fill('Its maker took the licence back.')
  await page.getByRole('button', { name: 'Withdraw the picture' }).click()
  await expect(notice(page)).toContainText('The picture is withdrawn')
  await expect(page.locator('main')).toContainText('Its maker took the licence back.')
  await expect(page.locator('main')).toContainText('The Easy Read edition: beside 1 sentence')
  await expect(page.locator('#kept')).toHaveCount(0)
  await expectAccessible(page)
  expect((await page.request.get(`/pictures/own-${id}.png`)).status()).toBe(404)
})
