import { createAction } from '../../app/board/action-store.server.ts'
import { listsOf } from '../../app/board/list-facts-store.server.ts'
import { publishPapers } from '../../app/board/meeting-store.server.ts'
import type { PaperKind } from '../../app/board/paper.ts'
import { addPaper } from '../../app/board/paper-store.server.ts'
import { acknowledge, pointsFromJury, pointsFromList } from '../../app/board/point-store.server.ts'
import { publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { askForReports, reportProgress } from '../../app/board/progress-store.server.ts'
import { answerRatification } from '../../app/board/ratification-store.server.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { actions, decisions } from './action-texts.ts'
import { itemId, meetingId, seatId, secretary, standingItem } from './board.ts'
import { wordingSettled } from './check-back.ts'
import type { Demo } from './context.ts'
import { boardPapers, earlierPapers, juryPapers } from './paper-texts.ts'
import { organisationId } from './partnership.ts'

const decided = -180
const published = -172

/** What the Board did with the jury's report, what partners and owners said since, and the papers of the next meeting. */
export async function loadActions(demo: Demo): Promise<void> {
  await answerJury(demo)
  await ratify(demo)
  await act(demo)
  for (const { meeting, item, day, ...text } of earlierPapers) {
    await paper(demo, itemId(demo, item), day, text)
    const by = { personId: secretary(demo), now: demo.at(day) }
    await publishPapers(demo.tx, { meetingId: meetingId(demo, meeting), on: demo.day(day), ...by })
  }
  await prepareNextMeeting(demo)
}

const pointOf = async (demo: Demo, statement: number) =>
  (
    await demo.tx
      .selectFrom('point')
      .select('id')
      .where('statement_id', '=', demo.id(`statement-${statement}`))
      .executeTakeFirstOrThrow()
  ).id

async function paper(
  demo: Demo,
  item: string,
  day: number,
  text: { key: string; kind: PaperKind; title: string; summary: string; body: string },
  source: { listId?: string; juryId?: string } = {},
) {
  const { key, ...given } = text
  const by = { on: demo.day(day), personId: secretary(demo), now: demo.at(day) }
  return addPaper(demo.tx, { id: demo.id(`paper-${key}`), itemId: item, ...given, ...source, ...by })
}

async function answerJury(demo: Demo) {
  const { tx, id } = demo
  const jury = await tx
    .selectFrom('jury')
    .select(['id', 'report_published_at'])
    .where('id', '=', id('jury-heard'))
    .executeTakeFirstOrThrow()
  const reportedOn = londonDay(new Date(jury.report_published_at!))
  await pointsFromJury(tx, { juryId: jury.id, publishedOn: reportedOn })
  const points = await tx.selectFrom('point').select('id').where('source', '=', 'jury').execute()
  await acknowledge(tx, {
    pointIds: points.map((p) => p.id),
    personId: secretary(demo),
    on: demo.day(-292),
    now: demo.at(-292),
  })
  const item = itemId(demo, 'm2-jury')
  await paper(demo, item, decided - 24, juryPapers.report, { juryId: jury.id })
  const equalityPaperId = await paper(demo, item, decided - 24, juryPapers.equality)
  await publishPapers(tx, {
    meetingId: meetingId(demo, 'm2'),
    on: demo.day(decided - 21),
    personId: secretary(demo),
    now: demo.at(decided - 21),
  })
  for (const d of decisions) {
    const pointId = await pointOf(demo, d.statement)
    const by = { personId: secretary(demo), on: demo.day(decided), now: demo.at(decided, 19) }
    const saved = await recordPosition(tx, {
      id: id(`position-${d.statement}`),
      pointId,
      itemId: item,
      equalityPaperId,
      draft: {
        stance: d.stance,
        reasonClass: d.reasonClass,
        reasonDetail: d.detail ?? '',
        reason: d.reason,
        responsesAccount: d.account,
        evidence: d.evidence ?? '',
        passedTo: d.passedTo ?? '',
        method: d.dissent ? 'vote' : 'consensus',
        dissent: d.dissent ?? '',
      },
      changeNote: '',
      partners: (d.partners ?? []).map((p) => organisationId(demo, p.organisation)),
      ...by,
    })
    if (saved.errors)
      throw new Error(`the demonstration's answer ${d.statement}: ${saved.errors.map((e) => e.key).join(', ')}`)
    await publishPosition(tx, { pointId, personId: secretary(demo), on: demo.day(published), now: demo.at(published) })
  }
}

async function ratify(demo: Demo) {
  const { tx } = demo
  for (const d of decisions) {
    const pointId = await pointOf(demo, d.statement)
    for (const partner of d.partners ?? []) {
      if (!partner.answer) continue
      const own = organisationId(demo, partner.organisation)
      const asked = await tx
        .selectFrom('ratification as r')
        .innerJoin('position as p', 'p.id', 'r.position_id')
        .select('r.id')
        .where('p.point_id', '=', pointId)
        .where('r.organisation_id', '=', own)
        .executeTakeFirstOrThrow()
      const member = await tx
        .selectFrom('person')
        .innerJoin('role_grant', 'role_grant.person_id', 'person.id')
        .select('person.id')
        .where('person.organisation_id', '=', own)
        .where('role_grant.role', '=', 'board_member')
        .executeTakeFirstOrThrow()
      const day = partner.day ?? decided
      const by = { personId: member.id, on: demo.day(day), now: demo.at(day) }
      const errors = await answerRatification(tx, {
        id: asked.id,
        organisationId: own,
        answer: partner.answer,
        reason: partner.reason ?? '',
        ...by,
      })
      if (errors?.length !== 0) throw new Error(`the demonstration's ratification of ${d.statement} was refused`)
    }
  }
}

async function act(demo: Demo) {
  const { tx, id } = demo
  for (const [i, a] of actions.entries()) {
    const saved = await createAction(tx, {
      id: id(`action-${i + 1}`),
      pointId: await pointOf(demo, a.statement),
      draft: {
        title: a.title,
        ownerOrganisationId: organisationId(demo, a.owner),
        championSeatId: seatId(demo, a.champion),
        dueOn: demo.day(a.due),
        measure: a.measure,
        baseline: a.baseline,
        target: a.target,
      },
      personId: secretary(demo),
      on: demo.day(published),
      now: demo.at(published),
    })
    if (saved.errors)
      throw new Error(`the demonstration's action ${i + 1}: ${saved.errors.map((e) => e.key).join(', ')}`)
  }
  await askForReports(tx, demo.day(published + 1))
  for (const [i, a] of actions.entries()) {
    for (const [n, report] of a.reports.entries()) {
      const saved = await reportProgress(tx, {
        id: id(`report-${i + 1}-${n + 1}`),
        actionId: id(`action-${i + 1}`),
        organisationId: organisationId(demo, a.owner),
        draft: {
          rag: report.rag,
          sentence: report.sentence,
          peopleNotice: report.notice,
          measureValue: report.value,
          changeReason: report.why ?? '',
        },
        personId: id(`person-owner-${a.owner}`),
        on: demo.day(report.day),
        now: demo.at(report.day, 15),
      })
      if (!saved || saved.errors) throw new Error(`the demonstration's report ${i + 1}.${n + 1} was refused`)
    }
  }
}

/** The flagship list becomes the next Board's paper, and its first bands the points that wait for an answer. */
async function prepareNextMeeting(demo: Demo) {
  const { tx } = demo
  const [list] = await listsOf(tx, 'en', [demo.id('exercise-what-matters')])
  if (!list) throw new Error('the flagship list is not published yet')
  const letters = [...new Set(list.options.map((o) => o.band))].slice(0, 2)
  const optionIds = list.options.filter((o) => letters.includes(o.band)).map((o) => o.id)
  const pointIds = await pointsFromList(tx, {
    listId: list.id,
    optionIds,
    publishedOn: londonDay(new Date(list.publishedOn)),
  })
  const settled = wordingSettled(demo)
  await acknowledge(tx, { pointIds, personId: secretary(demo), on: demo.day(settled), now: demo.at(settled, 16) })
  for (const { item, ...text } of boardPapers) {
    const at = item === 'standing' ? await standingItem(demo, 'm4') : itemId(demo, item)
    await paper(demo, at, -5, text, text.kind === 'list' ? { listId: list.id } : {})
  }
  await publishPapers(tx, {
    meetingId: meetingId(demo, 'm4'),
    on: demo.day(-3),
    personId: secretary(demo),
    now: demo.at(-3),
  })
}
