import type { Printed } from '../consultations/paper/printed-form.ts'
import { type Doc, drawLine, linesOf, taggedPdf } from './pdf-letter.server.ts'
import type { Direction } from './pdf-line.ts'

export interface PrintedSheet {
  title: string
  language: string
  direction: Direction
  /** At the foot of every page: the form's version, by which it is keyed. */
  foot: (page: number) => string
  blocks: readonly Printed[]
}

const mm = 72 / 25.4
const page = { width: 210 * mm, height: 297 * mm, margin: 18 * mm, foot: 14 * mm }
const measure = page.width - 2 * page.margin
const bottom = page.height - page.margin - page.foot
/** 14 pt, as large as an Easy Read text must be (rule A-8). */
const size = 14
const box = 14
type Element = PDFKit.PDFStructureElement

/** A form to be filled in by hand, as a tagged PDF: every word is heard, boxes and lines are decoration. */
export function formPdf(sheet: PrintedSheet): Promise<Buffer> {
  return taggedPdf({ title: sheet.title, language: sheet.language }, (doc, root) => {
    const pen = penFor(doc, sheet)
    for (const [i, block] of sheet.blocks.entries()) {
      const together = heightTogether(pen, sheet.blocks, i)
      if (together <= bottom - page.margin) pen.room(together)
      draw[block.kind](pen, root, block as never)
    }
    pen.end()
  })
}

const begins = (block: Printed | undefined) =>
  block?.kind === 'section' || (block?.kind === 'heading' && block.level === 2)

/** What has to stand on one page from here on: a whole question, a section's name with it, or words with what they name. */
function heightTogether(pen: Pen, blocks: readonly Printed[], from: number): number {
  const first = blocks[from]!
  if (first.kind === 'text') return heightOf(pen, first) + Math.min(34, heightOf(pen, blocks[from + 1]))
  if (!begins(first)) return 0
  const question = first.kind === 'section' ? from + 1 : from
  const next = blocks.findIndex((block, i) => i > question && (begins(block) || block.kind === 'page'))
  return blocks.slice(from, next < 0 ? undefined : next).reduce((sum, block) => sum + heightOf(pen, block), 0)
}

function heightOf(pen: Pen, block: Printed | undefined): number {
  switch (block?.kind) {
    case 'heading':
      return headingHeight(pen, block) + (block.level === 2 ? 14 : 0) + 4
    case 'section':
      return pen.height(block.text, measure, 18, true) + 26
    case 'text':
      return pen.height(block.text, measure) + 4
    case 'boxes':
      return block.items.reduce((sum, item) => sum + entryHeight(pen, item, box), 0)
    case 'figures':
      return block.items.reduce((sum, item) => sum + entryHeight(pen, item, 40), 0)
    case 'grid':
      return block.rows.reduce(
        (sum, row) => sum + rowHeight(pen, row),
        pen.height(columnWords(block.columns), measure) + 4,
      )
    case 'lines':
      return 26 * block.count + 8
    default:
      return 0
  }
}

const headingHeight = (pen: Pen, { level, text }: Of<'heading'>) =>
  pen.height(text, measure, level === 1 ? 22 : 16, true)
const columnWords = (columns: readonly string[]) => columns.map((text, i) => `${i + 1} = ${text}`).join('   ')
const rowHeight = (pen: Pen, { number, text }: Of<'grid'>['rows'][number]) =>
  pen.height(`${number}. ${text}`, measure) + box + 10

type Pen = ReturnType<typeof penFor>

/** Keeps the place on the page, begins the next in time, and writes the foot of each. */
function penFor(doc: Doc, { direction, foot }: PrintedSheet) {
  const isRtl = direction === 'rtl'
  let number = 0
  const self = {
    doc,
    y: 0,
    isRtl,
    turn() {
      if (number) self.end()
      doc.addPage()
      number++
      self.y = page.margin
    },
    end() {
      decorate(doc, () => doc.moveTo(page.margin, bottom + 8).lineTo(page.width - page.margin, bottom + 8))
      doc.markContent('Artifact', { type: 'Pagination' })
      const at = { y: bottom + 14, size: 11, bold: true, direction }
      drawLine(doc, foot(number).split(' '), at)
      doc.endMarkedContent()
    },
    /** Makes room for so much, on the next page if need be. */
    room(height: number) {
      if (number === 0 || self.y + height > bottom) self.turn()
    },
    leading: (text: string, letters: number) => letters * (/[\u0600-\u06ff]/.test(text) ? 2.1 : 1.35),
    height(text: string, width: number, letters = size, bold = false) {
      return linesOf(doc, text, letters, bold, width).length * self.leading(text, letters)
    },
    /** A text as an element of its kind, from the side its language begins at; `inset` is kept free there. */
    write(
      kind: string,
      parent: Element,
      text: string,
      given: { inset?: number; letters?: number; bold?: boolean } = {},
    ) {
      const { inset = 0, letters = size, bold = false } = given
      const width = measure - inset
      const left = page.margin + (isRtl ? 0 : inset)
      for (const [i, line] of linesOf(doc, text, letters, bold, width).entries()) {
        const leading = self.leading(text, letters)
        self.room(leading)
        const at = { y: self.y, size: letters, bold, direction, left, width }
        parent.add(doc.struct(i ? 'Span' : kind, { actual: line.join(' ') }, () => drawLine(doc, line, at)))
        self.y += leading
      }
    },
    group(kind: string, parent: Element, work: (element: Element) => void) {
      const element = doc.struct(kind)
      parent.add(element)
      work(element)
      element.end()
    },
    /** Something `inset` from the beginning of the line and so wide, as its left edge. */
    from: (inset: number, width: number) => (isRtl ? page.width - page.margin - inset - width : page.margin + inset),
    square(inset: number, width = box) {
      decorate(doc, () => doc.rect(self.from(inset, width), self.y + 1, width, box))
    },
  }
  return self
}

function decorate(doc: Doc, path: () => Doc): void {
  doc.markContent('Artifact', { type: 'Layout' })
  path().lineWidth(0.8).stroke('#14211f')
  doc.endMarkedContent()
}

type Of<K extends Printed['kind']> = Extract<Printed, { kind: K }>
const draw: { [K in Printed['kind']]: (pen: Pen, root: Element, block: Of<K>) => void } = {
  page(pen) {
    pen.turn()
  },
  heading(pen, root, { level, text }) {
    const letters = level === 1 ? 22 : 16
    // A heading never stands alone at the foot of a page.
    pen.room(headingHeight(pen, { kind: 'heading', level, text }) + 80)
    if (level === 2) pen.y += 14
    pen.write(`H${level}`, root, text, { letters, bold: true })
    pen.y += 4
  },
  section(pen, root, { text }) {
    pen.y += 22
    pen.write('H2', root, text, { letters: 18, bold: true })
    pen.y += 4
  },
  text(pen, root, { text }) {
    pen.write('P', root, text)
    pen.y += 4
  },
  boxes(pen, root, { items }) {
    pen.group('L', root, (list) => {
      for (const { number, text, hint } of items) entry(pen, list, { number, text, hint }, box)
    })
  },
  figures(pen, root, { items }) {
    pen.group('L', root, (list) => {
      for (const item of items) entry(pen, list, item, 40)
    })
  },
  grid(pen, root, { columns, rows }) {
    pen.write('P', root, columnWords(columns))
    pen.y += 4
    pen.group('L', root, (list) => {
      for (const row of rows) {
        const { number, text } = row
        pen.room(rowHeight(pen, row))
        pen.group('LI', list, (item) => {
          pen.write('LBody', item, `${number}. ${text}`)
          for (const [i] of columns.entries()) {
            const inset = 30 + i * 56
            const at = {
              y: pen.y,
              size: 12,
              bold: false,
              direction: 'ltr' as const,
              // From right to left the number would touch its box.
              left: pen.from(inset, 18) + (pen.isRtl ? 6 : 0),
              width: 18,
            }
            item.add(pen.doc.struct('Lbl', {}, () => drawLine(pen.doc, [String(i + 1)], at)))
            pen.square(inset + 18)
          }
          pen.y += box + 10
        })
      }
    })
  },
  lines(pen, _, { count }) {
    for (let i = 0; i < count; i++) {
      pen.room(28)
      pen.y += 26
      const { y } = pen
      decorate(pen.doc, () => pen.doc.moveTo(page.margin, y).lineTo(page.width - page.margin, y))
    }
    pen.y += 8
  },
}

interface Entry {
  number: string
  text: string
  hint?: string
}

/** How far the words beside a box so wide stand from the beginning of the line. */
const insetOf = (width: number) => 34 + width + 8

function entryHeight(pen: Pen, { text, hint }: Entry, width: number): number {
  const room = measure - insetOf(width)
  return pen.height(text, room) + (hint ? pen.height(hint, room, 12) : 0) + 6
}

/** A number, a box to tick or write in, and the words beside them. */
function entry(pen: Pen, list: Element, given: Entry, width: number): void {
  const { number, text, hint } = given
  const inset = insetOf(width)
  pen.room(entryHeight(pen, given, width))
  pen.group('LI', list, (item) => {
    const at = { y: pen.y, size, bold: true, direction: 'ltr' as const, left: pen.from(0, 30), width: 30 }
    item.add(pen.doc.struct('Lbl', {}, () => drawLine(pen.doc, [number], at)))
    pen.square(34, width)
    pen.write('LBody', item, text, { inset })
    if (hint) pen.write('P', item, hint, { inset, letters: 12 })
  })
  pen.y += 6
}
