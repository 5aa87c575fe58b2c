import { districtCensus as districts } from './census-2021.ts'
import type { Demo } from './context.ts'

const unread = 'Name to be confirmed'
export const forums: [district: string, name: string, note?: string][] = [
  ['Blaby', 'Blaby Central'],
  ['Blaby', 'Blaby North'],
  ['Blaby', 'Blaby South'],
  ['Charnwood', 'Loughborough East'],
  ['Charnwood', 'Loughborough North West'],
  ['Charnwood', 'Loughborough South West'],
  ['Charnwood', 'Bradgate, Rothley, Mountsorrel and Birstall'],
  ['Charnwood', 'Syston, Thurmaston and Wreake Villages'],
  ['Charnwood', 'Shepshed and Hathern'],
  ['Charnwood', 'Quorn, Barrow, Sileby and the Wolds'],
  ['Harborough', 'Market Harborough'],
  ['Harborough', 'Lutterworth'],
  ['Harborough', 'Rural West'],
  ['Harborough', 'Mid Rural'],
  ['Harborough', 'Rural East'],
  ['Hinckley and Bosworth', 'Hinckley'],
  ['Hinckley and Bosworth', 'Markfield, Groby and Ratby'],
  ['Hinckley and Bosworth', 'Bosworth'],
  ['Melton', 'Melton forum area 1', unread],
  ['Melton', 'Melton forum area 2', unread],
  ['Melton', 'Melton forum area 3', unread],
  ['North West Leicestershire', 'Ashby, Measham and Moira'],
  ['North West Leicestershire', 'Coalville'],
  ['North West Leicestershire', 'Northern Parishes'],
  ['Oadby and Wigston', 'Oadby'],
  ['Oadby and Wigston', 'Wigston'],
  ['Oadby and Wigston', 'South Wigston'],
]

export const districtId = (demo: Demo, name: string) =>
  demo.id(`district-${districts.findIndex((d) => d.name === name) + 1}`)
