import { readForm, refused } from '../../server/form.ts'
import type { JuryAsk } from '../jury-access.server.ts'
import { sessionFrom, sessionShape } from './session-form.ts'

/** A session as a form sends it, or the form's answer with everything typed still there. */
export async function readSession({ request, words }: Pick<JuryAsk, 'request' | 'words'>) {
  const t = words('juries-desk')
  const form = await readForm(request, sessionShape, t)
  if (!form.ok) return { back: refused(form.errors, form.typed) }
  const { session, wrong } = sessionFrom(form.value)
  if (!wrong.length) return { session }
  const errors = wrong.map(({ field, key, values }) => ({ field, message: t(`errors.${key}`, values ?? {}) }))
  return { back: refused(errors, form.typed) }
}
