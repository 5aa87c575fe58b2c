import type { Handle } from '../../../db/connect.ts'
import { columnsOf, type FileKind, type FilePlan, headOf, lineWriter, rowReader } from './answer-file.ts'
import { answerPages } from './answer-rows-store.server.ts'

/** What the thread that writes a file of answers is given. */
export interface FileTask {
  plan: FilePlan
  kind: FileKind
  url: string
}

/** A file of answers, a page of them at a time. */
export async function* answerText(db: Handle, plan: FilePlan, kind: FileKind): AsyncGenerator<string> {
  const columns = columnsOf(plan)
  const head = headOf(kind, columns)
  if (head) yield head
  const cellsOf = rowReader(plan)
  const lineOf = lineWriter(kind, columns)
  let number = 0
  for await (const rows of answerPages(db, plan)) {
    let text = ''
    for (const row of rows) text += lineOf(cellsOf(row, ++number))
    yield text
  }
}
