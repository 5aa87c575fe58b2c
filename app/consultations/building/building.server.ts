import type { TFunction } from 'i18next'
import type { Handle } from '../../../db/connect.ts'
import { exerciseState } from '../../engagement/exercise.ts'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { partnersOf } from '../../engagement/partner-store.server.ts'
import { entryOf } from '../../engagement/register/register-entry-store.server.ts'
import { isEverywhere } from '../../people/permission.ts'
import type { FieldError } from '../../server/form.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { type FormTrouble, tokensOf, type WorkingForm, type WorkingQuestion } from './working-form.ts'
import { askedForm, usedKeys, workingFormOf } from './working-form-store.server.ts'

/** An exercise's form as the asker may write it; 404 where it is none of theirs. Inside a transaction pass its handle. */
export async function buildingFor(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  if (exercise.kind !== 'consultation' || (await entryOf(db, exercise.id)).askedElsewhere) throw notFound()
  const partners = await partnersOf(db, exercise)
  const organisation = ask.actor.organisationId
  const everywhere = isEverywhere(ask.actor.grants)
  const isLead = everywhere || organisation === exercise.runBy
  const isMine = ({ ownedBy }: Pick<WorkingQuestion, 'ownedBy'>) =>
    ownedBy === null ? isLead : everywhere || ownedBy === organisation
  const asked = await askedForm(db, exercise.id)
  return {
    exercise,
    state: exerciseState(exercise, londonDay(ask.now)),
    partners,
    isLead,
    /** The module of the asker's own organisation, where several partners ask together. */
    ownModule: partners.length > 1 && partners.some(({ id }) => id === organisation) ? organisation : null,
    isMine,
    /** Another partner's module is that partner's until it is public (P-14). */
    isSeen: (question: Pick<WorkingQuestion, 'ownedBy'>) => question.ownedBy === null || isMine(question),
    form: await workingFormOf(db, exercise.id),
    asked,
    usedKeys: await usedKeys(db, asked?.consultationId),
  }
}
export type Building = Awaited<ReturnType<typeof buildingFor>>

/** The form and one question of it that the asker may change; 404 for another partner's. */
export async function questionFor(ask: StaffAsk<{ id: string; key: string }>, db: Handle = ask.db) {
  const building = await buildingFor(ask, db)
  const question = building.form?.questions.find(({ key }) => key === ask.params.key)
  if (!building.form || !question || !building.isMine(question) || building.state === 'closed') throw notFound()
  return { ...building, form: building.form, question }
}

/** What stands in the way, as sentences of the builder. */
export const troubleWords = (t: TFunction, troubles: readonly FormTrouble[]): FieldError[] =>
  troubles.map(({ key, question, values }) => ({
    field: question ? `question-${question}` : 'form',
    message: String(t(`troubles.${key}`, { ...values, defaultValue: t('troubles.set_this') })),
  }))

/** When a question is asked, in words; null where it always is. */
export function routeWords(t: TFunction, form: WorkingForm, { onlyIf }: WorkingQuestion): string | null {
  if (!onlyIf) return null
  const ground = form.questions.find(({ key }) => key === onlyIf.question)
  if (!ground) return String(t('route.gone'))
  const known = tokensOf(ground)
  const answers = onlyIf.anyOf.map((token) => {
    const found = known.find((one) => one.token === token)
    return found ? tokenWords(t, found) : token
  })
  const values = { question: ground.title.en, answers: answers.join(String(t('route.join'))) }
  return String(t(onlyIf.not ? 'route.unless' : 'route.if', values))
}

/** An answer that a question may depend on, as an officer reads it. */
export function tokenWords(t: TFunction, { token, item, column }: ReturnType<typeof tokensOf>[number]): string {
  const said = token.split(':').at(-1)!
  if (item && column) return `${item.title.en}: ${column.title.en}`
  if (!item) return String(t(`tokens.${token}`, { defaultValue: token }))
  return item.id === token ? item.title.en : `${item.title.en}: ${String(t(`tokens.${said}`))}`
}

/** Everything the builder's home shows of the form, with nothing of another partner's module but how much there is. */
export function outlineOf(t: TFunction, { form, isSeen, isMine, partners }: Building) {
  if (!form) return []
  const numbered = form.questions.map((question, i) => ({ question, number: i + 1 }))
  const owners = [null, ...partners.map(({ id }) => id)]
  return owners.flatMap((owner) => {
    const own = numbered.filter(({ question }) => question.ownedBy === owner)
    if (!own.length && owner !== null) return []
    const seen = own.filter(({ question }) => isSeen(question))
    return [
      {
        owner,
        name: partners.find(({ id }) => id === owner)?.name ?? null,
        hidden: own.length - seen.length,
        questions: seen.map(({ question, number }, i) => ({
          key: question.key,
          number,
          title: question.title.en,
          kind: question.kind,
          section: question.section?.en ?? null,
          sharesPage: question.sharesPage && i > 0,
          required: question.required,
          route: routeWords(t, form, question),
          mine: isMine(question),
          isFirst: i === 0,
          isLast: i === seen.length - 1,
        })),
      },
    ]
  })
}
