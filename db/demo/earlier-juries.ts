import { addMonths } from '../../app/engagement/london-day.ts'
import { announceJury, createJury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { takeMembers } from '../../app/juries/seats/member-store.server.ts'
import { saveSession } from '../../app/juries/sessions/session-store.server.ts'
import type { Demo } from './context.ts'
import { addPerson, organisationId } from './partnership.ts'

/** Two juries of earlier years, reported on paper: their jurors are the older two thirds of the standing conference. */
const earlier = [
  {
    key: 'young',
    slug: 'growing-up-here',
    publicName: 'Growing up here',
    question: 'What would make this county a good place to be young in?',
    from: -900,
    sat: -860,
    reported: -815,
    members: [13, 14, 15, 16, 17, 18, 19],
  },
  {
    key: 'rural',
    slug: 'living-in-a-village',
    publicName: 'Living in a village',
    question: 'What does a village need so that people can stay in it all their lives?',
    from: -760,
    sat: -720,
    reported: -675,
    members: [20, 21, 22, 23, 24],
  },
]

const areas = [
  'Blaby',
  'Charnwood',
  'Harborough',
  'Hinckley and Bosworth',
  'Melton',
  'North West Leicestershire',
  'Oadby and Wigston',
]
const seats = 16

export const conferenceKey = (n: number) => `conference-${String(n).padStart(2, '0')}`

export async function loadEarlierJuries(demo: Demo): Promise<void> {
  for (const jury of earlier) await loadOne(demo, jury)
}

async function loadOne(demo: Demo, given: (typeof earlier)[number]) {
  const { tx, id } = demo
  const personId = id('person-jury-manager')
  const promiseBy = demo.day(demo.workingDay(given.reported + 120))
  const from = demo.workingDay(given.from)
  const sat = given.sat + demo.toSaturday(given.sat)
  await createJury(
    tx,
    {
      id: id(`jury-${given.key}`),
      exerciseId: id(`exercise-jury-${given.key}`),
      slug: given.slug,
      publicName: given.publicName,
      method: 'Citizens’ jury',
      runBy: organisationId(demo, 'cvs'),
      personId,
      commission: {
        question: given.question,
        commissionedBy: 'The partnership’s Board',
        budget: '£60,000, shared by the county council and the districts',
        promiseWho: 'The Board',
        promiseBy,
        promiseHow: 'In a letter to every juror and at a public meeting',
        outOfBounds: 'National law',
        oversight: 'Five people of differing views',
        followUp6On: addMonths(promiseBy, 6),
        followUp12On: addMonths(promiseBy, 12),
        seats,
      },
    },
    demo.at(from),
  )
  const jury = (await juryBySlug(tx, given.slug))!
  await announceJury(tx, jury, personId, demo.at(demo.workingDay(from + 3, 'after')))
  for (const n of given.members) {
    await addPerson(demo, {
      key: conferenceKey(n),
      label: `Conference member ${n}`,
      organisation: null,
      roles: [{ role: 'juror', scope: jury.id }],
      from: given.from + 20,
    })
  }
  const members = Array.from({ length: seats }, (_, i) => ({
    badge: String(i + 1).padStart(2, '0'),
    area: areas[i % areas.length]!,
    email: given.members[i] ? `${conferenceKey(given.members[i]!)}@demonstration.example` : '',
    state: 'seated' as const,
  }))
  const idFor = (badge: string) => id(`${given.key}-member-${badge}`)
  await takeMembers(
    tx,
    { juryId: jury.id, members, personId, labelFor: (badge) => `Juror ${badge}`, idFor },
    demo.at(given.from + 20),
  )
  const blocks = [
    { title: 'Evidence and questions', minutes: 180, protected: false },
    { title: 'Lunch', minutes: 60, protected: true },
    { title: 'Tables and recommendations', minutes: 180, protected: false },
  ]
  const times = { startsAt: '09:30', endsAt: '16:30', place: 'County hall', blocks }
  for (const [i, day] of [sat, sat + 14, sat + 28].entries()) {
    const session = { title: `Day ${i + 1}`, onDate: demo.day(day), ...times }
    await saveSession(tx, { juryId: jury.id, exerciseId: jury.exerciseId, session, personId }, demo.at(given.from + 20))
  }
  // Its report was on paper, before there was a vote in this system to make one from.
  await tx
    .updateTable('jury')
    .set({ report_published_at: demo.at(demo.workingDay(given.reported)).toISOString() })
    .where('id', '=', jury.id)
    .execute()
}
