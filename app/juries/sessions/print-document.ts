import PDFDocument from 'pdfkit'
import { letterFonts, runsOf } from '../letters/letter-fonts.ts'

export const millimetre = 72 / 25.4

export type Element = PDFKit.PDFStructureElement

/** Where a text stands and how large; from `x`, `y` down and right, no wider than `width`. */
export interface At {
  x: number
  y: number
  width: number
  size: number
  bold?: boolean
  align?: 'left' | 'center'
}

/**
 * A tagged document for printing, in a language: every text is an element of its kind, so that it can be heard as well
 * as seen, and lines and boxes are decoration. Letters come from whichever font has them.
 */
export function printDocument(options: { title: string; lang: string; landscape?: boolean }) {
  const doc = new PDFDocument({
    size: 'A4',
    layout: options.landscape ? 'landscape' : 'portrait',
    margin: 0,
    autoFirstPage: false,
    tagged: true,
    lang: options.lang,
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: options.title },
    font: '',
  })
  for (const [name, file] of Object.entries(letterFonts)) doc.registerFont(name, file)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<Buffer>((done) => doc.on('end', () => done(Buffer.concat(chunks))))
  const self = {
    root,
    width: (options.landscape ? 297 : 210) * millimetre,
    height: (options.landscape ? 210 : 297) * millimetre,
    page() {
      doc.addPage()
    },
    /** A group of elements inside another. */
    group(kind: string, parent: Element): Element {
      const element = doc.struct(kind)
      parent.add(element)
      return element
    },
    /** Writes a text as an element and returns the height under which the next can begin. */
    text(kind: string, parent: Element, text: string, at: At): number {
      parent.add(doc.struct(kind, {}, () => draw(doc, text, at)))
      return at.y + heightOf(doc, text, at)
    },
    /** The height a text would take. */
    heightOf: (text: string, at: Pick<At, 'width' | 'size' | 'bold'>) => heightOf(doc, text, { x: 0, y: 0, ...at }),
    /** A line or a box to write in: seen, not heard. */
    line(x: number, y: number, width: number) {
      decorate(doc, () => doc.moveTo(x, y).lineTo(x + width, y))
    },
    box(x: number, y: number, width: number, height: number) {
      decorate(doc, () => doc.rect(x, y, width, height))
    },
    finish(): Promise<Buffer> {
      root.end()
      doc.end()
      return whole
    },
  }
  return self
}

export type PrintDocument = ReturnType<typeof printDocument>
type Doc = PDFKit.PDFDocument

function draw(doc: Doc, text: string, { x, y, width, size, bold, align = 'left' }: At): void {
  doc.fontSize(size)
  const runs = runsOf(text)
  runs.forEach((run, i) => {
    const options = { width, align, lineGap: size * 0.12, continued: i < runs.length - 1 }
    doc.font(bold && run.font === 'text' ? 'bold' : run.font)
    if (i === 0) doc.text(run.text, x, y, options)
    else doc.text(run.text, options)
  })
}

function heightOf(doc: Doc, text: string, { width, size, bold }: At): number {
  doc.fontSize(size).font(bold ? 'bold' : 'text')
  return doc.heightOfString(text || ' ', { width, lineGap: size * 0.12 })
}

function decorate(doc: Doc, path: () => Doc): void {
  doc.markContent('Artifact', { type: 'Layout' })
  path().lineWidth(0.7).stroke('#14211f')
  doc.endMarkedContent()
}
