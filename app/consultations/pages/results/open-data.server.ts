import { firstLanguage } from '../../../languages/language.ts'
import { words } from '../../../languages/words.server.ts'
import { sealed, sumsName } from '../../../priorities/pack.ts'
import type { Ask } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { confirmedInShort } from '../../confirming/confirming.ts'
import { exclusionsOf } from '../../freezing/exclusion.ts'
import { organisationTable } from '../../organisations/organisation.ts'
import { type OpenData, openDataTexts } from '../../results/open-data.ts'
import { resultSheets } from '../../results/workbook.ts'
import { publishedThemes } from '../../texts/theme-store.server.ts'
import { keyingShown } from '../freezing/left-out.tsx'
import { groupOf, labelOf, type Reading, rulesOf } from './reading.ts'
import type { ResultsPaper } from './results.server.ts'
import { workbook } from './workbook.server.ts'

const frozenName = 'frozen-results.json'

/** The files of a form’s open data with the hash of each, always in English words: codes are what other programs read. */
export async function openDataOf(ask: Ask<unknown>, paper: ResultsPaper): Promise<Record<string, string | Uint8Array>> {
  const data = await openData(ask, paper)
  const files: Record<string, string | Uint8Array> = {
    ...openDataTexts(data),
    // As it was frozen and signed: its hash is the one that the page and the ledger name.
    [frozenName]: JSON.stringify(paper.results),
  }
  return sealed({ ...files, 'results.xlsx': await workbook(resultSheets(data), new Date(paper.publishedAt!)) })
}

/** The workbook alone. */
export const openWorkbook = async (ask: Ask<unknown>, paper: ResultsPaper): Promise<Uint8Array> =>
  workbook(resultSheets(await openData(ask, paper)), new Date(paper.publishedAt!))

async function openData({ settings, db }: Ask<unknown>, paper: ResultsPaper): Promise<OpenData> {
  const t = words(firstLanguage, 'results')
  const reading: Reading = {
    paper: { ...paper, texts: paper.about.titles },
    by: null,
    t,
    list: words(firstLanguage, 'list'),
    own: words(firstLanguage, 'characteristics'),
    locale: 'en-GB',
    direction: 'ltr',
  }
  const { minCell, seed } = paper.results.method.parameters
  const day = (iso: string | null) => (iso ? formatDate(iso, 'en-GB') : '')
  return {
    results: paper.results,
    questions: paper.about.form.questions,
    titles: paper.about.titles,
    label: (label) => labelOf(reading, label),
    group: (dimension, id) => groupOf(reading, dimension as Parameters<typeof groupOf>[1], id),
    method: [
      t('made.text'),
      t('unweighted'),
      confirmedInShort(words(firstLanguage, 'confirming'), paper.confirming, paper.results.base),
      ...[keyingShown(paper.about.counts, reading.list, reading.locale)].filter((one) => one !== null),
      rulesOf(t, paper.results.method.parameters),
      t('data.hidden'),
      wholeAnswers(reading, minCell),
      `${t('made.dates')}: ${t('made.dates_text', { from: day(paper.opensOn), to: day(paper.closesOn) })}`,
      `${t('made.method')}: ${paper.results.method.id}. ${t('made.code')}: ${paper.about.code}. ${t('made.seed')}: ${seed}`,
      `${t('made.snapshot')}: ${paper.snapshotHash}. ${t('made.result')}: ${paper.resultHash}`,
      words(firstLanguage, 'priorities')('readme.check_results', { sums: sumsName, frozen: frozenName }),
    ].join('\n\n'),
    about: {
      title: paper.title,
      opened: paper.opensOn ?? '',
      closed: paper.closesOn ?? '',
      published: paper.publishedAt ?? '',
      version: String(paper.version),
      note: paper.note,
      code: paper.about.code,
      snapshot: paper.snapshotHash,
      result: paper.resultHash,
    },
    residents: paper.residents,
    leftOut: exclusionsOf(paper.about.counts).map(({ code, people }) => ({
      code,
      people,
      words: reading.list(`exclusions.${code}`),
    })),
    themes: (await publishedThemes(db, paper.slug))?.report ?? null,
    organisations: organisationTable(paper.organisations),
    url: `${settings.PUBLIC_ORIGIN}/${firstLanguage}/consultations/${paper.slug}/results`,
  }
}

/** Which answers leave whole, question by question; or that none do. */
function wholeAnswers({ paper, t }: Reading, cell: number): string {
  const whole = paper.results.questions.filter(({ patterns }) => patterns?.rows.length)
  if (!whole.length) return t('data.no_whole', { cell })
  const titleOf = (id: string) => paper.about.form.questions.find((question) => question.id === id)!.title
  const lines = whole.map(({ id, patterns }) =>
    t(`data.${patterns!.kind}`, { question: paper.texts[titleOf(id)], left: patterns!.leftOut }),
  )
  return [t('data.whole', { cell }), ...lines.map((line) => `- ${line}`)].join('\n')
}
