import { expect, test } from 'vitest'
import { readMemberList } from '../../app/juries/seats/member-list.ts'

const areas = ['Blaby', 'Melton']

test.each([
  ['commas', 'badge,area,email,state\n01,Blaby,j1@example.org,\n02,melton,,alternate\n'],
  ['semicolons', 'Badge;Area;Email;State\r\n01;Blaby;J1@example.org;seated\r\n02;Melton;;ALTERNATE'],
  [
    'tabs from a spreadsheet',
    '\ufeffbadge\tstate\tarea\temail\n01\t\tBlaby\tj1@example.org\n\n02\talternate\tMelton\t',
  ],
])('a list with %s is read', (_, text) => {
  expect(readMemberList(text, areas)).toEqual({
    members: [
      { badge: '01', area: 'Blaby', email: 'j1@example.org', state: 'seated' },
      { badge: '02', area: 'Melton', email: '', state: 'alternate' },
    ],
    troubles: [],
  })
})

test('every fault is named by row and column, and nothing is taken', () => {
  const { members, troubles } = readMemberList(
    'badge,area,email,state\n01,Blaby,a@b.example,\n01,Leeds,A@b.example,\n,,nobody,gone',
    areas,
  )
  expect(members).toEqual([])
  expect(troubles.map((t) => `${t.row} ${t.column} ${t.trouble} ${t.value}`.trim())).toEqual([
    '3 badge repeated 01',
    '3 area unknown Leeds',
    '3 email repeated A@b.example',
    '4 badge missing',
    '4 area missing',
    '4 email not_an_address nobody',
    '4 state unknown gone',
  ])
})

test.each([
  ['', 'empty'],
  ['badge,area\n', 'empty'],
  ['badge,area\n"01,Blaby', 'unreadable'],
  [`badge,area\n${'1,Blaby\n'.repeat(501)}`, 'too_long_list'],
])('a list that is none says so (%#)', (text, trouble) => {
  expect(readMemberList(text, areas).troubles).toMatchObject([{ row: 0, column: 'list', trouble }])
})

test('a heading without badge or area says which', () => {
  expect(readMemberList('name,area\nx,Blaby', areas).troubles).toMatchObject([
    { row: 1, column: 'badge', trouble: 'missing' },
  ])
})
