import { exerciseState } from '../engagement/exercise.ts'
import { registerOf } from '../engagement/exercise-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { joinedToEach } from '../engagement/partner-store.server.ts'
import { exercisesReworded } from '../feedback/wording-store.server.ts'
import { isLate } from '../juries/support/support.ts'
import { languageOf } from '../languages/words.server.ts'
import { may } from '../people/permission.ts'
import type { DeskCard, DeskPart, DeskPartOf } from '../server/desk-card.ts'
import { formatNumber } from '../ui/numbers.ts'
import { isWordingPlace } from './editions/places.ts'
import { languagesPath, translatingFor } from './editions/translating.server.ts'
import { counted, mayCheck } from './editions/translation.ts'
import { owedToGroups } from './groups/group-payment-store.server.ts'
import { paperPath } from './paper/paper.server.ts'
import { paperPart } from './paper/paper-batch.ts'
import { batchesFor } from './paper/paper-store.server.ts'

/** The desk is English only. */
const locale = 'en-GB'

/** The batches of paper forms that somebody is named for, with what of them waits now. */
export const paperDesk: DeskPartOf = async ({ db, actor, words }) => {
  if (!may(actor.grants, 'paper.key')) return { cards: [], links: [] }
  const t = words('paper')
  const isOfficer = may(actor.grants, 'answers.import')
  const cards = (await batchesFor(db, actor.personId)).flatMap((batch): DeskCard[] => {
    const part = paperPart(batch, { personId: actor.personId, isOfficer: false })
    const step = part?.key ? 'key' : part?.check ? 'check' : part?.sheets && !isOfficer ? 'sheets' : null
    if (!step) return []
    const { id, name, title, forms } = batch
    const text = t(`desk.${step}`, { count: forms, name, title })
    return [{ kind: 'now', figure: formatNumber(forms, locale), text, href: paperPath(batch.exerciseId, `/${id}`) }]
  })
  return { cards, links: [] }
}

/** What is owed to community groups by the exercises of an officer's organisation, the overdue apart. */
export const groupPaymentsDesk: DeskPartOf = async ({ db, now, actor, words }) => {
  if (!may(actor.grants, 'answers.import') || !actor.organisationId) return { cards: [], links: [] }
  const t = words('group-payments')
  const today = londonDay(now)
  const owed = await owedToGroups(db, actor.organisationId)
  const exercises = new Map(owed.map(({ exerciseId, title }) => [exerciseId, title]))
  const cards = [...exercises].flatMap(([id, title]) =>
    (['late', 'due'] as const).flatMap((kind): DeskCard[] => {
      const count = owed.filter((one) => one.exerciseId === id && isLate(one, today) === (kind === 'late')).length
      const href = `/desk/exercises/${id}/groups/payments`
      return count ? [{ kind, figure: String(count), text: t(`card_${kind}`, { count, title }), href }] : []
    }),
  )
  return { cards, links: [] }
}

/** What a translator has to translate: the exercises of their organisation that are not over, in their languages. */
export const translatorDesk: DeskPartOf = async (ask) => {
  const { db, now, actor, words } = ask
  const languages = actor.grants.flatMap(({ role, scopeId }) => {
    const language = role === 'translator' && scopeId ? languageOf(scopeId) : undefined
    return language ? [language] : []
  })
  if (!languages.length) return { cards: [], links: [] }
  const t = words('translating')
  const today = londonDay(now)
  const rows = (await registerOf(db)).filter(({ kind, asked_elsewhere }) => kind === 'consultation' && !asked_elsewhere)
  const joined = await joinedToEach(
    db,
    rows.map(({ id }) => id),
  )
  const reworded = await exercisesReworded(db)
  const own = rows
    .filter(({ id, run_by }) => run_by === actor.organisationId || joined.get(id)?.includes(actor.organisationId ?? ''))
    .map(({ id, title, published_at: publishedAt, opens_on: opensOn, closes_on: closesOn }) => ({
      id,
      title,
      isClosed: exerciseState({ publishedAt, opensOn, closesOn }, today) === 'closed',
    }))
    .filter(({ id, isClosed }) => !isClosed || reworded.has(id))
  const part: DeskPart = { cards: [], links: [] }
  for (const { id, title, isClosed } of own) {
    for (const { code, name } of languages) {
      const all = (await translatingFor({ ...ask, params: { id, language: code } })).texts
      // Of what has closed only the words that came since are still to be read.
      const texts = isClosed ? all.filter(({ place }) => isWordingPlace(place)) : all
      const counts = counted(texts)
      const href = languagesPath(id, `/${code}`)
      const left = counts.missing + counts.outdated
      if (left)
        part.cards.push({
          kind: 'due',
          figure: String(left),
          text: t('desk.left', { count: left, language: name, title }),
          href,
        })
      const toCheck = left ? 0 : texts.filter((text) => mayCheck(text, actor.personId)).length
      if (toCheck) {
        const text = t('desk.unchecked', { count: toCheck, language: name, title })
        part.cards.push({ kind: 'now', figure: String(toCheck), text, href })
      }
      part.links.push({ text: t('desk.link', { language: name, title }), href })
    }
  }
  return part
}
