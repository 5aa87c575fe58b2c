import type { KindName } from '../kinds/kinds.ts'

/** One question that can be taken as it is. Written for this project; `source` says what its form follows, `note` what to mind. */
export interface BankQuestion {
  id: string
  theme: 'place' | 'getting_about' | 'services' | 'money' | 'safety' | 'people' | 'open'
  kind: KindName
  title: string
  hint?: string
  required?: boolean
  unsure?: boolean
  config: Record<string, unknown>
  source: string
  note: string
}

const items = (...titles: string[]) => titles.map((title) => ({ title }))

const balanced = 'General practice for attitude scales: as many answers on one side as on the other, and a middle.'
const five = items('Very satisfied', 'Fairly satisfied', 'Neither', 'Fairly dissatisfied', 'Very dissatisfied')
const harmonised = (words: string) =>
  `The shape of a question asked alike across United Kingdom government surveys (${words}), in our own words.`

/** Questions whose wording has been looked at for leading, loaded and double-barrelled turns. None holds a list of one place. */
export const questionBank: readonly BankQuestion[] = [
  {
    id: 'satisfied-area',
    theme: 'place',
    kind: 'one',
    title: 'How satisfied or dissatisfied are you with your local area as a place to live?',
    hint: 'Your local area is what you can walk to in 15 or 20 minutes.',
    unsure: true,
    config: { options: five },
    source: harmonised('satisfaction with the local area'),
    note: 'Keep the order of the answers and the hint, or the figures cannot be compared with other places.',
  },
  {
    id: 'belong',
    theme: 'people',
    kind: 'one',
    title: 'How strongly do you feel that you belong to your neighbourhood?',
    unsure: true,
    config: { options: items('Very strongly', 'Fairly strongly', 'Not very strongly', 'Not at all strongly') },
    source: harmonised('belonging to the neighbourhood'),
    note: 'People read “neighbourhood” as they like, and that is intended. Do not define it.',
  },
  {
    id: 'influence',
    theme: 'people',
    kind: 'one',
    title: 'Can you influence decisions about your local area?',
    unsure: true,
    config: { options: items('Yes, a great deal', 'Yes, to some extent', 'Not very much', 'Not at all') },
    source: harmonised('influence over local decisions'),
    note: 'Ask it before and after an exercise to see whether people felt heard.',
  },
  {
    id: 'get-on',
    theme: 'people',
    kind: 'one',
    title: 'Do people from different backgrounds get on well here?',
    unsure: true,
    config: {
      options: items('Definitely', 'On the whole', 'Not really', 'Not at all', 'People here have the same background'),
    },
    source: harmonised('getting on well together'),
    note: 'The last answer matters in villages: without it people must guess.',
  },
  {
    id: 'best-thing',
    theme: 'place',
    kind: 'text',
    title: 'What is the best thing about where you live?',
    hint: 'One thing is enough. Do not name people.',
    config: { long: false, limit: 200 },
    source: 'A usual opening of neighbourhood walks and planning-for-real events.',
    note: 'Put it first. It costs little to answer and shows what must not be lost.',
  },
  {
    id: 'one-change',
    theme: 'place',
    kind: 'text',
    title: 'If you could change one thing where you live, what would it be?',
    hint: 'Do not name people.',
    config: { long: true, limit: 500 },
    source: 'A usual closing of neighbourhood walks and planning-for-real events.',
    note: 'Somebody has to read and code every answer. Say by when.',
  },
  {
    id: 'where-change',
    theme: 'place',
    kind: 'map',
    title: 'Which place are you thinking of?',
    hint: 'Choose an area, or describe the place.',
    unsure: true,
    config: { level: 'district', pin: true },
    source: 'Common practice in participatory mapping, with a list and a description as equal ways.',
    note: 'Ask after what should change, never before.',
  },
  {
    id: 'look-after',
    theme: 'place',
    kind: 'matrix',
    title: 'How well are these looked after where you live?',
    unsure: true,
    config: {
      rows: items('Pavements', 'Parks', 'Street lights', 'Bins'),
      columns: items('Well', 'Well enough', 'Badly'),
      scale: true,
    },
    source: balanced,
    note: 'Five rows at most: each is a question of its own on a phone.',
  },
  {
    id: 'mostly-travel',
    theme: 'getting_about',
    kind: 'one',
    title: 'How do you mostly get about?',
    hint: 'Choose the one you use most often.',
    config: {
      options: items('On foot or with a wheelchair', 'By bicycle', 'By bus', 'By train', 'By car or van', 'By taxi'),
      other: true,
    },
    source: 'The usual division of travel surveys, with wheelchairs named beside walking.',
    note: 'Ask about one journey if the answer differs by purpose.',
  },
  {
    id: 'bus-hard',
    theme: 'getting_about',
    kind: 'many',
    title: 'What makes it hard for you to use a bus?',
    hint: 'Choose all that apply.',
    config: {
      options: items(
        'It does not go where I need to go',
        'It does not come often enough',
        'It stops too early in the day',
        'It costs too much',
        'The stop is too far away',
        'I cannot get on or off easily',
      ),
      other: true,
      random: true,
    },
    source: 'Barriers found again and again in open answers to transport consultations.',
    note: '“None of these” is an answer: keep it.',
  },
  {
    id: 'bus-journeys',
    theme: 'getting_about',
    kind: 'number',
    title: 'How many bus journeys do you make in a week?',
    hint: 'There and back are two journeys.',
    unsure: true,
    config: { least: 0, most: 60, unit: 'journeys a week' },
    source: 'A count with a period and a rule for what one is, as survey practice asks.',
    note: 'A count is remembered better than “often” or “seldom”.',
  },
  {
    id: 'appointment',
    theme: 'getting_about',
    kind: 'one',
    title: 'How did you get to your last health appointment?',
    config: {
      options: items(
        'On foot or with a wheelchair',
        'By bicycle',
        'By bus',
        'By car or van',
        'By taxi',
        'It was by phone or video',
      ),
      other: true,
    },
    source: 'Asks about the last time, which people remember, not about what they usually do.',
    note: 'Needs a way out for those who had none: route it, or make it optional.',
  },
  {
    id: 'used-services',
    theme: 'services',
    kind: 'many',
    title: 'Which of these have you used in the last year?',
    hint: 'Choose all that apply.',
    config: {
      options: items('Library', 'Leisure centre', 'Community centre', 'Recycling centre', 'Children’s centre'),
    },
    source: 'Use in a stated period, asked before any opinion of a service.',
    note: 'Ask for an opinion only from those who used it: route by this question.',
  },
  {
    id: 'service-rating',
    theme: 'services',
    kind: 'rate',
    title: 'How would you rate this service?',
    hint: 'Think of the last time you used it.',
    unsure: true,
    config: { from: 0, to: 10, low: 'very poor', high: 'very good' },
    source: balanced,
    note: 'Name the service in the question. Eleven points are read alike in most languages.',
  },
  {
    id: 'contact-way',
    theme: 'services',
    kind: 'one',
    title: 'How would you rather get in touch with us?',
    config: {
      options: items('In person', 'By phone', 'By letter', 'By e-mail', 'On a website', 'By text'),
      other: true,
      random: true,
    },
    source: 'Asks for a preference among whole ways, each named by what a person does.',
    note: 'Do not add a way that does not exist.',
  },
  {
    id: 'last-contact',
    theme: 'services',
    kind: 'date',
    title: 'When did you last need help from this service?',
    hint: 'A day close to it is enough.',
    unsure: true,
    config: { earliest: null, latest: null },
    source: 'A date instead of “recently”, which means another thing to everybody.',
    note: 'Optional unless you will use the day itself.',
  },
  {
    id: 'budget-points',
    theme: 'money',
    kind: 'points',
    title: 'How would you share out £100 among these?',
    hint: 'Give as much or as little to each as you like. It must come to 100.',
    unsure: true,
    config: { options: items('Roads', 'Buses', 'Care at home', 'Parks', 'Libraries'), total: 100 },
    source: 'Constant-sum allocation, a standard way to ask for trade-offs.',
    note: 'Fifteen lines at most. Say what each now gets, or people guess.',
  },
  {
    id: 'budget-projects',
    theme: 'money',
    kind: 'spend',
    title: 'Which of these would you pay for?',
    hint: 'You cannot spend more than there is.',
    unsure: true,
    config: {
      options: [
        { title: 'Benches on the high street', cost: 8000 },
        { title: 'A bus shelter', cost: 12000 },
        { title: 'A safer crossing', cost: 30000 },
        { title: 'Trees along the road', cost: 10000 },
      ],
      budget: 40000,
    },
    source: 'Participatory budgeting: real projects with real prices and one purse.',
    note: 'Prices must be whole costs. A project that cannot happen must not be on the list.',
  },
  {
    id: 'order-three',
    theme: 'money',
    kind: 'order',
    title: 'Which of these should come first?',
    hint: 'Choose up to three, the most important first.',
    required: true,
    unsure: true,
    config: {
      options: items(
        'Safer roads',
        'More buses',
        'Homes that people can afford',
        'Help for young people',
        'Cleaner streets',
      ),
      most: 3,
    },
    source: 'Choose up to three of at most twelve and order them (rule L-1 of this project).',
    note: 'Each person sees another order. Nobody is made to rank twelve things.',
  },
  {
    id: 'best-worst',
    theme: 'money',
    kind: 'best-worst',
    title: 'Which matters most to you, and which least?',
    hint: 'There is no wrong answer. You will see a few small groups.',
    unsure: true,
    config: {
      options: items('Safer roads', 'More buses', 'Homes', 'Parks', 'Libraries', 'Care at home', 'Jobs'),
      sets: 4,
      size: 4,
    },
    source: 'Best–worst scaling: two easy choices out of few, several times.',
    note: 'Good for long lists. Tell people how many groups there will be.',
  },
  {
    id: 'pairs',
    theme: 'money',
    kind: 'paired',
    title: 'Which of the two matters more to you?',
    hint: 'You can say that neither matters more.',
    unsure: true,
    config: { options: items('Safer roads', 'More buses', 'Homes', 'Parks', 'Libraries'), pairs: 6 },
    source: 'Paired comparison, the oldest way to find an order.',
    note: 'Needs many respondents when there are many things to compare.',
  },
  {
    id: 'rank-all',
    theme: 'safety',
    kind: 'rank',
    title: 'What helps most to make a street feel safe?',
    hint: 'Put them in order.',
    unsure: true,
    config: { options: items('Lights', 'Other people about', 'Slower cars', 'Police on foot') },
    source: 'A full ranking, asked only of a list short enough to hold in mind.',
    note: 'Five things or fewer. Use “choose and order” for more.',
  },
  {
    id: 'safe-day',
    theme: 'safety',
    kind: 'one',
    title: 'How safe or unsafe do you feel outside in your local area by day?',
    unsure: true,
    config: { options: items('Very safe', 'Fairly safe', 'Neither', 'Fairly unsafe', 'Very unsafe') },
    source: harmonised('feeling of safety'),
    note: 'Ask about the day and about after dark in two questions.',
  },
  {
    id: 'safe-dark',
    theme: 'safety',
    kind: 'one',
    title: 'How safe or unsafe do you feel outside in your local area after dark?',
    hint: 'If you stay in then, choose “I am not sure”.',
    unsure: true,
    config: { options: items('Very safe', 'Fairly safe', 'Neither', 'Fairly unsafe', 'Very unsafe') },
    source: harmonised('feeling of safety'),
    note: 'Ask about the day and about after dark in two questions.',
  },
  {
    id: 'statements-place',
    theme: 'open',
    kind: 'statements',
    title: 'What do you think of these statements?',
    hint: 'Agree, disagree or pass. You may add one of your own.',
    config: {
      statements: items(
        'The high street needs more places to sit',
        'Cars should go slower near schools',
        'Small shops should come before large ones',
        'New homes should be near a bus stop',
        'I know whom to ask when a street light is broken',
      ),
      most: 10,
      add: true,
    },
    source: 'Statement voting as deliberation tools do it: short, one thought each, from several sides.',
    note: 'Begin with views from every side. An officer reads what residents add.',
  },
  {
    id: 'anything-else',
    theme: 'open',
    kind: 'text',
    title: 'Is there anything else you want to tell us?',
    hint: 'Do not name people.',
    config: { long: true, limit: 1000 },
    source: 'The usual last question. It catches what the others missed.',
    note: 'Last, and optional. Somebody has to read every answer.',
  },
]

/** A form to begin with: questions of the bank by id, in order, with a section where one begins. */
export interface FormTemplate {
  id: 'neighbourhood' | 'budget' | 'statements'
  lead: string
  questions: { bank: string; section?: string; sharesPage?: boolean }[]
}

export const formTemplates: readonly FormTemplate[] = [
  {
    id: 'neighbourhood',
    lead: 'Tell us how it is where you live, and what should change. It takes about three minutes.',
    questions: [
      { bank: 'best-thing', section: 'Where you live' },
      { bank: 'satisfied-area' },
      { bank: 'look-after' },
      { bank: 'safe-day', section: 'Feeling safe' },
      { bank: 'safe-dark', sharesPage: true },
      { bank: 'one-change', section: 'What should change' },
      { bank: 'where-change' },
    ],
  },
  {
    id: 'budget',
    lead: 'There is not enough money for everything. Tell us how you would spend it.',
    questions: [
      { bank: 'budget-projects', section: 'What to pay for' },
      { bank: 'budget-points', section: 'How to share it out' },
      { bank: 'anything-else', section: 'In your own words' },
    ],
  },
  {
    id: 'statements',
    lead: 'Say what you agree with and what you do not, and add a thought of your own.',
    questions: [
      { bank: 'statements-place', section: 'What people say' },
      { bank: 'influence', section: 'About being heard' },
      { bank: 'anything-else' },
    ],
  },
]
