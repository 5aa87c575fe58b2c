import type { Need } from '../../app/juries/application.ts'

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
  person('16-29', 'Male', hinckley),
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
  person('45-64', 'Female', oadby, { called: 'Kit', honorarium: 'pay' }),
  person('45-64', 'Male', charnwood),
  person('45-64', 'Female', harborough, { needs: [{ kind: 'food', detail: 'Vegetarian' }], honorarium: 'pay' }),
  person('45-64', 'Male', nwl, { honorarium: 'decline' }),
  person('65+', 'Female', blaby, { needs: [{ kind: 'hearing_loop', detail: '' }], honorarium: 'pay' }),
  person('65+', 'Male', charnwood, { called: 'Alex', honorarium: 'pay' }),
  person('65+', 'Female', melton, { needs: [{ kind: 'transport', detail: 'No bus before ten' }], honorarium: 'pay' }),
  person('65+', 'Male', harborough),
  person('65+', 'Female', hinckley, { needs: [{ kind: 'large_print', detail: '18 point' }], honorarium: 'decline' }),
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

/** Who else registered. */
export const others: DemoVolunteer[] = [
  person('45-64', 'Female', charnwood),
  person('65+', 'Male', hinckley),
  person('45-64', 'Male', oadby),
  person('30-44', 'Female', blaby),
  person('65+', 'Female', harborough),
  person('16-29', 'Male', melton),
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
