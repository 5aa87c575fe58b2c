import { bareCommits, bareHttp } from './baselines.ts'
import { type BenchSite, benchSite, kinds } from './bench-site.ts'
import { cpuOf, type Figures, memoryOf, printTable, timed } from './measure.ts'
import { hiddenFields, offered, Visitor } from './visitor.ts'

/** Visits after which the server costs what it goes on costing: until then its engine compiles, beside and for each visit. */
const settling = 1500

/** CPU milliseconds of the bare page where the goals were set. */
const referencePage = 0.03

/** W1, W1m and W2 of the performance page: an answer through the one-page edition, a whole visit, submission alone; W12 with PostgreSQL. */
export async function intake(): Promise<void> {
  const commits = await bareCommits(2000)
  const http = await bareHttp(4000, 16)
  const reached: Partial<Record<BenchSite['kind'], { w1: Figures; w2: Figures }>> = {}
  for (const kind of kinds()) {
    const { server, slug, end } = await benchSite(kind)
    const pid = server.process.pid!
    const onePage = `/en/consultations/${slug}/answer/one-page`
    try {
      const answer = () => answerOnOnePage(server.origin, onePage)
      const visit = () => wholeVisit(server.origin, slug)
      await timed(100, 8, answer)
      const early = await timed(600, 8, answer, pid)
      await timed(settling, 8, answer)
      const w1 = await timed(1000, 8, answer, pid)
      await timed(settling / 10, 8, visit)
      const w1m = await timed(200, 8, visit, pid)
      const forms = await prepareForms(server.origin, onePage, 1500)
      const w2 = await timed(forms.length, 32, (n) => submitForm(forms[n]!, onePage), pid)
      for (const { visitor } of forms) visitor.close()
      reached[kind] = { w1, w2 }
      printTable(`Intake on ${kind}: one response, a whole visit, submission alone`, [
        ['bare node:http, 30 kB page', http, 'baseline'],
        ['W1 soon after the start (visits 101 to 700)', early, 'before the engine has compiled what it runs most'],
        ['W1 one response, one-page edition', w1, 'floor 12, goal 1.2 CPU ms'],
        ['W1m whole visit over one-question pages', w1m, 'floor 40, goal 5 CPU ms'],
        ['bare SQLite, one durable commit each', commits, 'baseline'],
        ['W2 submission alone', w2, `floor 500/s, goal ${(commits.perSecond / 2).toFixed(0)}/s (half of the commits)`],
      ])
      console.log(
        `Submission reaches ${((100 * w2.perSecond) / commits.perSecond).toFixed(0)} % of the bare commit rate. Server memory ${memoryOf(pid).toFixed(0)} MB, ${(cpuOf(pid) / 1000).toFixed(1)} s CPU in all.`,
      )
    } finally {
      await end()
    }
  }
  const slower = http.cpu / referencePage
  console.log(
    `The bare page costs ${slower.toFixed(1)} × the ${referencePage} CPU ms of the machine that the goals were set on: in its proportion they are ${(1.2 * slower).toFixed(1)} (W1) and ${(5 * slower).toFixed(1)} (W1m) here.`,
  )
  const { SQLite: one, PostgreSQL: other } = reached
  if (one && other) {
    const share = (of: 'w1' | 'w2') => ((100 * other[of].perSecond) / one[of].perSecond).toFixed(0)
    console.log(
      `W12 PostgreSQL reaches ${share('w1')} % (W1) and ${share('w2')} % (W2) of SQLite; floor 50 %, goal 80 %.`,
    )
  } else console.log('W12 not run: TEST_POSTGRES_URL names no server.')
}

type Fields = [string, string][]

export function answersFor(page: string): Fields {
  const area = offered(page, 'area').find((v) => v.startsWith('district:') || v.startsWith('forum:'))!
  const options = offered(page, 'choice-1')
  return [
    ...hiddenFields(page),
    ['area', area],
    ...options.slice(0, 3).map((id, i): [string, string] => [`choice-${i + 1}`, id]),
  ]
}

async function answerOnOnePage(origin: string, path: string): Promise<void> {
  const visitor = new Visitor(origin)
  const form = await visitor.get(path)
  const sent = await visitor.post(path, answersFor(form.body))
  if (sent.status !== 303) throw new Error(`the answer was not taken: ${sent.status}`)
  const receipt = await visitor.get(sent.location!)
  if (receipt.status !== 200) throw new Error(`no receipt: ${receipt.status}`)
  visitor.close()
}

export async function prepareForms(origin: string, path: string, count: number) {
  const forms: { visitor: Visitor; fields: Fields }[] = []
  await timed(count, 8, async () => {
    const visitor = new Visitor(origin)
    forms.push({ visitor, fields: answersFor((await visitor.get(path)).body) })
  })
  return forms
}

export async function submitForm(
  { visitor, fields }: { visitor: Visitor; fields: Fields },
  path: string,
): Promise<void> {
  const { status } = await visitor.post(path, fields)
  if (status !== 303) throw new Error(`the answer was not taken: ${status}`)
}

/** Every page from the start page to the receipt, as its forms lead: area, part, three picks, their order, no reason. */
async function wholeVisit(origin: string, slug: string): Promise<void> {
  const visitor = new Visitor(origin)
  const home = `/en/consultations/${slug}`
  let page = await visitor.get(home)
  let path = home
  for (let step = 0; step < 12; step++) {
    const fields = hiddenFields(page.body)
    const area = offered(page.body, 'area').find((v) => v.startsWith('district:'))
    if (area) fields.push(['area', area])
    const forum = offered(page.body, 'forum')[0]
    if (forum) fields.push(['forum', forum])
    const picks = offered(page.body, 'pick')
      .filter((v) => v !== 'none' && v !== 'else')
      .slice(0, 3)
    for (const pick of picks) fields.push(['pick', pick])
    if (page.body.includes('name="same"')) fields.push(['same', 'yes'])
    const action = /<form[^>]*method="post"[^>]*action="([^"]*)"/.exec(page.body)?.[1] ?? path
    const answer = await visitor.post(action.replaceAll('&amp;', '&'), fields)
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`)
    path = answer.location!
    page = await visitor.get(path)
    // The first page's address carries the draft until the browser has shown that it keeps cookies.
    if (page.status === 303) {
      path = page.location!
      page = await visitor.get(path)
    }
    if (path.includes('/sent')) break
  }
  if (!path.includes('/sent')) throw new Error(`the visit ended at ${path}`)
  visitor.close()
}
