import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeXml, type FeedEntry, feedText, tagUri } from '../../app/engagement/register/atom.ts'
import { calendarText, escapeText, foldLine } from '../../app/engagement/register/icalendar.ts'

const event = {
  uid: 'exercise-1-closes@site.example',
  changedAt: '2027-03-01T09:30:00.000Z',
  day: '2027-04-30',
  summary: 'Last day: buses, homes; and \\ more',
  description: 'First line\nsecond line',
  url: 'https://site.example/en/register/exercise/x',
}

/** Reads a calendar back by the rules of RFC 5545: lines unfolded, text unescaped. */
function readBack(text: string) {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n')
  return new Map(
    lines.filter(Boolean).map((line) => {
      const at = line.indexOf(':')
      return [
        line.slice(0, at),
        line.slice(at + 1).replace(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c)),
      ] as const
    }),
  )
}

describe('the calendar feed', () => {
  test('says the day, escaped, under a name that stays', () => {
    const text = calendarText('What is asked', [event])
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text).toContain('SUMMARY:Last day: buses\\, homes\\; and \\\\ more\r\n')
    expect(text).toContain('DTSTART;VALUE=DATE:20270430\r\n')
    expect(text).toContain('DTSTAMP:20270301T093000Z\r\n')
    const read = readBack(text)
    expect([read.get('SUMMARY'), read.get('DESCRIPTION')]).toEqual([event.summary, event.description])
    expect(calendarText('What is asked', [event])).toBe(text)
  })

  test('says that what was announced will not be', () => {
    expect(calendarText('x', [{ ...event, isCancelled: true }])).toContain('\r\nSTATUS:CANCELLED\r\n')
    expect(calendarText('x', [event])).not.toContain('STATUS')
  })

  test('tells a day that was moved under the same name, the later word for it higher', () => {
    const moved = calendarText('x', [{ ...event, day: '2027-05-25', moves: 1 }])
    expect(readBack(moved).get('UID')).toBe(event.uid)
    expect(moved).toContain('\r\nSEQUENCE:1\r\nDTSTART;VALUE=DATE:20270525\r\n')
    expect(calendarText('x', [event])).not.toContain('SEQUENCE')
  })

  test('puts a meeting at its hour in London, with the zone it is told in', () => {
    const text = calendarText('x', [{ ...event, startsAt: '14:00', minutes: 120, location: 'Town hall' }])
    expect(text).toContain('DTSTART;TZID=Europe/London:20270430T140000\r\nDURATION:PT120M\r\n')
    expect(text).toContain('TZID:Europe/London\r\n')
    expect(calendarText('x', [event])).not.toContain('VTIMEZONE')
  })

  test('never has a line of more than 75 octets, never cuts a character, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
        const clean = escapeText(summary)
        const folded = foldLine(`SUMMARY:${clean}`)
        const lines = folded.split('\r\n')
        expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
        expect(lines.slice(1).every((line) => line.startsWith(' '))).toBe(true)
        expect(folded.replace(/\r\n /g, '')).toBe(`SUMMARY:${clean}`)
      }),
      { numRuns: 300 },
    )
  })

  test('lets no text begin a line of its own', () => {
    expect(escapeText('a\r\nEND:VEVENT\nb\u0007')).toBe('a\\nEND:VEVENT\\nb')
  })
})

describe('the Atom feed', () => {
  const entry = (n: number) => ({
    id: tagUri('https://site.example:8443', `exercise/${n}`),
    title: `<b>${n}</b> & more`,
    updatedAt: `2027-0${n}-01T00:00:00Z`,
    url: `https://site.example/${n}?a=1&b=2`,
    summary: 'x',
    author: 'y',
  })
  const feed = (entries: FeedEntry[], most = 10) =>
    feedText({
      id: tagUri('https://site.example', 'register'),
      title: 't',
      subtitle: 's',
      selfUrl: 'https://site.example/en/register.atom',
      pageUrl: 'https://site.example/en/register',
      language: 'en',
      emptySince: '2026-01-01T00:00:00Z',
      entries,
      most,
    })

  test('is newest first, escaped, and cut to what it should hold', () => {
    const text = feed([entry(1), entry(3), entry(2)], 2)
    expect([...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)).toEqual([
      'tag:site.example,2026:register',
      'tag:site.example,2026:exercise/3',
      'tag:site.example,2026:exercise/2',
    ])
    expect(text).toContain('<title>&lt;b&gt;3&lt;/b&gt; &amp; more</title>')
    expect(text).toContain('href="https://site.example/3?a=1&amp;b=2"')
    expect(text).toContain('<updated>2027-03-01T00:00:00Z</updated>\n<link rel="self"')
  })

  test('says which language a summary is in that is not the feed’s', () => {
    const text = feed([{ ...entry(1), summaryLanguage: 'en' }, entry(2)])
    expect(text).toContain('<summary xml:lang="en">x</summary>')
    expect(text).toContain('<summary>x</summary>')
  })

  test('stands without entries, and leaves out what XML cannot hold', () => {
    expect(feed([])).toContain('<updated>2026-01-01T00:00:00Z</updated>')
    expect(escapeXml('a\u0000b\ud800c😀')).toBe('abc😀')
  })
})
