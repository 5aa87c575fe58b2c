import { describe, expect, test } from 'vitest'
import { bestLanguage, covers, type Language, tellsRecords } from '../../app/languages/language.ts'

describe('the reader’s language', () => {
  test('is the best one offered', () => {
    expect(bestLanguage('ur-PK,ur;q=0.9,en;q=0.8', ['en', 'ur'])).toBe('ur')
    expect(bestLanguage('fr, en;q=0.2, ur;q=0.5', ['en', 'ur'])).toBe('ur')
    expect(bestLanguage('ur;q=0, de', ['en', 'ur'])).toBe('en')
    expect(bestLanguage(undefined, ['en', 'ur'])).toBe('en')
  })

  test('covers the whole site or the resident’s journey', () => {
    const urdu: Language = {
      code: 'ur',
      name: 'اردو',
      direction: 'rtl',
      locale: 'ur',
      covers: 'resident',
      checked: false,
      areas: ['consultations'],
    }
    for (const path of [
      '/ur/consultations',
      '/ur/consultations/x',
      '/ur/consultations/x/answer/pick',
      '/ur/consultations/x/paper',
      '/ur/my-answer',
      '/ur/help',
      '/ur/my-jury/x',
      '/ur/register/x',
      '/ur/register/x/consent',
    ]) {
      expect(covers(urdu, path), path).toBe(true)
    }
    for (const path of [
      '/ur/board',
      '/ur/consultations/x/list',
      '/ur/consultations/x/list/v1',
      '/ur/what-changed',
      '/ur/register',
      '/ur/register/calendar',
      '/ur/register/exercise/x',
      '/ur/register/audit/2026',
    ]) {
      expect(covers(urdu, path), path).toBe(false)
    }
    expect(covers({ ...urdu, covers: 'whole' }, '/ur/board')).toBe(true)
  })

  test('knows which pages tell what people at work wrote down', () => {
    expect(tellsRecords('/ur/newsletter')).toBe(true)
    expect(tellsRecords('/ur/newsletter/area/x')).toBe(true)
    for (const own of ['stop', 'change']) expect(tellsRecords(`/ur/newsletter/${own}/x`)).toBe(false)
  })

  test('covers a page that the messages lead to when it has all its words', () => {
    const has = (areas: string[], path: string) => covers({ covers: 'resident', areas }, path)
    expect(has(['board', 'feedback'], '/ur/board/decisions/x')).toBe(true)
    expect(has(['board', 'feedback'], '/ur/what-changed/x')).toBe(true)
    expect(has(['board'], '/ur/board')).toBe(false)
    expect(has(['results', 'list', 'themes'], '/ur/consultations/x/results/v1')).toBe(true)
    expect(has(['results', 'themes'], '/ur/consultations/x/results')).toBe(false)
    expect(has(['list', 'themes'], '/ur/consultations/x/list/buses')).toBe(true)
    expect(has(['themes'], '/ur/consultations/x/themes')).toBe(true)
    expect(has(['list'], '/ur/consultations/x/themes')).toBe(false)
    expect(has(['ledger'], '/ur/check')).toBe(true)
    expect(has([], '/ur/check')).toBe(false)
    expect(has(['newsletter', 'board', 'results'], '/ur/newsletter/change/x')).toBe(true)
    expect(has(['newsletter', 'board'], '/ur/newsletter/wards')).toBe(false)
    for (const path of ['/ur/register', '/ur/register/calendar', '/ur/register/exercise/x']) {
      expect(has(['planning', 'audit'], path), path).toBe(true)
      expect(has(['planning'], path), path).toBe(false)
    }
    expect(has(['planning', 'audit', 'list', 'characteristics'], '/ur/register/audit/2026')).toBe(true)
    expect(has(['planning', 'audit'], '/ur/register/audit/2026')).toBe(false)
    expect(has(['planning'], '/ur/evidence')).toBe(true)
    expect(has(['conference', 'board'], '/ur/conference')).toBe(true)
    expect(has(['conference'], '/ur/conference')).toBe(false)
    for (const path of ['/ur/juries', '/ur/juries/x', '/ur/juries/x/report', '/ur/juries/x/draw']) {
      expect(has(['juries', 'drawing', 'board'], path), path).toBe(true)
      expect(has(['juries', 'board'], path), path).toBe(false)
    }
  })
})
