import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agendaText,
  type Block,
  blockAt,
  minutesLeft,
  nudge,
  readAgenda,
  timed,
} from '../../app/juries/sessions/session.ts'

const block = (minutes: number, title = 'x', isProtected = false): Block => ({ minutes, title, protected: isProtected })
const day = [
  block(20, 'Welcome'),
  block(15, 'Witness'),
  block(15, 'Break', true),
  block(70, 'Tables'),
  block(30, 'Vote', true),
]

describe('a timed agenda', () => {
  test('gives every block its times and says what is left', () => {
    expect(timed('09:30', day).map((b) => `${b.startsAt}-${b.endsAt}`)).toEqual([
      '09:30-09:50',
      '09:50-10:05',
      '10:05-10:20',
      '10:20-11:30',
      '11:30-12:00',
    ])
    expect(minutesLeft('09:30', '12:00', day)).toBe(0)
    expect(minutesLeft('09:30', '12:30', day)).toBe(30)
    expect(minutesLeft('09:30', '11:00', day)).toBe(-60)
  })

  test('knows which block runs now', () => {
    expect(blockAt('09:30', day, '09:29').index).toBe(-1)
    expect(blockAt('09:30', day, '09:50')).toEqual({ index: 1, left: 15 })
    expect(blockAt('09:30', day, '11:59')).toEqual({ index: 4, left: 1 })
    expect(blockAt('09:30', day, '12:00').index).toBe(-1)
  })

  test('is read line by line, with every fault named', () => {
    const read = readAgenda('20, Welcome\n\n*15, Break\n 30\tVote')
    expect(read.troubles).toEqual([])
    expect(read.blocks).toEqual([block(20, 'Welcome'), block(15, 'Break', true), block(30, 'Vote')])
    expect(readAgenda('Welcome\n0, x\n700, y\n10, ').troubles).toEqual([
      { row: 1, trouble: 'form' },
      { row: 2, trouble: 'minutes' },
      { row: 3, trouble: 'minutes' },
      { row: 4, trouble: 'title' },
    ])
    expect(readAgenda(agendaText(day)).blocks).toEqual(day)
  })
})

describe('five minutes more', () => {
  test('come from the longest block that is not protected', () => {
    const { blocks, lost, later } = nudge(day, 1, 5)
    expect(blocks.map((b) => b.minutes)).toEqual([20, 20, 15, 65, 30])
    expect(lost).toEqual([0, 0, 0, 5, 0])
    expect(later).toBe(0)
  })

  test('move the end only when nothing can give', () => {
    expect(nudge(day, 3, 5)).toMatchObject({ lost: [0, 0, 0, 0, 0], later: 5 })
  })

  test('never shorten what is protected, and never lose a minute', () => {
    const blocks = fc.array(
      fc.record({ minutes: fc.integer({ min: 1, max: 90 }), title: fc.constant('x'), protected: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(blocks, fc.nat(11), fc.integer({ min: 1, max: 60 }), (list, at, minutes) => {
        fc.pre(at < list.length)
        const moved = nudge(list, at, minutes)
        const sum = (of: Block[]) => of.reduce((total, b) => total + b.minutes, 0)
        expect(sum(moved.blocks)).toBe(sum(list) + moved.later)
        list.forEach((b, i) => {
          if (b.protected || i < at) expect(moved.lost[i]).toBe(0)
          if (moved.lost[i]) expect(moved.blocks[i]!.minutes).toBeGreaterThanOrEqual(5)
        })
      }),
    )
  })
})
