/** Letters by district for 5,000 addresses in proportion to residents (journey 3.4). */
export const lettersByDistrict: Record<string, number> = {
  Blaby: 723,
  Charnwood: 1291,
  Harborough: 685,
  'Hinckley and Bosworth': 798,
  Melton: 363,
  'North West Leicestershire': 735,
  'Oadby and Wigston': 405,
}

/** Streets that stand nowhere in the county; with the code ZZ, which is no postcode, nobody can take them for real. */
export const streets = [
  'Alder Row',
  'Birch Row',
  'Cedar Row',
  'Damson Row',
  'Elder Row',
  'Fern Row',
  'Gorse Row',
  'Hazel Row',
  'Ivy Row',
  'Juniper Row',
]

/** How many volunteers have each characteristic: fewer young people and more older ones than live here, as usual. */
export const volunteers: Record<'Age' | 'Sex' | 'District' | 'Ethnic group', Record<string, number>> = {
  Age: { '16-29': 22, '30-44': 31, '45-64': 52, '65+': 44 },
  Sex: { Female: 79, Male: 70 },
  District: {
    Blaby: 20,
    Charnwood: 37,
    Harborough: 24,
    'Hinckley and Bosworth': 24,
    Melton: 13,
    'North West Leicestershire': 19,
    'Oadby and Wigston': 12,
  },
  'Ethnic group': { White: 124, Asian: 16, Mixed: 5, Black: 3, Other: 1 },
}

/** Why nineteen who replied could not be taken. */
export const notEligible = { dates: 8, commissioner: 3, office: 3, served: 2, age: 2, area: 1 } as const

export const overseers = [
  { role: 'Lecturer in transport planning', view: 'Wants fewer journeys by car' },
  { role: 'Owner of a village shop', view: 'Depends on customers who drive' },
  { role: 'Chair of a bus users’ group', view: 'Wants more buses, also where few ride' },
  { role: 'Motorists’ club member', view: 'Wants roads kept open for cars' },
  { role: 'Disability rights adviser', view: 'Many cannot do without a car or a lift' },
  { role: 'Councillor of an opposition party', view: 'Doubts that there is money for it' },
]

export const principles: Record<string, string> = {
  purpose: 'One question, linked to the Board’s decision on transport next spring.',
  accountability: 'The Board answers point by point and in public; follow-up at 6 and 12 months.',
  transparency: 'Letters, targets, panels and the draw are published; so is who pays.',
  representativeness: 'Drawn by lot from 5,000 households, balanced by age, sex, district and ethnic group.',
  inclusiveness: 'Paid, with care, transport and interpreters; paper and telephone are equal ways.',
  information: 'Witnesses of differing views, chosen by the oversight panel and by jurors.',
  deliberation: 'Small tables, mixed anew each session, with a facilitator.',
  time: 'Four full days over three weeks.',
  integrity: 'Run by the council for voluntary service, not by the bodies that must answer.',
  privacy: 'Jurors decide whether to be named; votes are secret.',
  evaluation: 'Every juror is asked each day whether staff and material were balanced.',
}

export const dpiaText = [
  'What is collected: addresses of homes without names; from people who register, their name, address, how to reach them, the days they can come, what the jury is balanced by, and what they need to take part.',
  'Why: to draw a jury that looks like the people who live here, and to look after its members.',
  'Lawful basis: public task for the letters; explicit consent for what the jury is balanced by, asked on its own page and apart from any equality monitoring.',
  'What could go wrong, and what is done: contact details, characteristics and needs are kept in stores of their own; codes are never stored; the public sees totals only.',
  'How long: whoever is not drawn is deleted 14 days after the first day of the jury, with a certificate.',
].join('\n')
