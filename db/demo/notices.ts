import { londonDay } from '../../app/engagement/london-day.ts'
import { councillorsToldAt, tellBy } from '../../app/engagement/notices/notice.ts'
import {
  noteNotice,
  saveCompactPlan,
  saveNoticeContacts,
  toldOf,
} from '../../app/engagement/notices/notice-store.server.ts'
import { practiceDefaults } from '../../app/engagement/practice.ts'
import type { Demo } from './context.ts'

const contacts = [
  ['councillor', 'Councillor for the Canalside ward', 'canalside-ward', 'Canalside'],
  ['councillor', 'Councillor for the Castle Hill ward', 'castle-hill-ward', 'Castle Hill'],
  ['councillor', 'Chair of the county’s scrutiny', 'scrutiny', null],
  ['voluntary', 'Council for voluntary service, its bulletin', 'bulletin', null],
  ['voluntary', 'Village halls of Charnwood', 'village-halls', 'Charnwood'],
  ['voluntary', 'Urdu-speaking elders of Charnwood', 'urdu-elders', 'Charnwood', 'ur'],
] as const

/** Who is told of an exercise before others: of the open one they were, of a planned one the groups will be (need 81). */
export async function loadNotices(demo: Demo): Promise<void> {
  const { tx, id, day } = demo
  const areas = await tx.selectFrom('area').select(['id', 'name']).execute()
  const rows = contacts.map(([kind, label, mailbox, area, language = null]) => ({
    kind,
    label,
    address: `${mailbox}@demonstration.example`,
    areaId: area && areas.find(({ name }) => name === area)!.id,
    language,
  }))
  await saveNoticeContacts(tx, rows, day(-200))
  const exerciseId = id('exercise-what-next')
  const exercise = tx.selectFrom('exercise').select(['opens_on', 'closes_on'])
  const open = await exercise.where('id', '=', exerciseId).executeTakeFirstOrThrow()
  const usual = { 'compact.notice_weeks': practiceDefaults['compact.notice_weeks'].value }
  const noticeOn = [tellBy(open.closes_on!, usual), day(-14)].sort()[0]!
  const planned = new Date(`${noticeOn}T09:00:00Z`)
  await saveCompactPlan(tx, exerciseId, { noticeOn, shortBecause: '' }, id('person-officer-1'), planned)
  for (const [kind, at] of [
    ['voluntary', planned],
    ['councillor', councillorsToldAt(open.opens_on!)],
  ] as const) {
    const recipients = (await toldOf(tx, exerciseId, kind, londonDay(at))).length
    await noteNotice(tx, { exerciseId, kind, recipients }, at)
  }
  const next = id('exercise-evening-buses')
  const plan = { noticeOn: demo.day(demo.workingDay(3, 'after')), shortBecause: '' }
  await saveCompactPlan(tx, next, plan, id('person-officer-2'), demo.at(demo.workingDay(-1)))
}
