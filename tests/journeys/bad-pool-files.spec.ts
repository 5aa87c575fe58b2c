import type { Page } from '@playwright/test'
import { notice, troubles } from '../support/desk.ts'
import { drawableJury } from '../support/drawable-jury.ts'
import { expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const slug = 'a-jury-with-bad-files'
const home = `/desk/juries/${slug}`
const main = (page: Page) => page.locator('main')

const head = 'unique_id,first_name,age,area,primary_address1,zip_royal_mail'
const person = (n: number, more: Partial<Record<'id' | 'age' | 'area' | 'street', string>> = {}): string =>
  [
    more.id ?? `v${n}`,
    `Volunteer ${n}`,
    more.age ?? (n % 2 ? 'young' : 'old'),
    more.area ?? ['Blaby', 'Melton', 'Narborough'][n % 3],
    more.street ?? `${n} Low Street`,
    'ZZ1 1AA',
  ].join(',')
const people = (count: number): string[] => Array.from({ length: count }, (_, i) => person(i + 1))
const lines = (...rows: string[]): string => `${[head, ...rows].join('\r\n')}\r\n`

async function upload(page: Page, file: string | Buffer, name = 'people.csv'): Promise<void> {
  await page
    .getByLabel('The file', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.isBuffer(file) ? file : Buffer.from(file) })
  await page.getByRole('button', { name: 'Check the file and take it in' }).click()
}

const loaded = (site: Site) =>
  site.withDb(async (db) => {
    const { id } = await db.selectFrom('jury').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
    const count = async (query: Promise<unknown[]>) => (await query).length
    return {
      people: await count(db.selectFrom('jury_application').select('id').where('jury_id', '=', id).execute()),
      files: await count(db.selectFrom('jury_pool_file').select('jury_id').where('jury_id', '=', id).execute()),
    }
  })

/** What is wrong, as [row, column, words]; `–` where a file has no such place. */
const bad: [string, string | Buffer, string[][]][] = [
  ['nothing at all', '', [['–', '–', 'The file is empty.']]],
  ['nobody in it', lines(), [['–', '–', 'There is nobody in the pool.']]],
  [
    'values outside the list, and none',
    lines(person(1), person(2, { age: 'middling' }), person(3, { area: '' })),
    [
      ['3', 'age', '“middling” is not a listed value of Age (v2).'],
      ['4', 'area', 'v3 has no Area.'],
    ],
  ],
  [
    'an id twice, with different details',
    lines(person(1), person(2), person(3, { id: 'v1' })),
    [['4', 'unique_id', 'The id v1 stands in rows 2, 4 with different details.']],
  ],
  ['a blank id', lines(person(1), person(2, { id: ' ' })), [['3', 'unique_id', 'This row has no id.']]],
  [
    'bars between its cells',
    lines(person(1)).replaceAll(',', '|'),
    [['1', '–', 'The cells of this file are kept apart by bars (|). Open it in a spreadsheet']],
  ],
  [
    'a web page under the name of a CSV file',
    '<!DOCTYPE html>\n<html><body>Sign in, please</body></html>',
    [['–', '–', 'This is a web page and not a CSV file.']],
  ],
  ['too many cells in a row', lines(`${person(1)},LE1`), [['2', '–', 'The row has 7 cells for 6 columns.']]],
  ['a quotation mark left open', lines(person(1), `"v2,${person(3)}`), [['3', '–', 'A quotation mark is not closed']]],
  [
    'letters of an old encoding',
    Buffer.from(lines(person(1), person(2, { street: '2 Château Lane' })), 'latin1'),
    [['3', '–', 'The file is not in UTF-8.']],
  ],
  [
    'a spreadsheet under the name of a CSV file',
    Buffer.from('504b03041400060008000000', 'hex'),
    [['–', '–', 'This is a spreadsheet. Open it and save it as “CSV UTF-8”.']],
  ],
  [
    'a spreadsheet of the older kind',
    Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
    [['–', '–', 'This is a spreadsheet. Open it and save it as “CSV UTF-8”.']],
  ],
]

test('every bad file of volunteers is told by row and column, and nothing of it is taken in', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000)
  await drawableJury(site, slug)
  await signIn(page, site, 'jury-manager', `${home}/pool`)
  await page.getByRole('button', { name: 'Check the file and take it in' }).click()
  await expect(troubles(page)).toContainText('Choose the file')
  for (const [what, file, wrong] of bad) {
    await test.step(what, async () => {
      await upload(page, file)
      await expect(troubles(page)).toContainText('to put right. Nothing was taken in.')
      const rows = main(page).locator('#wrong ~ table tbody tr, section:has(#wrong) tbody tr')
      await expect(rows).toHaveCount(wrong.length)
      for (const [i, cells] of wrong.entries()) {
        for (const [c, text] of cells.entries()) await expect(rows.nth(i).locator('td, th').nth(c)).toContainText(text)
      }
      expect(await loaded(site)).toEqual({ people: 0, files: 0 })
    })
  }
  await expectAccessible(page)
  expect(
    (await page.request.post(`${home}/pool`, { form: { intent: 'draw' }, headers: { origin: site.origin } })).status(),
  ).toBe(404)

  // Semicolons, a mark and identical rows are no errors: they are read, and what was done is said.
  await upload(page, `\ufeff${lines(...people(4), person(1)).replaceAll(',', ';')}`)
  await expect(notice(page)).toContainText('taken in, whole')
  await expect(main(page)).toContainText('Row 2, unique_id: The id v1 stands in rows 2, 6 with the same details.')
  expect(await loaded(site)).toEqual({ people: 4, files: 1 })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try the lottery' }).click()
  await expect(main(page)).toContainText('There are 6 seats, but the pool holds only 4.', { timeout: 30_000 })

  await page.getByRole('button', { name: 'Take them out again' }).click()
  expect(await loaded(site)).toEqual({ people: 0, files: 0 })
  const oneHome = Array.from({ length: 9 }, (_, i) => person(i + 1, { street: '1 Long House' }))
  await upload(page, lines(...oneHome, person(10), person(11)))
  await expect(notice(page)).toContainText('taken in, whole')
  await page.getByRole('button', { name: 'Try it again' }).click()
  await expect(main(page)).toContainText('Of the pool only 3 can sit together (one of each household)', {
    timeout: 30_000,
  })
})

test('bad targets are told by row and column, and the targets stay as they were', async ({ page, site }) => {
  const home = '/desk/juries/a-jury-with-bad-targets'
  await drawableJury(site, 'a-jury-with-bad-targets')
  await signIn(page, site, 'jury-manager', `${home}/targets`)
  const before = await main(page).getByRole('table').allInnerTexts()
  const files: [string, string[]][] = [
    [
      'feature,value,min,max\nAge,Young,3.5,4\nAge,Old,x,4\n',
      ['Row 2, min: “3.5” is not a whole number.', 'Row 3, min: “x” is not a number.'],
    ],
    [
      'feature,value,min,max\nAge,Young,5,6\nAge,Old,3,3\nArea,Blaby,0,3\nArea,Melton,0,2\n',
      ['The minimums of Age add up to 8, which is more than the 6 seats.', 'The maximums of Area add up to 5'],
    ],
    ['feature|value|min|max\nAge|Young|3|3\n', ['Row 1']],
    ['', ['The file is empty.']],
  ]
  for (const [text, said] of files) {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'categories.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.locator('form:has(input[type=file]) button').click()
    for (const words of said) await expect(troubles(page)).toContainText(words)
  }
  await expectAccessible(page)
  await page.goto(`${home}/targets`)
  expect(await main(page).getByRole('table').allInnerTexts()).toEqual(before)
})
