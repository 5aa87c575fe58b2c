import PDFDocument from 'pdfkit'
import { bearMissingAnchors } from '../languages/missing-anchors.ts'
import { type PdfFont, pdfFonts, pieces } from './pdf-fonts.ts'
import { asSet, type Direction, wordsOf } from './pdf-line.ts'

/** One letter: to whom, in which language, and what it says. Paragraphs are parted by empty lines. */
export interface PrintedLetter {
  /** As the post reads it: from left to right, the postcode last. */
  to: string
  language: string
  direction: Direction
  date: string
  subject: string
  body: string
}

const mm = 72 / 25.4
const page = { width: 210 * mm, height: 297 * mm, margin: 20 * mm }
const measure = page.width - 2 * page.margin
/** Where the window of a DL envelope shows. */
const addressTop = 45 * mm
const bodyTop = 95 * mm

/** Letters as one tagged PDF, each beginning on a page of its own. */
export const lettersPdf = (letters: readonly PrintedLetter[], title: string): Promise<Buffer> =>
  taggedPdf({ title, language: letters[0]?.language ?? 'en' }, (doc, root) => {
    for (const letter of letters) drawLetter(doc, root, letter)
  })

/** A tagged document in the site's letters, with its title and language; `draw` fills it. */
export async function taggedPdf(
  { title, language }: { title: string; language: string },
  draw: (doc: Doc, root: PDFKit.PDFStructureElement) => void,
): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    lang: language,
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: title },
    font: '',
  })
  for (const [name, file] of Object.entries(pdfFonts)) doc.registerFont(name, file)
  bearMissingAnchors(doc.font('nastaliq' satisfies PdfFont))
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  draw(doc, root)
  root.end()
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

export type Doc = PDFKit.PDFDocument

function drawLetter(doc: Doc, root: PDFKit.PDFStructureElement, letter: PrintedLetter): void {
  doc.addPage()
  const section = doc.struct('Sect', { lang: letter.language })
  root.add(section)
  let y = page.margin
  const put = (kind: string, text: string, style: { size?: number; bold?: boolean; direction?: Direction } = {}) => {
    const { size = 12, bold = false, direction = letter.direction } = style
    const lines = linesOf(doc, text, size, bold)
    const leading = size * (text.match(/[\u0600-\u06ff]/) ? 2.1 : 1.45)
    for (const [i, line] of lines.entries()) {
      if (y + leading > page.height - page.margin) {
        doc.addPage()
        y = page.margin
      }
      // A paragraph that a page end cuts is heard as two.
      section.add(
        doc.struct(i ? 'P' : kind, { actual: line.join(' ') }, () => drawLine(doc, line, { y, size, bold, direction })),
      )
      y += leading
    }
  }
  put('P', letter.date)
  y = Math.max(y, addressTop)
  for (const line of letter.to.split('\n')) put('P', line, { direction: 'ltr' })
  y = Math.max(y + 10, bodyTop)
  put('H1', letter.subject, { size: 15, bold: true })
  for (const paragraph of letter.body.split('\n\n')) {
    y += 7
    for (const line of paragraph.split('\n')) put('P', line)
  }
  section.end()
}

const face = (own: PdfFont, bold: boolean): PdfFont => (bold && own === 'latin' ? 'bold' : own)

/** Brackets around words that run from the right open to the left. */
const mirrors: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
  '<': '>',
  '>': '<',
}
const mirrored = <P extends { text: string }>(piece: P): P =>
  /[\p{L}\p{N}]/u.test(piece.text)
    ? piece
    : {
        ...piece,
        text: [...piece.text]
          .reverse()
          .map((sign) => mirrors[sign] ?? sign)
          .join(''),
      }

function widthOf(doc: Doc, word: string, size: number, bold: boolean): number {
  return pieces(word).reduce((sum, p) => sum + doc.font(face(p.face, bold)).fontSize(size).widthOfString(p.text), 0)
}

/** Words broken into lines of the measure; a word longer than a line is broken in itself. */
export function linesOf(doc: Doc, text: string, size: number, bold: boolean, width = measure): string[][] {
  const lines: string[][] = [[]]
  let used = 0
  const add = (word: string): void => {
    const own = widthOf(doc, word, size, bold)
    if (own > width && word.length > 1) {
      const half = Math.ceil(word.length / 2)
      add(word.slice(0, half))
      add(word.slice(half))
      return
    }
    if (used && used + space(size) + own > width) {
      lines.push([])
      used = 0
    }
    lines.at(-1)!.push(word)
    used += (used ? space(size) : 0) + own
  }
  wordsOf(text).forEach(add)
  return lines
}

const space = (size: number) => size * 0.28

/** One line of words from `left`, or in a language from the right to `left + width`. */
export function drawLine(
  doc: Doc,
  line: readonly string[],
  {
    y,
    size,
    bold,
    direction,
    left = page.margin,
    width = measure,
  }: { y: number; size: number; bold: boolean; direction: Direction; left?: number; width?: number },
): void {
  const set = asSet(line, direction)
  const widths = set.map((word) => widthOf(doc, word, size, bold))
  const whole = widths.reduce((sum, width) => sum + width, 0) + space(size) * (set.length - 1)
  let x = direction === 'rtl' ? left + width - whole : left
  for (const [i, word] of set.entries()) {
    const own = pieces(word)
    const turned = direction === 'rtl' && own.some((one) => one.face === 'nastaliq')
    let at = x
    for (const p of turned ? own.toReversed().map(mirrored) : own) {
      doc.font(face(p.face, bold)).fontSize(size)
      // Nastaliq hangs from above its line; the others stand on it.
      doc.text(p.text, at, p.face === 'nastaliq' ? y - size * 0.55 : y, { lineBreak: false })
      at += doc.widthOfString(p.text)
    }
    x += widths[i]! + space(size)
  }
}
