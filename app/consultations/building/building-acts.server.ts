import type { Tx } from '../../../db/connect.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { kindNames } from '../kinds/kinds.ts'
import { type Building, troubleWords } from './building.server.ts'
import { fromBank, fromEarlier, fromTemplate, newQuestion } from './form-start.ts'
import { formTemplates, questionBank } from './question-bank.ts'
import { type Change, emptyForm, moved, reworded, type WorkingForm, without, withQuestion } from './working-form.ts'
import { dropWorkingForm, formInWords, formsToCopy, saveWorkingForm } from './working-form-store.server.ts'

interface Act {
  ask: StaffAsk<{ id: string }>
  tx: Tx
  building: Building
  typed: Typed
  day: string
}
type Outcome = { to: string } | { errors: FieldError[] }

const one = (typed: Typed, name: string, most: number) => (typed[name]?.[0] ?? '').trim().slice(0, most + 1)
const home = ({ building }: Act, done: string): Outcome => ({
  to: `/desk/exercises/${encodeURIComponent(building.exercise.id)}/form?done=${done}`,
})
const wrong = ({ ask }: Act, field: string, key: string, values: Record<string, number> = {}): Outcome => ({
  errors: [{ field, message: ask.words('builder')(`errors.${key}`, values) }],
})
const tooLong = (act: Act, field: string, limit: number): Outcome =>
  wrong(act, field, 'too_long', { limit, written: (act.typed[field]?.[0] ?? '').trim().length })

const save = ({ ask, tx, building }: Act, form: WorkingForm, did: string, question?: string) =>
  saveWorkingForm(tx, { exerciseId: building.exercise.id, form, personId: ask.actor.personId, did, question }, ask.now)

/** Begins a form from a template, an earlier exercise, what is asked now, or nothing. The flagship has a page of its own. */
async function start(act: Act): Promise<Outcome> {
  const { building, typed, tx, day } = act
  const { exercise, form, isLead, asked, usedKeys } = building
  if (form || !isLead) throw notFound()
  const from = one(typed, 'from', 100)
  if (asked && (exercise.publishedAt || from === 'asked')) {
    const now = await formInWords(tx, asked.consultationId, asked.version, day)
    await save(act, now!, 'began to change the form')
    return home(act, 'started')
  }
  if (from === 'flagship') return { to: `/desk/exercises/${encodeURIComponent(exercise.id)}/questions` }
  const template = formTemplates.find(({ id }) => id === from)
  const begun = template
    ? fromTemplate(template, exercise.title, usedKeys)
    : from === 'empty'
      ? emptyForm(exercise.title)
      : from === 'copy'
        ? await copied(act)
        : undefined
  if (!begun) return wrong(act, from === 'copy' ? 'copy' : 'from', from === 'copy' ? 'copy' : 'from')
  await save(act, begun, `began a form from ${from}`)
  return home(act, 'started')
}

async function copied({ tx, building, typed, day }: Act): Promise<WorkingForm | undefined> {
  const wanted = one(typed, 'copy', 100)
  const earlier = (await formsToCopy(tx, building.exercise.id)).find(({ id }) => id === wanted)
  const words = earlier && (await formInWords(tx, earlier.consultationId, earlier.version, day))
  return words && fromEarlier(words, building.exercise.title)
}

async function words(act: Act): Promise<Outcome> {
  const form = formOfLead(act)
  const title = one(act.typed, 'title', 200)
  const lead = one(act.typed, 'lead', 500)
  if (title.length > 200) return tooLong(act, 'title', 200)
  if (lead.length > 500) return tooLong(act, 'lead', 500)
  if (!title) return wrong(act, 'title', 'form_title')
  const next = { ...form, title: reworded(form.title, title)!, lead: reworded(form.lead, lead) ?? { en: '' } }
  await save(act, next, 'changed the heading of the form')
  return home(act, 'saved')
}

/** Adds a question to the core, or to the asker's own module. */
async function add(act: Act): Promise<Outcome> {
  const { building, typed } = act
  const form = anyForm(act)
  const kind = kindNames.find((name) => name === typed.kind?.[0])
  const title = one(typed, 'question', 300)
  const owner = ownerOf(act)
  if (!title) return wrong(act, 'question', 'title')
  if (title.length > 300) return tooLong(act, 'question', 300)
  if (!kind) return wrong(act, 'kind', 'kind')
  if (form.questions.length >= 60) return wrong(act, 'question', 'sixty')
  const question = newQuestion(kind, title, taken(building, form), owner)
  await save(act, withQuestion(form, question), 'added a question', question.key)
  const id = encodeURIComponent(building.exercise.id)
  return { to: `/desk/exercises/${id}/form/${question.key}?done=added` }
}

async function take(act: Act): Promise<Outcome> {
  const form = anyForm(act)
  const item = questionBank.find(({ id }) => id === act.typed.bank?.[0])
  if (!item) throw notFound()
  if (form.questions.length >= 60) return wrong(act, 'bank', 'sixty')
  const question = fromBank(item, taken(act.building, form), ownerOf(act))
  await save(act, withQuestion(form, question), 'took a question from the bank', question.key)
  return home(act, 'added')
}

const change = (did: string, done: string, work: (form: WorkingForm, key: string) => Change) => async (act: Act) => {
  const form = anyForm(act)
  const key = one(act.typed, 'key', 50)
  const question = form.questions.find((one) => one.key === key)
  if (!question || !act.building.isMine(question)) throw notFound()
  const changed = work(form, key)
  if ('trouble' in changed) return { errors: troubleWords(act.ask.words('builder'), [changed.trouble]) }
  await save(act, changed.form, did, key)
  return home(act, done)
}

/** Asks first whether a question shall go: one tap loses nothing. */
async function askToTake(act: Act): Promise<Outcome> {
  const { exercise, isMine } = act.building
  const form = anyForm(act)
  const question = form.questions.find(({ key }) => key === one(act.typed, 'key', 50))
  if (!question || !isMine(question)) throw notFound()
  const changed = without(form, question.key)
  if ('trouble' in changed) return { errors: troubleWords(act.ask.words('builder'), [changed.trouble]) }
  return {
    to: `/desk/exercises/${encodeURIComponent(exercise.id)}/form?take_out=${question.key}#question-${question.key}`,
  }
}

async function aside(act: Act): Promise<Outcome> {
  const { building, tx, ask } = act
  formOfLead(act)
  await dropWorkingForm(tx, building.exercise.id, ask.actor.personId, ask.now)
  return home(act, 'aside')
}

/** What can be done on the builder's home and in its bank, by the name of the button. */
export const buildingActs = {
  start,
  words,
  add,
  take,
  up: change('moved a question up', 'moved', (form, key) => moved(form, key, -1)),
  down: change('moved a question down', 'moved', (form, key) => moved(form, key, 1)),
  delete: askToTake,
  delete_sure: change('deleted a question', 'deleted', without),
  aside,
} as const satisfies Record<string, (act: Act) => Promise<Outcome>>

function anyForm({ building }: Act): WorkingForm {
  if (!building.form) throw notFound()
  return building.form
}

function formOfLead(act: Act): WorkingForm {
  if (!act.building.isLead) throw notFound()
  return anyForm(act)
}

/** The core is the lead's to write; a partner writes its own module. */
function ownerOf({ building, typed }: Act): string | null {
  const own = building.ownModule
  if (building.isLead && !(own && typed.module?.[0] === 'own')) return null
  if (!own) throw notFound()
  return own
}

const taken = ({ usedKeys }: Building, form: WorkingForm) => [...usedKeys, ...form.questions.map(({ key }) => key)]
