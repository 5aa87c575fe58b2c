/** iCalendar (RFC 5545): what happens on whole days, and meetings that begin at an hour. */
export interface CalendarEvent {
  /** The same for ever, so that a changed day moves an entry instead of adding one. */
  uid: string
  /** The last change of what it says, or when it is told where nobody noted that; never after it is told. */
  changedAt: string
  /** How often its day was moved since it was told: a calendar takes the highest (RFC 5545, 3.8.7.4). */
  moves?: number
  /** It was announced and will not be: whoever copied it is told, and not left with it. */
  isCancelled?: boolean
  day: string
  summary: string
  description: string
  url: string
  location?: string
  /** `HH:MM` on the clock in London, where it begins at an hour. */
  startsAt?: string
  minutes?: number
}

const octetsOfALine = 75

/** A value of type TEXT (3.3.11): backslash, semicolon, comma and line breaks are escaped, control characters go. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n?|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** One content line in lines of at most 75 octets (3.1), never cut inside a character. */
export function foldLine(line: string): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length
  const lines: string[] = ['']
  let octets = 0
  for (const character of line) {
    const more = bytes(character)
    if (octets + more > octetsOfALine) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += character
    octets += more
  }
  return lines.join('\r\n')
}

const compact = (text: string) => text.replace(/[-:]/g, '')
const instant = (iso: string) => `${compact(iso).slice(0, 15)}Z`

function eventLines(event: CalendarEvent): string[] {
  const { day, startsAt, minutes = 0 } = event
  const when =
    startsAt === undefined
      ? [`DTSTART;VALUE=DATE:${compact(day)}`]
      : [
          `DTSTART;TZID=Europe/London:${compact(day)}T${compact(startsAt)}00`,
          ...(minutes ? [`DURATION:PT${minutes}M`] : []),
        ]
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    ...(event.moves ? [`SEQUENCE:${event.moves}`] : []),
    ...when,
    ...(event.isCancelled ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(event.location ? [`LOCATION:${escapeText(event.location)}`] : []),
    `URL:${event.url}`,
    // A closing day keeps nobody from other appointments.
    `TRANSP:${startsAt === undefined ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}

/** The United Kingdom's clock: GMT, and an hour ahead from the last Sunday of March to the last of October. */
const london = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:STANDARD',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

/** A whole calendar as a file. */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Folkmoot//Register of exercises//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...(events.some((event) => event.startsAt !== undefined) ? london : []),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
