import PDFDocument from 'pdfkit'
import { bearMissingAnchors } from '../../languages/missing-anchors.ts'
import type { Letter, LetterWords } from './letter.ts'
import { type LetterFont, letterFonts, runsOf } from './letter-fonts.ts'
import { qrImage } from './qr-image.ts'

const millimetre = 72 / 25.4
const margin = 18 * millimetre
const measure = 210 * millimetre - 2 * margin
const codeSize = 40 * millimetre
const bodySize = 11.5

type Doc = PDFKit.PDFDocument
type Element = PDFKit.PDFStructureElement

/**
 * Letters as one tagged document, a page each: headings, lists and the square code are told apart for whoever hears it
 * read. Pages appear in the stream as letters are added; `finish` ends it. Letters come smaller where their words would
 * not fit on a page otherwise.
 */
export function letterDocument(words: LetterWords, scale: number) {
  const doc = newDocument(words)
  const square = openSquare(doc, words)
  const root = doc.struct('Document')
  doc.addStructure(root)
  return {
    stream: doc as NodeJS.ReadableStream,
    addLetter(letter: Letter) {
      drawPage(doc, root, { words, letter, square, scale })
    },
    finish() {
      root.end()
      doc.end()
    },
  }
}

const scales = [1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79, 0.76, 0.73, 0.7]

/** The largest size of type with which everything stands on one page, tried on the letter with the longest address. */
export function fittingScale(words: LetterWords, letters: readonly Letter[]): number {
  const longest = letters.reduce<Letter | undefined>(
    (most, letter) => (most && most.address.length >= letter.address.length ? most : letter),
    undefined,
  )
  const letter = longest ?? { number: 0, code: '', address: [] }
  const doc = newDocument(words)
  doc.resume()
  const root = doc.struct('Document')
  // Until its root is added nothing of a tagged document is set, and so nothing takes room.
  doc.addStructure(root)
  const square = openSquare(doc, words)
  let pages = 0
  doc.on('pageAdded', () => pages++)
  for (const scale of scales) {
    pages = 0
    const room = drawPage(doc, root, { words, letter, square, scale })
    // Words that run over the foot of the page begin another one, where there is room again.
    if (room >= 0 && pages === 1) return scale
  }
  return scales.at(-1)!
}

function newDocument(words: LetterWords): Doc {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    lang: words.lang,
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: words.title },
    // None to begin with: a font opened twice is read anew for every use.
    font: '',
  })
  for (const [name, file] of Object.entries(letterFonts)) doc.registerFont(name, file)
  bearMissingAnchors(doc.font('ur' satisfies LetterFont))
  return doc
}

const openSquare = (doc: Doc, { link }: LetterWords) =>
  (doc as unknown as { openImage(image: Buffer): PDFKit.Mixins.ImageSrc }).openImage(qrImage(link))

interface Page {
  words: LetterWords
  letter: Letter
  square: PDFKit.Mixins.ImageSrc
  scale: number
}

/** Draws one page and returns the room that is left above the strip; negative when the text runs into it. */
function drawPage(doc: Doc, root: Element, page: Page): number {
  doc.addPage()
  const section = doc.struct('Sect')
  root.add(section)
  const room = drawLetter(pen(doc, section, page.scale), page)
  section.end()
  return room
}

/** Writes one thing after another, each as an element of its kind. */
function pen(doc: Doc, section: Element, scale: number) {
  const self = {
    doc,
    section,
    y: margin,
    put(
      kind: string,
      work: () => void,
      options: { lang?: string; actual?: string; alt?: string } = {},
      parent: Element = section,
    ) {
      parent.add(doc.struct(kind, options, work))
    },
    /** A paragraph in its column; the next begins under it. */
    paragraph(
      kind: string,
      text: string,
      { size = bodySize, bold = false, gap = 5, x = margin, width = measure, lang = '', parent = section } = {},
    ) {
      const own = size * scale
      self.put(
        kind,
        () => {
          doc.fontSize(own)
          const runs = runsOf(text)
          runs.forEach((run, i) => {
            const options = { width, lineGap: own * 0.18, continued: i < runs.length - 1 }
            doc.font(bold && run.font === 'text' ? 'bold' : run.font)
            if (i === 0) doc.text(run.text, x, self.y, options)
            else doc.text(run.text, options)
          })
          self.y = doc.y + gap * scale
        },
        lang ? { lang } : {},
        parent,
      )
    },
    list(items: readonly string[], width: number) {
      const list = doc.struct('L')
      section.add(list)
      for (const item of items) {
        const entry = doc.struct('LI')
        list.add(entry)
        const { y } = self
        const mark = () =>
          void doc
            .font('text')
            .fontSize(bodySize * scale)
            .text('•', margin, y, { lineBreak: false })
        self.put('Lbl', mark, {}, entry)
        self.paragraph('LBody', item, { x: margin + 12, width: width - 12, gap: 2, parent: entry })
        entry.end()
      }
      list.end()
    },
    /** One line that runs from right to left, from the right edge of its column: each word by itself, from the last. */
    rightToLeft(text: string, lang: string, size: number, width: number, x: number) {
      self.put(
        'P',
        () => {
          doc.font('ur').fontSize(size)
          let right = x + width
          for (const word of text.split(' ')) {
            right -= doc.widthOfString(word)
            doc.text(word, right, self.y - size * 0.6, { lineBreak: false })
            right -= size * 0.3
          }
        },
        { lang, actual: text },
      )
    },
  }
  return self
}

type Pen = ReturnType<typeof pen>

function drawLetter(to: Pen, { words, letter, square }: Page): number {
  to.paragraph('P', words.from, { bold: true, size: 12, gap: 2, width: measure * 0.55 })
  const underName = to.y
  to.y = margin
  to.paragraph('P', words.date, { size: 10, x: margin + measure * 0.6, width: measure * 0.4 })
  to.y = Math.max(underName, margin + 8 * millimetre)
  if (letter.address.length) {
    to.paragraph('P', words.to, { size: 10, gap: 1 })
    to.paragraph('P', letter.address.join('\n'), { size: 11, gap: 0, width: measure * 0.55 })
  }
  to.y = Math.max(to.y + 6, margin + 34 * millimetre)
  to.paragraph('H1', words.heading, { bold: true, size: 17, gap: 4 })
  to.paragraph('P', words.opening, { gap: 3 })
  to.paragraph('P', words.question, { bold: true, gap: 7 })
  const top = to.y
  const column = measure - codeSize - 12
  for (const { heading, paragraphs, list } of words.sections) {
    to.paragraph('H2', heading, { bold: true, size: 12.5, gap: 2, width: column })
    for (const text of paragraphs) to.paragraph('P', text, { gap: 3, width: column })
    if (list.length) to.list(list, column)
    to.y += 3
  }
  const bottom = to.y
  drawCode(to, words, letter, square, top)
  to.y = Math.max(bottom, to.y) + 2
  to.paragraph('P', words.signedBy, { gap: 8 })
  return drawStrip(to, words, letter)
}

/** The square code, the address under it, and the code of this letter: beside the text, where the eye goes next. */
function drawCode(to: Pen, words: LetterWords, letter: Letter, square: PDFKit.Mixins.ImageSrc, top: number): void {
  const x = margin + measure - codeSize
  const picture = () => void to.doc.image(square, x, top, { width: codeSize, height: codeSize })
  to.put('Figure', picture, { alt: words.linkAlt })
  to.y = top + codeSize + 3
  to.paragraph('P', words.address, { size: 9.5, bold: true, x, width: codeSize, gap: 6 })
  to.paragraph('P', words.codeLabel, { size: 9.5, x, width: codeSize, gap: 1 })
  to.paragraph('P', letter.code.replaceAll('-', ' '), { size: 13, bold: true, x, width: codeSize, gap: 0 })
}

/** The same sentence in every language of the strip, and the smallest print, at the foot. Returns the room above it. */
function drawStrip(to: Pen, words: LetterWords, letter: Letter): number {
  const half = measure / 2 - 6
  const rowHeight = 23
  let y = 297 * millimetre - margin - 30 - Math.ceil(words.languages.length / 2) * rowHeight
  const room = y - 6 - to.y
  to.doc.markContent('Artifact', { type: 'Layout' })
  to.doc
    .moveTo(margin, y - 6)
    .lineTo(margin + measure, y - 6)
    .lineWidth(0.7)
    .stroke('#14211f')
  to.doc.endMarkedContent()
  to.y = y
  to.paragraph('P', words.strip, { size: 10.5, bold: true, gap: 0 })
  y += 18
  words.languages.forEach(({ lang, text }, i) => {
    const x = margin + (i % 2) * (half + 12)
    to.y = y
    if (lang === 'ur') to.rightToLeft(text, lang, 11.5, half, x)
    else to.paragraph('P', text, { size: 9.5, x, width: half, lang })
    if (i % 2) y += rowHeight
  })
  to.y = 297 * millimetre - margin - 8
  to.paragraph('P', `${words.foot} ${words.number.replace('{{number}}', String(letter.number))}`, { size: 8, gap: 0 })
  return room
}
