import { confirmedInShort } from '../../consultations/confirming.ts'
import { words } from '../../languages/words.server.ts'
import type { PackAbout } from '../pack.ts'
import type { Paper } from './paper.server.ts'

/** A file to keep: never rendered by the browser, and named after the list and its version. */
export function download(paper: Paper, kind: 'csv' | 'json' | 'xlsx' | 'zip', body: string | Uint8Array): Response {
  const types = {
    csv: 'text/csv; charset=utf-8',
    json: 'application/json; charset=utf-8',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    zip: 'application/zip',
  }
  return new Response(body as BodyInit, {
    headers: {
      'Content-Type': types[kind],
      'Content-Disposition': `attachment; filename="${paper.slug}-v${paper.version}.${kind}"`,
    },
  })
}

/** What the pack says beside its figures, in plain words and hashes. */
export function aboutOf(paper: Paper): PackAbout {
  const { about, confirming } = paper
  return {
    exercise: about.exercise.title,
    question: about.question.title,
    opened: paper.opensOn ?? '',
    closed: paper.closesOn ?? '',
    published: paper.publishedAt ?? '',
    version: String(paper.version),
    note: paper.note,
    census: about.population.source ?? '',
    code: about.code,
    snapshot: paper.snapshotHash,
    result: paper.resultHash,
    verification: confirmedInShort(words('en', 'confirming'), confirming, paper.list.base),
  }
}

/** Names of the options as they were frozen, in the method's order. */
export const packOptions = (paper: Paper) => paper.about.options.map(({ id, title }) => ({ id, title }))
