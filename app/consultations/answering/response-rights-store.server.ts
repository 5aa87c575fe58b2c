import type { Handle, Tx } from '../../../db/connect.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { publishedCounts } from '../../priorities/list-store.server.ts'
import { dropMonitoring } from '../equality/monitoring-store.server.ts'

/** The answer that a kept hash of a reference leads to, and how far its consultation is; undefined when there is none. */
export async function responseBehind(db: Handle, hash: string) {
  const row = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['r.id', 'r.status', 'r.monitoring_key as monitoringKey'])
    .select(['e.id as exerciseId', 'e.title', 'e.closes_on as closesOn'])
    .select((eb) => [
      eb
        .selectFrom('snapshot as s')
        .select((sub) => sub.fn.countAll<number>().as('n'))
        .whereRef('s.exercise_id', '=', 'e.id')
        .where('s.stage', '=', 'analysis')
        .as('frozen'),
    ])
    .select(publishedCounts())
    .where('r.reference_hash', '=', hash)
    .where('r.status', '!=', 'withdrawn')
    .executeTakeFirst()
  if (!row) return undefined
  const { frozen, lists, forms, ...rest } = row
  return { ...rest, frozen: Number(frozen) > 0, published: Number(lists) + Number(forms) > 0 }
}

/** Removes what somebody said about themselves and leaves their answer (Data Protection Act 2018, Sch 1 para 8). */
export async function objectToMonitoring(tx: Tx, hash: string): Promise<void> {
  const row = await responseBehind(tx, hash)
  if (!row?.monitoringKey) return
  await dropMonitoring(tx, row.monitoringKey, row.status === 'counted' || row.status === 'outside')
  await tx.updateTable('response').set({ monitoring_key: null }).where('id', '=', row.id).execute()
}

/** All that is kept of one answer, in words where the record has them, for the person whose it is. */
export async function responseData(db: Handle, responseId: string) {
  const response = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .leftJoin('area as d', 'd.id', 'r.district_id')
    .leftJoin('area as f', 'f.id', 'r.forum_id')
    .leftJoin('area as w', 'w.id', 'r.ward_id')
    .leftJoin('area as v', 'v.id', 'r.division_id')
    .leftJoin('panel_sample as s', 's.id', 'r.panel_sample_id')
    .select(['e.title as consultation', 'r.received_on as receivedOn', 'r.status', 'r.channel', 'r.language'])
    .select(['r.edition', 'r.helped', 'r.chose_none as choseNone', 'r.same_rank as sameRank', 'r.source'])
    .select(['d.name as district', 'f.name as forum', 'w.name as ward', 'v.name as division', 's.name as panelSample'])
    .select(['r.form_version as formVersion', 'r.monitoring_key as key'])
    .where('r.id', '=', responseId)
    .executeTakeFirstOrThrow()
  const picks = await db
    .selectFrom('response_pick as p')
    .innerJoin('question_option as o', 'o.id', 'p.option_id')
    .select(['p.place', 'o.title_text_id as textId'])
    .where('p.response_id', '=', responseId)
    .orderBy('p.place')
    .execute()
  const answers = await db
    .selectFrom('response_answer as a')
    .innerJoin('form_question_version as q', 'q.question_id', 'a.question_id')
    .select(['a.question_id as questionId', 'a.value', 'q.title_text_id as textId'])
    .where('a.response_id', '=', responseId)
    .where('q.version', '=', response.formVersion ?? 0)
    .orderBy('q.position')
    .execute()
  const written = [
    ...(await db
      .selectFrom('response_text')
      .select(['kind as to', 'language', 'body'])
      .where('response_id', '=', responseId)
      .orderBy('kind')
      .execute()),
    ...(await db
      .selectFrom('response_own_words')
      .select(['question_id as to', 'language', 'body'])
      .where('response_id', '=', responseId)
      .orderBy('question_id')
      .execute()),
    ...(await db
      .selectFrom('added_statement')
      .select(['question_id as to', 'language', 'body'])
      .where('response_id', '=', responseId)
      .orderBy('id')
      .execute()),
  ]
  const equality = response.key
    ? await db
        .selectFrom('monitoring_answer')
        .select(['age_band as ageBand', 'sex', 'gender', 'gender_words as genderWords', 'ethnic_group as ethnicGroup'])
        .select(['ethnic_detail as ethnicDetail', 'ethnic_words as ethnicWords', 'disability', 'code_list as codeList'])
        .select(['further', 'worded'])
        .where('key', '=', response.key)
        .executeTakeFirst()
    : undefined
  const organisation = await db
    .selectFrom('response_organisation')
    .select(['name', 'does', 'represents'])
    .where('response_id', '=', responseId)
    .executeTakeFirst()
  const words = await textsOf(
    db,
    [...picks, ...answers].map(({ textId }) => textId),
    response.language,
  )
  const said = (textId: string) => words.get(textId)?.body ?? ''
  const { key: _, choseNone, sameRank, helped, ...about } = response
  return {
    answer: {
      ...about,
      choseNone: choseNone === 1,
      theSameRank: sameRank === 1,
      helped: helped === 1,
      choices: picks.map(({ place, textId }) => ({ place, option: said(textId) })),
      answers: answers.map(({ textId, value }) => ({ question: said(textId), answer: JSON.parse(value) as unknown })),
      written,
      ...(organisation && { organisation }),
    },
    equality: equality
      ? { ...equality, further: JSON.parse(equality.further), worded: JSON.parse(equality.worded) }
      : null,
  }
}
