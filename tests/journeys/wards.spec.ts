import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { computed } from '../../app/consultations/freezing/compute-list.server.ts'
import { freezeAnalysis, freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { words } from '../../app/languages/words.server.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { choiceList } from '../../app/priorities/choice-list.ts'
import { listVersions, signList } from '../../app/priorities/list-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { option, resident, whileOpen } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, test } from '../support/site.ts'

const run = promisify(execFile)

test.use(phone)

/** A command of the README on the site's own database, with one file. */
async function load(site: Site, command: 'areas' | 'postcodes', rows: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-'))
  try {
    const file = join(folder, 'file.csv')
    writeFileSync(file, rows.join('\n'))
    const env = { ...process.env, DATABASE_URL: site.databaseUrl }
    return (await run('npm', ['run', '--silent', command, '--', file], { env })).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Thirty-nine more from the same place as the newest answer, and everybody's frozen, signed by two and published. */
async function closedAndPublished(site: Site): Promise<void> {
  const now = new Date()
  const keeper = keeperFrom(settings())
  await site.withDb(async (db) => {
    const newest = await db
      .selectFrom('response as r')
      .innerJoin('area as w', 'w.id', 'r.ward_id')
      .select(['r.id', 'r.consultation_id', 'r.district_id', 'r.forum_id', 'r.ward_id', 'r.division_id'])
      .where('w.code', '=', 'E05999901')
      .executeTakeFirstOrThrow()
    const { exercise_id: exerciseId } = await db
      .selectFrom('consultation')
      .select('exercise_id')
      .where('id', '=', newest.consultation_id)
      .executeTakeFirstOrThrow()
    const picks = await db
      .selectFrom('response_pick')
      .select('option_id')
      .where('response_id', '=', newest.id)
      .execute()
    const more = Array.from({ length: 39 }, () => ({
      ...plainAnswer,
      submissionKey: randomUUID(),
      answers: {
        area: {
          kind: 'district' as const,
          district: newest.district_id!,
          forum: newest.forum_id,
          ward: newest.ward_id!,
          division: newest.division_id!,
        },
        picks: picks.map(({ option_id }) => option_id),
        none: false,
        somethingElse: '',
        order: null,
        why: '',
      },
      channel: 'online' as const,
      language: 'en',
      receivedOn: londonDay(now),
    }))
    await write(db, (tx) => addAnswers(tx, settings().SECRET, newest.consultation_id, more))
    await freezeClosings(db, keeper, now)
    const by = { exerciseId, personId: 'demo-person-analyst', reason: 'a journey' }
    const compute = async (input: Parameters<typeof choiceList>[0]) => computed(choiceList(input))
    expect((await freezeAnalysis(db, keeper, by, now, { compute })).kind).toBe('frozen')
    const [draft] = await listVersions(db, exerciseId)
    const people = await db.selectFrom('person').select('id').orderBy('id').limit(2).execute()
    for (const { id: personId } of people)
      await write(db, (tx) => signList(tx, keeper, { exerciseId, listId: draft!.id, hash: draft!.hash, personId }, now))
  })
}

test('wards are loaded, a postcode tells one, and once the results are out its councillor has a sheet', async ({
  page,
  site,
}) => {
  const division = 'Millrace and Weir'
  expect(
    await load(site, 'areas', [
      'code,name,kind,within,people',
      'E05999901,Millrace,ward,E07000130 E58999901,6100',
      'E05999902,Weir Cottages,ward,E07000130 E58999901,',
      `E58999901,${division},division,E07000130,`,
    ]),
  ).toContain('3 areas: 3 new')
  const refused = load(site, 'areas', ['code,name,kind,within,people', 'E05999903,Nowhere,ward,,'])
  await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining('Row 2, column within') })
  expect(
    await load(site, 'postcodes', [
      'pcds,doterm,oslaua,osward,ced',
      'ZZ2 1AA,,E07000130,E05999901,E58999901',
      'ZZ2 1AB,,E07000130,E05999902,E58999901',
    ]),
  ).toContain('2 postcodes loaded')

  const me = resident(page)
  const t = words('en', 'newsletter')
  await me.start()
  await page.getByLabel(me.t('postcode.label')).fill('zz2 1aa')
  await me.goOn()
  await page.getByRole('radio', { name: me.t('question.unsure') }).check()
  await me.goOn()
  await me.tick('P06')
  await me.goOn()
  await me.goOn()
  await expect(me.heading).toHaveText(me.t('check.title'))
  // Whoever sends an answer sees everything that is kept of where they live.
  await expect(page.locator('main')).toContainText(`${me.t('check.ward')} Millrace`)
  await expect(page.locator('main')).toContainText(`${me.t('check.division')} ${division}`)
  await expectAccessible(page)
  await me.send()

  const sheet = async (name: string) => {
    await page.goto('/en/newsletter')
    await page.getByRole('link', { name: t('wards.title') }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.locator('main')).toContainText('Charnwood')
    return page.locator('main')
  }
  await expect(await sheet('Millrace')).not.toContainText('What should we ask next? About')

  await whileOpen(site, -20, -1, async () => {
    await closedAndPublished(site)
    const millrace = await sheet('Millrace')
    await expect(millrace).toContainText(t('sheet.people', { count: 40, people: '40' }))
    await expect(millrace).toContainText(`${option('P06', 'en')} ${t('sheet.of_them', { count: 40, people: '40' })}`)
    await expect(millrace.getByRole('heading', { name: t('part.decided') })).toBeVisible()
    await expect(millrace.getByRole('heading', { name: t('sheet.later') })).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()!.width,
    )
    const weir = await sheet('Weir Cottages')
    await expect(weir).toContainText(t('sheet.not_told'))
    await expect(await sheet(division)).toContainText(t('sheet.people', { count: 40, people: '40' }))
    await page.goto(page.url().replace('/en/', '/ur/'))
    await expectAccessible(page)
  })
})
