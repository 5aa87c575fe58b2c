import { millimetre, type PrintDocument, printDocument } from '../sessions/print-document.ts'

export interface TablesWords {
  lang: string
  title: string
  /** Jury, day and place. */
  where: string
  round: (round: number) => string
  table: (table: number) => string
}

/** Per round and table the badges, each with the name its juror chose: "04 Sam". */
export type PrintedPlan = readonly (readonly (readonly string[])[])[]

const margin = 15 * millimetre

/**
 * A table plan to hang up: one sheet with every round, then a sign for each table whose number can be read across a
 * room, with who sits there in which round.
 */
export function printTables(words: TablesWords, plan: PrintedPlan): Promise<Buffer> {
  const doc = printDocument({ title: words.title, lang: words.lang, landscape: true })
  overview(doc, words, plan)
  const tables = plan[0]?.length ?? 0
  for (let table = 0; table < tables; table++) sign(doc, words, plan, table)
  return doc.finish()
}

function overview(doc: PrintDocument, words: TablesWords, plan: PrintedPlan): void {
  const measure = doc.width - 2 * margin
  for (const [r, tables] of plan.entries()) {
    doc.page()
    const section = doc.group('Sect', doc.root)
    let y = doc.text('H1', section, `${words.title} · ${words.round(r + 1)}`, at(margin, margin, measure, 26, true))
    y = doc.text('P', section, words.where, at(margin, y, measure, 13)) + 10
    const columns = Math.min(tables.length, 4)
    const large = tables.length <= columns
    const width = measure / columns
    let top = y
    let lowest = y
    for (const [i, people] of tables.entries()) {
      if (i > 0 && i % columns === 0) top = lowest + 12
      const x = margin + (i % columns) * width
      doc.line(x, top, width - 12)
      let under = doc.text('H2', section, words.table(i + 1), at(x, top + 4, width - 12, large ? 34 : 22, true))
      under = list(doc, section, people, { x, y: under + 2, width: width - 12, size: large ? 24 : 13 })
      lowest = Math.max(lowest, under)
    }
    section.end()
  }
}

function sign(doc: PrintDocument, words: TablesWords, plan: PrintedPlan, table: number): void {
  doc.page()
  const measure = doc.width - 2 * margin
  const section = doc.group('Sect', doc.root)
  const number = { x: margin, y: 4 * millimetre, width: measure, size: 330, bold: true, align: 'center' } as const
  doc.text('H1', section, String(table + 1), number)
  const top = 132 * millimetre
  const width = measure / Math.max(1, plan.length)
  for (const [r, tables] of plan.entries()) {
    const x = margin + r * width
    const heading = { x, y: top, width: width - 8, size: 15, bold: true }
    const y = doc.text('H2', section, words.round(r + 1), heading)
    const people = tables[table]!.join(' · ')
    doc.text('P', section, people, { x, y: y + 2, width: width - 8, size: plan.length > 4 ? 11 : 18 })
  }
  section.end()
}

const at = (x: number, y: number, width: number, size: number, bold = false) => ({ x, y, width, size, bold })

function list(
  doc: PrintDocument,
  section: ReturnType<PrintDocument['group']>,
  items: readonly string[],
  { x, y, width, size }: { x: number; y: number; width: number; size: number },
): number {
  const all = doc.group('L', section)
  let next = y
  for (const item of items) {
    const entry = doc.group('LI', all)
    next = doc.text('LBody', entry, item, { x, y: next, width, size })
    entry.end()
  }
  all.end()
  return next
}
