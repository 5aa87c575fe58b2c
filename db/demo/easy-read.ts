import { sentencesOf } from '../../app/consultations/editions/easy-read.ts'
import { suggestedPicture } from '../../app/consultations/editions/picture.ts'
import type { Demo } from './context.ts'
import { loadEdition } from './edition.ts'

/** Options in Easy Read, by the priority's key: what it is, and an example of it. */
const options: Record<string, readonly [title: string, example: string]> = {
  P01: ['Safer roads', 'Cars drive slowly.\nYou can cross the road safely.'],
  P02: ['Less bad behaviour in the street', 'Less noise.\nNo one is frightened.'],
  P03: ['See a doctor soon', 'A doctor sees you soon.\nThe doctor is near your home.'],
  P04: ['Help with your feelings', 'You can talk to someone early.'],
  P05: ['Things for young people to do', 'Clubs and sport for young people.'],
  P06: ['Get about without a car', 'A bus takes you to work or to friends.'],
  P07: ['Homes people can pay for', 'Homes to rent.\nHomes to buy.'],
  P08: ['Older people live well at home', 'Older people get care and company.'],
  P09: ['Good jobs near home', 'Work that pays well.\nTraining for that work.'],
  P10: ['Clean streets and green places', 'Less litter.\nMore trees.'],
  P11: ['Ready for floods and hot days', 'Homes stay dry in a flood.\nHomes stay warm in winter.'],
  P12: ['One place to ask for help', 'You tell your story once.'],
}

const shared: Record<string, string> = {
  'area.title': 'Where do you live?',
  'area.hint': 'We want to hear people from every part of the county.\nDo not write your address.',
  'pick.hint': 'You can choose 3 things.\nYou can choose fewer than 3.',
  'order.title': 'Put them in order',
  'order.hint': 'Give each thing a place.\nOr say they matter the same.',
  'why.hint': 'Write about your own life.\nDo not write people’s names.',
}

const texts: Record<string, Record<string, string>> = {
  'what-matters': {
    title: 'What matters most where you live?',
    lead: 'Choose up to 3 things.\nYou can tell us why.',
    decision:
      'The Board will choose what to work on first.\nThe Board is a group of people from councils, health and police.\nThey will work on these things for 3 years.',
    'can-change': 'You can change what comes first.',
    'cannot-change': 'The law says what councils must do.\nYou cannot change the law here.',
    'pick.title': 'What matters most to you?',
    'why.title': 'Why did you choose these?',
  },
  'what-next': {
    title: 'What should we ask next?',
    lead: 'Choose up to 3 things.\nA citizens’ jury will look at one of them.\nA citizens’ jury is a group of local people.',
    decision: 'The Board will choose one thing.\nThe Board is a group of people from councils, health and police.',
    'can-change': 'You can change what the jury talks about.',
    'cannot-change': 'There will be a jury.\nThe date will not change.',
    'pick.title': 'What should people look at together?',
    'why.title': 'What should the jury know?',
  },
}

/** The Easy Read editions of the two consultations in the template of four questions. People have not tried them yet. */
export const loadEasyRead = (demo: Demo): Promise<void> =>
  loadEdition(demo, 'easy-read', { options, shared, own: texts }, (body) => sentencesOf(body).map(pictureOf))

/** Where the words suggest nothing, or another picture says it better. */
const chosen: Record<string, string> = {
  'A doctor sees you soon.': 'doctor.svg',
  'Put them in order': 'order.svg',
  'Less noise.': 'worried.svg',
  'One place to ask for help': 'care.svg',
  'Give each thing a place.': 'order.svg',
  'Or say they matter the same.': 'people.svg',
  'What should we ask next?': 'question.svg',
  'The Board is a group of people from councils, health and police.': 'meeting.svg',
  'You tell your story once.': 'talk.svg',
  'Things for young people to do': 'young.svg',
  'Clubs and sport for young people.': 'play.svg',
  'Ready for floods and hot days': 'flood.svg',
  'Homes people can pay for': 'home.svg',
}
const pictureOf = (sentence: string): string => chosen[sentence] || suggestedPicture(sentence) || 'person.svg'
