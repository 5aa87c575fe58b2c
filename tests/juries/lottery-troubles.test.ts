import { expect, test } from 'vitest'
import { lotteryTroubles } from '../../app/juries/draw/draw.ts'
import { juryPast } from '../../app/juries/jury-state.ts'

const ready = {
  juryAnnounced: true,
  criteria: 3,
  registering: 'closed',
  incomplete: 0,
  standing: null,
  drawn: false,
  listed: false,
  past: null,
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
  expect(lotteryTroubles({ ...ready, listed: true })).toEqual(['members_listed'])
})

test('a jury past its first session needs nothing done: nobody can be drawn for it, and nothing else is said', () => {
  const missing = { ...ready, criteria: 0, registering: 'not_yet', drawn: true } as const
  expect(lotteryTroubles({ ...missing, past: 'reported' })).toEqual(['past_reported'])
  const first = { onDate: '2026-11-07', endsAt: '16:30' }
  const on = (day: string) => new Date(`${day}T12:00:00Z`)
  expect(juryPast('announced', null, on('2026-11-07'))).toBeNull()
  expect(juryPast('sitting', first, on('2026-11-07'))).toBeNull()
  expect(juryPast('sitting', first, on('2026-11-08'))).toBe('sitting')
  expect(juryPast('voting', first, on('2026-11-07'))).toBe('voting')
})
