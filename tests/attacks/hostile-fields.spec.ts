import type { BrowserContext, Page } from '@playwright/test'
import { hostileTexts } from '../support/hostile.ts'
import { type Answered, holdsHostile, nothingWritten, roomOf, Walker, walk } from '../support/hostile-walk.ts'
import { partsOf } from '../support/page-forms.ts'
import { expect, type Site, test } from '../support/site.ts'

/** One of each part; whoever writes first comes first, so that those who read see it. */
const people = [
  'officer-1',
  'analyst',
  'jury-manager',
  'facilitator-1',
  'juror-01',
  'juror-31',
  'conference-02',
  'secretariat',
  'board-01',
  'owner-county',
  'owner-nhs',
  'data-protection',
  'administrator',
]

/** Fields that take no hostile text here, with why: it is given back to its writer and stored nowhere. Only ever fewer. */
const leftOut: Record<string, readonly string[]> = {
  'a code, a time, a figure or an address is looked up or checked: anything else is only given back': [
    'app/board/pages/desk-meeting-new.tsx starts_at',
    'app/consultations/pages/all-questions.tsx postcode',
    'app/consultations/pages/answer.tsx postcode',
    'app/consultations/pages/cleaning.tsx reference',
    'app/consultations/pages/come-back.tsx code',
    'app/consultations/pages/my-answer.tsx reference',
    'app/consultations/pages/one-page.tsx postcode',
    'app/consultations/pages/paper-batches.tsx version',
    'app/engagement/pages/settings.tsx value',
    'app/juries/pages/draw.tsx reference',
    'app/juries/pages/juror-support.tsx pounds',
    'app/juries/pages/letters.tsx email',
    'app/juries/pages/letters.tsx returned',
    'app/juries/pages/members.tsx list',
    'app/juries/pages/pool.tsx householdColumns',
    'app/juries/pages/pool.tsx idColumn',
    'app/juries/pages/preparation.tsx days',
    'app/juries/pages/registrations.tsx code',
    'app/juries/pages/session.tsx endsAt',
    'app/juries/pages/session.tsx startsAt',
    'app/juries/pages/sessions-desk.tsx endsAt',
    'app/juries/pages/sessions-desk.tsx startsAt',
    'app/juries/pages/terms.tsx day',
    'app/people/pages/complaint-entry.tsx address',
    'app/people/pages/complaints.tsx address',
    'app/people/pages/complaints.tsx code',
    'app/people/pages/rights.tsx address',
    'app/people/pages/rights.tsx code',
    'app/people/pages/rights.tsx newAddress',
  ],
  'its form is taken only in a state that the demonstration is not in, or with other choices than the first': [
    'app/board/pages/desk-point.tsx dissent',
    'app/board/pages/desk-point.tsx evidence',
    'app/board/pages/desk-point.tsx passed_to',
    'app/board/pages/desk-point.tsx reason',
    'app/board/pages/desk-point.tsx reason_detail',
    'app/board/pages/desk-point.tsx responses_account',
    'app/consultations/pages/cleaning.tsx why',
    'app/consultations/pages/editions/language.tsx text-*',
    'app/consultations/pages/paper-batches.tsx name',
    'app/juries/pages/preparation.tsx fewDaysReason',
    'app/juries/pages/session.tsx agenda',
    'app/juries/pages/session.tsx place',
    'app/juries/pages/session.tsx title',
    'app/juries/pages/sessions-desk.tsx agenda',
    'app/juries/pages/sessions-desk.tsx place',
    'app/juries/pages/sessions-desk.tsx title',
    'app/juries/pages/target.tsx note-*',
    'app/juries/pages/target.tsx reason',
    'app/people/pages/complaint-entry.tsx complaint',
    'app/people/pages/complaint-entry.tsx wanted',
  ],
  'one page with everything at once, of which the pages question by question take the same fields': [
    'app/consultations/pages/all-questions.tsx q-anything',
    'app/consultations/pages/all-questions.tsx q-bus-if-other',
    'app/consultations/pages/all-questions.tsx q-one-word',
    'app/consultations/pages/all-questions.tsx q-park-place-words',
    'app/consultations/pages/all-questions.tsx q-travel-other',
    'app/consultations/pages/one-page.tsx something_else',
    'app/consultations/pages/one-page.tsx why',
  ],
  'the trap for programs: what is written there holds the answer back and is never kept': [
    'app/consultations/pages/all-questions.tsx website',
    'app/consultations/pages/one-page.tsx website',
  ],
  'its form also wants a file of its own kind, which the tests of that file send': [
    'app/consultations/pages/editions/pictures.tsx author',
    'app/consultations/pages/editions/pictures.tsx licence',
    'app/consultations/pages/editions/pictures.tsx name',
    'app/consultations/pages/editions/pictures.tsx source',
    'app/consultations/pages/import-exchange.tsx source',
    'app/consultations/pages/import.tsx source',
    'app/consultations/pages/sources.tsx name',
    'app/juries/pages/targets.tsx name',
    'app/juries/pages/targets.tsx reason',
    'app/juries/pages/targets.tsx values',
  ],
}

/** Areas with room for all of them; the others have few long fields. */
const roomy = ['board', 'consultations', 'engagement', 'juries']

test('hostile text in every field that can be written in runs nowhere: where it is shown, and where it is given back', async ({
  site,
  page,
  browser,
}) => {
  test.setTimeout(480_000)
  const written = nothingWritten()
  for (const who of ['public', ...people]) {
    const walker = await walkerFor(site, who)
    await walk(walker, who === 'public' ? ['/en', '/inbox'] : ['/desk'], page, written, who === 'public')
  }
  const known = new Set(Object.values(leftOut).flat())
  const missed = [...written.fields].filter(([name, { stored, shaped }]) => !stored && !shaped && !known.has(name))
  expect(missed.map(([name]) => name)).toEqual([])
  expect([...known].filter((name) => !written.fields.has(name))).toEqual([])
  for (const area of roomy) expect(written.taken.get(area)?.size, area).toBe(hostileTexts().length)
  expect(written.foreign).toEqual([])

  const heard: string[] = []
  let opened = 0
  for (const [walker, been] of written.been) {
    const shown = await showing(walker, been)
    if (!shown.length) continue
    const context = await browser.newContext({ baseURL: site.origin, locale: 'en-GB' })
    const own = await listening(context, heard)
    await context.addCookies([...walker.cookies].map(([name, value]) => ({ name, value, url: site.origin })))
    for (const path of shown) await own.goto(path)
    opened += shown.length
    await context.close()
  }
  const context = await browser.newContext({ baseURL: site.origin, locale: 'en-GB' })
  const own = await listening(context, heard)
  for (const answer of written.back) await openAgain(own, site, answer)
  console.log(`${written.fields.size} fields, ${opened} pages that show them, ${written.back.length} forms given back`)
  expect(heard).toEqual([])

  // Unescaped in one place it is seen both ways: the test can fail.
  const last = written.back.at(-1)!
  const html = last.html.replace('</main>', '<img src=x onerror=alert(1)><script>alert(1)</script></main>')
  await openAgain(own, site, { ...last, html })
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  expect((await partsOf(page, html, site.origin + last.path)).foreign).toHaveLength(2)
  await context.close()
})

/** Opens an answer to a form as the browser that sent it would have. */
async function openAgain(page: Page, site: Site, { path, status, html, headers }: Answered): Promise<void> {
  const answer = { status, body: html, headers: carried(headers) }
  await page.route(site.origin + path, (route) => route.fulfill(answer), { times: 1 })
  await page.goto(path)
}

const carried = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => /^content-(type|security-policy)$/.test(name)))

async function walkerFor(site: Site, who: string): Promise<Walker> {
  const walker = new Walker(who, site.origin)
  if (who !== 'public') await walker.ask(new URL(await site.linkFor(who)).pathname, new URLSearchParams())
  return walker
}

/** Of the places that somebody has been to, those where hostile text stands now. */
async function showing(walker: Walker, been: ReadonlySet<string>): Promise<string[]> {
  const shown: string[] = []
  const times = new Map<string, number>()
  for (const path of been) {
    const room = roomOf(path)?.pattern ?? ''
    if ((times.get(room) ?? 0) >= 2) continue
    const { html } = await walker.ask(path)
    if (!holdsHostile(html)) continue
    times.set(room, (times.get(room) ?? 0) + 1)
    shown.push(path)
  }
  return shown
}

/** A page that tells of everything that runs and of every report of the content policy. */
async function listening(context: BrowserContext, heard: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    heard.push(`${page.url()}: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error}`))
  await page.exposeFunction('tell', (what: string) => heard.push(what))
  await page.addInitScript(() => {
    const { tell } = window as unknown as { tell: (what: string) => void }
    window.alert = () => tell(`${location} ran`)
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      tell(`${location} ${violatedDirective} ${blockedURI}`),
    )
  })
  return page
}
