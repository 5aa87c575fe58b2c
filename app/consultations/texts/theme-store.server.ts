import type { Handle, Tx } from '../../../db/connect.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { draftList, frozenTexts, newestList, publishedHeading } from '../../priorities/list-store.server.ts'
import { confirmingOf } from '../confirming/confirming-store.server.ts'
import { snapshotOf } from '../freezing/snapshot-store.server.ts'
import { type Coding, codingOf } from './coding-store.server.ts'
import { redacted } from './redaction.ts'
import { countedThemes, type ThemeReport } from './themes.ts'

const table = 'theme_report'

/** What may be published of a settled round: themes with their people, and texts that may be quoted under each. */
export async function themesOf(db: Handle, exerciseId: string) {
  const coding = await codingOf(db, exerciseId)
  if (!coding?.agreement?.isEnough) return undefined
  const minCell = (await practiceOf(db))['publish.min_cell']
  return { coding, minCell, ...counted(coding, minCell) }
}

function counted({ texts, codes, given, agreement }: Coding, minCell: number) {
  const coded = texts.map(({ id, responseId }) => ({ responseId, codes: given.get(id) ?? [] }))
  const { people, themes } = countedThemes(coded, codes, { alpha: agreement!.alpha, minCell })
  return {
    people,
    themes: themes.map((theme) => ({
      ...theme,
      quotable:
        theme.people === null
          ? []
          : texts
              .filter(({ id, mayPublish, hides }) => mayPublish && hides && given.get(id)?.includes(theme.key))
              .map(({ id, body, hides, language }) => ({ id, language, text: redacted(body, hides!) })),
    })),
  }
}

/** What an analyst writes of each theme before it is published. */
export type Telling = Record<string, { smaller: string; quotes: readonly string[] }>

export type Drafted = 'drafted' | 'not_frozen' | 'not_agreed' | 'few_people' | 'no_themes'

/**
 * Drafts the themes for two people to publish, from the answers as they were frozen; an unpublished draft is replaced
 * and loses its signature. Quotes are taken only where their writer allowed it, and as they were redacted.
 */
export async function draftThemes(
  tx: Tx,
  by: { exerciseId: string; personId: string; telling: Telling; note: string },
  now: Date,
): Promise<Drafted> {
  const { exerciseId, telling } = by
  const snapshot = await snapshotOf(tx, exerciseId, 'analysis')
  if (!snapshot) return 'not_frozen'
  const found = await themesOf(tx, exerciseId)
  if (!found) return 'not_agreed'
  const { coding, minCell, people, themes } = found
  if (people < minCell) return 'few_people'
  if (!themes.length) return 'no_themes'
  const { round, agreement } = coding
  const report: ThemeReport = {
    format: 'folkmoot-themes/1',
    people,
    texts: coding.texts.length,
    themes: themes.map(({ quotable, ...theme }) => {
      const { smaller = '', quotes = [] } = telling[theme.key] ?? {}
      const chosen = quotable.filter(({ id }) => quotes.includes(id))
      return { ...theme, smaller, quotes: chosen.map(({ text, language }) => ({ text, language })) }
    }),
    codebook: coding.codes,
    codebookVersion: round.codebookVersion,
    coding: {
      rounds: round.round,
      seed: round.seed,
      both: agreement!.texts,
      kappa: agreement!.kappa!,
      alpha: agreement!.alpha,
      codes: agreement!.codes,
    },
    leastPeople: minCell,
    confirmedBy: (await confirmingOf(tx, exerciseId)).level,
  }
  const result = JSON.stringify(report)
  const before = await newestList(tx, exerciseId, table)
  if (before && !before.published_at) {
    await tx
      .updateTable(table)
      .set({ result, result_hash: sha256(result), first_publisher: null, note: by.note })
      .where('id', '=', before.id)
      .execute()
  } else {
    await draftList(tx, { exerciseId, snapshotId: snapshot.id, result, note: by.note }, now, table)
  }
  await tx
    .updateTable('coding_round')
    .set({ settled_at: now.toISOString() })
    .where('exercise_id', '=', exerciseId)
    .where('round', '=', round.round)
    .execute()
  await logAct(tx, now, {
    personId: by.personId,
    did: 'drafted the themes',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { themes: themes.length },
  })
  return 'drafted'
}

/** The newest draft or published themes of an exercise, for the desk. */
export async function newestThemes(db: Handle, exerciseId: string) {
  const row = await newestList(db, exerciseId, table)
  if (!row) return undefined
  const { result } = await frozenTexts(db, row.id, table)
  return { row, report: JSON.parse(result) as ThemeReport }
}

/** Published themes at an address; undefined before there are any. */
export async function publishedThemes(db: Handle, slug: string) {
  const row = await publishedHeading(db, slug, undefined, table)
  if (!row) return undefined
  const { result } = await frozenTexts(db, row.id, table)
  return { row, report: JSON.parse(result) as ThemeReport }
}

/** What the pages of results say of published themes: how many wrote, and what of most. */
export async function themesInShort(db: Handle, slug: string) {
  const found = await publishedThemes(db, slug)
  if (!found) return null
  const most = found.report.themes.filter(({ people }) => people !== null).slice(0, 3)
  return { people: found.report.people, names: most.map(({ name }) => name) }
}
