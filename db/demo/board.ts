import { addItem, askForItem, decideRequest } from '../../app/board/agenda-store.server.ts'
import { itemsOf, makeMeeting } from '../../app/board/meeting-store.server.ts'
import { writeRemit } from '../../app/board/remit-store.server.ts'
import type { Presence } from '../../app/board/seat.ts'
import { addSeat, recordAttendance } from '../../app/board/seat-store.server.ts'
import { workingDaysBetween } from '../../app/board/working-days.ts'
import { addDays } from '../../app/engagement/london-day.ts'
import { addText, ofRecords } from '../../app/languages/text-store.server.ts'
import { items, meetings, remit, requests, seats } from './board-texts.ts'
import type { Demo } from './context.ts'
import { addPerson, organisationId, organisations } from './partnership.ts'

const boardId = (demo: Demo) => demo.id('board')
export const seatId = (demo: Demo, number: number) => demo.id(`seat-${number}`)
export const meetingId = (demo: Demo, key: string) => demo.id(`meeting-${key}`)
export const itemId = (demo: Demo, key: string) => demo.id(`item-${key}`)
export const secretary = (demo: Demo) => demo.id('person-secretariat')

/** The Board of 25: seats and who sits in them, four meetings with their agendas, and the queue. */
export async function loadBoard(demo: Demo): Promise<void> {
  await demo.tx
    .insertInto('body')
    .values({
      id: boardId(demo),
      name: 'The Board',
      kind: 'board',
      remit: '',
      cycle_weeks: 13,
    })
    .execute()
  await writeRemit(demo.tx, { boardId: boardId(demo), remit: remit.en, personId: null }, demo.at(-400))
  await addText(demo.tx, ofRecords, remit, { id: demo.id('board-remit') })
  await fillSeats(demo)
  await holdMeetings(demo)
  await fillQueue(demo)
}

async function fillSeats(demo: Demo) {
  for (const [i, seat] of seats.entries()) {
    const number = i + 1
    const organisation = organisations.find((o) => o.key === seat.organisation)!
    const id = await addSeat(
      demo.tx,
      boardId(demo),
      {
        number,
        label: seat.label,
        organisationId: organisationId(demo, seat.organisation),
        sector: organisation.sector,
        represents: seat.represents,
        secondHat: seat.secondHat ?? null,
        chairOf: seat.chairOf ?? null,
        canCommit: !seat.refers,
        termFrom: demo.day(-700),
        termTo: demo.day(395),
      },
      seatId(demo, number),
    )
    const key = `board-${String(number).padStart(2, '0')}`
    const person = await addPerson(demo, {
      key,
      label: seat.label,
      organisation: seat.organisation,
      roles: [{ role: 'board_member' }],
    })
    await demo.tx
      .insertInto('seat_holding')
      .values({
        id: demo.id(`holding-${number}`),
        seat_id: id,
        person_id: person,
        kind: 'member',
        held_from: demo.day(-700),
        held_to: null,
      })
      .execute()
  }
}

async function holdMeetings(demo: Demo) {
  const { tx } = demo
  for (const m of meetings) {
    const id = await makeMeeting(tx, {
      id: meetingId(demo, m.key),
      bodyId: boardId(demo),
      onDate: demo.day(m.day),
      startsAt: '18:00',
      place: m.place,
      venueOwner: m.venueOwner,
      partA: 60,
      partB: 60,
      standing: { title: 'Response to residents', lead: 'County council leader', minutes: 8 },
      personId: secretary(demo),
      now: demo.at(m.day - 100),
    })
    for (const { key, outcome, meeting, ...item } of items.filter((i) => i.meeting === m.key)) {
      await addItem(tx, { id: itemId(demo, key), meetingId: meetingId(demo, meeting), ...item })
      if (outcome) await tx.updateTable('agenda_item').set({ outcome }).where('id', '=', itemId(demo, key)).execute()
    }
    if (m.day > 0) continue
    const slot = await standingItem(demo, m.key)
    await tx.updateTable('agenda_item').set({ outcome: m.slot }).where('id', '=', slot).execute()
    const presence = new Map(
      seats.map((_, i): [string, Presence] => {
        const n = i + 1
        return [seatId(demo, n), m.absent.includes(n) ? 'absent' : m.substitutes.includes(n) ? 'substitute' : 'member']
      }),
    )
    await recordAttendance(tx, {
      meetingId: id,
      presence,
      personId: secretary(demo),
      on: demo.day(m.day),
      now: demo.at(m.day, 20),
    })
  }
}

async function fillQueue(demo: Demo) {
  const { tx } = demo
  const requestId = (key: string) => demo.id(`request-${key}`)
  for (const r of requests) {
    const receivedOn = typeof r.day === 'number' ? demo.day(r.day) : dayBefore(demo.asOf, 12)
    await askForItem(tx, {
      id: requestId(r.key),
      proposer: r.proposer,
      proposerLabel: r.label,
      title: r.title,
      why: r.why,
      receivedOn,
    })
  }
  // The request that others join is decided first, as it was.
  for (const r of requests) {
    if (!r.verdict) continue
    const { verdict, reason, day, into, lead } = r.verdict
    const toMeeting = verdict === 'accepted' || verdict === 'deferred'
    await decideRequest(tx, {
      id: requestId(r.key),
      verdict,
      reason,
      meetingId: toMeeting ? meetingId(demo, 'm4') : null,
      mergedInto: into ? requestId(into) : null,
      item: { id: itemId(demo, `m4-${r.key}`), part: 'A', minutes: 8, lead: lead ?? '' },
      personId: secretary(demo),
      on: demo.day(day),
      now: demo.at(day),
    })
  }
}

/** The latest day from which so many working days have passed until today. */
function dayBefore(today: string, workingDays: number): string {
  let day = today
  while (workingDaysBetween(day, today) < workingDays) day = addDays(day, -1)
  return day
}

/** The residents' slot of a meeting, where lists and juries are answered. */
export async function standingItem(demo: Demo, key: string): Promise<string> {
  const found = (await itemsOf(demo.tx, [meetingId(demo, key)])).find((i) => i.standing === 1)
  if (!found) throw new Error(`the meeting ${key} has no slot for residents`)
  return found.id
}
