import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { drawnPictures, type Picture } from './picture.ts'

/** Pictures that a partnership added, by name. */
async function addedPictures(db: Handle): Promise<Picture[]> {
  const rows = await db
    .selectFrom('picture')
    .select(['id', 'name', 'author', 'licence', 'source'])
    .where('withdrawn_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ id, ...record }) => ({ file: fileOf(id), ...record }))
}

/** Every picture there is to choose from: the partnership's own first. */
export const allPictures = async (db: Handle): Promise<Picture[]> => [...(await addedPictures(db)), ...drawnPictures]

const fileOf = (id: string) => `own-${id}.png`

/** The bytes of an added picture; undefined where there is none of that name. */
export async function pictureFile(db: Handle, file: string): Promise<Buffer | undefined> {
  const id = /^own-([\w-]{1,40})\.png$/.exec(file)?.[1]
  if (!id) return undefined
  const row = await db.selectFrom('picture').select('body').where('id', '=', id).executeTakeFirst()
  return row?.body ? Buffer.from(row.body, 'base64') : undefined
}

/** Everything a partnership added, with who last corrected or withdrew it and why, and where each stands now. */
export async function keptPictures(db: Handle) {
  const rows = await db
    .selectFrom('picture as p')
    .leftJoin('person as c', 'c.id', 'p.corrected_by')
    .leftJoin('person as w', 'w.id', 'p.withdrawn_by')
    .select(['p.id', 'p.name', 'p.author', 'p.licence', 'p.source'])
    .select(['p.corrected_at', 'p.corrected_why', 'c.label as corrector'])
    .select(['p.withdrawn_at', 'p.withdrawn_why', 'p.withdrawn_from', 'w.label as withdrawer'])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  const act = (by: string | null, at: string | null, why: string | null) =>
    at ? { by: by ?? '', at, why: why! } : null
  return Promise.all(
    rows.map(async ({ id, name, author, licence, source, ...one }) => ({
      id,
      file: fileOf(id),
      name,
      author,
      licence,
      source,
      corrected: act(one.corrector, one.corrected_at, one.corrected_why),
      withdrawn: act(one.withdrawer, one.withdrawn_at, one.withdrawn_why),
      uses: one.withdrawn_from ? (JSON.parse(one.withdrawn_from) as PictureUse[]) : await usesOf(db, id),
    })),
  )
}

/** How many sentences of one exercise's edition a picture stands beside, and whether residents could read that edition. */
export interface PictureUse {
  exerciseId: string
  title: string
  edition: string
  sentences: number
  published: boolean
  /** The last day on which people could answer. */
  closesOn: string | null
}

const filesIn = (pictures: string | null): string[] => (pictures ? (JSON.parse(pictures) as string[]) : [])

/** Where a picture stands: beside sentences as they are written now, in every exercise. */
async function usesOf(db: Handle, id: string): Promise<PictureUse[]> {
  const file = fileOf(id)
  const rows = await db
    .selectFrom('translation as t')
    .innerJoin('exercise as e', 'e.id', 't.exercise_id')
    .leftJoin('edition_offer as o', (join) =>
      join.onRef('o.exercise_id', '=', 't.exercise_id').onRef('o.edition', '=', 't.edition'),
    )
    .select(['t.exercise_id', 't.edition', 't.pictures', 'e.title', 'e.published_at', 'e.closes_on', 'o.offered_at'])
    .where('t.pictures', 'like', `%"${file}"%`)
    .orderBy('e.title')
    .orderBy('t.exercise_id')
    .orderBy('t.edition')
    .execute()
  const uses = new Map<string, PictureUse>()
  for (const row of rows) {
    const key = `${row.exercise_id} ${row.edition}`
    const before = uses.get(key)?.sentences ?? 0
    uses.set(key, {
      exerciseId: row.exercise_id,
      title: row.title,
      edition: row.edition,
      sentences: before + filesIn(row.pictures).filter((one) => one === file).length,
      published: row.published_at !== null && row.offered_at !== null,
      closesOn: row.closes_on,
    })
  }
  return [...uses.values()]
}

/** Corrects what is said of a picture; the log keeps what was said before. False where there is no such picture to correct. */
export async function correctPicture(
  tx: Tx,
  { id, personId, why, ...now }: Omit<Picture, 'file'> & { id: string; personId: string; why: string },
  at: Date,
): Promise<boolean> {
  const before = await tx
    .selectFrom('picture')
    .select(['name', 'author', 'licence', 'source'])
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!before) return false
  const corrected = { corrected_by: personId, corrected_at: at.toISOString(), corrected_why: why }
  await tx
    .updateTable('picture')
    .set({ ...now, ...corrected })
    .where('id', '=', id)
    .execute()
  const was = Object.fromEntries(Object.entries(before).map(([key, value]) => [`${key} before`, value]))
  const detail = { why, ...now, ...was }
  await logAct(tx, at, { personId, did: 'corrected a picture', objectKind: 'picture', objectId: id, detail })
  return true
}

/**
 * Takes a picture out of the library, deletes its file and takes it from every sentence it stood beside, in what is being
 * written as in what residents read. False where there is no such picture.
 */
export async function withdrawPicture(
  tx: Tx,
  { id, personId, why }: { id: string; personId: string; why: string },
  now: Date,
): Promise<boolean> {
  const known = await tx
    .selectFrom('picture')
    .select('id')
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!known) return false
  const uses = await usesOf(tx, id)
  const file = fileOf(id)
  const without = (pictures: string | null) => {
    const left = filesIn(pictures).map((one) => (one === file ? '' : one))
    return left.some(Boolean) ? JSON.stringify(left) : null
  }
  const like = `%"${file}"%`
  const written = await tx
    .selectFrom('translation')
    .select(['exercise_id', 'place', 'language', 'edition', 'pictures'])
    .where('pictures', 'like', like)
    .execute()
  for (const { pictures, ...key } of written) {
    let row = tx.updateTable('translation').set({ pictures: without(pictures) })
    for (const [column, value] of Object.entries(key)) row = row.where(column as keyof typeof key, '=', value)
    await row.execute()
  }
  const read = await tx
    .selectFrom('text_version')
    .select(['text_id', 'version', 'language', 'edition', 'pictures'])
    .where('pictures', 'like', like)
    .execute()
  for (const { pictures, text_id, version, language, edition } of read) {
    await tx
      .updateTable('text_version')
      .set({ pictures: without(pictures) })
      .where('text_id', '=', text_id)
      .where('version', '=', version)
      .where('language', '=', language)
      .where('edition', '=', edition)
      .execute()
  }
  const withdrawn = {
    withdrawn_by: personId,
    withdrawn_at: now.toISOString(),
    withdrawn_why: why,
    withdrawn_from: JSON.stringify(uses),
  }
  await tx
    .updateTable('picture')
    .set({ ...withdrawn, body: '' })
    .where('id', '=', id)
    .execute()
  const detail = { why, sentences: uses.reduce((sum, use) => sum + use.sentences, 0) }
  await logAct(tx, now, { personId, did: 'withdrew a picture', objectKind: 'picture', objectId: id, detail })
  return true
}

/** Keeps a picture with its licence; what it is was judged before. */
export async function addPicture(
  tx: Tx,
  { bytes, personId, ...record }: Omit<Picture, 'file'> & { bytes: Uint8Array; personId: string },
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const body = Buffer.from(bytes).toString('base64')
  await tx
    .insertInto('picture')
    .values({ id, ...record, body, added_by: personId, added_at: now.toISOString() })
    .execute()
  await logAct(tx, now, {
    personId,
    did: 'added a picture',
    objectKind: 'picture',
    objectId: id,
    detail: { ...record },
  })
}
