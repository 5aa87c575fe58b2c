import type { KindName } from '../kinds/kinds.ts'
import { kindSettings, listsOf, offersUnsure } from './kind-settings.ts'
import { type BankQuestion, type FormTemplate, questionBank } from './question-bank.ts'
import { emptyForm, itemId, keyFrom, type WorkingForm, type WorkingQuestion, withQuestion } from './working-form.ts'

/** A new question of a kind, with what is usual for it and nothing written yet but its title. */
export function newQuestion(
  kind: KindName,
  title: string,
  takenKeys: readonly string[],
  ownedBy: string | null,
): WorkingQuestion {
  const usual = kindSettings[kind].map((setting): [string, unknown] => {
    switch (setting.type) {
      case 'list':
        return [setting.name, []]
      case 'text':
        return [setting.name, kind === 'number' ? null : { en: '' }]
      case 'day':
        return [setting.name, null]
      case 'choice':
        return [setting.name, setting.of[0]]
      default:
        return [setting.name, setting.usual]
    }
  })
  return {
    key: keyFrom(title, takenKeys),
    kind,
    title: { en: title },
    hint: null,
    section: null,
    sharesPage: false,
    required: false,
    unsure: offersUnsure(kind),
    config: Object.fromEntries(usual.filter(([, value]) => value !== null || kind !== 'spend')),
    onlyIf: null,
    ownedBy,
    bank: null,
  }
}

/** A question of the bank, to be changed or asked as it is. */
export function fromBank(item: BankQuestion, takenKeys: readonly string[], ownedBy: string | null): WorkingQuestion {
  const fresh = newQuestion(item.kind, item.title, takenKeys, ownedBy)
  const lists = listsOf(item.kind).map(({ name }) => name as string)
  const config = Object.entries(item.config).map(([name, value]): [string, unknown] => {
    if (lists.includes(name)) return [name, withIds(value as { title: string; cost?: number }[])]
    const isText = kindSettings[item.kind].some((setting) => setting.type === 'text' && setting.name === name)
    return [name, isText && typeof value === 'string' ? { en: value } : value]
  })
  return {
    ...fresh,
    hint: item.hint ? { en: item.hint } : null,
    required: item.required ?? false,
    unsure: item.unsure ?? false,
    config: { ...fresh.config, ...Object.fromEntries(config) },
    bank: item.id,
  }
}

function withIds(items: readonly { title: string; cost?: number }[]) {
  const taken: string[] = []
  return items.map(({ title, cost }) => {
    const id = itemId(title, taken)
    taken.push(id)
    return { id, title: { en: title }, example: null, ...(cost === undefined ? {} : { cost }) }
  })
}

/** A template's questions under the exercise's own title. */
export function fromTemplate(template: FormTemplate, title: string, takenKeys: readonly string[]): WorkingForm {
  let form: WorkingForm = { ...emptyForm(title), lead: { en: template.lead } }
  for (const { bank, section, sharesPage = false } of template.questions) {
    const item = questionBank.find(({ id }) => id === bank)
    if (!item) throw new RangeError(`no question ${bank} in the bank`)
    const question = fromBank(item, [...takenKeys, ...form.questions.map(({ key }) => key)], null)
    form = withQuestion(form, { ...question, section: section ? { en: section } : null, sharesPage })
  }
  return form
}

/** The shared core of somebody's earlier form, for another exercise; other partners' modules stay theirs. */
export const fromEarlier = (earlier: WorkingForm, title: string): WorkingForm => ({
  ...earlier,
  title: earlier.title.en === title ? earlier.title : { en: title },
  questions: earlier.questions.filter(({ ownedBy }) => ownedBy === null),
})
