/**
 * Source: Office for National Statistics, Census 2021, usual residents of the seven districts of Leicestershire,
 * licensed under the Open Government Licence v3.0. Percentages are of all residents.
 */
export const censusAttribution =
  'Source: Office for National Statistics, Census 2021. Contains public sector information licensed under the Open Government Licence v3.0.'

export type DistrictCensus = {
  code: string
  name: string
  population: number
  femalePct: number
  /** 0–14, 15–24, 25–34, 35–44, 45–54, 55–64, 65–74, 75 and over. */
  agePct: readonly [number, number, number, number, number, number, number, number]
  asianPct: number
  blackPct: number
  mixedPct: number
  whitePct: number
}

export const districtCensus: readonly DistrictCensus[] = [
  {
    code: 'E07000129',
    name: 'Blaby',
    population: 102926,
    femalePct: 51,
    agePct: [17.6, 9.8, 12.6, 12.8, 13.6, 13.1, 10.8, 9.6],
    asianPct: 8.3,
    blackPct: 1.5,
    mixedPct: 2.7,
    whitePct: 86.2,
  },
  {
    code: 'E07000130',
    name: 'Charnwood',
    population: 183971,
    femalePct: 50,
    agePct: [15.7, 16.2, 12.4, 12.1, 12.7, 12.1, 10.1, 8.7],
    asianPct: 12.4,
    blackPct: 1.5,
    mixedPct: 2.5,
    whitePct: 82.3,
  },
  {
    code: 'E07000131',
    name: 'Harborough',
    population: 97625,
    femalePct: 50.5,
    agePct: [16.4, 10, 10.7, 11.9, 14.8, 14.2, 11.7, 10.3],
    asianPct: 5.4,
    blackPct: 0.7,
    mixedPct: 2.1,
    whitePct: 91,
  },
  {
    code: 'E07000132',
    name: 'Hinckley and Bosworth',
    population: 113640,
    femalePct: 50.7,
    agePct: [16.3, 9.3, 12.2, 12.2, 14, 13.7, 12.1, 10.2],
    asianPct: 2.8,
    blackPct: 0.6,
    mixedPct: 1.8,
    whitePct: 94.3,
  },
  {
    code: 'E07000133',
    name: 'Melton',
    population: 51752,
    femalePct: 51.2,
    agePct: [15.9, 9.3, 10.6, 11.1, 14.3, 15.3, 12.9, 10.6],
    asianPct: 1.2,
    blackPct: 0.4,
    mixedPct: 1.3,
    whitePct: 96.9,
  },
  {
    code: 'E07000134',
    name: 'North West Leicestershire',
    population: 104705,
    femalePct: 50.7,
    agePct: [16.6, 10.7, 12.4, 12.2, 14.6, 13.4, 11.2, 8.9],
    asianPct: 1.5,
    blackPct: 0.6,
    mixedPct: 1.5,
    whitePct: 95.9,
  },
  {
    code: 'E07000135',
    name: 'Oadby and Wigston',
    population: 57747,
    femalePct: 51.5,
    agePct: [17.1, 12.4, 11.5, 12.2, 12.7, 12.9, 10.5, 10.8],
    asianPct: 27.9,
    blackPct: 2.2,
    mixedPct: 3.2,
    whitePct: 63.4,
  },
]
