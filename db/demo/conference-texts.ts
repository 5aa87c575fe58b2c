import type { Rating } from '../../app/conference/challenge.ts'

/** The eleven challenges: eight answered, two within their time, one overdue. Days count from today. */
export const challenges: {
  action: number
  /** Number of the report challenged; `missed` is the first that never came. */
  report: number | 'missed'
  raised: number
  rating: Rating
  weSee: string
  question: string
  answer?: { day: number; text: string }
}[] = [
  {
    action: 1,
    report: 1,
    raised: -150,
    rating: 'amber',
    weSee: 'Two of us rang surgeries that are on the list. At one, nobody knew of the telephone service.',
    question: 'Who tells the people at the front desk that they have it?',
    answer: {
      day: -131,
      text: 'You are right: three surgeries had the service and had not told their staff. Each has now been visited, and a card lies at every desk.',
    },
  },
  {
    action: 3,
    report: 1,
    raised: -150,
    rating: 'green',
    weSee: 'Fourteen partners agreeing on anything is progress. We see no reason for another colour.',
    question: 'Will Travellers be counted on their own, as the jury asked?',
    answer: {
      day: -136,
      text: 'Yes, as in the census of 2021. Where fewer than ten people were counted the figure is hidden, and the page says that it is.',
    },
  },
  {
    action: 5,
    report: 1,
    raised: -150,
    rating: 'amber',
    weSee:
      'Twelve people are trained and nobody has been called yet. Some of them are asking us whether it will ever happen.',
    question: 'When is the first panel, and for which post?',
    answer: {
      day: -129,
      text: 'In five weeks, for two posts in the contact centre. All twelve have been written to with the dates.',
    },
  },
  {
    action: 7,
    report: 1,
    raised: -150,
    rating: 'green',
    weSee: 'We know two of the trainers. They were treated well and paid on time.',
    question: 'Will they see what their hearers say afterwards?',
    answer: { day: -133, text: 'Yes. Every group fills in a short sheet, and the trainers get it the same week.' },
  },
  {
    action: 1,
    report: 2,
    raised: -88,
    rating: 'green',
    weSee: 'In Loughborough, Oadby and Hinckley it works. Staff are kind about the extra minutes.',
    question: 'What happens in the evening, when the out-of-hours service answers?',
    answer: { day: -70, text: 'It has had the same telephone service for the last two weeks. We should have said so.' },
  },
  {
    action: 2,
    report: 2,
    raised: -88,
    rating: 'red',
    weSee: 'We asked at four surgeries. None of them had heard that a new form is coming.',
    question: 'Is six weeks the whole delay, or the part that is known?',
    answer: {
      day: -66,
      text: 'It was the part that was known. The bridge between the systems is now in test, and surgeries have been told the new date.',
    },
  },
  {
    action: 4,
    report: 2,
    raised: -84,
    rating: 'amber',
    weSee: 'Eight of 46 waited too long. Those are the ones who talk to others about it.',
    question: 'Why did the eight wait?',
    answer: {
      day: -62,
      text: 'All eight came in on a Friday or Saturday night. We are looking for cover at those times.',
    },
  },
  {
    action: 7,
    report: 2,
    raised: -80,
    rating: 'amber',
    weSee: 'A trainer told us that groups of sixteen are too large for anybody to say what they think.',
    question: 'Will the groups be made smaller, and what does that do to the plan?',
    answer: {
      day: -58,
      text: 'Groups are eight from now on. That needs more days, and the next report will show what it does to the plan.',
    },
  },
  {
    action: 6,
    report: 'missed',
    raised: -45,
    rating: 'red',
    weSee: 'Three groups in our districts have heard nothing. One has given its worker notice.',
    question: 'Is anybody working on this, and who?',
  },
  {
    action: 4,
    report: 3,
    raised: -12,
    rating: 'amber',
    weSee:
      'Nine of 71 still waited too long, and again most of them at the weekend. Evening cover was promised two months ago and begins next month.',
    question: 'Is a service on course that is late for the same people each time?',
  },
  {
    action: 3,
    report: 3,
    raised: -8,
    rating: 'amber',
    weSee: 'We agree that it is at risk. Ten services were promised and seven are in sight.',
    question: 'Which three have to begin again, and what help do they need?',
  },
]

export const statementOfMeeting =
  'We met as 24 for the first time. Things have begun on all seven actions, and we say so gladly. We also say that a colour is no good when those it is about cannot see it. We looked at seven reports and asked about four of them. We ask owners to write what people will notice, and to leave the field empty when the answer is nothing yet.'

export const secondItem = {
  title: 'Interview panels have stopped: what happens to the people who were trained?',
  why: 'Twelve people gave their time to be trained. The action is red, and nobody has told them anything. We ask for a plan with a day in it.',
}
