import { type Handle, write } from '../../../db/connect.ts'
import { sha256 } from '../../ledger/commitment.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import type { StaffAsk } from '../../server/page.ts'
import { answerStatuses } from './import.ts'
import type { uploadSent } from './importing.server.ts'
import {
  changeUpload,
  dropUpload,
  type KeptFile,
  keepUpload,
  type SentFiles,
  uploadOf,
} from './survey-upload-store.server.ts'

type Ask = Pick<StaffAsk<unknown>, 'db' | 'now' | 'actor'>

/** A file as it came. `text` gives its very bytes again; null where it is no text, and then it is not kept. */
interface GivenFile {
  name: string
  bytes: Uint8Array
  text: string | null
}

/** What came with the form, and what had come before where the form says so. */
export interface GivenFiles {
  /** The id under which files of this person wait already. */
  id: string
  main: GivenFile | null
  votes: GivenFile | null
  typed: Typed
  errors: FieldError[]
}

const chosen = ['question', 'channel', 'sign', 'source', 'status'] as const

/** The files of a posted form; one that was kept stands in for one that was not chosen again. */
export async function givenFiles(
  { db, actor }: Ask,
  consultationId: string,
  sent: Awaited<ReturnType<typeof uploadSent>>,
): Promise<GivenFiles> {
  const whose = { id: sent.typed.kept?.[0] ?? '', consultationId, personId: actor.personId }
  const before = whose.id ? await uploadOf(db, 'files', whose) : undefined
  const main = (await fileIn(sent.form.get('file'))) ?? keptBefore(before?.content.files.main)
  const votes = (await fileIn(sent.form.get('votes'))) ?? keptBefore(before?.content.files.votes)
  const errors = sent.ok ? [] : sent.errors.filter(({ field }) => field !== 'file' || !main)
  return { id: before ? whose.id : '', main, votes, typed: sent.typed, errors }
}

async function fileIn(file: FormDataEntryValue | null): Promise<GivenFile | null> {
  if (!(file instanceof File) || file.size === 0) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: file.name.slice(0, 100), bytes, text: exactText(bytes) }
}

const keptBefore = (file: KeptFile | null | undefined): GivenFile | null =>
  file ? { ...file, bytes: new TextEncoder().encode(file.text) } : null

/** Without leaving out a byte-order mark: what is kept has the hash of what was sent. */
function exactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const textsOf = ({ main, votes }: GivenFiles): SentFiles['files'] => ({
  main: main && main.text !== null ? { name: main.name, text: main.text } : null,
  votes: votes && votes.text !== null ? { name: votes.name, text: votes.text } : null,
})

/** Files and choices together, so that both are there again if somebody chooses otherwise. */
export const sentFiles = (given: GivenFiles): SentFiles => ({
  files: textsOf(given),
  choices: Object.fromEntries(chosen.map((name) => [name, given.typed[name]?.[0] ?? ''])),
})

/**
 * Keeps the files of a form that could not be taken, so that nobody has to find them a second time.
 * @returns everything typed, with what names the files that are kept
 */
export async function keepFiles({ db, now, actor }: Ask, consultationId: string, given: GivenFiles): Promise<Typed> {
  const content = sentFiles(given)
  const { main, votes } = content.files
  const { kept: _, ...typed } = given.typed
  if (!main && !votes) return typed
  const whose = { id: given.id, personId: actor.personId }
  const file = { fileName: (main ?? votes)!.name, fileHash: sha256((main ?? votes)!.text), content }
  const status = answerStatuses.find((known) => known === content.choices.status) ?? 'counted'
  const id = await write(db, async (tx) => {
    if (!given.id) return keepUpload(tx, { consultationId, source: '', status, ...file, personId: whose.personId }, now)
    await changeUpload(tx, whose, { file }, now)
    return given.id
  })
  return { ...typed, ...keptAs(id, content) }
}

/** How the form names files that wait under an id. */
const keptAs = (id: string, { files: { main, votes } }: SentFiles): Typed => ({
  kept: [id],
  ...(main ? { 'kept-name': [main.name] } : {}),
  ...(votes ? { 'kept-votes': [votes.name] } : {}),
})

/** The form of files that wait, as it was last sent; undefined where none do. */
export async function waitingForm(
  db: Handle,
  whose: { id: string; consultationId: string; personId: string },
): Promise<Typed | undefined> {
  const kept = await uploadOf(db, 'files', whose)
  if (!kept) return undefined
  const { choices } = kept.content
  return {
    ...Object.fromEntries(Object.entries(choices).map(([name, value]) => [name, [value]])),
    ...keptAs(whose.id, kept.content),
  }
}

/** Answers that were read become files and choices again, for somebody who would choose otherwise. */
export async function chooseAgain({ db, now, actor }: Ask, id: string, consultationId: string): Promise<boolean> {
  const whose = { id, consultationId, personId: actor.personId }
  return write(db, async (tx) => {
    const read = await uploadOf(tx, 'exchange', whose)
    if (!read) return false
    const { fileName, fileHash, content } = read
    await changeUpload(tx, whose, { source: '', file: { fileName, fileHash, content: content.sent } }, now)
    return true
  })
}

/** Puts answers that could be read where their files waited; returns the id under which they wait to be looked at. */
export async function keepAnswers(
  { db, now }: Ask,
  given: GivenFiles,
  upload: Parameters<typeof keepUpload>[1],
): Promise<string> {
  return write(db, async (tx) => {
    if (given.id) await dropUpload(tx, given.id)
    return keepUpload(tx, upload, now)
  })
}
