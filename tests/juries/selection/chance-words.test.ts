import { expect, test } from 'vitest'
import { heldChance } from '../../../app/juries/draw/chance-words.ts'
import { words } from '../../../app/languages/words.server.ts'

const said = (chance: number) => {
  const { key, n } = heldChance(chance)
  return words('en', 'drawing')(`chances.words.${key}`, { n })
}

test('a chance is said in numbers that people can hold, and neither nothing nor a certain seat by rounding', () => {
  expect([0, 0.001, 0.112, 0.34, 0.5, 0.9, 0.95, 0.999, 1].map(said)).toEqual([
    'no chance at all',
    'about 1 in 1,000',
    'about 1 in 9',
    'about 1 in 3',
    'about 5 in 10',
    'about 9 in 10',
    'more than 9 in 10',
    'more than 9 in 10',
    'a certain seat',
  ])
})
