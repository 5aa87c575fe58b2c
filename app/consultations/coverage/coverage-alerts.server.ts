import type { TFunction } from 'i18next'
import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { mailPartner } from '../../engagement/partner-mail.server.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { words } from '../../languages/words.server.ts'
import { formatPerMille } from '../../ui/numbers.ts'
import { furtherGroupName } from '../equality/characteristic-words.ts'
import { isFurtherGroup } from '../equality/characteristics.ts'
import { choiceFor } from '../equality/equality-choice-store.server.ts'
import { alertsOf, type Counter, coverageOf, dimensionsAsked, groupKey } from './coverage.ts'
import { areaNames, shownCountersOf, targetsOf, wantedOf } from './coverage-store.server.ts'

const locale = 'en-GB'

/** What a group is called: a place by its name, everybody else by the words of the coverage page. */
const groupName = (t: TFunction, names: Record<string, string>, dimension: string, category: string): string =>
  isFurtherGroup(dimension)
    ? furtherGroupName(words('en', 'characteristics'), dimension, category)
    : (names[category] ?? t([`coverage.groups.${dimension}.${category}`, `coverage.groups.${category}`, category]))

/** Consultations that are open today. */
const openNow = (db: Handle, today: string) =>
  db
    .selectFrom('exercise as e')
    .innerJoin('consultation as c', 'c.exercise_id', 'e.id')
    .select(['e.id', 'e.title', 'e.run_by', 'c.id as consultationId'])
    .where('e.published_at', 'is not', null)
    .where('e.opens_on', '<=', today)
    .where('e.closes_on', '>=', today)
    .where((eb) =>
      eb(
        'c.version',
        '=',
        eb
          .selectFrom('consultation as n')
          .select((n) => n.fn.max('n.version').as('v'))
          .whereRef('n.exercise_id', '=', 'e.id'),
      ),
    )
    .orderBy('e.id')
    .execute()

type Open = Awaited<ReturnType<typeof openNow>>[number]

async function changesOf(db: Handle, { id }: Open, counters: readonly Counter[]) {
  const [targets, wanted, practice, choice] = [
    await targetsOf(db, id),
    await wantedOf(db, id),
    await practiceOf(db),
    await choiceFor(db, id),
  ]
  const rule = { minCell: practice['publish.min_cell'], roundTo: practice['publish.round'] }
  const rows = dimensionsAsked(choice).flatMap((dimension) =>
    coverageOf(counters, targets, dimension, rule, wanted).map((row) => ({ dimension, ...row })),
  )
  const standing = await db
    .selectFrom('coverage_alert')
    .select(['dimension', 'category'])
    .where('exercise_id', '=', id)
    .where('cleared_on', 'is', null)
    .execute()
  const known = new Set(standing.map(({ dimension, category }) => groupKey(dimension, category)))
  return { ...alertsOf(rows, known), minCell: rule.minCell }
}

/** Warns those who run an open consultation of every group that fell behind, once until it has caught up: one message with all of them. */
export function coverageWarner(origin: string): (db: Db, now: Date) => Promise<void> {
  return async (db, now) => {
    for (const exercise of await openNow(db, londonDay(now))) {
      const leastMove = (await practiceOf(db))['publish.min_cell']
      const counters = await shownCountersOf(db, exercise.consultationId, leastMove)
      const { raised, cleared } = await changesOf(db, exercise, counters)
      if (raised.length || cleared.length) await write(db, (tx) => warn(tx, exercise, counters, origin, now))
    }
  }
}

async function warn(tx: Tx, exercise: Open, counters: readonly Counter[], origin: string, now: Date): Promise<void> {
  const today = londonDay(now)
  const { raised, cleared, minCell } = await changesOf(tx, exercise, counters)
  for (const key of cleared) {
    const [dimension = '', category = ''] = key.split('|')
    await tx
      .updateTable('coverage_alert')
      .set({ cleared_on: today })
      .where('exercise_id', '=', exercise.id)
      .where('dimension', '=', dimension)
      .where('category', '=', category)
      .execute()
  }
  for (const { dimension, category } of raised) {
    const anew = { raised_on: today, cleared_on: null }
    await tx
      .insertInto('coverage_alert')
      .values({ exercise_id: exercise.id, dimension, category, ...anew })
      .onConflict((conflict) => conflict.columns(['exercise_id', 'dimension', 'category']).doUpdateSet(anew))
      .execute()
  }
  if (!raised.length) return
  const t = words('en', 'engagement')
  const names = await areaNames(
    tx,
    raised.map(({ category }) => category),
  )
  const lines = raised.map(({ dimension, category, sharePerMille, targetPerMille }) =>
    t(sharePerMille === null ? 'coverage.alert_under' : 'coverage.alert', {
      group: groupName(t, names, dimension, category),
      least: minCell,
      share: formatPerMille(sharePerMille ?? 0, locale),
      target: formatPerMille(targetPerMille!, locale),
    }),
  )
  const values = { title: exercise.title, address: `${origin}/desk/exercises/${exercise.id}/coverage` }
  const body = t('coverage.mail.body', { ...values, lines: lines.map((line) => `- ${line}`).join('\n') })
  await mailPartner(tx, exercise.run_by, { subject: t('coverage.mail.subject', values), body }, now)
}
