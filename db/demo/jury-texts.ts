import type { Block } from '../../app/juries/sessions/session.ts'

/** The fourteen statements of the demonstration's jury, with how many of 21 supported each or could live with it. */
export const statements: { recommend: string; because: string; table: string; priority?: string; agree: number }[] = [
  {
    recommend:
      'every public service offers an interpreter at the first contact, by telephone or in person, and says so in the languages spoken here',
    because: 'people put off asking for help when nobody understands them, and a small problem becomes a big one',
    table: 'A',
    priority: 'P03',
    agree: 21,
  },
  {
    recommend:
      'surgeries and hospitals ask each patient once which language and format they need, and pass it on with every referral',
    because: 'we are asked again at every desk or not at all, and appointments are lost through it',
    table: 'B',
    priority: 'P03',
    agree: 20,
  },
  {
    recommend:
      'councils, health service and police publish side by side, every year, how people of each ethnic group fared with them and what they will change',
    because: 'we cannot trust figures that we never see',
    table: 'C',
    priority: 'P12',
    agree: 20,
  },
  {
    recommend:
      'one place takes reports of hate incidents for all services and tells the person within ten working days what was done',
    because: 'people stop reporting when nothing ever comes back',
    table: 'A',
    priority: 'P02',
    agree: 19,
  },
  {
    recommend:
      'interview panels for jobs that deal with the public include somebody from a community the job will serve',
    because: 'those who choose still look too much alike, and good people stop applying',
    table: 'B',
    priority: 'P09',
    agree: 19,
  },
  {
    recommend:
      'community groups that services rely on to reach people are paid for it under agreements of at least three years',
    because: 'goodwill runs out, and with it the trust that took years to build',
    table: 'C',
    agree: 18,
  },
  {
    recommend:
      'every school and college names an adult to whom a pupil can speak about racism, and tells parents what happens then',
    because: 'children carry it alone when they do not know whom to tell',
    table: 'A',
    priority: 'P04',
    agree: 18,
  },
  {
    recommend:
      'staff who meet the public are trained face to face, every two years, by people who have used the service',
    because: 'an online course teaches nobody how it feels to stand at that desk',
    table: 'B',
    priority: 'P12',
    agree: 17,
  },
  {
    recommend: 'two seats on the Board are kept for people put forward by minority ethnic community groups',
    because: 'those who decide should have to look us in the eye when they explain it',
    table: 'C',
    agree: 17,
  },
  {
    recommend: 'every new public building has a quiet room that can be used for prayer',
    because: 'people of any faith or none need a place to be still',
    table: 'A',
    agree: 16,
  },
  {
    recommend: 'public services do not set important dates on the main festivals of the faiths practised here',
    because: 'we are made to choose between an appointment and our families',
    table: 'B',
    agree: 14,
  },
  {
    recommend: 'council letters arrive in the reader’s own language without anybody having to ask',
    because: 'those who need it most are the last to ask',
    table: 'C',
    agree: 12,
  },
  {
    recommend: 'a complaints body of its own is set up for residents of minority ethnic communities',
    because: 'the present one has never found for any of us',
    table: 'A',
    agree: 9,
  },
  {
    recommend: 'no public service uses one word for all minority ethnic communities any more',
    because: 'we are many peoples, and one word hides who is doing worst',
    table: 'B',
    agree: 7,
  },
]

export const minorityText =
  'We want the same thing as the others and think this is the wrong way. Two kept seats can become the place where everything about us is put, so that the other members need not think of it. Whoever holds them will be asked to speak for people they have never met. We would rather that every body with a seat had to show, each year, whom it sends and why nobody else. We ask the Board to try that first.'

export const witnesses: { session: number; role: string; interests: string; byJurors?: boolean }[] = [
  {
    session: 1,
    role: 'Researcher on health inequalities',
    interests: 'Paid by a university; advises the health service',
  },
  {
    session: 1,
    role: 'Manager of a council contact centre',
    interests: 'Employed by a council that would have to act',
  },
  { session: 1, role: 'Interpreter in hospitals and courts', interests: 'Paid by the hour for interpreting' },
  { session: 2, role: 'Practice manager of a doctors’ surgery', interests: 'Employed by a surgery' },
  { session: 2, role: 'Police officer for hate crime', interests: 'Employed by the police' },
  { session: 2, role: 'Worker of a Traveller support group', interests: 'Her group is paid by two councils' },
  { session: 3, role: 'Personnel officer of a hospital', interests: 'Employed by a hospital' },
  { session: 3, role: 'Taxpayers’ campaigner who doubts special measures', interests: 'None declared' },
  { session: 3, role: 'Headteacher', interests: 'Employed by a school outside the county', byJurors: true },
]

const block = (minutes: number, title: string, isProtected = false): Block => ({
  minutes,
  title,
  protected: isProtected,
})

const lunch = block(60, 'Lunch', true)
const shortBreak = block(15, 'Break', true)

/** Four days, each from 09:30 to 16:30; the last is the day of the vote. */
export const sessions: { title: string; place: string; blocks: Block[] }[] = [
  {
    title: 'Day 1: What do we know?',
    place: 'Community hall, Oadby',
    blocks: [
      block(20, 'Welcome; the promise is read out by a member of the Board'),
      block(25, 'Ground rules, written by the jurors'),
      block(45, 'Introductions at tables'),
      shortBreak,
      block(60, 'Two witnesses, and questions'),
      block(15, 'What was new?'),
      lunch,
      block(60, 'Third witness, and questions'),
      block(75, 'Tables: our own experience'),
      shortBreak,
      block(20, 'Read-back'),
      block(10, 'Evaluation of the day'),
    ],
  },
  {
    title: 'Day 2: How do services answer?',
    place: 'Library, Loughborough',
    blocks: [
      block(15, 'Welcome back'),
      block(90, 'Three witnesses, and questions'),
      shortBreak,
      block(60, 'Tables: where it works, where it fails'),
      lunch,
      block(90, 'Gallery: every table reads every other'),
      shortBreak,
      block(45, 'Which witness is missing? The jurors choose one'),
      block(20, 'Read-back'),
      block(10, 'Evaluation of the day'),
    ],
  },
  {
    title: 'Day 3: What could change?',
    place: 'Town hall, Hinckley',
    blocks: [
      block(15, 'Welcome back'),
      block(105, 'Three witnesses, one called by the jurors, and questions'),
      shortBreak,
      block(45, 'Tables: first ideas'),
      lunch,
      block(105, 'Draft statements: “We recommend that … because …”'),
      shortBreak,
      block(30, 'Gallery: read all'),
      block(20, 'Read-back'),
      block(10, 'Evaluation of the day'),
    ],
  },
  {
    title: 'Day 4: What do we recommend?',
    place: 'Community hall, Oadby',
    blocks: [
      block(20, 'Welcome back'),
      block(100, 'Rewording, table by table'),
      shortBreak,
      block(45, 'Read all statements once more'),
      lunch,
      block(60, 'Temperature check, not a vote; objections heard'),
      block(40, 'Last wording; statements are locked'),
      shortBreak,
      block(15, 'Final vote', true),
      block(10, 'Close and reveal', true),
      block(20, 'Minority statements', true),
      block(20, 'Read-back, and what will be told to the Board'),
    ],
  },
]

/** The areas of the 24 seats and six alternates, and what became of each: the drop-out story of the week before day 1. */
export const seats: {
  area: string
  gone?: 'week_before' | 'night_before' | 'no_show' | 'later'
  joins?: 'week_before' | 'night_before' | 'first_day'
}[] = [
  ...['Charnwood', 'Charnwood', 'Charnwood', 'Charnwood'].map((area) => ({ area })),
  { area: 'Charnwood', gone: 'week_before' as const },
  ...['Charnwood', 'Charnwood'].map((area) => ({ area })),
  { area: 'Charnwood', gone: 'later' as const },
  ...['Oadby and Wigston', 'Oadby and Wigston'].map((area) => ({ area })),
  { area: 'Oadby and Wigston', gone: 'week_before' as const },
  ...['Oadby and Wigston', 'Oadby and Wigston'].map((area) => ({ area })),
  { area: 'Oadby and Wigston', gone: 'later' as const },
  ...['Blaby', 'Blaby'].map((area) => ({ area })),
  { area: 'Blaby', gone: 'night_before' as const },
  { area: 'Blaby' },
  { area: 'Harborough' },
  { area: 'Harborough', gone: 'later' as const },
  ...['Hinckley and Bosworth', 'Hinckley and Bosworth'].map((area) => ({ area })),
  { area: 'North West Leicestershire', gone: 'no_show' as const },
  { area: 'Melton' },
  { area: 'Charnwood', joins: 'week_before' as const },
  { area: 'Oadby and Wigston', joins: 'week_before' as const },
  { area: 'Blaby', joins: 'night_before' as const },
  { area: 'North West Leicestershire', joins: 'first_day' as const },
  { area: 'Charnwood' },
  { area: 'Harborough' },
]

/** Seats whose holder later joins the standing conference, by badge number: twelve of the 21 who voted. */
export const laterInConference = [2, 4, 6, 9, 12, 13, 15, 18, 21, 24, 25, 27]
