import type { Demo } from './context.ts'
import { loadEdition } from './edition.ts'

/** Options for young people, by the priority's key: what it is, and an example of it. */
const options: Record<string, readonly [title: string, example: string]> = {
  P01: ['Roads you can cross and cycle on', 'Cars that go slower near school and home'],
  P02: ['Less trouble in the street', 'No bullying, less noise, less mess'],
  P03: ['Seeing a doctor or dentist', 'Soon enough, and not too far away'],
  P04: ['Someone to talk to when things are hard', 'Help for young people before it gets worse'],
  P05: ['Things to do and safe places to go', 'Clubs, sport, music, somewhere to meet'],
  P06: ['Buses in the evening and at weekends', 'Getting to friends, college or work'],
  P07: ['Homes people can pay for', 'So that you can stay near here when you move out'],
  P08: ['Help for older and disabled people at home', 'Care, company, and help for those who care'],
  P09: ['Jobs and ways to learn one', 'Apprenticeships and work that pays'],
  P10: ['Clean streets, parks and nature', 'Less litter and more trees'],
  P11: ['Being ready for floods and heat', 'Homes and schools that stay dry and cool'],
  P12: ['One place to ask for help', 'Telling your story once, to one person'],
}

const shared: Record<string, string> = {
  'area.title': 'Where do you live?',
  'area.hint': 'We want to hear from every part of the county. Do not tell us your address.',
  'pick.hint': 'Choose up to three. You can put them in order next.',
  'order.title': 'Put them in order',
  'order.hint': 'Give each one a place, or say that they matter the same.',
  'why.hint': 'A few words are enough. Do not write your name or anybody else’s.',
}

const own: Record<string, Record<string, string>> = {
  'what-matters': {
    title: 'What matters most where you live?',
    lead: 'Choose up to three things that should come first. You can say why.',
    decision:
      'A group called the Board will choose what to work on first. Councils, health and the police are in it. It is for the next three years.',
    'can-change': 'You can change what comes first and what is done about it.',
    'cannot-change': 'The law says what each of them must do. You cannot change the law here.',
    'pick.title': 'Which matter most to you?',
    'why.title': 'Why did you choose these?',
  },
  'what-next': {
    title: 'What should we ask next?',
    lead: 'Choose up to three things for a citizens’ jury. That is a group of local people who look at one thing closely.',
    decision: 'The Board will choose one thing for the next citizens’ jury.',
    'can-change': 'You can change what the jury hears about.',
    'cannot-change': 'There will be a jury, and its date is fixed.',
    'pick.title': 'What should people look at together?',
    'why.title': 'What should the jury know?',
  },
}

/** The editions for young people, which ask nobody who they are (rule P-12). Young people have not tried them yet. */
export const loadYouth = (demo: Demo): Promise<void> => loadEdition(demo, 'youth', { options, shared, own })
