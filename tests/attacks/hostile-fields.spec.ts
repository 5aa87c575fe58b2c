import type { BrowserContext, Page } from '@playwright/test'
import { hostileTexts } from '../support/hostile.ts'
import { type Field, holdsHostile, Written } from '../support/hostile-form.ts'
import { mouldsFor } from '../support/hostile-moulds.ts'
import { beginnings, furtherStates, statesBefore } from '../support/hostile-states.ts'
import { walk } from '../support/hostile-walk.ts'
import { type Answered, roomOf, Walker } from '../support/hostile-walker.ts'
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

/** Fields that can hold no text: a code, a time, a figure or an address is looked up or checked. Anything else is only given back. */
const lookedUp: readonly string[] = [
  'app/board/pages/desk-meeting-new.tsx starts_at',
  'app/consultations/pages/answering/all-questions.tsx postcode',
  'app/consultations/pages/answering/answer.tsx postcode',
  'app/consultations/pages/freezing/cleaning.tsx reference',
  'app/consultations/pages/answering/come-back.tsx code',
  'app/consultations/pages/editions/edition.tsx origins',
  'app/consultations/pages/groups/group-payments.tsx pounds',
  'app/consultations/pages/answering/my-answer.tsx reference',
  'app/consultations/pages/answering/one-page.tsx postcode',
  'app/consultations/pages/paper/paper-batches.tsx version',
  'app/consultations/pages/answering/phone-desk.tsx panel',
  ...[
    'picks',
    ...'travel journeys bus-if park-first park-rank park-safe park-care park-views park-pairs park-ends park-points park-money park-place last-visit'
      .split(' ')
      .map((question) => `q-${question}`),
  ].map((name) => `app/consultations/pages/paper/paper-batch.tsx ${name}`),
  'app/consultations/pages/answering/question.tsx postcode',
  'app/engagement/pages/panel/citizens-panel-code.tsx code',
  'app/engagement/pages/panel/citizens-panel-draw.tsx size',
  'app/engagement/pages/notices/notices-desk.tsx email',
  'app/engagement/pages/settings.tsx value',
  'app/feedback/pages/desk-check-back-held.tsx reference',
  'app/juries/pages/sessions/day-sheet.tsx at',
  'app/juries/pages/draw/draw.tsx reference',
  'app/juries/pages/support/juror-support.tsx pounds',
  'app/juries/pages/letters/letters.tsx returned',
  'app/juries/pages/commission/preparation.tsx days',
  'app/juries/pages/seats/reach.tsx email',
  'app/juries/pages/registration/register-start.tsx code',
  'app/juries/pages/registration/registrations.tsx code',
  'app/juries/pages/sessions/session.tsx endsAt',
  'app/juries/pages/sessions/session.tsx startsAt',
  'app/juries/pages/sessions/sessions-desk.tsx endsAt',
  'app/juries/pages/sessions/sessions-desk.tsx startsAt',
  'app/juries/pages/support/terms.tsx day',
  'app/people/pages/complaints.tsx code',
  'app/people/pages/rights.tsx code',
]

/** The trap for programs: what is written there holds the answer back and is never kept. */
const traps: readonly string[] = [
  'app/consultations/pages/answering/all-questions.tsx website',
  'app/consultations/pages/answering/answer.tsx website',
  'app/consultations/pages/answering/one-page.tsx website',
  'app/consultations/pages/answering/question.tsx website',
  'app/feedback/pages/check-back.tsx website',
]

/** Every area that has a form. */
const areas = ['board', 'conference', 'consultations', 'engagement', 'feedback', 'juries', 'people', 'priorities']

test('hostile text in every field that can be written in runs nowhere: where it is shown, and where it is given back', async ({
  site,
  page,
  browser,
}) => {
  test.setTimeout(480_000)
  const written = new Written()
  await furtherStates(site)
  const moulds = mouldsFor(site)
  for (const who of ['public', ...people]) {
    await statesBefore[who]?.(site)
    const from = [...(beginnings[who] ?? ['/desk'])]
    await walk(await walkerFor(site, who), { from, reader: page, written, moulds, all: who === 'public' })
  }
  const names = (which: (field: Field) => boolean) =>
    [...written.fields].flatMap(([name, field]) => (which(field) ? [name] : []))
  const leftOut = [...lookedUp, ...traps]
  const without = (some: readonly string[], others: readonly string[]) => some.filter((name) => !others.includes(name))
  expect(
    without(
      names(({ stored, shaped }) => !stored && !shaped),
      leftOut,
    ),
    'took nothing',
  ).toEqual([])
  // Only ever fewer: what takes text, or was not there to be written in, may not be left out.
  const stored = names((field) => field.stored)
  expect(
    leftOut.filter((name) => stored.includes(name)),
    'left out though taken',
  ).toEqual([])
  const sent = names((field) => field.sent)
  expect(without(leftOut, sent), 'left out and never written in').toEqual([])
  const neither = names(({ stored, back }) => !stored && !back)
  expect(without(neither, traps), 'neither taken nor given back').toEqual([])
  const files = [...moulds.file].flatMap(([name, mould]) => (mould ? [name] : []))
  expect(without(files, [...written.files]), 'files that were never taken').toEqual([])
  expect([...written.taken.keys()].sort()).toEqual(areas)
  for (const [area, taken] of written.taken) expect(taken.size, area).toBe(hostileTexts().length)
  expect(written.foreign).toEqual([])

  const heard: string[] = []
  const context = await browser.newContext({ baseURL: site.origin, locale: 'en-GB' })
  const pages = await Promise.all(Array.from({ length: 3 }, () => listening(context, heard)))
  let opened = 0
  const before = new Set<string>()
  for (const [walker, been] of written.been) {
    const shown = await showing(walker, been, before)
    await context.clearCookies()
    await context.addCookies([...walker.cookies].map(([name, value]) => ({ name, value, url: site.origin })))
    await shareOut(pages, shown, (own, path) => own.goto(path))
    opened += shown.length
  }
  await context.clearCookies()
  await shareOut(pages, written.back, (own, answer) => openAgain(own, site, answer))
  console.log(
    `${written.fields.size} fields, ${stored.length} took text, ${leftOut.length} left out; ` +
      `${opened} pages that show them, ${written.back.length} forms given back`,
  )
  expect(heard).toEqual([])

  // Unescaped in one place it is seen both ways: the test can fail.
  const last = written.back.at(-1)!
  const html = last.html.replace('</main>', '<img src=x onerror=alert(1)><script>alert(1)</script></main>')
  await openAgain(pages[0]!, site, { ...last, html })
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  expect((await partsOf(page, html, site.origin + last.path)).foreign).toHaveLength(2)
  await context.close()
})

/** Does the work for everything, on as many pages at once as there are. */
async function shareOut<T>(pages: readonly Page[], all: readonly T[], work: (page: Page, one: T) => Promise<unknown>) {
  const left = [...all]
  const one = async (page: Page) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(page, next)
  }
  await Promise.all(pages.map(one))
}

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

/** What differs from one making of a page to the next. */
const ofThisTime = / nonce="[^"]*"|"nonce":"[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Of the places that somebody has been to, those where hostile text stands now that nobody before has been shown alike. */
async function showing(walker: Walker, been: ReadonlySet<string>, before: Set<string>): Promise<string[]> {
  const shown: string[] = []
  const times = new Map<string, number>()
  for (const path of been) {
    const room = roomOf(path)?.pattern ?? ''
    if ((times.get(room) ?? 0) >= 2) continue
    const { html } = await walker.ask(path)
    if (!holdsHostile(html)) continue
    times.set(room, (times.get(room) ?? 0) + 1)
    const made = html.replace(ofThisTime, '')
    if (before.has(made)) continue
    before.add(made)
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
