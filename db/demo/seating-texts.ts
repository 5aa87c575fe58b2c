import type { Need } from '../../app/juries/registration/application.ts'

export interface DemoVolunteer {
  age: '16-29' | '30-44' | '45-64' | '65+'
  sex: 'Female' | 'Male'
  district: string
  needs?: Need[]
  /** What they want on their badge. */
  called?: string
  honorarium?: 'pay' | 'voucher' | 'decline'
}

const person = (
  age: DemoVolunteer['age'],
  sex: DemoVolunteer['sex'],
  district: string,
  more: Omit<DemoVolunteer, 'age' | 'sex' | 'district'> = { honorarium: 'pay' },
): DemoVolunteer => ({ age, sex, district, ...more })

const [blaby, charnwood, harborough, hinckley, melton, nwl, oadby] = [
  'Blaby',
  'Charnwood',
  'Harborough',
  'Hinckley and Bosworth',
  'Melton',
  'North West Leicestershire',
  'Oadby and Wigston',
]

/** The twenty-four who were drawn. The seventh declined; the twelfth has not been reached. */
export const drawn: DemoVolunteer[] = [
  person('16-29', 'Female', charnwood, { called: 'Robin', honorarium: 'pay' }),
  person('16-29', 'Male', melton),
  person('16-29', 'Female', oadby, { honorarium: 'voucher' }),
  person('16-29', 'Male', nwl, { called: 'Sam', honorarium: 'pay' }),
  person('16-29', 'Female', blaby),
  person('30-44', 'Male', charnwood, {
    needs: [{ kind: 'childcare', detail: 'Two children, 3 and 6' }],
    honorarium: 'pay',
  }),
  person('45-64', 'Male', blaby),
  person('30-44', 'Female', harborough, { called: 'Jo', honorarium: 'pay' }),
  person('30-44', 'Male', hinckley),
  person('30-44', 'Female', charnwood, { needs: [{ kind: 'interpreter', detail: 'Gujarati' }], honorarium: 'pay' }),
  person('30-44', 'Male', melton, { honorarium: 'voucher' }),
  person('45-64', 'Female', nwl),
  person('45-64', 'Female', charnwood, { needs: [{ kind: 'step_free', detail: '' }], honorarium: 'pay' }),
  person('45-64', 'Male', hinckley),
  person('45-64', 'Female', charnwood, { called: 'Kit', honorarium: 'pay' }),
  person('45-64', 'Male', charnwood),
  person('45-64', 'Female', harborough, { needs: [{ kind: 'food', detail: 'Vegetarian' }], honorarium: 'pay' }),
  person('45-64', 'Male', oadby, { honorarium: 'decline' }),
  person('65+', 'Female', blaby, { needs: [{ kind: 'hearing_loop', detail: '' }], honorarium: 'pay' }),
  person('65+', 'Male', hinckley, { called: 'Alex', honorarium: 'pay' }),
  person('65+', 'Female', melton, { needs: [{ kind: 'transport', detail: 'No bus before ten' }], honorarium: 'pay' }),
  person('65+', 'Male', harborough),
  person('65+', 'Female', harborough, { needs: [{ kind: 'large_print', detail: '18 point' }], honorarium: 'decline' }),
  person('65+', 'Male', nwl),
]

/** Six alternates, the first chosen first. The second took the seat of the one who declined; the sixth was not asked yet. */
export const alternates: DemoVolunteer[] = [
  person('65+', 'Female', charnwood),
  person('45-64', 'Male', blaby),
  person('16-29', 'Female', charnwood, { needs: [{ kind: 'quiet_room', detail: '' }], honorarium: 'pay' }),
  person('30-44', 'Male', harborough),
  person('45-64', 'Female', nwl),
  person('65+', 'Male', melton),
]

/** Seats by district as the county's residents have them; one more or fewer is taken. */
export const districtSeats: Record<string, number> = {
  [blaby]: 3,
  [charnwood]: 6,
  [harborough]: 3,
  [hinckley]: 4,
  [melton]: 2,
  [nwl]: 4,
  [oadby]: 2,
}

/** Letters sent to each district, by its residents. */
export const lettersSent: Record<string, number> = {
  [blaby]: 130,
  [charnwood]: 232,
  [harborough]: 123,
  [hinckley]: 144,
  [melton]: 66,
  [nwl]: 132,
  [oadby]: 73,
}

/**
 * What the chance of the draw was. The lottery is made anew whenever the demonstration is loaded; with this salt one of
 * its panels is made of the twenty-four above, and these throws pick it.
 */
export const careDraw = {
  salt: 'the salt of a jury on care 148',
  throws: [4, 1, 1, 6, 4, 1, 6, 6, 2, 5],
  secrets: ['a lamp in the west window', 'two otters and a ferry', 'rhubarb before breakfast'],
}

/** Registrations' names in files, in no order: those who changed places in the lists above keep theirs. */
const elsewhere: Record<number, number> = { 2: 36, 7: 26, 15: 31, 18: 33, 20: 32, 23: 35 }
const back = new Map(Object.entries(elsewhere).map(([here, there]) => [there, Number(here)]))
export const externalIdOf = (n: number): string => `CH${String(elsewhere[n] ?? back.get(n) ?? n).padStart(2, '0')}`

/** Who watches over it. */
export const careOverseers = [
  { role: 'Lecturer in social work', view: 'Wants care to be a public service' },
  { role: 'Owner of a care company', view: 'Depends on what councils pay' },
  { role: 'Chair of a carers’ group', view: 'Speaks for those who care unpaid' },
  { role: 'Disability rights adviser', view: 'People should choose their own help' },
  { role: 'Retired district nurse', view: 'Doubts that there are enough trained people' },
  { role: 'Councillor of an opposition party', view: 'Doubts that there is money for it' },
]

/** How the principles are met, where it is otherwise than with the jury on getting about. */
export const carePrinciples = {
  purpose: 'One question, linked to the Board’s decision on care at home next summer.',
  representativeness: 'Drawn by lot from 900 households, balanced by age, sex and district.',
}

/** Who else registered. */
export const others: DemoVolunteer[] = [
  person('45-64', 'Female', oadby),
  person('65+', 'Male', charnwood),
  person('45-64', 'Male', nwl),
  person('30-44', 'Female', blaby),
  person('65+', 'Female', hinckley),
  person('16-29', 'Male', hinckley),
]

/** Minutes on the way to the hall. */
export const minutes: Record<string, number> = {
  Blaby: 20,
  Charnwood: 35,
  Harborough: 40,
  'Hinckley and Bosworth': 45,
  Melton: 50,
  'North West Leicestershire': 45,
  'Oadby and Wigston': 15,
}

export const blocks = [
  { title: 'Welcome, the promise read out, ground rules', minutes: 45, protected: false },
  { title: 'Witnesses, questions from tables', minutes: 135, protected: false },
  { title: 'Lunch', minutes: 60, protected: true },
  { title: 'Tables, mixed anew', minutes: 150, protected: false },
  { title: 'Read-back, feedback, expenses', minutes: 30, protected: true },
]
