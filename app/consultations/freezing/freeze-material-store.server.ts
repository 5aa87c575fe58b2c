import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Handle } from '../../../db/connect.ts'
import { publishRule } from '../../engagement/practice.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import type { ChoiceListInput, PopulationMargins } from '../../priorities/choice-list-contract.ts'
import { confirmingOf } from '../confirming/confirming-store.server.ts'
import { type FurtherGroup, furtherGroups, isFurtherGroup } from '../equality/characteristics.ts'
import { cutsAsked } from '../equality/equality-choice.ts'
import { choiceFor } from '../equality/equality-choice-store.server.ts'
import { ageBands, censusAgeBand, ethnicGroups, furtherGroupsOf, noMonitoring, sexes } from '../equality/monitoring.ts'
import { cameThrough, cameThroughGroups, isCompared } from '../groups/way-in.ts'
import { channels } from '../imports/import.ts'
import { importsOf } from '../imports/import-store.server.ts'
import { declaredSources } from '../imports/source-store.server.ts'
import { frozenApart, refrozenApart } from '../organisations/organisation-store.server.ts'
import { codeVersion } from './compute-list.server.ts'
import { publishableCounts } from './exclusion.ts'
import {
  type AnalysisAbout,
  type AnalysisContent,
  type AnswerCounts,
  type ClosingContent,
  digestWith,
  type JoinedAnswer,
  listInput,
  seedOf,
} from './snapshot.ts'

/** Everything the analysis freeze computes from, and a digest that tells whether it has changed since. */
export interface FreezeMaterial {
  about: AnalysisAbout
  input: ChoiceListInput
  digest: string
}

/** The newest version of an exercise's questions, with what the freeze needs of its exercise. */
export const consultationOf = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('consultation as c')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select([
      'c.id',
      'c.version',
      'c.picks_max',
      'c.template',
      'c.asks_work as asksWork',
      'e.id as exerciseId',
      'e.slug',
      'e.title',
      'e.closes_on',
      'e.published_at',
    ])
    .where('c.exercise_id', '=', exerciseId)
    .orderBy('c.version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Reads answers and equality answers together. Only the freeze may; after it there is no key to join them by. */
export async function freezeMaterial(db: Handle, exerciseId: string): Promise<FreezeMaterial | undefined> {
  const consultation = await consultationOf(db, exerciseId)
  // A form of its own has no list of the template's options to freeze.
  if (consultation?.template !== 'flagship') return undefined
  const { id, version, picks_max: picksMax, slug, title } = consultation
  const [options, districts, { further, ...population }, counts, { answers, digest }, held, practice, questionTitle] = [
    await optionsOf(db, id),
    await districtsOf(db, exerciseId),
    await marginsOf(db, exerciseId),
    await countsSinceClosing(db, exerciseId, id),
    await joinedAnswers(db, id, 'counted'),
    await joinedAnswers(db, id, 'quarantined'),
    await practiceOf(db),
    await pickTitle(db, id),
  ]
  const sources = await declaredSources(db, exerciseId)
  const apart = await frozenApart(db, exerciseId)
  const input = listInput(answers, {
    sources,
    held: held.answers,
    options,
    districts,
    picksMax,
    margins: population.margins,
    seed: seedOf(id),
    further: [
      ...cutsAsked(await choiceFor(db, exerciseId), answers).map((dimension) => ({
        dimension,
        groups: [...furtherGroups[dimension]],
        census: further[dimension] ?? [],
      })),
      ...(isCompared(answers, publishRule(practice).minCell)
        ? [{ dimension: 'cameThrough' as const, groups: [...cameThroughGroups], census: [] }]
        : []),
    ],
    groupOrder: {
      ageBand: ageBands.filter((band) => censusAgeBand(band)),
      sex: [...sexes],
      ethnicGroup: [...ethnicGroups],
      // A column of its own only where groups asked: what was published before stays as it was.
      channel: [...channels, ...(answers.some(({ channel }) => channel === 'group') ? ['group'] : [])],
    },
    settings: {
      capLowPerMille: Math.round(practice['weight.cap_low'] * 1000),
      capHighPerMille: Math.round(practice['weight.cap_high'] * 1000),
      ...publishRule(practice),
    },
  })
  const about = {
    exercise: { id: exerciseId, slug, title },
    consultation: { id, version },
    question: { title: questionTitle, picksMax },
    options,
    districts,
    counts: publishableCounts(counts, publishRule(practice).minCell),
    population,
    code: codeVersion(),
    confirmedBy: (await confirmingOf(db, exerciseId)).level,
    ...(sources.length && { sources: sources.map(({ id, name, takes }) => ({ id, name, takes })) }),
    ...apart,
  }
  return { about, input, digest: digestWith([digest, held.digest], sources, apart.organisations) }
}

/** A frozen analysis with the words of its options, question and districts, and with organisations, as they read now. */
export async function rewordedContent(db: Handle, frozen: AnalysisContent): Promise<AnalysisContent> {
  const { organisations, ...rest } = frozen
  return {
    ...rest,
    question: { ...frozen.question, title: await pickTitle(db, frozen.consultation.id) },
    options: await optionsOf(db, frozen.consultation.id),
    districts: await districtsOf(db, frozen.exercise.id),
    ...(await refrozenApart(db, frozen.exercise.id, organisations)),
  }
}

async function optionsOf(db: Handle, consultationId: string): Promise<AnalysisAbout['options']> {
  const rows = await db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .leftJoin('priority as p', 'p.id', 'o.priority_id')
    .select(['o.id', 'o.title_text_id', 'p.slug'])
    .where('q.consultation_id', '=', consultationId)
    .orderBy('o.position')
    .execute()
  const titles = await textsOf(
    db,
    rows.map((row) => row.title_text_id),
    'en',
  )
  return rows.map((row) => ({ id: row.id, title: titles.get(row.title_text_id)?.body ?? row.id, slug: row.slug }))
}

async function pickTitle(db: Handle, consultationId: string): Promise<string> {
  const question = await db
    .selectFrom('question')
    .select('title_text_id')
    .where('consultation_id', '=', consultationId)
    .where('kind', '=', 'pick')
    .executeTakeFirstOrThrow()
  return (await textsOf(db, [question.title_text_id], 'en')).get(question.title_text_id)?.body ?? ''
}

/** The districts an exercise covers: those it names, or all that belong to an area it names. */
export async function districtsOf(db: Handle, exerciseId: string): Promise<AnalysisAbout['districts']> {
  const named = db.selectFrom('exercise_area').select('area_id').where('exercise_id', '=', exerciseId)
  return db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select(['a.id', 'a.name'])
    .where('s.kind', '=', 'district')
    .where((eb) =>
      eb.or([
        eb('a.id', 'in', named),
        eb('a.id', 'in', eb.selectFrom('area_link').select('child_id').where('parent_id', 'in', named)),
      ]),
    )
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
}

type FurtherMargins = Partial<Record<FurtherGroup, { id: string; people: number }[]>>

/** Census margins of the one area that has them; none where the exercise covers only part of it: then nothing is weighted. */
async function marginsOf(
  db: Handle,
  exerciseId: string,
): Promise<AnalysisAbout['population'] & { further: FurtherMargins }> {
  const figures = await db
    .selectFrom('census_figure as f')
    .innerJoin('exercise_area as a', 'a.area_id', 'f.area_id')
    .select(['f.area_id', 'f.dimension', 'f.category', 'f.people', 'f.source'])
    .where('a.exercise_id', '=', exerciseId)
    .orderBy('f.dimension')
    .orderBy('f.category')
    .execute()
  const margins: PopulationMargins = { ageSex: [], district: [], ethnicGroup: [] }
  const further: FurtherMargins = {}
  if (new Set(figures.map((figure) => figure.area_id)).size !== 1) return { source: null, margins, further }
  for (const { dimension, category, people } of figures) {
    if (dimension === 'district') margins.district.push({ id: category, people })
    else if (dimension === 'ethnic_group') margins.ethnicGroup.push({ id: category, people })
    else if (isFurtherGroup(dimension)) {
      const own = further[dimension] ?? []
      further[dimension] = own
      own.push({ id: category, people })
    } else {
      const [ageBand = '', sex = ''] = category.split('/')
      margins.ageSex.push({ ageBand, sex, people })
    }
  }
  const source = figures.find(({ dimension }) => !isFurtherGroup(dimension))?.source ?? null
  return { source, margins, further }
}

/** What was never sent is counted at closing: drafts are deleted two weeks later. */
export async function countsSinceClosing(
  db: Handle,
  exerciseId: string,
  consultationId: string,
): Promise<AnswerCounts> {
  const closing = await db
    .selectFrom('snapshot')
    .select('content')
    .where('exercise_id', '=', exerciseId)
    .where('stage', '=', 'closing')
    .executeTakeFirst()
  const counts = await answerCounts(db, consultationId)
  return closing ? { ...counts, unsent: (JSON.parse(closing.content) as ClosingContent).counts.unsent } : counts
}

/** Counts of every kind of answer, and of what was begun and never sent. */
export async function answerCounts(db: Handle, consultationId: string): Promise<AnswerCounts> {
  const statuses = await db
    .selectFrom('response')
    .select((eb) => ['status', 'duplicate_flag', eb.fn.countAll().as('people')] as const)
    .select((eb) => eb.fn.count('cluster').as('clustered'))
    .where('consultation_id', '=', consultationId)
    .groupBy(['status', 'duplicate_flag'])
    .execute()
  // What is left of a sent one for a browser without cookies is no draft any more.
  const drafts = await db
    .selectFrom('draft')
    .select((eb) => eb.fn.countAll().as('people'))
    .where('consultation_id', '=', consultationId)
    .where('sent', '=', 0)
    .executeTakeFirstOrThrow()
  const sum = (of: (row: (typeof statuses)[number]) => number) => statuses.reduce((total, row) => total + of(row), 0)
  const rare = await rareCounts(db, consultationId)
  const people = (status: string) => sum((row) => (row.status === status ? Number(row.people) : 0))
  return {
    counted: people('counted'),
    outside: people('outside'),
    organisation: people('organisation'),
    late: people('late'),
    withdrawn: people('withdrawn') - (rare.test ?? 0) - (rare.undone ?? 0),
    duplicate: sum((row) => (row.status === 'counted' && row.duplicate_flag === 1 ? Number(row.people) : 0)),
    campaign: sum((row) => (row.status === 'counted' ? Number(row.clustered) : 0)),
    unsent: Number(drafts.people),
    ...rare,
  }
}

/** What is in no figure or was let in: tests, late letters, files taken out again, what was held, paper forms; only what there is. */
async function rareCounts(db: Handle, consultationId: string): Promise<Partial<AnswerCounts>> {
  const answers = db
    .selectFrom('response as r')
    .select((eb) => eb.fn.countAll().as('people'))
    .where('r.consultation_id', '=', consultationId)
  const tests = await answers.innerJoin('test_answer as x', 'x.response_id', 'r.id').executeTakeFirstOrThrow()
  const accepted = await answers
    .innerJoin('late_post as x', 'x.response_id', 'r.id')
    .where('r.status', '=', 'counted')
    .executeTakeFirstOrThrow()
  const panel = await answers
    .where('r.panel_sample_id', 'is not', null)
    .where('r.status', '=', 'counted')
    .executeTakeFirstOrThrow()
  const undone = await answers
    .innerJoin('import_undone as x', 'x.import_id', 'r.import_id')
    .where('r.status', '=', 'withdrawn')
    .executeTakeFirstOrThrow()
  const unsigned = await db
    .selectFrom('paper_form as f')
    .innerJoin('paper_batch as b', 'b.id', 'f.batch_id')
    .select((eb) => eb.fn.countAll().as('forms'))
    .where('b.consultation_id', '=', consultationId)
    .executeTakeFirstOrThrow()
  const batches = await db
    .selectFrom('paper_batch')
    .select(['left_out', 'not_counted', 'forms', 'fields_checked', 'fields_wrong'])
    .where('consultation_id', '=', consultationId)
    .where('state', '=', 'signed')
    .execute()
  const keyed = batches.filter(({ not_counted }) => not_counted === null)
  const sum = (of: 'forms' | 'fields_checked' | 'fields_wrong') => keyed.reduce((total, one) => total + one[of], 0)
  const counts: Record<string, number> = {
    test: Number(tests.people),
    accepted: Number(accepted.people),
    panel: Number(panel.people),
    undone: Number(undone.people),
    ...(await rowsLeftAside(db, consultationId)),
    unsigned: Number(unsigned.forms),
    keyed: sum('forms'),
    fields_checked: sum('fields_checked'),
    fields_wrong: sum('fields_wrong'),
  }
  const held = await answers
    .innerJoin('quarantined_answer as x', 'x.response_id', 'r.id')
    .select(['x.reason', 'r.status'])
    .where('r.status', '!=', 'withdrawn')
    .groupBy(['x.reason', 'r.status'])
    .execute()
  for (const { reason, status, people } of held) {
    const code = status === 'quarantined' ? reason : 'released'
    counts[code] = (counts[code] ?? 0) + Number(people)
  }
  for (const { left_out } of batches) {
    for (const [why, forms] of Object.entries(JSON.parse(left_out) as Record<string, number>)) {
      counts[why] = (counts[why] ?? 0) + forms
    }
  }
  return Object.fromEntries(Object.entries(counts).filter(([, people]) => people > 0))
}

/**
 * Rows of survey tools’ files that were nobody’s answer. A tool’s later file holds those of its former ones again, so of
 * each source the newest load that was not taken out is told.
 */
async function rowsLeftAside(db: Handle, consultationId: string) {
  const loads = (await importsOf(db, consultationId)).filter(({ undoneOn }) => !undoneOn)
  const newest = loads.filter(({ source }, i) => loads.findIndex((one) => one.source === source) === i)
  return {
    file_tests: newest.reduce((total, { tests }) => total + tests, 0),
    file_unfinished: newest.reduce((total, { unfinished }) => total + unfinished, 0),
  }
}

/** Rows read at once: so few that no request waits long for the thread that reads them. */
const rowsAtOnce = 1000

type Joined = 'counted' | 'quarantined'

/**
 * Counted answers by id, or residents' answers that are held, with a digest over them; read in parts, between which
 * everything else has its turn.
 */
async function joinedAnswers(
  db: Handle,
  consultationId: string,
  status: Joined,
): Promise<{ answers: JoinedAnswer[]; digest: string }> {
  const answers: JoinedAnswer[] = []
  const digest = createHash('sha256')
  for (let after = ''; ; ) {
    const part = await answersAfter(db, consultationId, status, after)
    const last = part.at(-1)
    if (!last) return { answers, digest: digest.digest('hex') }
    digest.update(canonicalJson(part as unknown as Canonical))
    for (const answer of part) answers.push(answer)
    after = last.id
    await setImmediate()
  }
}

async function answersAfter(
  db: Handle,
  consultationId: string,
  status: Joined,
  after: string,
): Promise<JoinedAnswer[]> {
  const rows = await db
    .selectFrom('response as r')
    .leftJoin('monitoring_answer as m', 'm.key', 'r.monitoring_key')
    .leftJoin('quarantined_answer as q', 'q.response_id', 'r.id')
    .select(['r.id', 'r.same_rank', 'r.chose_none', 'r.district_id', 'r.forum_id', 'r.channel', 'r.cluster'])
    .select('r.panel_sample_id')
    .select(['r.duplicate_flag', 'm.age_band', 'm.sex', 'm.ethnic_group', 'm.gender', 'm.disability', 'm.further'])
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', status)
    .where((eb) => eb.or([eb('q.would_be', 'is', null), eb('q.would_be', '=', 'counted')]))
    .where('r.id', '>', after)
    .orderBy('r.id')
    .limit(rowsAtOnce)
    .execute()
  const last = rows.at(-1)
  if (!last) return []
  const picks = await db
    .selectFrom('response_pick')
    .select(['response_id', 'option_id'])
    .where('response_id', '>', after)
    .where('response_id', '<=', last.id)
    .orderBy('response_id')
    .orderBy('place')
    .execute()
  const picksOf = new Map<string, string[]>()
  for (const { response_id, option_id } of picks) {
    const own = picksOf.get(response_id)
    if (own) own.push(option_id)
    else picksOf.set(response_id, [option_id])
  }
  return rows.map((row) => ({
    id: row.id,
    picks: picksOf.get(row.id) ?? [],
    same: row.same_rank === 1,
    none: row.chose_none === 1,
    district: row.district_id,
    forum: row.forum_id,
    channel: row.channel,
    ageBand: censusAgeBand(row.age_band),
    sex: row.sex,
    ethnicGroup: row.ethnic_group,
    ...furtherGroupsOf({ ...noMonitoring, ...row, further: JSON.parse(row.further ?? '{}') }),
    cameThrough: cameThrough(row.panel_sample_id),
    cluster: row.cluster,
    duplicate: row.duplicate_flag === 1,
  }))
}
