import { millimetre, type PrintDocument, printDocument } from './print-document.ts'

export interface BadgesWords {
  lang: string
  title: string
  jury: string
  /** What stands where a juror wants no name. */
  juror: string
  /** Whom a juror can turn to; empty where nobody is named yet. */
  contact: string
}

/** Keeps a telephone number on one line: its groups are not parted. */
export const numbersWhole = (text: string): string => text.replace(/(?<=\d) (?=\d)/g, '\u00a0')

const [columns, rows] = [2, 4]
const inset = 8 * millimetre

/** Badges to cut out, eight on a sheet: a large number, the name only where one was chosen, whom to turn to. */
export function printBadges(
  words: BadgesWords,
  badges: readonly { badge: string; badgeName: string }[],
): Promise<Buffer> {
  const doc = printDocument({ title: words.title, lang: words.lang })
  for (const [i, one] of badges.entries()) {
    const place = i % (columns * rows)
    if (place === 0) {
      doc.page()
      cuts(doc)
    }
    badge(doc, words, one, place)
  }
  return doc.finish()
}

function cuts(doc: PrintDocument): void {
  const [width, height] = [doc.width / columns, doc.height / rows]
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) doc.box(column * width, row * height, width, height)
}

function badge(
  doc: PrintDocument,
  words: BadgesWords,
  { badge: number, badgeName }: { badge: string; badgeName: string },
  place: number,
): void {
  const width = doc.width / columns - 2 * inset
  const x = (place % columns) * (doc.width / columns) + inset
  const y = Math.floor(place / columns) * (doc.height / rows) + inset
  const section = doc.group('Sect', doc.root)
  let next = doc.text('P', section, words.jury, { x, y, width, size: 10 })
  next = doc.text('H1', section, number, { x, y: next - 4, width, size: 62, bold: true })
  doc.text('P', section, badgeName || words.juror, { x, y: next - 6, width, size: badgeName ? 24 : 15, bold: true })
  const size = 10
  const contact = numbersWhole(words.contact)
  const height = doc.heightOf(contact, { width, size })
  const bottom = y + doc.height / rows - 2 * inset - height
  if (contact) doc.text('P', section, contact, { x, y: bottom, width, size })
  section.end()
}
