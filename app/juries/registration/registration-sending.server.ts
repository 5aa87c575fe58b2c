import { data } from '@remix-run/node'
import { write } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Typed } from '../../server/form.ts'
import { enqueue } from '../../server/outbox-store.server.ts'
import type { Ask } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { registrationHash } from './application-body.ts'
import { register, registeredBefore } from './application-store.server.ts'
import {
  begunHere,
  leadTo,
  leadToStart,
  mayGoOn,
  type RegisteringFor,
  registeringFor,
  registrationFrom,
} from './registering.server.ts'
import { firstOpen, whyNot } from './registration.ts'
import { dropRegistration, type RegistrationDraft } from './registration-draft-store.server.ts'

type SendAsk = Ask<{ slug: string }>

/** Sends what was seen on the check page, once, whatever presses, tabs and lost connections come in between. */
export async function sendRegistration(ask: SendAsk, typed: Typed) {
  const all = await registeringFor(ask)
  const { jury, asked, path } = all
  const { settings, db } = ask
  const t = ask.words('registration')
  const problem = (key: string) =>
    data({ errors: [{ field: 'content', message: t(`errors.${key}`) }], typed: {} }, { status: 409 })
  const key = typed.submission_key?.[0] ?? ''
  const hash = typed.hash?.[0] ?? ''
  const before = await registeredBefore(db, settings.SECRET, key, hash)
  if (before?.kind === 'conflict') return problem('conflict')
  if (before) throw leadTo(`${path}/done`, settings, jury.slug, { draft: null, sent: key })
  const begun = await begunHere(ask, jury)
  if (!begun) throw leadToStart(all, settings)
  const { draft, token } = begun
  if (!mayGoOn(draft, all)) return problem(`code_${all.registering}`)
  if (whyNot(draft.answers, asked)) throw leadTo(`${path}/not-this-time`, settings, jury.slug)
  const open = firstOpen(draft.answers, asked)
  if (open !== 'check') throw leadTo(`${path}/${open}`, settings, jury.slug)
  const given = registrationFrom(draft, asked, ask.lang)
  if (draft.submissionKey !== key || registrationHash(given) !== hash) return problem('changed')
  const registered = await write(db, async (tx) => {
    const done = await register(tx, settings.SECRET, jury.id, given, ask.now)
    if (done.kind === 'conflict') return done
    await dropRegistration(tx, token)
    if (done.kind === 'accepted') await tell(tx, ask, all, draft, done.reference)
    return done
  })
  if (registered.kind === 'conflict') return problem('conflict')
  const done = draft.by === null ? 'done' : `done?for=${draft.source}`
  throw leadTo(`${path}/${done}`, settings, jury.slug, { draft: null, sent: key })
}

/** Confirms by e-mail where there is an address, and notes who entered it for somebody else. */
async function tell(
  tx: Parameters<typeof enqueue>[0],
  ask: SendAsk,
  { jury, recruitment, mailing }: RegisteringFor,
  draft: RegistrationDraft,
  reference: string,
): Promise<void> {
  const t = ask.words('registration')
  const to = draft.answers.contact?.email
  if (to && !draft.test) {
    const day = recruitment.closesOn ? formatDate(recruitment.closesOn, ask.lang) : ''
    const values = { jury: jury.publicName, reference, day, phone: mailing.phone }
    const body = t('mail.body', values)
    await enqueue(tx, { to, subject: t('mail.subject', values), body, language: ask.lang }, ask.now)
  }
  if (draft.by === null) return
  const act = { did: `registered somebody: ${draft.source}`, objectKind: 'jury', objectId: jury.id }
  await logAct(tx, ask.now, { personId: draft.by, ...act })
}
