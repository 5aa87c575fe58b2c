import { expect, test } from 'vitest'
import routes from '../../app/routes.ts'
import { canMeet, groupOf } from '../../app/server/route-groups.ts'

test('an address is looked for among the patterns of its own part of the site', () => {
  expect(groupOf('/en/consultations/what-next/answer/pick')).toBe(groupOf(':l/consultations/:slug/answer/:step'))
  expect(groupOf('/embed/consultations/what-next/answer/pick')).toBe(groupOf(':l/consultations/:slug/answer/:step'))
  expect(groupOf('/ur/board')).toBe(groupOf(':l/board'))
  expect(groupOf('/en-easy/board.data')).toBe(groupOf(':l/board'))
  expect(groupOf('/Desk/Juries/x/vote')).toBe(groupOf('desk/juries/:slug/vote'))
  expect(groupOf('/en/')).toBe(groupOf(':l'))
  expect(groupOf('/sign-in/abc')).toBe(groupOf('sign-in/:token'))
})

test('no pattern could match an address of another group', async () => {
  for (const { path } of await routes) {
    const [first, second] = (path ?? '').split('/')
    expect([':l', ':l/', undefined].includes(first) || !first?.startsWith(':'), path).toBe(true)
    // An optional part would make one pattern match addresses of two lengths.
    expect(path?.includes('?'), path).not.toBe(true)
    expect(second?.startsWith(':') && (first === ':l' || first === 'desk'), path).not.toBe(true)
  }
})

test('a pattern is left out only when one of its own words is not in the address', async () => {
  const patterns = (await routes).map(({ path }) => path ?? '')
  for (const path of patterns) expect(canMeet(path, `/${path.replaceAll(/:\w+/g, 'some-word')}`), path).toBe(true)
  expect(canMeet(':l/consultations/:slug/list', '/en/Consultations/what-next/LIST')).toBe(true)
  expect(canMeet(':l/consultations/:slug/list', '/en/consultations/what-next/answer')).toBe(false)
  expect(canMeet(':l/consultations/:slug/list.csv', '/en/consultations/what-next/list')).toBe(false)
})
