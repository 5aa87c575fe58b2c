import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { parseCsv } from '../../app/priorities/csv-text.ts'
import { downloaded } from '../support/desk.ts'
import { expect, expectAccessible, test } from '../support/site.ts'

const main = (page: Page) => page.locator('main')

/** Follows a link of the page's own text and looks at where it leads; nothing here ever types an address. */
async function follow(page: Page, name: string | RegExp, shows: string | RegExp): Promise<void> {
  await main(page).getByRole('link', { name }).first().click()
  await expect(main(page)).toContainText(shows)
  await expectAccessible(page)
}

test('a decision leads back to the jury, its words, its question, and forward to actions and challenges', async ({
  page,
}) => {
  await page.goto('/en/board')
  await expectAccessible(page)
  await follow(page, /interview panels for jobs/, 'What each partner says for itself')
  await expect(main(page)).toContainText('This is the position of the Board, which has no power over its partners')
  const decision = page.url()
  await follow(page, 'Put a community member on interview panels', 'What was promised')
  await expect(main(page)).toContainText('What the standing conference says')
  await expect(main(page)).toContainText('Question:')
  await follow(page, 'The decision behind it', 'What each partner says for itself')
  expect(page.url()).toBe(decision)
  await follow(page, 'The meeting and its papers', 'What was decided')
  await page.goBack()
  await follow(page, 'The jury’s report', /How the votes were counted/)
  await expect(main(page)).toContainText(/\d+ of \d+/)
  await follow(page, 'About this jury', 'What was promised before anybody was invited')
  await page.goBack()
  await page.goBack()
  await follow(page, 'We asked, you said, we did', 'We did not, because')
})

test('a decision on the list leads back to the list, the snapshot and the question', async ({ page }) => {
  await page.goto('/en/board')
  await follow(page, 'Safer roads and less speeding', /It shares band [A-E]/)
  const decision = page.url()
  await follow(page, 'The whole list, how it was worked out, and the frozen answers', 'How this list was made')
  await expect(main(page)).toContainText('Hash of the snapshot')
  await expect(
    main(page)
      .locator('.hash')
      .filter({ hasText: /^[0-9a-f]{64}$/ })
      .first(),
  ).toBeVisible()
  await expect(main(page)).toContainText('Which matter most to you?')
  await follow(page, 'Safer roads and less speeding', 'What the Board answered')
  await follow(page, 'Safer roads and less speeding', /It shares band [A-E]/)
  expect(page.url()).toBe(decision)
  await follow(page, 'The question that was asked', 'What cannot change')
  await page.goBack()
  await follow(page, 'How to check all this', /ledger/i)
})

test('every closed exercise tells what was asked, said, done and not done', async ({ page }) => {
  await page.goto('/en/what-changed')
  await expectAccessible(page)
  const stories = await main(page).locator('h2 a').all()
  expect(stories.length).toBeGreaterThan(1)
  const paths = await Promise.all(stories.map((story) => story.getAttribute('href')))
  for (const path of paths) {
    await page.goto(path!)
    await expect(main(page).locator('h2')).toContainText(['We asked', 'You said', 'We did', 'We did not, because'])
    await expectAccessible(page)
  }
})

test('no link of the public pages leads nowhere', async ({ page, site }) => {
  const seen = new Set<string>()
  const waiting = ['/en']
  const wrong: string[] = []
  while (waiting.length) {
    const path = waiting.pop()!
    if (seen.has(path)) continue
    seen.add(path)
    const answer = await page.request.get(path)
    if (!answer.ok()) {
      wrong.push(`${answer.status()} ${path}`)
      continue
    }
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue
    const html = await answer.text()
    const ids = new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id))
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)) {
      const { pathname, search, hash, origin } = new URL(href.replaceAll('&amp;', '&'), site.origin + path)
      if (origin !== site.origin) continue
      if (pathname === new URL(path, origin).pathname && hash && !ids.has(decodeURIComponent(hash.slice(1))))
        wrong.push(`${path} has nothing at ${hash}`)
      if (pathname.startsWith('/en') || pathname === '/') waiting.push(pathname + search)
    }
  }
  expect(wrong).toEqual([])
  expect(seen.size).toBeGreaterThan(40)
})

test('the pack is recounted by the command, and gives the bands of the page', async ({ page }) => {
  await page.goto('/en/consultations/what-matters-most/list')
  await expectAccessible(page)
  const bands = await main(page)
    .locator('section.band')
    .evaluateAll((sections) =>
      sections.map((band) => ({
        letter: band.querySelector('.govuk-visually-hidden')!.textContent!.replace('Band ', ''),
        options: [...band.querySelectorAll('.band-option__name a')].map((a) => a.textContent!),
      })),
    )
  expect(bands.length).toBeGreaterThan(2)
  // The pack has the words that people answered to; the page says which were worded anew.
  const lines = await main(page).locator('.worded-anew li').allTextContents()
  const askedAs = new Map(
    lines.map((line) => /“(.+)” is now “(.+)”/.exec(line)!.slice(1).reverse() as [string, string]),
  )
  expect(askedAs.size).toBeGreaterThan(0)
  const pack = await downloaded(page, () =>
    page.getByRole('link', { name: 'Everything needed to recount it (ZIP)' }).click(),
  )
  const workbook = await downloaded(page, () =>
    page.getByRole('link', { name: 'Counts of each issue (Excel workbook)' }).click(),
  )
  const parts = unzipSync(workbook)
  expect(Object.keys(parts)).toContain('xl/worksheets/sheet1.xml')
  const counted = parseCsv(Buffer.from(unzipSync(pack)['counts.csv']!).toString())
  const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString()
  expect(sheet.match(/<row /g)).toHaveLength(counted.length)
  for (const cell of counted[1]!.filter((text) => /^\d+$/.test(text))) expect(sheet).toContain(`<v>${cell}</v>`)
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-pack-'))
  try {
    const zip = join(folder, 'pack.zip')
    writeFileSync(zip, pack)
    const files = unzipSync(pack)
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    const { root } = JSON.parse(Buffer.from(files['hashes.json']!).toString())
    const counts = parseCsv(Buffer.from(files['counts.csv']!).toString())
    const readme = Buffer.from(files['README.txt']!).toString()
    for (const name of Object.keys(files)) expect(readme).toContain(name)
    const stated = JSON.parse(Buffer.from(files['hashes.json']!).toString()).files as Record<string, string>
    const sums = Object.entries(stated).map(([name, hash]) => `${hash}  ${name}\n`)
    expect(Buffer.from(files.SHA256SUMS!).toString()).toMatch(
      new RegExp(`^${sums.join('')}[0-9a-f]{64}  hashes.json\n$`),
    )
    for (const path of [zip, folder]) {
      const run = spawnSync('node', ['app/priorities/recount-command.ts', path], { encoding: 'utf8' })
      expect(run.stderr).toBe('')
      expect(run.status).toBe(0)
      expect(run.stdout).toContain('The recount equals what was published.')
      expect(run.stdout).toContain(root)
      for (const { letter, options } of bands)
        for (const option of options.map((name) => askedAs.get(name) ?? name)) {
          const id = counts.find((row) => row.includes(option))![0]
          expect(run.stdout, `${option} in band ${letter}`).toContain(`\nweighted ${letter} ${id} `)
          expect(run.stdout.split('Weighted:')[1]).toContain(`\n  ${letter}  ${option} `)
        }
    }
    const forged = Buffer.from(files['counts.csv']!)
      .toString()
      .replace(/,(\d+),/, (_, n) => `,${Number(n) + 1},`)
    writeFileSync(join(folder, 'counts.csv'), forged)
    const run = spawnSync('node', ['app/priorities/recount-command.ts', folder], { encoding: 'utf8' })
    expect(run.status).toBe(1)
    expect(run.stdout).toContain('First difference:')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the list’s own downloads and the ledger can be taken by anybody', async ({ page }) => {
  await page.goto('/en/consultations/what-matters-most/list')
  const csv = await downloaded(page, () => page.getByRole('link', { name: 'Counts of each issue (CSV)' }).click())
  expect(csv.toString()).toContain('Safer roads and less speeding')
  const json = await downloaded(page, () => page.getByRole('link', { name: 'The whole list (JSON)' }).click())
  expect(JSON.parse(json.toString())).toBeTruthy()
  await page.goto('/en/check')
  await expectAccessible(page)
  for (const link of await main(page).locator('a[href^="/en/check/"]').all()) {
    const bytes = await downloaded(page, () => link.click())
    expect(bytes.length).toBeGreaterThan(1000)
    expect(bytes.toString()).not.toMatch(/demonstration\.example|"why"/)
  }
})
