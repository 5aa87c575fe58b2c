import type { ReasonClass, Stance } from '../../app/board/position.ts'
import type { Reportable } from '../../app/board/progress.ts'
import type { RatificationAnswer } from '../../app/board/ratification.ts'

/** What the Board decided on the jury's nine recommendations, by the statement's number. All of it invented. */
export const decisions: {
  statement: number
  stance: Stance
  reasonClass: ReasonClass
  detail?: string
  reason: string
  account: string
  evidence?: string
  passedTo?: string
  dissent?: string
  /** Partners that must act; the day, from today, on which each answered. Nobody's day: still silent. */
  partners?: { organisation: string; answer?: RatificationAnswer; reason?: string; day?: number }[]
}[] = [
  {
    statement: 1,
    stance: 'accept',
    reasonClass: 'doing_now',
    reason:
      'An interpreter at the first contact costs less than the second and third visit that follow when nobody understood the first. Telephone interpreting can start at once in every surgery and front office, and the notice in each language goes up with it.',
    account:
      'All 21 jurors were for it. Front-line staff who wrote to us worried about waiting longer at busy desks; the trial at two surgeries showed four minutes more at a first visit and fewer second visits.',
    partners: [{ organisation: 'nhs', answer: 'ratified', day: -150 }],
  },
  {
    statement: 2,
    stance: 'accept',
    reasonClass: 'planned',
    detail: 'With the new referral form, in the coming spring',
    reason:
      'Patients should have to say once what they need. The form that surgeries and hospitals share is being replaced, and the question goes in with it.',
    account:
      'Twenty of 21 jurors were for it. The objection that some people do not want a record kept was taken up: the question can be left out, and the answer can be removed.',
    partners: [{ organisation: 'nhs', answer: 'ratified', day: -150 }],
  },
  {
    statement: 3,
    stance: 'accept',
    reasonClass: 'planned',
    detail: 'The first set of figures within a year of this Board',
    reason:
      'People cannot trust figures that they never see, and three services publish them in three shapes. One set, side by side and in plain words, with what each service will change, is owed to them.',
    account:
      'Twenty of 21 jurors were for it. Two services warned of small numbers that could point at single people: counts under ten will be hidden, and the page will say so.',
    partners: [{ organisation: 'county', answer: 'ratified', day: -140 }],
  },
  {
    statement: 4,
    stance: 'in_part',
    reasonClass: 'needs_money',
    detail: '£38,000 a year for the second post, asked of the police governance body',
    reason:
      'One place for all reports, and an answer to everybody who reports, we take on. Ten working days we cannot promise with one post: the Board sets fifteen until a second post is paid for.',
    account:
      'Nineteen of 21 jurors were for it. They were asked whether fifteen days would do for now; most said yes, if the day is written down and counted in public.',
    partners: [{ organisation: 'police', answer: 'ratified', day: -120 }],
  },
  {
    statement: 5,
    stance: 'accept',
    reasonClass: 'doing_now',
    reason:
      'Those who choose should look more like those who are served. The county council has begun with its contact centre, and other partners follow as their panels are next trained.',
    account:
      'Nineteen of 21 jurors were for it. Two personnel officers asked how panel members would be paid and trained; both are now part of the action.',
    partners: [
      { organisation: 'county', answer: 'ratified', day: -140 },
      {
        organisation: 'charnwood',
        answer: 'declined',
        day: -101,
        reason:
          'Our panels are three people under an agreement with our staff. We will ask for advice from community groups before a post is described, and look at panels again next year.',
      },
    ],
  },
  {
    statement: 6,
    stance: 'in_part',
    reasonClass: 'needs_money',
    detail: 'About £120,000 a year, asked for in the county council’s next budget',
    reason:
      'Groups that services rely on should not live from month to month. Agreements of three years are right where the money is certain, which today is about half of it; for the rest we can promise a year’s notice.',
    account:
      'Eighteen of 21 jurors were for it. Smaller groups feared that long agreements would all go to large ones: a quarter is kept for groups with less than £20,000 a year.',
    partners: [{ organisation: 'county', answer: 'ratified', day: -135 }],
  },
  {
    statement: 7,
    stance: 'not_ours',
    reasonClass: 'other_body',
    reason:
      'Schools and colleges decide this themselves, and no partner at this table can tell them to. The recommendation went to all of them with a letter from the Chair, and their answers will be published as they come.',
    account:
      'Eighteen of 21 jurors were for it. The Board was told that nine schools do it already; their names went with the letter so that others can ask them how.',
    passedTo: 'Governing bodies of schools, colleges and academy trusts in the county',
  },
  {
    statement: 8,
    stance: 'accept',
    reasonClass: 'doing_now',
    reason:
      'Meeting people who have used a service teaches what a screen cannot. The police begin with everybody who answers the telephone or the front door, and share the trainers with the other partners.',
    account:
      'Seventeen of 21 jurors were for it. Staff asked for time to be set aside instead of added on: the hours are in the shift plan.',
    partners: [{ organisation: 'police' }],
  },
  {
    statement: 9,
    stance: 'reject',
    reasonClass: 'not_supported',
    reason:
      'Seats on this Board belong to organisations that can act, and the jury itself was divided: three jurors wrote that two kept seats could become the place where everything about minority ethnic communities is put. The Board would rather that each body shows every year whom it sends and why. It will publish that each spring, and look at seats again after two such reports have been read.',
    account:
      'Seventeen of 21 jurors were for it, exactly as many as were needed. The minority statement of three jurors weighed heavily with the Board, and so did the two groups who wrote in support of kept seats.',
    evidence: '/en/juries/being-heard-in-the-county/report',
    dissent: 'Seats 20 and 21 would have kept the two seats for a trial of two years.',
  },
]

export interface DemoReport {
  day: number
  rag: Reportable
  sentence: string
  notice: string
  value: string
  why?: string
}

/** Seven actions on the seven points taken on, with what their owners have said since. `due` in days from today. */
export const actions: {
  statement: number
  title: string
  owner: string
  /** Number of the champion's seat. */
  champion: number
  due: number
  measure: string
  baseline: string
  target: string
  reports: DemoReport[]
}[] = [
  {
    statement: 1,
    title: 'Offer an interpreter at every first contact',
    owner: 'nhs',
    champion: 21,
    due: -20,
    measure: 'Surgeries and front offices that offer one',
    baseline: '11 of 84',
    target: '84 of 84',
    reports: [
      {
        day: -165,
        rag: 'green',
        sentence: 'The telephone service is bought and the first thirty surgeries have it.',
        notice: 'In thirty surgeries you can ask for an interpreter when you first ring.',
        value: '30 of 84',
      },
      {
        day: -105,
        rag: 'green',
        sentence: 'Seventy-one places offer it. Staff say that it takes four minutes more and saves a second visit.',
        notice: 'Most surgeries now offer an interpreter when you first ring or come in.',
        value: '71 of 84',
      },
      {
        day: -33,
        rag: 'done',
        sentence: 'All 84 places offer it and show the notice in eight languages.',
        notice: 'Every surgery and front office offers an interpreter at the first contact.',
        value: '84 of 84',
        why: 'The last thirteen places were trained in one week.',
      },
    ],
  },
  {
    statement: 2,
    title: 'Ask every patient once which language and format they need',
    owner: 'nhs',
    champion: 19,
    due: 150,
    measure: 'Referrals that carry the answer',
    baseline: '0 of 100 looked at',
    target: '90 of 100 looked at',
    reports: [
      {
        day: -165,
        rag: 'green',
        sentence: 'The question is agreed and tried out with forty patients.',
        notice: 'Nothing yet; the form is being made.',
        value: '0 of 100',
      },
      {
        day: -105,
        rag: 'amber',
        sentence: 'The new form is six weeks late because two hospitals use another system.',
        notice: 'Nothing yet; the form is late.',
        value: '0 of 100',
        why: 'Two hospitals need a bridge between systems.',
      },
      {
        day: -34,
        rag: 'green',
        sentence: 'The bridge works. The form starts on the first of the month, three weeks later than planned.',
        notice: 'From next month your surgery asks you once, and the hospital knows.',
        value: '12 of 100',
        why: 'The bridge between the systems works.',
      },
    ],
  },
  {
    statement: 3,
    title: 'Publish side by side how people of each ethnic group fared',
    owner: 'county',
    champion: 20,
    due: 170,
    measure: 'Services whose figures are in one set',
    baseline: '0 of 14 partners',
    target: '10 of 14 partners',
    reports: [
      {
        day: -164,
        rag: 'green',
        sentence: 'Fourteen partners have agreed what is counted and how small numbers are hidden.',
        notice: 'Nothing yet; the first page comes in a year.',
        value: '0 of 14',
      },
      {
        day: -104,
        rag: 'green',
        sentence: 'Six partners have sent a first set of figures.',
        notice: 'Nothing yet; six services have sent figures.',
        value: '6 of 14',
      },
      {
        day: -36,
        rag: 'amber',
        sentence:
          'Seven of fourteen have sent figures. Three count in other groups than the census and must begin again.',
        notice: 'The first page may come with seven services instead of ten.',
        value: '7 of 14',
        why: 'Three partners count in other groups than the census.',
      },
    ],
  },
  {
    statement: 4,
    title: 'Open one place to report hate incidents, with an answer in fifteen working days',
    owner: 'police',
    champion: 22,
    due: 60,
    measure: 'Reports answered within fifteen working days',
    baseline: 'Not counted',
    target: '9 of 10',
    reports: [
      {
        day: -163,
        rag: 'green',
        sentence: 'The telephone line and the form are open. All partners send reports to it.',
        notice: 'One number and one form, whoever you would have told before.',
        value: 'Not known yet',
      },
      {
        day: -106,
        rag: 'green',
        sentence: 'Of 46 reports, 38 were answered in time.',
        notice: 'Most people who report hear back within three weeks.',
        value: '38 of 46',
      },
      {
        day: -35,
        rag: 'green',
        sentence: 'Of 71 reports, 62 were answered in time. Evening cover starts next month.',
        notice: 'Most people hear back within three weeks; from next month somebody answers in the evening.',
        value: '62 of 71',
      },
    ],
  },
  {
    statement: 5,
    title: 'Put a community member on interview panels',
    owner: 'county',
    champion: 18,
    due: 20,
    measure: 'Panels for public-facing jobs with a community member',
    baseline: '0 of 10',
    target: '8 of 10',
    reports: [
      {
        day: -164,
        rag: 'green',
        sentence: 'Eighteen people from nine groups have come forward and twelve are trained.',
        notice: 'Nothing yet; panel members are being trained.',
        value: '0 of 10',
      },
      {
        day: -104,
        rag: 'amber',
        sentence: 'Four of ten panels had a community member. The others were held at short notice.',
        notice: 'At four interviews in ten for jobs that meet the public, somebody from the community asks questions.',
        value: '4 of 10',
        why: 'Panels are called at three days’ notice.',
      },
      {
        day: -32,
        rag: 'red',
        sentence:
          'It has stopped. The money for the panel members’ time ran out and one council has declined. A new plan comes to the Board.',
        notice: 'For now there are no community members on panels.',
        value: '1 of 10',
        why: 'No money for the panel members’ time after the first six months.',
      },
    ],
  },
  {
    statement: 6,
    title: 'Give groups that services rely on agreements of three years',
    owner: 'county',
    champion: 24,
    due: 180,
    measure: 'Share of the money under agreements of three years',
    baseline: '8 in 100 pounds',
    target: '50 in 100 pounds',
    reports: [
      {
        day: -164,
        rag: 'green',
        sentence: 'The list of groups and agreements is made: 63 groups, 41 of them on one year or less.',
        notice: 'Nothing yet; the list of groups is made.',
        value: '8 in 100',
      },
    ],
  },
  {
    statement: 8,
    title: 'Train staff who meet the public face to face, by people who have used the service',
    owner: 'police',
    champion: 21,
    due: 120,
    measure: 'Public-facing police staff trained in the last two years',
    baseline: '0 of 240',
    target: '240 of 240',
    reports: [
      {
        day: -163,
        rag: 'green',
        sentence: 'Eight trainers who have used the service are found, paid and prepared.',
        notice: 'Nothing yet; the trainers are prepared.',
        value: '0 of 240',
      },
      {
        day: -106,
        rag: 'green',
        sentence: 'Fifty-two staff have been trained. The trainers ask for smaller groups.',
        notice: 'Some of those who answer the telephone have met people who know what it is to ring.',
        value: '52 of 240',
      },
      {
        day: -37,
        rag: 'amber',
        sentence: 'Ninety-four are trained, thirty behind plan: smaller groups need more days.',
        notice: 'More than a third of those who answer the telephone have been trained.',
        value: '94 of 240',
        why: 'Groups of eight instead of sixteen.',
      },
    ],
  },
]
