import type { Tx } from '../../../db/connect.ts'
import { writeTogether } from '../../../db/write-together.ts'
import { isEmbedded } from '../../languages/edition.ts'
import type { Ask } from '../../server/page.ts'
import type { WayIn } from '../groups/way-in.ts'
import { type consultationOf, draftHere, goTo, keepsCookies } from './answering.server.ts'
import { withCarried } from './carried.ts'
import { changeWhole, createDraft, type Draft, dropDraft } from './draft-store.server.ts'
import { firstStepOf, onePageOf, stepsOf } from './first-step.ts'

interface Beginning {
  /** What was begun on this device before is cleared. */
  again: boolean
  onePage?: boolean
  /** The way in that the page stands for; without one a draft keeps the way it was begun by. */
  wayIn?: WayIn
}

/** Begins an answer on a person's own device, or carries on with the one that waits there. */
export async function beginHere(
  ask: Ask<unknown>,
  { consultation, path }: Pick<Awaited<ReturnType<typeof consultationOf>>, 'consultation' | 'path'>,
  { again, onePage = false, wayIn }: Beginning,
): Promise<Response> {
  const { id, slug } = consultation
  const begun = await draftHere(ask, consultation)
  const to = (part: string, carried: string | null) => withCarried(`${path}/${part}`, carried)
  if (begun && !again) {
    if (wayIn) {
      const named = (draft: Draft) => ({ ...draft, wayIn })
      await writeTogether(ask.db, (tx) => changeWhole(tx, begun.token, id, ask.lang, ask.now, named))
    }
    const next = onePage ? onePageOf(consultation) : `${stepsOf(consultation)}/check`
    return goTo(to(next, begun.carried), ask.settings, slug)
  }
  const token = await writeTogether(ask.db, async (tx: Tx) => {
    if (begun) await dropDraft(tx, begun.token)
    const known = { wayIn: wayIn ?? begun?.draft.wayIn }
    return createDraft(tx, ask.settings.SECRET, id, ask.lang, ask.now, known)
  })
  const carried = keepsCookies(ask) && !begun?.carried ? null : token
  const next = onePage ? onePageOf(consultation) : firstStepOf(consultation)
  const keep = begun?.carried || isEmbedded(ask.lang) ? {} : { draft: token }
  return goTo(to(next, carried), ask.settings, slug, keep)
}

/** What an answer on one page takes over of a draft that was begun through the citizens' panel; nothing of any other. */
export async function panelBeginning(ask: Ask<unknown>, consultation: { id: string; slug: string }) {
  const here = await draftHere(ask, consultation)
  const wayIn = here?.draft.wayIn
  return here && wayIn?.channel === 'online'
    ? { known: { wayIn, draft: here.token }, carried: here.carried }
    : { known: {}, carried: null }
}
