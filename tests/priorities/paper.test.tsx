import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { furtherLists } from '../../app/consultations/equality/characteristics.ts'
import { ReadingContext } from '../../app/languages/use-words.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { type ChoiceList, choiceList, type Dimension, type Respondent } from '../../app/priorities/choice-list.ts'
import type { Paper as PaperFacts } from '../../app/priorities/pages/paper.server.ts'
import { Paper } from '../../app/priorities/pages/paper.tsx'
import type { View } from '../../app/priorities/pages/reading.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

type Options = { id: string; title: string }[]

function paperOf(list: ChoiceList, options: Options, more: Partial<PaperFacts['about']> = {}): PaperFacts {
  const counts = {
    counted: 1,
    outside: 0,
    organisation: 0,
    late: 0,
    withdrawn: 0,
    duplicate: 0,
    campaign: 0,
    unsent: 0,
  }
  const day = '2026-10-28T10:00:00.000Z'
  return {
    ...{ slug: 'a-list', listId: 'l', exerciseId: 'e', lang: 'en', base: '/en/consultations/a-list', title: 'A list' },
    ...{
      version: 1,
      latest: 1,
      versions: [{ version: 1, publishedAt: day, note: '', erased: null }],
      note: '',
      erased: null,
      publishedAt: day,
    },
    ...{ resultHash: 'a'.repeat(64), snapshotHash: 'b'.repeat(64), snapshotAt: day, decidedBy: 'The Board' },
    ...{ decisionOn: '2026-12-15', opensOn: '2026-08-02', closesOn: '2026-09-27', list, themes: null },
    confirming: { level: 'none', confirmed: null },
    checkBack: null,
    organisations: { published: [], held: [] },
    titleLanguage: 'en',
    question: { body: 'What matters most?', language: 'en' },
    read: [],
    options: options.map(({ id, title }) => ({
      id,
      name: title,
      language: 'en',
      agreed: null,
      asked: { body: title, language: 'en' },
      slug: id.toLowerCase(),
      priorityId: null,
    })),
    about: {
      exercise: { id: 'e', slug: 'a-list', title: 'A list' },
      consultation: { id: 'c', version: 1 },
      question: { title: 'What matters most?', picksMax: list.method.parameters.picksMax },
      options: options.map((option) => ({ ...option, slug: null })),
      districts: modelInput([]).districts,
      counts,
      population: { source: 'Census 2021', margins: modelInput([]).population },
      code: 'folkmoot 0',
      ...more,
    },
  }
}

function html(paper: PaperFacts, view: View = 'weighted', by: Dimension = 'ageBand'): string {
  const reading = { language: languageOf('en')!, words: (area: string) => words('en', area) }
  return renderToStaticMarkup(
    <ReadingContext.Provider value={{ ...reading, standIn: reading }}>
      <Paper paper={paper} view={view} by={by} />
    </ReadingContext.Provider>,
  )
}

const headings = (page: string) => [...page.matchAll(/<h2[^>]*>([^<]*)</g)].map((found) => found[1])
/** A key that has no words is shown as itself; the demonstration's groups keep their own names. */
const wordless = (page: string) => page.match(/>[a-z_]+(\.[a-zA-Z_]+)+</g) ?? []

const options: Options = modelInput([]).options
const rows = modelRows().map((row, at) => ({
  ...row,
  cluster: at % 30 === 0 ? 'c' : null,
  flaggedDuplicate: at % 70 === 1,
}))
const source = (id: string, from: number, to: number) => ({ id, weight: 1, choices: rows.slice(from, to) })
const list = choiceList({
  ...modelInput(rows),
  settings: { draws: 1000 },
  sources: [source('residents', 0, 2900), source('jury', 2900, 2921), source('few', 2921, 2925)],
})
const sources = ['residents', 'jury', 'few'].map((id) => ({ id, name: `The ${id}`, takes: 'ballots' as const }))

describe('the page of a list', () => {
  const page = html(paperOf(list, options, { sources }))

  it('says who is missing before any ranking, and comes to how it was made last', () => {
    expect(headings(page)).toEqual([
      'On this page',
      'Who answered, and who did not',
      'The list',
      'Would another way of counting change it?',
      'Where groups disagree',
      'Would a list that leaves nobody out look different?',
      'How the weights were made',
      'What was left out or counted apart',
      'How this list was made',
    ])
    expect(page).toContain('people spread like its residents')
    expect(wordless(page)).toEqual([])
  })

  it('has a place for every issue by every way, and names what leaves its band', () => {
    for (const name of ['Ranked pairs', 'Schulze', 'Kemeny', 'Borda', 'Bradley-Terry', 'Without likely repeats'])
      expect(page).toContain(name)
    const { outside } = list.beside!.weighted!.methods.find(({ method }) => method === 'borda')!
    for (const id of outside) expect(page).toContain(`${options.find((option) => option.id === id)!.title} would be`)
  })

  it('shows one list per source beside the one that weighs them, and names a source that is too small', () => {
    expect(page).toContain('What each kind of taking part says')
    expect(page).toContain('The residents (2,900 people, weight 50%) and The jury (21 people, weight 50%)')
    expect(page).toContain('The few: fewer than 10 people, so nothing of it is shown or weighed.')
  })

  it('cuts by what else was asked, says where no census is loaded, and draws no more groups than it has shapes', () => {
    const asked = rows.map((row, at) => ({
      ...row,
      disability: at % 3 ? 'no' : 'yes-a-lot',
      partnership: furtherLists.partnership.codes[at % 9]!,
      religion: at % 400 ? null : 'sikh',
    }))
    const cut = choiceList({
      ...modelInput(asked),
      settings: { draws: 200 },
      further: [
        { dimension: 'disability', groups: ['yes-a-lot', 'no'], census: [] },
        { dimension: 'religion', groups: ['christian', 'sikh'], census: [] },
        { dimension: 'partnership', groups: [...furtherLists.partnership.codes], census: [] },
      ],
    })
    const drawn = html(paperOf(cut, options), 'unweighted', 'disability')
    expect(drawn).toContain('What people with and without a long-term condition chose')
    expect(drawn).toContain('With a condition that limits a lot')
    expect(drawn).toContain('groups=religion#groups')
    expect(drawn).toContain(
      'No census figure is loaded for health and disability, religion or belief and marriage or civil partnership',
    )
    expect(drawn).toMatch(/Not shown, because fewer than 10 [^<]*Sikh/)
    expect(wordless(drawn)).toEqual([])
    const table = html(paperOf(cut, options), 'unweighted', 'partnership')
    expect(table).toContain('Surviving partner of a registered civil partnership')
    expect(table).not.toContain('What people chose by marriage or civil partnership')
    expect(page).not.toContain('groups=disability')
  })

  it('draws the groups that are asked for, and keeps the question in the links', () => {
    const districts = html(paperOf(list, options), 'unweighted', 'district')
    expect(districts).toContain('What each district chose')
    expect(districts).toContain('href="/en/consultations/a-list/list?view=unweighted&amp;groups=sex#groups"')
    const ethnic = html(paperOf(list, options), 'weighted', 'ethnicGroup')
    expect(ethnic).toMatch(/Not drawn, because fewer than 30 people answered: [^.]*Black/)
    expect(ethnic).toContain('>hidden<')
  })

  it('says how it would stand with what was held back, in words and as a way of its own', () => {
    const held = choiceList({ ...modelInput(rows), settings: { draws: 200 }, held: rows.slice(0, 40) })
    const counts = { ...paperOf(list, options).about.counts, quarantined: null }
    const shown = html(paperOf(held, options, { counts }))
    expect(shown).toContain('With answers that were held back for how they were sent: 40 more, 3,052 in all.')
    expect(shown).toContain('With what was held back')
    expect(shown).toContain('Fewer than ten answers were left out of the figures')
    expect(shown).toContain('>fewer than 10<')
    expect(wordless(shown)).toEqual([])
  })

  it('says which margins the weights were raked to, and that nothing is weighted where nothing is', () => {
    const by = (weightBy: ('ageSex' | 'district' | 'ethnicGroup')[]) =>
      html(paperOf(choiceList({ ...modelInput(rows), settings: { draws: 200 }, weightBy }), options), 'unweighted')
    expect(page).toContain('Weights bring age and sex, district and ethnic group to their census shares.')
    expect(by(['ageSex', 'district'])).toContain('Weights bring age and sex and district to their census shares.')
    expect(by([])).toContain('Nothing is weighted: everybody counts once.')
    expect(by([])).not.toContain('census shares')
  })

  it('says by which rule small numbers were hidden, where groups stand and where it says how it was made', () => {
    const settings = { draws: 200, smallNumbers: 'one-to-seven' as const }
    const other = html(paperOf(choiceList({ ...modelInput(rows), settings }), options))
    expect(other.match(/igures of 1 to 7 people (are )?hidden/g)).toHaveLength(2)
    expect(page.match(/igures under 10 people (are )?hidden/g)).toHaveLength(2)
  })

  it('gives no percentage to a group under thirty, and no figure under ten', () => {
    const few = list.crossTabs.find(({ dimension }) => dimension === 'ethnicGroup')!
    const at = few.groups.findIndex(({ id }) => id === 'Other')
    expect(few.groups[at]!.percents.every((percent) => percent === null)).toBe(true)
    const text = html(paperOf(list, options), 'weighted', 'ethnicGroup')
    const table = text.slice(text.indexOf('Per cent of each group'))
    const firstRow = /<tr[^>]*><th[^>]*>Getting a GP.*?<\/tr>/.exec(table)![0]
    const cells = [...firstRow.matchAll(/<td[^>]*>([^<]*)</g)].map((found) => found[1])
    expect(cells[at]).toMatch(/^(hidden|\d+)$/)
  })
})

describe('a list of an older method', () => {
  const frozen = JSON.parse(readFileSync('tests/priorities/frozen/share-bands-1.json', 'utf8'))
  const page = html(paperOf(frozen.list, frozen.options))

  it('is read as it was published, without what came later', () => {
    expect(wordless(page)).toEqual([])
    expect(headings(page)).toContain('Would another way of counting change it?')
    expect(headings(page)).not.toContain('Would a list that leaves nobody out look different?')
    expect(page).toContain('What each age group chose')
    expect(page).not.toMatch(/NaN|undefined/)
  })
})

const person = (picks: number[], more: Partial<Respondent> = {}): Respondent => ({
  ...{ picks, same: false, none: picks.length === 0, district: 'E07000129', forum: null, channel: 'online' },
  ...{ ageBand: null, sex: null, ethnicGroup: null, cluster: null, flaggedDuplicate: false },
  ...more,
})
const times = (n: number, picks: number[]) => Array.from({ length: n }, () => person(picks))
const small = (people: Respondent[], size: number) => {
  const own = Array.from({ length: size }, (_, at) => ({ id: `o${at}`, title: `Issue ${at}` }))
  const counted = choiceList({ ...modelInput(people), options: own, settings: { draws: 300 } })
  return html(paperOf(counted, own), 'unweighted')
}

describe('a small or odd list', () => {
  it.each([
    ['one option', times(3, [0]), 1],
    ['one voter', times(1, [1, 0]), 3],
    ['all ties', [0, 1, 2].flatMap((option) => times(20, [option])), 3],
    ['nobody choosing anything', times(12, []), 4],
  ])('has words for everything: %s', (_, people, size) => {
    const page = small(people, size)
    expect(wordless(page)).toEqual([])
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
    expect(page).toContain('This list is not weighted.')
  })

  it('says where a majority would sweep the list, and for how many people', () => {
    const page = small([...times(60, [0, 1, 2]), ...times(36, [3, 4, 5]), ...times(2, [0, 1]), ...times(2, [3])], 6)
    expect(page).toContain('Among the first three the balanced list has Issue 3, where the list above has Issue 2.')
    expect(page).toMatch(/38% of people have none of their choices among the first above/)
  })

  it('says that a tie leaves the balanced list open', () => {
    expect(small([...times(60, [0, 1, 2]), ...times(40, [3, 4, 5])], 6)).toContain('An exact tie leaves open')
  })
})
