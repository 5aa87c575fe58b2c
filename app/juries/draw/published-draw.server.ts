import type { Handle } from '../../../db/connect.ts'
import { type Ask, notFound } from '../../server/page.ts'
import { juryBySlug } from '../jury-store.server.ts'
import { announcedDraws, type Draw } from './draw-store.server.ts'

/** The announced draw an address asks for: the newest, or the one with the `number` it names. For others nothing is there. */
export async function publishedDraw({ db, params, request }: Ask<{ slug: string }>) {
  const jury = await juryBySlug(db, params.slug)
  if (!jury?.announcedAt) throw notFound()
  const draws = await announcedDraws(db, jury.id)
  const asked = new URL(request.url).searchParams.get('number')
  const draw = asked === null ? draws[0] : draws.find(({ number }) => String(number) === asked)
  if (!draw?.announcedAt || !draw.decidesAt || !draw.source || !draw.announcement) throw notFound()
  const { announcedAt, decidesAt, source, announcement } = draw
  return { jury, draws, draw: { ...draw, announcedAt, decidesAt, source, announcement } }
}

/** Who started a draw, by the parts they play: no names. */
export async function startersOf(db: Handle, draw: Draw): Promise<string[]> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'label'])
    .where('id', 'in', [draw.firstStarter ?? '', draw.secondStarter ?? ''])
    .execute()
  const label = (id: string | null) => people.find((person) => person.id === id)?.label ?? ''
  return [label(draw.firstStarter), label(draw.secondStarter)]
}

/** Whether anybody of a draw can still be told from their reference which volunteer they are. */
export async function anybodyLinked(db: Handle, drawId: string): Promise<boolean> {
  return (
    (await db.selectFrom('jury_draw_person').select('pseudonym').where('draw_id', '=', drawId).executeTakeFirst()) !==
    undefined
  )
}
