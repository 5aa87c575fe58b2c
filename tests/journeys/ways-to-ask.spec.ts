import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { writeForm } from '../../app/consultations/form-store.server.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { words } from '../../app/languages/words.server.ts'
import { write } from '../../db/connect.ts'
import { waysSlug } from '../../db/demo/ways-to-ask.ts'
import { waysQuestions } from '../../db/demo/ways-to-ask-texts.ts'
import { finger, type Hands, keyboard } from '../support/hands.ts'
import { hostileTexts } from '../support/hostile.ts'
import { resident, type Tongue } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, test } from '../support/site.ts'
import { answering, newestAnswer } from '../support/ways.ts'

const statement = (id: string, lang: Tongue) => {
  const plan = waysQuestions.find(({ key }) => key === 'park-views')!
  return (plan.config.statements as { id: string; title: { en: string; ur: string } }[]).find((one) => one.id === id)!
    .title[lang as 'en' | 'ur']
}

/** Every question once, with a mistake on most, a changed answer that asks for more, and the sending. */
async function everyQuestion(page: Page, site: Site, lang: Tongue, hands: Hands, look: () => Promise<void>) {
  const me = answering(page, lang, hands)
  const { t, shared, alert, option, field, goOn, at } = me
  await me.start()
  await look()
  await goOn()
  await expect(alert).toContainText(t('errors.required.one'))
  // What a screen reader says before anything else.
  await expect(page).toHaveTitle(new RegExp(`^${words(lang, 'shell')('error_in_title', { title: '' })}\\S`))
  await look()
  await hands.choose(me.radio(option('travel', 'walk')))
  await goOn()

  await at('bus-if')
  for (const id of ['often', 'fare', 'stop']) await hands.choose(me.box(option('bus-if', id)))
  await goOn()
  await expect(alert).toContainText('3')
  await hands.untick(me.box(option('bus-if', 'stop')))
  await goOn()

  await at('park-first')
  await hands.pick(field('park-first-1'), option('park-first', 'cafe'))
  await hands.pick(field('park-first-2'), option('park-first', 'cafe'))
  await goOn()
  await expect(alert).toContainText(t('errors.chosen_twice'))
  await look()
  await hands.pick(field('park-first-2'), option('park-first', 'toilets'))
  await goOn()

  await at('park-rank')
  for (const id of ['lights', 'people', 'warden']) await hands.pick(field(`park-rank-${id}`), '2')
  await goOn()
  await expect(alert).toContainText(t('errors.place_twice', { place: '2' }))
  await hands.pick(field('park-rank-people'), t('rank.first', { place: 1 }))
  await hands.pick(field('park-rank-warden'), '3')
  await hands.pick(field('park-rank-sight'), t('rank.last', { place: 4 }))
  await goOn()

  await at('park-safe')
  await look()
  await hands.choose(me.radio(t('unsure')))
  await goOn()

  await at('park-care')
  const rows = (id: string) => page.getByRole('group', { name: option('park-care', id, 'rows'), exact: true })
  const column = (id: string) => option('park-care', id, 'columns')
  await hands.choose(rows('paths').getByRole('radio', { name: column('well'), exact: true }))
  await goOn()
  await expect(alert).toContainText(t('errors.each_row_unsure'))
  await hands.choose(rows('grass').getByRole('radio', { name: column('badly'), exact: true }))
  await hands.choose(rows('bins').getByRole('radio', { name: t('unsure'), exact: true }))
  await goOn()

  await at('park-views')
  const wild = page.getByRole('group', { name: statement('wild', lang), exact: true })
  await hands.choose(wild.getByRole('radio', { name: t('statements.agree'), exact: true }))
  await look()
  await goOn()
  await at('park-pairs')
  for (const number of [1, 2]) {
    const pair = page.getByRole('group', { name: t('paired.pair', { number, total: 2 }), exact: true })
    await hands.choose(pair.getByRole('radio', { name: t('paired.equal'), exact: true }))
  }
  await look()
  await goOn()
  await at('park-ends')
  const end = (of: 'best' | 'worst', id: string) =>
    page
      .getByRole('group', { name: t(`best_worst.${of}`), exact: true })
      .getByRole('radio', { name: option('park-ends', id), exact: true })
  await hands.choose(end('best', 'clean'))
  await hands.choose(end('worst', 'clean'))
  await goOn()
  await expect(alert).toContainText(t('errors.best_and_worst'))
  await look()
  await hands.choose(end('worst', 'parking'))
  await goOn()
  await at('park-points')
  await hands.write(field('park-points-mend'), '60')
  await goOn()
  await expect(alert).toContainText(t('errors.points_left', { given: '60', total: '100', left: '40' }))
  await look()
  await hands.write(field('park-points-staff'), '40')
  await goOn()
  await at('park-money')
  for (const id of ['lamps', 'pond']) await hands.choose(me.box(option('park-money', id)))
  await goOn()
  await expect(alert).toContainText(t('errors.over_budget', { spent: '70,000', over: '10,000', budget: '60,000' }))
  await look()
  await hands.untick(me.box(option('park-money', 'lamps')))
  await goOn()
  await at('park-place')
  await expect(page.locator('.tile')).toHaveCount(27)
  await hands.write(page.getByLabel(t('map.words')), 'By the old mill')
  await look()
  await goOn()

  await at('last-visit')
  await hands.write(page.getByLabel(t('date.day')), '31')
  await hands.write(page.getByLabel(t('date.month')), '2')
  await hands.write(page.getByLabel(t('date.year')), '2026')
  await goOn()
  await expect(alert).toContainText(t('errors.date'))
  await hands.write(page.getByLabel(t('date.day')), '3')
  await goOn()
  await at('one-word')
  await goOn()
  await at('anything')
  await hands.write(page.getByRole('textbox'), 'Nothing but praise.\n<b>Truly</b>')
  await goOn()

  await expect(me.heading).toHaveText(shared('check.title'))
  await look()
  const main = page.locator('main')
  await expect(main).toContainText('<b>Truly</b>')
  // A statement is a sentence: what was said of it stands before it.
  await expect(main).toContainText(`${t('summary.agree')}: ${statement('wild', lang)}`)
  await expect(main).toContainText(option('park-first', 'toilets'))
  const change = page.getByRole('link', { name: `${shared('check.change')} ${me.title('travel')}` })
  await hands.press(change)
  await at('travel')
  await hands.choose(me.radio(option('travel', 'bus')))
  await goOn()
  await at('journeys')
  await hands.write(field('journeys'), lang === 'ur' ? '۱۲' : '12')
  await goOn()
  await expect(me.heading).toHaveText(shared('check.title'))
  await expect(main).toContainText('12')
  await expect(main).not.toContainText(me.title('bus-if'))
  await hands.press(page.getByRole('button', { name: shared('check.send') }))
  await expect(me.heading).toHaveText(shared('sent.title'))
  await hands.choose(me.radio(shared('sent.no')))
  await goOn()
  await expect(me.heading).toHaveText(shared('receipt.title'))
  expect(await newestAnswer(site)).toMatchObject({
    status: 'counted',
    language: lang,
    form_version: 1,
    answers: {
      travel: { option: 'bus' },
      journeys: { number: '12' },
      'park-first': { options: ['cafe', 'toilets'], same: false, none: false },
      'park-rank': {
        places: [
          ['lights', 2],
          ['people', 1],
          ['warden', 3],
          ['sight', 4],
        ],
      },
      'park-safe': 'unsure',
      'park-care': {
        rows: [
          ['paths', 'well'],
          ['grass', 'badly'],
          ['bins', 'unsure'],
        ],
      },
      'park-views': { votes: [['wild', 1]], added: false },
      'park-ends': { sets: [{ best: 'clean', worst: 'parking' }] },
      'park-points': {
        points: [
          ['mend', 60],
          ['new', 0],
          ['staff', 40],
        ],
      },
      'park-money': { bought: ['pond'], none: false },
      'park-place': 'By the old mill',
      'last-visit': { day: '2026-02-03' },
      anything: 'Nothing but praise.\n<b>Truly</b>',
    },
  })
  const reference = await resident(page, lang, hands).reference()
  await page.goto(`/${lang}/my-answer`)
  await hands.write(page.getByLabel(shared('my_answer.reference')), reference)
  await hands.press(page.getByRole('button', { name: shared('my_answer.button') }))
  await expect(page.locator('main h2').first()).toHaveText(t('my_answers'))
  await expect(main).toContainText(option('park-first', 'cafe'))
  await expect(main).not.toContainText('Truly')
  await look()
}

test.describe('a resident on a phone', () => {
  test.use(phone)

  test('answers every kind of question in English, with mistakes', async ({ page, site }) => {
    test.slow()
    await everyQuestion(page, site, 'en', finger, () => expectAccessible(page))
  })

  test.describe('whose browser runs no scripts', () => {
    test.use({ javaScriptEnabled: false })
    test('answers every kind of question in Urdu', async ({ page, site }) => {
      await everyQuestion(page, site, 'ur', finger, async () => {
        await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
        await expect(page.locator('.stand-in')).toHaveCount(0)
      })
    })
  })

  test('sees a whole right-to-left form fit the screen, on one page', async ({ page }) => {
    await page.goto(`/ur/consultations/${waysSlug}/questions`)
    await expectAccessible(page)
    // What a closed list shows is cut off above its line, and Nastaliq needs twice the height of its letters.
    const lines = await page.locator('.govuk-select').evaluateAll((lists) =>
      lists.map((list) => {
        const { lineHeight, fontSize } = getComputedStyle(list)
        return Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)
      }),
    )
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toBeGreaterThanOrEqual(2)
  })
})

test('a resident with a keyboard and no mouse answers every kind of question', async ({ page, site }) => {
  await everyQuestion(page, site, 'en', keyboard(page), async () => {})
})

test('all questions on one page: everything wrong is said at once, and is sent once', async ({ page, site }) => {
  const me = answering(page)
  await page.goto(me.home)
  await page.getByRole('link', { name: me.shared('start.one_page') }).click()
  await page.getByRole('button', { name: me.shared('one_page.send') }).click()
  await expect(me.alert.getByRole('link')).toHaveText([
    me.shared('errors.area'),
    ...(['travel', 'bus-if', 'park-first', 'park-rank', 'park-safe', 'park-care'] as const).map((key) => {
      const kind = waysQuestions.find((one) => one.key === key)!
      return `${me.title(key)} ${me.t(`errors.required.${kind.kind}${kind.unsure ? '_unsure' : ''}`)}`
    }),
  ])
  await expectAccessible(page)
  for (const [i, link] of (await me.alert.getByRole('link').all()).entries()) {
    const target = await link.getAttribute('href')
    await expect(page.locator(target!), `link ${i}`).toHaveCount(1)
  }
  await page.getByLabel(me.t('where.title')).selectOption('unsaid')
  await me.radio(me.option('travel', 'car')).check()
  await me.box(me.option('bus-if', 'fare')).check()
  await me.field('park-first-1').selectOption('play')
  await page.locator('#q-park-rank-unsure').check()
  await me.radio('5').check()
  for (const id of ['paths', 'grass', 'bins']) await page.locator(`[name="q-park-care-${id}"][value="fairly"]`).check()
  await page.getByRole('button', { name: me.shared('one_page.send') }).click()
  await expect(me.heading).toHaveText(me.shared('sent.title'))
  const first = await newestAnswer(site)
  expect(first?.answers).toMatchObject({
    travel: { option: 'car' },
    'bus-if': { options: ['fare'] },
    'park-rank': 'unsure',
  })
  expect(first?.answers).not.toHaveProperty('journeys')
  await page.goBack()
  await page.getByRole('button', { name: me.shared('one_page.send') }).click()
  await expect(me.heading).toHaveText(me.shared('sent.title'))
  expect((await newestAnswer(site))?.id).toBe(first?.id)
})

/** Publishes another version of the practice form for as long as `work` lasts; answers given to it go with it. */
async function asVersion2(site: Site, questions: typeof waysQuestions, work: () => Promise<void>) {
  const { consultation_id: consultationId } = await site.withDb((db) =>
    db
      .selectFrom('form_version')
      .select('consultation_id')
      .where('consultation_id', 'like', '%ways')
      .executeTakeFirstOrThrow(),
  )
  await site.withDb((db) =>
    write(db, (tx) =>
      writeForm(
        tx,
        { consultationId, version: 2, note: 'shorter', personId: 'nobody', questions, published: true },
        new Date(),
      ),
    ),
  )
  try {
    await work()
  } finally {
    await site.withDb(async (db) => {
      await db.deleteFrom('form_question_version').where('version', '=', 2).execute()
      await db.deleteFrom('form_version').where('version', '=', 2).execute()
      const ids = db.selectFrom('text').select('id').where('id', 'like', `${consultationId}-q-%-v2-%`)
      await db.deleteFrom('text_version').where('text_id', 'in', ids).execute()
      await db.deleteFrom('text').where('id', 'like', `${consultationId}-q-%-v2-%`).execute()
    })
  }
}

test('a question taken out while somebody answers is named, and the rest is kept and sent', async ({ page, site }) => {
  const me = answering(page)
  await me.toCheck()
  const fewer = waysQuestions.filter(({ key }) => key !== 'park-safe')
  await asVersion2(site, fewer, async () => {
    await page.getByRole('button', { name: me.shared('check.send') }).click()
    await expect(me.alert).toContainText(me.shared('errors.changed'))
    await expect(page.locator('main')).toContainText(me.t('changed.taken'))
    await expect(page.locator('main')).toContainText(me.title('park-safe'))
    await expectAccessible(page)
    await page.goto(`${me.home}/questions/park-safe`)
    await expect(page.locator('main')).toContainText(me.t('changed.gone'))
    await expect(me.heading).toHaveText(me.shared('check.title'))
    await page.getByRole('button', { name: me.shared('check.send') }).click()
    await expect(me.heading).toHaveText(me.shared('sent.title'))
    const sent = await newestAnswer(site)
    expect(sent).toMatchObject({ form_version: 2, answers: { journeys: { number: '4' } } })
    expect(sent?.answers).not.toHaveProperty('park-safe')
  })
})

test('answers sent after closing are kept to be read, and their sender is told', async ({ page, site }) => {
  const me = answering(page)
  await me.toCheck()
  const today = londonDay(new Date())
  const set = (closes_on: string) =>
    site.withDb((db) => db.updateTable('exercise').set({ closes_on }).where('slug', '=', waysSlug).execute())
  await set(addDays(today, -1))
  try {
    await page.getByRole('button', { name: me.shared('check.send') }).click()
    await expect(me.heading).toHaveText(me.shared('receipt.late_title'))
    await expect(page.locator('main')).toContainText(me.shared('receipt.late_text'))
    await expectAccessible(page)
    expect(await newestAnswer(site)).toMatchObject({ status: 'late', answers: { journeys: { number: '4' } } })
  } finally {
    await set(addDays(today, 49))
  }
})

test('two hundred hostile texts in every writable field are shown as text on every page that shows them', async ({
  page,
  site,
}) => {
  const me = answering(page)
  const texts = hostileTexts()
  expect(texts.length).toBeGreaterThanOrEqual(200)
  const ran: string[] = []
  page.on('dialog', (dialog) => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
  await me.toCheck()
  const post = async (step: string, fields: Record<string, string>) => {
    const headers = { origin: site.origin }
    const answer = await page.request.post(`${me.home}/questions/${step}`, { form: fields, headers, maxRedirects: 0 })
    expect(answer.status(), step).toBe(303)
  }
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  const together = 12
  for (let i = 0; i < texts.length; i += together) {
    const some = texts.slice(i, i + together)
    await post('travel', { 'q-travel': 'other', 'q-travel-other': some[0]!.slice(0, 200) })
    await post('bus-if', { 'q-bus-if': 'other', 'q-bus-if-other': some[1]!.slice(0, 200) })
    await post('one-word', { 'q-one-word': some[2]!.slice(0, 80) })
    await post('anything', { 'q-anything': some.join('\n').slice(0, 1000) })
    await page.goto(`${me.home}/questions/check`)
    const shown = plain(await page.locator('main').innerText())
    for (const text of some.slice(0, 2)) expect(shown).toContain(plain(text.slice(0, 200)))
    for (const step of i ? ['anything'] : ['travel', 'bus-if', 'one-word', 'anything']) {
      await page.goto(`${me.home}/questions/${step}`)
      await expect(page.locator('main form')).toHaveCount(1)
    }
  }
  await page.goto(`${me.home}/questions`)
  await page.getByLabel(me.title('anything')).fill(texts.join('').slice(0, 900))
  await page.getByLabel(me.title('one-word')).fill(texts[3]!)
  await page.getByRole('button', { name: me.shared('one_page.send') }).click()
  await expect(page.getByLabel(me.title('one-word'))).toHaveValue(texts[3]!)
  expect(ran).toEqual([])
})

test('a reader sees of statements what groups share, what divides them, and why opinions are not grouped', async ({
  page,
}) => {
  await page.goto('/en/consultations/ways-to-ask-first-round/results?by=ageBand')
  const part = page.getByRole('region', { name: /Do you agree\?/ })
  await expect(part.getByRole('heading', { name: 'What people share, and what divides them' })).toBeVisible()
  await expect(part).toContainText('Age groups lie furthest apart on “A park should be open all night.”')
  const row = part.getByRole('table', { name: /Agreement with each statement/ }).getByRole('row', { name: /left wild/ })
  await expect(row).toContainText('71% (67% to 75%)')
  await expect(part.getByRole('img', { name: 'Age groups: how many agree with each statement' })).toBeVisible()
  await expect(part).toContainText('No groups of opinion are shown')
  await expectAccessible(page)
})

test('the first round’s results can be taken along in every form that other programs read', async ({ page }) => {
  await page.goto('/en/consultations/ways-to-ask-first-round/results')
  for (const form of ['PrefLib', 'Polis', 'Pabulib']) {
    await expect(page.getByRole('listitem').filter({ hasText: form }).first()).toBeVisible()
  }
  const file = await page.request.get('/en/consultations/ways-to-ask-first-round/open-data.zip')
  const files = unzipSync(new Uint8Array(await file.body()))
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['preflib/park-rank.soc', 'polis/park-views/votes.csv', 'pabulib/park-money.pb']),
  )
  expect(strFromU8(files['preflib/park-rank.soc']!)).toMatch(/^# FILE NAME: park-rank\.soc\n/)
})
