import type { Mark } from '../../../server/kept-page.ts'
import type { StepView } from '../../answering/step-view.server.ts'
import type { OptionText } from '../../consultation-store.server.ts'

/** Options with marks for whatever tells them apart, so that one page serves every order. Undefined where their markup differs. */
export function markedOptions(options: readonly OptionText[], mark: Mark): OptionText[] | undefined {
  const like = options[0]
  // Sentences with their pictures are other markup each.
  const plain = (text: OptionText['example'], first: OptionText['example'] | undefined) =>
    text?.language === first?.language &&
    text?.checked === first?.checked &&
    text?.edition === first?.edition &&
    !text?.pictures
  const alike = options.every(
    ({ title, example }) => plain(title, like?.title) && plain(example, like?.example) && !!title.body,
  )
  if (!alike) return undefined
  const marked = (text: OptionText['title']) => ({ ...text, body: mark(text.body) })
  return options.map(({ id, title, example }) => ({
    id: mark(id),
    title: marked(title),
    example: example && marked(example),
  }))
}

/** A page of answering as everybody gets it. What somebody wrote, or goes back to change, is never shared. */
export function sharedView(view: StepView, mark: Mark): StepView | undefined {
  if (view.step === 'pick') {
    const options = markedOptions(view.options, mark)
    return view.chosen.length || view.somethingElse || !options ? undefined : { ...view, options }
  }
  if (view.step === 'order') {
    const options = markedOptions(
      view.picks.map(({ option }) => option),
      mark,
    )
    return options && { ...view, picks: view.picks.map(({ place }, i) => ({ option: options[i]!, place })) }
  }
  if (view.step === 'check') {
    const picks = markedOptions(view.picks, mark)
    if (view.why || view.somethingElse || !picks) return undefined
    return { ...view, picks, submissionKey: mark(view.submissionKey), hash: mark(view.hash) }
  }
  return view.step === 'why' && view.why ? undefined : view
}
