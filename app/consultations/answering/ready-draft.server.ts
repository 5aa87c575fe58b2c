import { writeTogether } from '../../../db/write-together.ts'
import type { Ask } from '../../server/page.ts'
import { type Asides, confirmAddress } from '../confirming/confirming.ts'
import { isHandedOn } from '../groups/way-in.ts'
import { bodyHash } from './answer-body.ts'
import { firstMissing } from './answer-steps.ts'
import { consultationOf, draftHere, goTo, keepsCookies } from './answering.server.ts'
import { withCarried } from './carried.ts'
import { createDraft, type Draft, dropDraft } from './draft-store.server.ts'
import { stepsOf } from './first-step.ts'
import * as forms from './form-flow.ts'
import { beginning } from './form-step.server.ts'
import { areaOnly } from './form-view.server.ts'

/**
 * The answers that wait on this device, whole, as they would be sent: whichever the consultation's questions are. Leads
 * to the check page where something is missing, which leads on to it, and to the start page where nothing was begun.
 */
export async function readyDraft(ask: Ask<{ l: string; slug: string }>) {
  const { consultation, opening, path } = await consultationOf(ask)
  const here = await draftHere(ask, consultation)
  if (!here) throw goTo(path, ask.settings, consultation.slug)
  const ready = consultation.template === 'form' ? await formReady(ask) : flagshipReady(here.draft)
  const check = withCarried(`${path}/${stepsOf(consultation)}/check`, here.carried)
  if (!ready.whole) throw goTo(check, ask.settings, consultation.slug)
  const { answers, form } = ready
  const { submissionKey } = here.draft
  return { consultation, opening, path, here, check, answers, form, hash: bodyHash(submissionKey, answers, form) }
}

const flagshipReady = ({ answers }: { answers: Parameters<typeof firstMissing>[0] }) => ({
  answers,
  form: undefined,
  whole: firstMissing(answers) === 'check',
})

async function formReady(ask: Ask<{ l: string; slug: string }>) {
  const { here, state, facts } = await beginning(ask)
  return {
    answers: areaOnly(here.draft.answers),
    form: { version: facts.form.version, answers: forms.sentAnswers(facts.form, state.answers) },
    whole: forms.firstMissing(state) === forms.checkStep,
  }
}

/** Keeps answers that were given on one page as a draft, in place of one begun before, and leads on to where a code is typed. */
export async function keptToConfirm(
  ask: Ask<unknown>,
  consultation: { id: string; slug: string },
  begun: Pick<Draft, 'answers' | 'seed' | 'form'>,
  asides: Asides,
): Promise<Response> {
  const { slug, id } = consultation
  const before = await draftHere(ask, consultation)
  const token = await writeTogether(ask.db, async (tx) => {
    if (before) await dropDraft(tx, before.token)
    const { wayIn } = before?.draft ?? {}
    return createDraft(tx, ask.settings.SECRET, id, ask.lang, ask.now, isHandedOn(wayIn) ? begun : { ...begun, wayIn })
  })
  const carried = keepsCookies(ask) && !before?.carried ? null : token
  const next = confirmAddress(`/${ask.lang}/consultations/${slug}`, asides, carried)
  return goTo(next, ask.settings, slug, before?.carried ? {} : { draft: token })
}
