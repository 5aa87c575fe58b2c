import type { Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { finger, type Hands, keyboard } from '../support/hands.ts'
import { answersStored, openSlug, option, resident, said, type Tongue } from '../support/resident.ts'
import { expect, expectAccessible, expectNarrow, phone, type Site, test } from '../support/site.ts'

/** English and Urdu in every way there is to answer; the others once each, on a phone. */
const tongues: Tongue[] = ['en', 'ur']
const onThePhone: Tongue[] = ['gu', 'pa', 'pl']
const chosen = ['P06', 'P07', 'P04']
const written = 'The last bus leaves at 18:10 & I finish at 19:00.'

/**
 * The whole way from the list of consultations to the receipt, with a mistake on each question on the way. `look` is
 * called on every page, as it stands after the mistake too.
 */
async function wholeWay(
  page: Page,
  site: Site,
  lang: Tongue,
  hands: Hands,
  look: () => Promise<void>,
  aboutMe: boolean,
) {
  const me = resident(page, lang, hands)
  const { t, heading, goOn, box, radio } = me
  const alert = page.getByRole('alert')
  const before = await answersStored(site)

  await page.goto(`/${lang}/consultations`)
  await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ur' ? 'rtl' : 'ltr')
  await look()
  await hands.press(page.getByRole('link', { name: said(whatNextTexts.title, lang) }))
  await expect(page.locator('main')).toContainText(said(whatNextTexts.cannotChange, lang))
  await look()
  await me.start()
  await look()
  await goOn()
  await expect(alert).toContainText(t('errors.area'))
  await look()
  await hands.press(alert.getByRole('link'))
  await expect(page.getByRole('radio').first()).toBeFocused()
  await me.sayWhere()
  await look()

  await me.tick(...chosen, 'P11')
  await hands.write(page.getByLabel(t('question.else_text')), 'Libraries')
  await goOn()
  await expect(alert).toContainText(t('errors.too_many', { count: 3, most: t('numbers.3'), chosen: t('numbers.5') }))
  for (const key of [...chosen, 'P11']) await expect(box(key)).toBeChecked()
  await expect(page.getByLabel(t('question.else_text'))).toHaveValue('Libraries')
  await look()
  await hands.write(page.getByLabel(t('question.else_text')), ' ')
  await hands.untick(box('P11'))
  await goOn()

  await expect(heading).toHaveText(said(whatNextTexts.questions.order.title, lang))
  await look()
  for (const key of chosen) {
    const group = page.getByRole('group', { name: option(key, lang) })
    await hands.choose(group.getByRole('radio', { name: t('places.1'), exact: true }))
  }
  await goOn()
  await expect(alert).toContainText(t('errors.place_twice', { place: t('places.1') }))
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(3)
  await look()
  await me.order(...chosen)

  await hands.write(page.getByRole('textbox'), 'x'.repeat(501))
  await goOn()
  await expect(alert).toContainText('501')
  await expect(page.getByRole('textbox')).toHaveValue('x'.repeat(501))
  await look()
  await hands.write(page.getByRole('textbox'), 'Buses')
  await goOn()

  await expect(heading).toHaveText(t('check.title'))
  await look()
  await expect(page.locator('main li')).toHaveText(chosen.map((key) => option(key, lang)))
  await hands.press(page.getByRole('link', { name: `${t('check.change')} ${t('check.why')}` }))
  await expect(page.getByRole('textbox')).toHaveValue('Buses')
  await hands.write(page.getByRole('textbox'), written)
  await goOn()
  await expect(heading).toHaveText(t('check.title'))
  await expect(page.locator('main')).toContainText(written)
  expect(await answersStored(site)).toBe(before)
  const reference = await me.send()
  expect(await answersStored(site)).toBe(before + 1)
  await look()

  await goOn()
  await expect(alert).toContainText(t('errors.equality'))
  await look()
  if (aboutMe) {
    await hands.choose(radio(t('sent.yes')))
    await goOn()
    for (const [step, code] of [
      ['age', '30-44'],
      ['sex', null],
      ['gender', 'same'],
      ['ethnic-group', 'asian'],
      ['ethnic-detail', 'indian'],
      ['condition', 'yes'],
      ['impact', 'a-little'],
    ] as const) {
      await expect(heading).toHaveText(t(`equality.${step}.title`))
      await look()
      await hands.choose(radio(code ? t(`equality.${step}.${code}`) : t('equality.prefer_not')))
      await goOn()
    }
  } else {
    await hands.choose(radio(t('sent.no')))
    await goOn()
  }

  await expect(heading).toHaveText(t('receipt.title'))
  expect(await me.reference()).toBe(reference)
  const days = await site.withDb((db) =>
    db
      .selectFrom('exercise')
      .select(['closes_on', 'results_by', 'decision_on', 'changed_by'])
      .where('slug', '=', openSlug)
      .executeTakeFirstOrThrow(),
  )
  await expect(page.locator('main dd')).toHaveText(Object.values(days).map((day) => me.date(day!)))
  await look()
  const tell = words(lang, 'messages')
  await hands.press(page.getByRole('link', { name: tell('tell.ways.email') }))
  await look()
  const mail = page.getByRole('textbox', { name: tell('tell.address.email') })
  await hands.write(mail, 'somebody at home')
  await hands.press(page.getByRole('button', { name: tell('tell.button') }))
  await expect(alert).toContainText(tell('errors.email'))
  await expect(alert).toContainText(tell('errors.wants'))
  await expect(mail).toHaveValue('somebody at home')
  await look()
  await hands.write(mail, 'somebody@example.org')
  await hands.choose(radio(tell('tell.everything')))
  await hands.press(page.getByRole('button', { name: tell('tell.button') }))
  await expect(page.locator('main')).toContainText(t('receipt.contact_done'))
  await look()
  await hands.press(page.getByRole('button', { name: t('receipt.clear_button') }))
  await expect(page.getByRole('button', { name: t('start.button') })).toBeVisible()
  await expect(page.locator('main')).not.toContainText(t('start.sent_here'))
  return reference
}

/** What was stored of an answer, found as its holder would find it. */
async function openAnswer(page: Page, lang: Tongue, reference: string, hands: Hands, look: () => Promise<void>) {
  const { t, heading } = resident(page, lang, hands)
  await page.goto(`/${lang}/my-answer`)
  await look()
  await hands.write(page.getByLabel(t('my_answer.reference')), '7K3M')
  await hands.press(page.getByRole('button', { name: t('my_answer.button') }))
  await expect(page.getByRole('alert')).toContainText(t('errors.reference_form'))
  await look()
  await hands.write(page.getByLabel(t('my_answer.reference')), reference.toLowerCase().replaceAll('-', ' '))
  await hands.press(page.getByRole('button', { name: t('my_answer.button') }))
  await expect(heading).toHaveText(said(whatNextTexts.title, lang))
  await expect(page).toHaveURL(new RegExp(`/${lang}/my-answer$`))
  await expect(page.locator('main h3')).toHaveText(chosen.map((key) => option(key, lang)))
  await look()
}

async function takeBack(page: Page, lang: Tongue, hands: Hands, look: () => Promise<void>) {
  const { t, heading } = resident(page, lang, hands)
  await hands.press(page.getByRole('button', { name: t('my_answer.withdraw_button') }))
  await expect(heading).toHaveText(t('my_answer.confirm_title'))
  await look()
  await hands.press(page.getByRole('button', { name: t('my_answer.confirm_button') }))
  await expect(heading).toHaveText(t('my_answer.withdrawn_title'))
  await look()
}

/** How many answers still hold the words of this journey. */
const textsKept = (site: Site) =>
  site.withDb(
    async (db) =>
      (await db.selectFrom('response_text').select('response_id').where('body', '=', written).execute()).length,
  )

for (const lang of tongues) {
  test.describe(`a resident on a phone, in ${lang}`, () => {
    test.use(phone)

    test('answers, makes every mistake, and takes it back', async ({ page, site }) => {
      const look = async () => {
        await expectAccessible(page)
        // The list of consultations also names what officers of other journeys made, in English only.
        if (lang === 'ur' && !page.url().endsWith('/consultations'))
          await expect(page.locator('.stand-in')).toHaveCount(0)
      }
      const before = await textsKept(site)
      const reference = await wholeWay(page, site, lang, finger, look, true)
      expect(await textsKept(site)).toBe(before + 1)
      await openAnswer(page, lang, reference, finger, look)
      await takeBack(page, lang, finger, look)
      await page.goto(`/${lang}/my-answer`)
      const { t } = resident(page, lang)
      await page.getByLabel(t('my_answer.reference')).fill(reference)
      await page.getByRole('button', { name: t('my_answer.button') }).click()
      await expect(page.locator('main')).toContainText(t('my_answer.status.withdrawn'))
      await expect(page.locator('main')).not.toContainText(option('P06', lang))
      expect(await textsKept(site)).toBe(before)
    })

    test.describe('whose browser runs no scripts', () => {
      test.use({ javaScriptEnabled: false })

      test('answers and sees what was sent', async ({ page, site }) => {
        const look = async () => {}
        const reference = await wholeWay(page, site, lang, finger, look, false)
        await openAnswer(page, lang, reference, finger, look)
      })
    })
  })
}

test('a resident with a keyboard and no mouse answers', async ({ page, site }) => {
  const hands = keyboard(page)
  const look = async () => {}
  const reference = await wholeWay(page, site, 'en', hands, look, true)
  await openAnswer(page, 'en', reference, hands, look)
  await takeBack(page, 'en', hands, look)
})

// Axe has seen every one of these pages in English and in Urdu: here it is the letters that may not fit.
for (const lang of onThePhone) {
  test.describe(`a resident on a phone, in ${lang}`, () => {
    test.use(phone)

    test('answers, makes every mistake, and reads what was sent', async ({ page, site }) => {
      const look = async () => {
        await expectNarrow(page)
        // The list of consultations also names the practice form, which the demonstration has in English and Urdu only.
        if (!page.url().endsWith('/consultations')) await expect(page.locator('.stand-in')).toHaveCount(0)
      }
      const reference = await wholeWay(page, site, lang, finger, look, true)
      await openAnswer(page, lang, reference, finger, look)
    })
  })
}

test('equality answers are kept apart, under a key of their own', async ({ page, site }) => {
  const me = resident(page)
  await me.toCheck('P06')
  await me.send()
  await me.radio('Yes').check()
  await me.goOn()
  await me.radio('65 or over').check()
  await me.goOn()
  await page.getByRole('link', { name: 'Skip the rest' }).click()
  await expect(me.heading).toHaveText('Thank you. Your answers are in.')
  const kept = await site.withDb((db) =>
    db
      .selectFrom('monitoring_answer')
      .innerJoin('response', 'response.monitoring_key', 'monitoring_answer.key')
      .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
      .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
      .select(['age_band', 'sex', 'monitoring_answer.key', 'response.id', 'submission_key'])
      .where('slug', '=', openSlug)
      .where('age_band', '=', '65+')
      .where('sex', 'is', null)
      .execute(),
  )
  expect(kept).toHaveLength(1)
  expect([kept[0]!.id, kept[0]!.submission_key]).not.toContain(kept[0]!.key)
})
