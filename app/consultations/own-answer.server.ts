import type { Ask } from '../server/page.ts'
import { consultationBySlug, questionsOf } from './consultation-store.server.ts'
import { openingOf } from './opening.ts'
import { publishedStandings } from './published-standing-store.server.ts'
import { receiptDates } from './receipt.ts'
import { findByReference } from './response-store.server.ts'

/** Everything the holder of a reference is shown: the state of their answer, what they chose and how it stands. */
export async function ownAnswer({ db, settings, lang, now }: Ask<unknown>, reference: string) {
  const found = await findByReference(db, settings.SECRET, reference)
  const consultation = found && (await consultationBySlug(db, found.slug, lang))
  if (!found || !consultation) return undefined
  const { options } = await questionsOf(db, found.consultationId, lang)
  const standings = found.picks.length ? await publishedStandings(db, found.exerciseId) : undefined
  const { slug, title, opensOn, closesOn } = consultation
  const open = openingOf(consultation, now) === 'open'
  return {
    slug,
    title,
    opensOn,
    closesOn,
    status: found.status,
    receivedOn: found.receivedOn,
    none: found.none,
    same: found.same,
    published: standings !== undefined,
    mayWithdraw: open && found.status !== 'withdrawn',
    picks: found.picks.flatMap((id) => {
      const option = options.find((o) => o.id === id)
      return option ? [{ title: option.title, standing: standings?.get(id) ?? null }] : []
    }),
    dates: receiptDates(consultation),
  }
}

export type OwnAnswer = NonNullable<Awaited<ReturnType<typeof ownAnswer>>>
