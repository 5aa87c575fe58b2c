import { reissueForm } from '../../app/consultations/results/form-freeze-store.server.ts'
import { write } from '../../db/connect.ts'
import { notice } from '../support/desk.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const id = 'demo-exercise-ways-to-ask-first-round'
const home = `/desk/exercises/${id}`
const keeper = { signingKey: '07'.repeat(32), outsideAddress: undefined }

/** Makes the first round a joint one of county and NHS, each with a question of its own, and drafts its results anew. */
const askJointly = (site: Site) =>
  site.withDb((db) =>
    write(db, async (tx) => {
      const added = { exercise_id: id, added_by: 'demo-person-officer-1', added_at: '2026-01-01T10:00:00Z' }
      await tx
        .insertInto('exercise_partner')
        .values({ ...added, organisation_id: 'demo-organisation-nhs' })
        .execute()
      const { consultation } = await tx
        .selectFrom('consultation')
        .select('id as consultation')
        .where('exercise_id', '=', id)
        .executeTakeFirstOrThrow()
      for (const [key, owner] of [
        ['one-word', 'county'],
        ['anything', 'nhs'],
      ] as const) {
        await tx
          .updateTable('form_question')
          .set({ owned_by: `demo-organisation-${owner}` })
          .where('consultation_id', '=', consultation)
          .where('key', '=', key)
          .execute()
      }
      const [one, two] = await tx
        .selectFrom('response')
        .select('id')
        .where('consultation_id', '=', consultation)
        .where('status', '=', 'counted')
        .orderBy('id')
        .limit(2)
        .execute()
      await tx.deleteFrom('response_own_words').execute()
      const questions = await tx
        .selectFrom('form_question')
        .select(['id', 'key'])
        .where('consultation_id', '=', consultation)
        .execute()
      const words = (response: string, key: string, body: string) => ({
        response_id: response,
        question_id: questions.find((question) => question.key === key)!.id,
        language: 'en',
        body,
        may_publish: 0,
      })
      await tx
        .insertInto('response_own_words')
        .values([words(one!.id, 'one-word', 'Countycanary'), words(two!.id, 'anything', 'Nhscanary')])
        .execute()
      const by = { exerciseId: id, personId: 'demo-person-analyst', note: 'A title was corrected.' }
      await reissueForm(tx, keeper, by, new Date())
    }),
  )

test('partners of a joint exercise see what all share and their own module, at the desk of texts and in the draft', async ({
  page,
  context,
  site,
}) => {
  await askJointly(site)
  await site.withDb((db) =>
    db
      .updateTable('role_grant')
      .set({ role: 'analyst' })
      .where('person_id', '=', 'demo-person-officer-3')
      .where('role', '=', 'officer')
      .execute(),
  )
  await signIn(page, site, 'analyst')
  await expect(page.getByText('corrected version of the results')).toContainText('two people publish it')
  await page.goto(`${home}/texts`)
  await page.getByRole('button', { name: 'Gather the texts' }).click()
  await expect(notice(page)).toContainText('gathered')
  await expect(page.getByText('to your own module')).toBeVisible()
  await expect(page.getByText('Two coders of one partner')).toBeVisible()
  await expectAccessible(page)
  const nhs = await another(context, site, 'officer-3', `${home}/texts`)
  for (const [desk, own, other] of [
    [page, 'Countycanary', 'Nhscanary'],
    [nhs, 'Nhscanary', 'Countycanary'],
  ] as const) {
    await desk.goto(`${home}/texts/reading`)
    await expect(desk.getByText(own)).toBeVisible()
    await expect(desk.getByText(other)).toHaveCount(0)
    expect(await desk.content()).not.toContain(other)
  }

  for (const [desk, own, other] of [
    [page, 'one-word', 'anything'],
    [nhs, 'anything', 'one-word'],
  ] as const) {
    await desk.goto(`${home}/results`)
    await expect(desk.getByText('1 question of another partner’s own module is not shown here')).toBeVisible()
    await expect(desk.locator(`nav a[href="#${own}"]`)).toBeVisible()
    await expect(desk.locator(`nav a[href="#${other}"]`)).toHaveCount(0)
  }
  await expectAccessible(page)
  await page.goto('/en/consultations/ways-to-ask-first-round/results')
  for (const key of ['one-word', 'anything']) await expect(page.locator(`nav a[href="#${key}"]`)).toBeVisible()
})
