/**
 * What the people of the demonstration prefer, and who of them answers. Invented, so that the list teaches: the old and
 * the settled answer more, and they want other things than the young (utilities on the log scale; a person takes the
 * three largest after adding standard Gumbel noise).
 */
export const ageBands = ['16-29', '30-44', '45-64', '65+'] as const
export const ethnicGroups = ['White', 'Asian', 'Mixed', 'Black', 'Other'] as const
export const sexes = ['F', 'M'] as const

export type AgeBand = (typeof ageBands)[number]
export type EthnicGroup = (typeof ethnicGroups)[number]
export type Sex = (typeof sexes)[number]

export const demoOptions = [
  { id: 'P01', title: 'Safer roads and less speeding', utility: 0.95 },
  { id: 'P02', title: 'Less anti-social behaviour', utility: 0.8 },
  { id: 'P03', title: 'Getting a GP, dentist or hospital appointment', utility: 1.75 },
  { id: 'P04', title: 'Mental health support for young people', utility: 0.55 },
  { id: 'P05', title: 'Things to do and safe places for young people', utility: 0.35 },
  { id: 'P06', title: 'Buses in the evening, at weekends and in villages', utility: 0.72 },
  { id: 'P07', title: 'Homes local people can afford', utility: 0.62 },
  { id: 'P08', title: 'Help to stay independent at home', utility: 0.7 },
  { id: 'P09', title: 'Jobs, skills and apprenticeships', utility: 0.05 },
  { id: 'P10', title: 'Clean streets, parks and nature', utility: 0.55 },
  { id: 'P11', title: 'Protection from flooding and a changing climate', utility: 0.1 },
  { id: 'P12', title: 'One front door for council, health and police help', utility: -0.25 },
] as const

type Effects = Partial<Record<(typeof demoOptions)[number]['id'], number>>

export const effectsOfAge: Record<AgeBand, Effects> = {
  '16-29': { P01: -0.6, P03: -0.6, P04: 0.9, P05: 0.7, P06: 0.2, P07: 1, P08: -1.2, P09: 1, P10: -0.2 },
  '30-44': { P03: -0.1, P04: 0.4, P05: 0.35, P07: 0.6, P08: -0.6, P09: 0.2 },
  '45-64': { P03: 0.1 },
  '65+': { P01: 0.3, P03: 0.45, P04: -0.5, P05: -0.5, P06: 0.35, P07: -0.6, P08: 0.75, P09: -0.8, P10: 0.15 },
}

export const effectsOfDistrict: Record<string, Effects> = {
  Blaby: { P02: 0.1, P11: 0.1 },
  Charnwood: { P02: 0.2, P09: 0.1, P11: 0.45 },
  Harborough: { P01: 0.25, P06: 0.35, P07: 0.2 },
  'Hinckley and Bosworth': { P01: 0.1, P10: 0.1 },
  Melton: { P01: 0.3, P03: 0.1, P06: 0.65, P07: 0.15 },
  'North West Leicestershire': { P06: 0.3, P09: 0.25, P10: -0.1 },
  'Oadby and Wigston': { P02: 0.35, P06: -0.5, P12: 0.1 },
}

export const effectsOfEthnicGroup: Record<EthnicGroup, Effects> = {
  White: {},
  Asian: { P01: -0.2, P02: 0.25, P08: 0.35, P09: 0.45, P10: -0.25, P12: 0.85 },
  Mixed: { P04: 0.3, P05: 0.2 },
  Black: { P02: 0.2, P09: 0.5, P12: 0.3 },
  Other: { P12: 0.4 },
}

export const effectsOfSex: Record<Sex, Effects> = {
  F: { P02: 0.1, P03: 0.1, P04: 0.15 },
  M: { P09: 0.1, P10: 0.05 },
}

/** How much more or less often than their share of residents people answer. */
export const turnout = {
  age: { '16-29': 0.36, '30-44': 0.85, '45-64': 1.1, '65+': 1.55 } satisfies Record<AgeBand, number>,
  ethnicGroup: { White: 1.08, Asian: 0.5, Mixed: 0.55, Black: 0.4, Other: 0.45 } satisfies Record<EthnicGroup, number>,
  sex: { F: 1.16, M: 0.82 } satisfies Record<Sex, number>,
  district: {
    Blaby: 1,
    Charnwood: 0.85,
    Harborough: 1.35,
    'Hinckley and Bosworth': 1.05,
    Melton: 1.3,
    'North West Leicestershire': 0.8,
    'Oadby and Wigston': 0.95,
  } as Record<string, number>,
}
