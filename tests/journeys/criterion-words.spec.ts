import { criteriaOf, newCriterion, saveTargets } from '../../app/juries/targets/target-store.server.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { write } from '../../db/connect.ts'
import { notice, troubles } from '../support/desk.ts'
import { applications, codeOfLetter, recruitingSlug, registrant } from '../support/registering.ts'
import { expect, expectAccessible, expectNarrow, phone, signIn, test } from '../support/site.ts'

const question = 'How do you mostly get about?'
const reason = 'Who walks sees other things than who drives'
const values = ['On foot', 'By bus', 'By car']
const said: Record<string, string[]> = {
  ur: ['آپ زیادہ تر کیسے آتے جاتے ہیں؟', 'پیدل چلنے والا اور دیکھتا ہے، گاڑی والا اور', 'پیدل', 'بس سے', 'گاڑی سے'],
  pl: [
    'Jak najczęściej się poruszasz?',
    'Kto chodzi pieszo, widzi co innego niż kierowca',
    'Pieszo',
    'Autobusem',
    'Autem',
  ],
}
const juryId = 'demo-jury-recruiting'

test('a criterion that a manager typed is asked in Urdu and in Polish once its words are typed, and says so until then', async ({
  page,
  browser,
  site,
}) => {
  test.setTimeout(180_000)
  await site.withDb((db) =>
    write(db, async (tx) => {
      const targets = values.map((value) => ({
        value,
        minimum: 0,
        maximum: 24,
        minFlex: null,
        maxFlex: null,
        note: '',
      }))
      const typed = newCriterion({ name: question, dimension: null, reason, targets })
      await saveTargets(tx, juryId, [...(await criteriaOf(tx, juryId)), typed])
    }),
  )
  const home = `/desk/juries/${recruitingSlug}/targets`
  const before = async () => (await page.request.get(`${home}.csv`)).text()
  await signIn(page, site, 'jury-manager', home)
  const file = await before()
  await expect(page.locator('main')).toContainText('Words are missing in:')
  await page.getByRole('link', { name: `Words in other languages ${question}` }).click()
  await expect(page.locator('main')).toContainText('asked in English')
  await expectAccessible(page)
  const form = (code: string) => page.locator(`#in-${code} ~ form`)
  const field = (code: string, at: number) => form(code).locator(`[name^="${code}-"]`).nth(at)
  const save = async (code: string, texts: string[]) => {
    for (const [i, text] of texts.entries()) await field(code, i).fill(text)
    await form(code).getByRole('button').click()
  }
  // One too long: it is named and what was typed stays.
  await save('ur', ['x'.repeat(201), ...said.ur!.slice(1)])
  await expect(troubles(page)).toContainText('200')
  await expect(field('ur', 2)).toHaveValue(said.ur![2]!)
  await save('ur', said.ur!)
  await expect(notice(page)).toContainText('The words are saved')
  await expect(page.locator('#in-ur')).not.toContainText('missing')
  await expect(page.locator('#in-pl')).toContainText('5 texts are missing')

  for (const [i, lang] of ['ur', 'pl'].entries()) {
    const context = await browser.newContext({
      ...phone,
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      baseURL: site.origin,
    })
    const mine = await context.newPage()
    const me = registrant(mine, lang)
    await me.start(codeOfLetter(4101 + i))
    await me.eligible()
    await me.allDays()
    await expect(mine.locator('main')).toContainText(me.t('consent.protected'))
    await expectNarrow(mine)
    await me.consent()
    await me.about()
    if (lang === 'pl') {
      // Not written yet: in English, marked as English, and the page says that a part of it is.
      await expect(me.heading).toHaveText(question)
      await expect(mine.locator('h1 [lang="en"]')).toHaveText(question)
      await expect(mine.locator('.stand-in')).toHaveText(words('pl', 'shell')('partly_english'))
      await save('pl', said.pl!)
      await expect(notice(page)).toContainText('The words are saved')
      await mine.reload()
    }
    const own = said[lang]!
    await expect(me.heading).toHaveText(own[0]!)
    await expect(mine.locator('main')).toContainText(own[1]!)
    await expect(mine.locator('main [lang="en"]')).toHaveCount(0)
    await expect(mine.locator('html')).toHaveAttribute('dir', languageOf(lang)!.direction)
    await expectNarrow(mine)
    if (process.env.SHOTS) await mine.screenshot({ path: `${process.env.SHOTS}/${lang}-about.png`, fullPage: true })
    await mine.getByRole('radio', { name: own[3]!, exact: true }).check()
    await me.goOn()
    await me.person()
    await me.needs()
    await expect(mine.locator('main')).toContainText(own[0]!)
    await expect(mine.locator('main')).toContainText(own[3]!)
    await expectNarrow(mine)
    if (process.env.SHOTS) await mine.screenshot({ path: `${process.env.SHOTS}/${lang}-check.png`, fullPage: true })
    await me.send()
    await context.close()
  }
  // What is kept and what files hold are the words that were typed first.
  const kept = await site.withDb((db) =>
    db
      .selectFrom('jury_selection_value')
      .select('value')
      .where('value', 'in', [...values, ...said.ur!, ...said.pl!])
      .execute(),
  )
  expect(kept.map(({ value }) => value)).toEqual(['By bus', 'By bus'])
  expect((await applications(site)).map(({ language }) => language).sort()).toEqual(['pl', 'ur'])
  expect(await before()).toBe(file)
})
