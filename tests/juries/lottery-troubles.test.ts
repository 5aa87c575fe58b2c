import { expect, test } from 'vitest'
import { lotteryTroubles } from '../../app/juries/draw.ts'

const ready = {
  juryAnnounced: true,
  criteria: 3,
  registering: 'closed',
  incomplete: 0,
  standing: null,
  drawn: false,
} as const

test('a lottery can be made when nothing is missing, and each thing that is missing is named', () => {
  expect(lotteryTroubles(ready)).toEqual([])
  const missing = { ...ready, juryAnnounced: false, criteria: 0, registering: 'open', incomplete: 2 } as const
  expect(lotteryTroubles(missing)).toEqual(['jury_not_announced', 'no_targets', 'registration_open', 'incomplete'])
})

test('one pool is drawn from once: here with its draw to be given up first, elsewhere not again', () => {
  expect(lotteryTroubles({ ...ready, standing: 'concluded', drawn: true })).toEqual(['draw_stands'])
  expect(lotteryTroubles({ ...ready, standing: 'given_up' })).toEqual([])
  expect(lotteryTroubles({ ...ready, drawn: true })).toEqual(['drawn_before'])
})
