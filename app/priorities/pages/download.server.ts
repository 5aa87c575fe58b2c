import { confirmedInShort } from '../../consultations/confirming/confirming.ts'
import {
  isAnybodyApart,
  type OrganisationsApart,
  organisationCodebookOf,
  organisationTable,
} from '../../consultations/organisations/organisation.ts'
import { keyingShown } from '../../consultations/pages/freezing/left-out.tsx'
import { words } from '../../languages/words.server.ts'
import { csvText } from '../csv-text.ts'
import type { PackAbout, PackFiles } from '../pack.ts'
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
  const keying = keyingShown(about.counts, words('en', 'list'), 'en-GB')
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
    ...(keying && { paper: keying }),
    ...(isAnybodyApart(paper.organisations) && { organisations: organisationsInWords(paper.organisations) }),
  }
}

/** Organisations answer apart from residents and are in no figure; the columns of their file are said here. */
function organisationsInWords(apart: OrganisationsApart): string {
  const { published, held } = apart
  const columns = organisationCodebookOf(organisationTable(apart))
    .map(([column, words]) => `${column}: ${words}`)
    .join('. ')
  return `organisations.csv: ${published.length} published, ${held.length} not published, each with why. In none of the figures. ${columns}.`
}

/** What stands in the pack beside the list. */
export const apartOf = ({ organisations }: Paper): PackFiles =>
  isAnybodyApart(organisations) ? { 'organisations.csv': csvText(organisationTable(organisations)) } : {}

/** Names of the options as they were frozen, in the method's order. */
export const packOptions = (paper: Paper) => paper.about.options.map(({ id, title }) => ({ id, title }))
