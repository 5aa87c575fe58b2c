import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type Sees, seesAs, unseenQuestions } from '../unseen-questions-store.server.ts'
import type { Code } from './codebook.ts'
import { codebooksOf } from './codebook-store.server.ts'
import { type Agreement, agreementOf, codedDifferently, type Given } from './coding.ts'
import { doubleCoded, inDrawnOrder } from './drawn-texts.ts'
import { type FreeText, residentsTexts } from './free-text-store.server.ts'

export interface Round {
  round: number
  codebookVersion: number
  seed: string
  share: number
  firstCoder: string
  secondCoder: string
  first: string
  second: string
  settledAt: string | null
}

const given = z.array(z.string())

/** The newest round of coding. */
async function roundOf(db: Handle, exerciseId: string): Promise<Round | undefined> {
  const row = await db
    .selectFrom('coding_round as r')
    .innerJoin('person as one', 'one.id', 'r.first_coder')
    .innerJoin('person as two', 'two.id', 'r.second_coder')
    .select(['r.round', 'r.codebook_version', 'r.seed', 'r.share', 'r.first_coder', 'r.second_coder', 'r.settled_at'])
    .select(['one.label as first', 'two.label as second'])
    .where('r.exercise_id', '=', exerciseId)
    .orderBy('r.round', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { round, seed, share, first, second } = row
  return {
    round,
    seed,
    share,
    first,
    second,
    codebookVersion: row.codebook_version,
    firstCoder: row.first_coder,
    secondCoder: row.second_coder,
    settledAt: row.settled_at,
  }
}

/**
 * What a round is about: the texts that both coders may see. Two people of one partner code what all share and that
 * partner's own module, two of different partners only what all share (P-14).
 */
async function textsOfBoth(db: Handle, exerciseId: string, coders: readonly string[]): Promise<FreeText[]> {
  const rows = await db
    .selectFrom('person')
    .select('organisation_id')
    .where('id', 'in', [...coders])
    .execute()
  const sees: Sees = (question) => rows.every((row) => seesAs(row.organisation_id)(question))
  const { ids } = await unseenQuestions(db, exerciseId, sees)
  return (await residentsTexts(db, exerciseId)).filter(({ part }) => !ids.has(part))
}

/** The codes that one person gave in one round, by text. Nobody else's are read with them. */
export async function codesBy(
  db: Handle,
  { exerciseId, round, coderId }: { exerciseId: string; round: number; coderId: string },
): Promise<Given> {
  const rows = await db
    .selectFrom('coding as c')
    .innerJoin('free_text as t', 't.id', 'c.text_id')
    .select(['c.text_id', 'c.codes'])
    .where('t.exercise_id', '=', exerciseId)
    .where('c.round', '=', round)
    .where('c.coder_id', '=', coderId)
    .execute()
  return new Map(rows.map(({ text_id, codes }) => [text_id, given.parse(JSON.parse(codes))]))
}

/** Which texts a person codes in a round, in the drawn order: the first coder all, the second those that are drawn. */
export function toCode(
  round: Round,
  texts: readonly Pick<FreeText, 'id' | 'hides'>[],
  coderId: string,
): string[] | undefined {
  const ids = texts.filter(({ hides }) => hides !== null).map(({ id }) => id)
  if (coderId === round.firstCoder) return inDrawnOrder(ids, round.seed)
  return coderId === round.secondCoder ? doubleCoded(ids, round.seed, round.share) : undefined
}

export interface Coding {
  round: Round
  codes: Code[]
  texts: FreeText[]
  /** How many texts each coder has, and how many of them are coded. */
  progress: { first: { of: number; done: number }; second: { of: number; done: number } }
  /** The first coder's codes by text. */
  given: Given
  /** Null until both have finished: nobody sees another's codes before. */
  agreement: Agreement | null
  /** What they coded differently; nothing until both have finished. */
  differing: ReturnType<typeof codedDifferently>
}

/** Whether somebody may see every text of a round: else what came of it is not theirs to see before it is published. */
export async function seesRound(
  db: Handle,
  exerciseId: string,
  { texts }: Pick<Coding, 'texts'>,
  sees: Sees,
): Promise<boolean> {
  const { ids } = await unseenQuestions(db, exerciseId, sees)
  return texts.every(({ part }) => !ids.has(part))
}

/** Where the newest round stands. */
export async function codingOf(db: Handle, exerciseId: string): Promise<Coding | undefined> {
  const round = await roundOf(db, exerciseId)
  if (!round) return undefined
  const texts = await textsOfBoth(db, exerciseId, [round.firstCoder, round.secondCoder])
  const codes = (await codebooksOf(db, exerciseId)).find(({ version }) => version === round.codebookVersion)!.codes
  const by = { exerciseId, round: round.round }
  const first = await codesBy(db, { ...by, coderId: round.firstCoder })
  const second = await codesBy(db, { ...by, coderId: round.secondCoder })
  const progressOf = (own: Given, coderId: string) => {
    const ids = toCode(round, texts, coderId)!
    return { of: ids.length, done: ids.filter((id) => own.has(id)).length }
  }
  const progress = { first: progressOf(first, round.firstCoder), second: progressOf(second, round.secondCoder) }
  const isDone = [progress.first, progress.second].every(({ of, done }) => of > 0 && of === done)
  const keys = codes.map(({ key }) => key)
  const agreement = isDone ? agreementOf(first, second, keys) : null
  const differing = isDone ? codedDifferently(first, second) : []
  return { round, codes, texts, progress, given: first, agreement, differing }
}

export type Opened = 'opened' | 'no_texts' | 'unread' | 'no_codebook' | 'not_finished' | 'agreed' | 'same_person'

/**
 * Opens a round: two different people, the newest published codebook, and a seed that draws what both code. A round
 * after the first is there because the coders did not agree enough (rule L-11).
 */
export async function openRound(
  tx: Tx,
  by: { exerciseId: string; personId: string; first: string; second: string; share: number; seed: string },
  now: Date,
): Promise<Opened> {
  const { exerciseId, personId, first, second, share, seed } = by
  const texts = await textsOfBoth(tx, exerciseId, [first, second])
  if (!texts.length) return 'no_texts'
  if (texts.some(({ hides }) => hides === null)) return 'unread'
  const codebook = (await codebooksOf(tx, exerciseId)).find(({ publishedAt }) => publishedAt)
  if (!codebook) return 'no_codebook'
  if (first === second) return 'same_person'
  const before = await codingOf(tx, exerciseId)
  if (before && !before.agreement) return 'not_finished'
  if (before?.agreement?.isEnough) return 'agreed'
  const round = (before?.round.round ?? 0) + 1
  await tx
    .insertInto('coding_round')
    .values({
      exercise_id: exerciseId,
      round,
      codebook_version: codebook.version,
      seed,
      share,
      first_coder: first,
      second_coder: second,
      opened_at: now.toISOString(),
      settled_at: null,
    })
    .execute()
  const opened = { exercise: exerciseId, round, codebook: codebook.version, seed, share }
  await record(tx, 'coding.opened', opened, londonDay(now))
  await logAct(tx, now, {
    personId,
    did: 'coding.opened',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { round, share },
  })
  return 'opened'
}

/** Keeps one coder's codes of some texts. False when the texts are not theirs to code, or both have finished. */
export async function saveCodes(
  tx: Tx,
  by: { exerciseId: string; personId: string; given: readonly { id: string; codes: readonly string[] }[] },
  now: Date,
): Promise<boolean> {
  const coding = await codingOf(tx, by.exerciseId)
  if (!coding || coding.agreement) return false
  const { round, texts, codes } = coding
  const own = new Set(toCode(round, texts, by.personId) ?? [])
  const keys = new Set(codes.map(({ key }) => key))
  if (by.given.some(({ id, codes: given }) => !own.has(id) || given.some((key) => !keys.has(key)))) return false
  for (const { id, codes: given } of by.given) {
    const values = { codes: JSON.stringify(given), coded_on: londonDay(now) }
    await tx
      .insertInto('coding')
      .values({ text_id: id, round: round.round, coder_id: by.personId, ...values })
      .onConflict((conflict) => conflict.columns(['text_id', 'round', 'coder_id']).doUpdateSet(values))
      .execute()
  }
  await logAct(tx, now, {
    personId: by.personId,
    did: 'texts.coded',
    objectKind: 'exercise',
    objectId: by.exerciseId,
    detail: { round: round.round, texts: by.given.length },
  })
  return true
}

/** People who may code an exercise's texts: officers and analysts of the partners that run or joined it. */
export async function possibleCoders(db: Handle, organisationIds: readonly string[], today: string) {
  return db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.label'])
    .distinct()
    .where('g.role', 'in', ['officer', 'analyst'])
    .where('p.organisation_id', 'in', [...organisationIds])
    .where('p.disabled_at', 'is', null)
    .where('g.valid_from', '<=', today)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', today)]))
    .orderBy('p.label')
    .execute()
}
