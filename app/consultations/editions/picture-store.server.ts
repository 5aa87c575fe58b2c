import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { drawnPictures, type Picture } from './picture.ts'

/** Pictures that a partnership added, by name. */
async function addedPictures(db: Handle): Promise<Picture[]> {
  const rows = await db
    .selectFrom('picture')
    .select(['id', 'name', 'author', 'licence', 'source'])
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
  return row && Buffer.from(row.body, 'base64')
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
