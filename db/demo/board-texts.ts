import type { Proposer, Verdict } from '../../app/board/agenda.ts'

/** The 25 seats (demo data 4.4): organisation, the part in the label, and what else the seat carries. */
export const seats: {
  organisation: string
  label: string
  represents: string
  secondHat?: string
  chairOf?: 'A' | 'B'
  refers?: true
}[] = [
  { organisation: 'county', label: 'County council leader', represents: 'The county council', chairOf: 'A' },
  { organisation: 'nhs', label: 'NHS member', represents: 'Local health services', chairOf: 'B' },
  district('blaby', 'Blaby member', 'Blaby'),
  district('charnwood', 'Charnwood member', 'Charnwood', true),
  district('harborough', 'Harborough member', 'Harborough'),
  district('hinckley', 'Hinckley and Bosworth member', 'Hinckley and Bosworth'),
  district('melton', 'Melton member', 'Melton', true),
  district('nwl', 'North West Leicestershire member', 'North West Leicestershire'),
  district('oadby', 'Oadby and Wigston member', 'Oadby and Wigston'),
  { organisation: 'nhs-region', label: 'Regional NHS member', represents: 'Regional health planning', refers: true },
  { organisation: 'police', label: 'Police member', represents: 'The police force' },
  { organisation: 'police-governance', label: 'Police governance member', represents: 'Those who oversee the police' },
  { organisation: 'fire', label: 'Fire and rescue member', represents: 'The fire and rescue service' },
  { organisation: 'skills', label: 'Skills and colleges member', represents: 'Colleges and training' },
  { organisation: 'young', label: 'Young people’s services member', represents: 'Services for young people' },
  {
    organisation: 'economy',
    label: 'Economic partnership member',
    represents: 'The economic partnership',
    refers: true,
  },
  { organisation: 'small-business', label: 'Small business member', represents: 'Small firms', refers: true },
  { organisation: 'business', label: 'Business member', represents: 'Business, elected by its own', refers: true },
  { organisation: 'cvs', label: 'Voluntary service member', represents: 'The council for voluntary service' },
  {
    organisation: 'voluntary',
    label: 'Voluntary and community member',
    represents: 'Voluntary and community groups, elected by them; reports back to them after each Board',
    refers: true,
  },
  { organisation: 'race-equality', label: 'Race equality member', represents: 'The race equality organisation' },
  { organisation: 'faith', label: 'Faith communities member', represents: 'Faith communities', refers: true },
  { organisation: 'rural', label: 'Rural partnership member', represents: 'Rural communities: proofs every paper' },
  {
    organisation: 'parishes',
    label: 'Parish and town councils member',
    represents: 'Parish and town councils',
    refers: true,
  },
  { organisation: 'environment', label: 'Environment member', represents: 'The environment forum' },
]

function district(organisation: string, label: string, name: string, objects = false) {
  const hat = `the district partnership of ${name}`
  return {
    organisation,
    label,
    represents: `The council of ${name}`,
    secondHat: objects ? `${hat}, which has asked for a seat of its own` : hat,
  }
}

/** Four quarterly meetings, by days from today. `absent` and `substitutes` are seat numbers. */
export const meetings: {
  key: string
  day: number
  place: string
  venueOwner: string
  absent: number[]
  substitutes: number[]
  /** How the residents' slot ended; nothing yet for a meeting to come. */
  slot: string | null
}[] = [
  {
    key: 'm1',
    day: -270,
    place: 'Town hall, Loughborough',
    venueOwner: 'a council',
    absent: [12, 16, 25],
    substitutes: [14, 5],
    slot: 'Noted, no action, because the jury’s report has an item of its own.',
  },
  {
    key: 'm2',
    day: -180,
    place: 'Fire and rescue headquarters',
    venueOwner: 'fire and rescue',
    absent: [9, 17],
    substitutes: [14],
    slot: 'Noted: nothing else was put to the Board since its last meeting.',
  },
  {
    key: 'm3',
    day: -90,
    place: 'Community centre, Oadby',
    venueOwner: 'a community group',
    absent: [6, 10, 17, 23],
    substitutes: [14, 2],
    slot: 'Noted: the open consultation closes in five weeks. Its list comes to the next Board.',
  },
  {
    key: 'm4',
    day: 21,
    place: 'Village hall, Melton',
    venueOwner: 'a parish council',
    absent: [],
    substitutes: [],
    slot: null,
  },
]

/** Items beside the standing slot: `request` names who asked, in the queue below. */
export const items: {
  key: string
  meeting: string
  part: 'A' | 'B'
  minutes: number
  title: string
  lead: string
  proposer: Proposer
  outcome?: string
}[] = [
  {
    key: 'm1-report',
    meeting: 'm1',
    part: 'A',
    minutes: 15,
    title: 'The citizens’ jury presents its report',
    lead: 'Two jurors',
    proposer: 'partner',
    outcome: 'Received with thanks. Answers point by point at the next Board.',
  },
  {
    key: 'm1-winter',
    meeting: 'm1',
    part: 'A',
    minutes: 15,
    title: 'Who does what in a hard winter',
    lead: 'NHS member',
    proposer: 'officer',
    outcome: 'Noted, no action, because each partner’s plan is in place.',
  },
  {
    key: 'm1-topic',
    meeting: 'm1',
    part: 'B',
    minutes: 60,
    title: 'Being heard: what a service must do before anybody trusts it',
    lead: 'NHS member',
    proposer: 'partner',
    outcome: 'Three questions handed to the officers who prepare the answers.',
  },
  {
    key: 'm2-jury',
    meeting: 'm2',
    part: 'A',
    minutes: 40,
    title: 'Answers to the jury’s nine recommendations',
    lead: 'County council leader',
    proposer: 'partner',
    outcome: 'Five accepted, two in part, one rejected, one passed on. Seven actions.',
  },
  {
    key: 'm2-topic',
    meeting: 'm2',
    part: 'B',
    minutes: 60,
    title: 'Young people and work',
    lead: 'NHS member',
    proposer: 'public',
    outcome: 'Noted. Colleges and business members meet again by themselves.',
  },
  {
    key: 'm3-progress',
    meeting: 'm3',
    part: 'A',
    minutes: 20,
    title: 'Progress on the seven actions',
    lead: 'County council leader',
    proposer: 'officer',
    outcome: 'Six reports read. One owner had not reported and was written to.',
  },
  {
    key: 'm3-coverage',
    meeting: 'm3',
    part: 'A',
    minutes: 10,
    title: 'Who has answered so far, and who has not',
    lead: 'Engagement officer',
    proposer: 'officer',
    outcome: 'Noted: people under 30 are few. Two colleges asked to help.',
  },
  {
    key: 'm3-topic',
    meeting: 'm3',
    part: 'B',
    minutes: 60,
    title: 'What the standing conference sees',
    lead: 'NHS member',
    proposer: 'conference',
    outcome: 'Members heard the conference. Its two questions are on the next agenda.',
  },
  {
    key: 'm4-without-car-1',
    meeting: 'm4',
    part: 'B',
    minutes: 15,
    title: 'Getting about without a car: two members of the standing conference tell what they see',
    lead: 'NHS member',
    proposer: 'conference',
  },
  {
    key: 'm4-without-car-2',
    meeting: 'm4',
    part: 'B',
    minutes: 30,
    title: 'Getting about without a car: at four tables',
    lead: 'NHS member',
    proposer: 'conference',
  },
  {
    key: 'm4-without-car-3',
    meeting: 'm4',
    part: 'B',
    minutes: 15,
    title: 'Getting about without a car: what each table would try first',
    lead: 'NHS member',
    proposer: 'conference',
  },
]

/** The nine requests (demo data 4.4). `day` counts from today; the one still waiting has waited twelve working days. */
export const requests: {
  key: string
  proposer: Proposer
  label: string
  title: string
  why: string
  day: number | 'twelve working days ago'
  verdict?: { verdict: Verdict; reason: string; day: number; into?: string; lead?: string }
}[] = [
  {
    key: 'winter',
    proposer: 'officer',
    label: 'NHS',
    title: 'Winter pressures: who opens what, and when',
    why: 'Last winter three partners opened warm places on the same day in the same town, and none in two others.',
    day: -60,
    verdict: {
      verdict: 'accepted',
      reason: 'Only the partners together can settle it, and it must be settled before the cold.',
      day: -52,
      lead: 'NHS member',
    },
  },
  {
    key: 'agreements',
    proposer: 'partner',
    label: 'voluntary and community groups',
    title: 'Three-year agreements: what happened to them?',
    why: 'The Board accepted them in part. No report has come since the first.',
    day: -48,
    verdict: {
      verdict: 'accepted',
      reason: 'The owner has not reported. Members want to hear why.',
      day: -40,
      lead: 'Voluntary and community member',
    },
  },
  {
    key: 'conference',
    proposer: 'conference',
    label: '',
    title: 'Two ratings we do not agree with',
    why: 'We see in our own districts something else than the reports say. We ask the owners to answer before the Board.',
    day: -45,
    verdict: {
      verdict: 'accepted',
      reason: 'The conference may put two items to each Board.',
      day: -40,
      lead: 'Co-chair of the standing conference',
    },
  },
  {
    key: 'speeding',
    proposer: 'public',
    label: 'a village in Harborough',
    title: 'Speeding past village schools',
    why: 'Cars do fifty past our school at half past eight. Each council says that it is another one’s road.',
    day: -44,
    verdict: {
      verdict: 'accepted',
      reason: 'Two others asked the same, and four partners would have to act.',
      day: -36,
      lead: 'Rural partnership member',
    },
  },
  {
    key: 'twenty',
    proposer: 'public',
    label: 'parents in Wigston',
    title: '20 miles an hour outside our school',
    why: 'We have collected 212 signatures.',
    day: -40,
    verdict: {
      verdict: 'merged',
      reason: 'The same question for another place: heard together.',
      day: -36,
      into: 'speeding',
    },
  },
  {
    key: 'speed-watch',
    proposer: 'partner',
    label: 'five parish councils',
    title: 'What speed watch groups measured',
    why: 'We have two years of figures and nobody to give them to.',
    day: -39,
    verdict: {
      verdict: 'merged',
      reason: 'The figures belong under that item. The parishes are asked to bring them.',
      day: -36,
      into: 'speeding',
    },
  },
  {
    key: 'late-buses',
    proposer: 'public',
    label: 'Coalville',
    title: 'A bus home after a late shift at the hospital',
    why: 'The last bus leaves before the shift ends. Taxis take two hours’ pay.',
    day: -130,
    verdict: {
      verdict: 'deferred',
      reason: 'The consultation asks about buses and was still open. Heard with its result.',
      day: -118,
    },
  },
  {
    key: 'leisure',
    proposer: 'officer',
    label: 'a district council',
    title: 'A name for the new leisure centre',
    why: 'Residents have sent in forty names.',
    day: -35,
    verdict: { verdict: 'declined', reason: 'One council decides this alone. The names were passed to it.', day: -30 },
  },
  {
    key: 'flood-wardens',
    proposer: 'partner',
    label: 'a parish council',
    title: 'Who calls the flood wardens?',
    why: 'In the last flood the list of telephone numbers was four years old.',
    day: 'twelve working days ago',
  },
]

/** What the Board is for, in every language of the demonstration. */
export const remit = {
  en: 'Twenty-five bodies of the public, private, voluntary and community sectors agree here what should come first for the county. Each keeps its own powers, and each says for itself what it will do.',
  gu: 'જાહેર, ખાનગી, સ્વૈચ્છિક અને સમુદાય ક્ષેત્રની પચીસ સંસ્થાઓ અહીં સંમત થાય છે કે કાઉન્ટી માટે પહેલાં શું આવવું જોઈએ. દરેકની પોતાની સત્તા રહે છે, અને દરેક પોતે કહે છે કે તે શું કરશે.',
  pa: 'ਸਰਕਾਰੀ, ਨਿੱਜੀ, ਸਵੈ-ਸੇਵੀ ਅਤੇ ਭਾਈਚਾਰਕ ਖੇਤਰਾਂ ਦੀਆਂ ਪੱਚੀ ਸੰਸਥਾਵਾਂ ਇੱਥੇ ਸਹਿਮਤ ਹੁੰਦੀਆਂ ਹਨ ਕਿ ਕਾਊਂਟੀ ਲਈ ਪਹਿਲਾਂ ਕੀ ਆਉਣਾ ਚਾਹੀਦਾ ਹੈ। ਹਰੇਕ ਦੇ ਆਪਣੇ ਅਧਿਕਾਰ ਰਹਿੰਦੇ ਹਨ, ਅਤੇ ਹਰੇਕ ਆਪ ਦੱਸਦੀ ਹੈ ਕਿ ਉਹ ਕੀ ਕਰੇਗੀ।',
  pl: 'Dwadzieścia pięć podmiotów z sektora publicznego, prywatnego, ochotniczego i społecznego uzgadnia tutaj, co powinno być dla hrabstwa najpierw. Każdy zachowuje własne uprawnienia i każdy sam mówi, co zrobi.',
  ur: 'سرکاری، نجی، رضاکار اور برادری کے شعبوں کے پچیس ادارے یہاں طے کرتے ہیں کہ کاؤنٹی کے لیے پہلے کیا آنا چاہیے۔ ہر ایک کے اپنے اختیارات رہتے ہیں، اور ہر ایک خود بتاتا ہے کہ وہ کیا کرے گا۔',
}
