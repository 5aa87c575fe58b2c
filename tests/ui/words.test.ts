import { describe, expect, it } from 'vitest'
import { wrapLabel } from '../../app/ui/charts/wrap-label.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { formatMillionths, formatNumber, formatPerMille, kilobytes } from '../../app/ui/numbers.ts'

describe('dates', () => {
  it('shows an instant as the day it is in London, whatever the season', () => {
    expect(formatDate('2026-06-30T23:30:00Z', 'en-GB')).toBe('1 July 2026')
    expect(formatDate('2026-12-31T23:30:00Z', 'en-GB')).toBe('31 December 2026')
    expect(formatDate('2026-06-30T22:59:59Z', 'en-GB', 'time')).toBe('23:59')
  })

  it('shows a day as it stands', () => {
    expect(formatDate('2026-10-25', 'en-GB')).toBe('25 October 2026')
    expect(formatDate('2026-10-25', 'en')).toBe('25 October 2026')
    expect(formatDate('2026-10-25', 'en-GB', 'month')).toBe('October 2026')
    expect(formatDate('2026-10-25', 'en-GB', 'day-month')).toBe('25 October')
  })

  it('writes Urdu months with Western digits', () => {
    expect(formatDate('2026-10-28', 'ur')).toBe('28 اکتوبر، 2026')
    expect(formatDate('2026-10-28', 'ur-u-nu-arabext')).toBe('28 اکتوبر، 2026')
    expect(formatDate('2026-11-27T23:59:59Z', 'ur', 'time')).toBe('23:59')
  })

  it('refuses what is no date', () => {
    expect(() => formatDate('soon', 'en-GB')).toThrow(RangeError)
    expect(() => formatDate('2026-13-01', 'en-GB')).toThrow(RangeError)
  })
})

describe('numbers', () => {
  it('groups thousands and keeps Western digits', () => {
    expect(formatNumber(3012, 'en-GB')).toBe('3,012')
    expect(formatNumber(3012, 'ur')).toBe('3,012')
    expect(formatNumber(2.345, 'en-GB', 2)).toBe('2.35')
  })

  it('turns per mille into whole per cents unless asked for more', () => {
    expect(formatPerMille(541, 'en-GB')).toBe('54%')
    expect(formatPerMille(541, 'en-GB', 1)).toBe('54.1%')
    expect(formatPerMille(0, 'en-GB')).toBe('0%')
    // From right to left a mark keeps the sign beside its number.
    expect(formatPerMille(541, 'ur')).toBe('\u200e54%')
  })

  it('turns millionths into a decimal number', () => {
    expect(formatMillionths(1_250_000, 'en-GB')).toBe('1.25')
    expect(formatMillionths(5_000_000, 'en-GB')).toBe('5')
  })

  it('never calls a file empty', () => {
    expect(kilobytes(84_210, 'en-GB')).toBe('84')
    expect(kilobytes(12, 'en-GB')).toBe('1')
  })
})

describe('labels of a chart', () => {
  it('break between words only, and lose none', () => {
    const label = 'Buses in the evening, at weekends and in villages'
    const lines = wrapLabel(label)
    expect(lines).toEqual(['Buses in the evening, at', 'weekends and in villages'])
    expect(lines.join(' ')).toBe(label)
    expect(wrapLabel('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch')).toHaveLength(1)
    expect(wrapLabel('')).toEqual([])
  })
})
